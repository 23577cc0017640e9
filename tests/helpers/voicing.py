"""Texts through a voice, within a deadline."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from naqeeb import speech
from naqeeb.model import Clip, Voice
from naqeeb.settings import VoiceSettings

DEADLINE_S = 10.0


def speak(
    voice: Voice, cache: speech.Cache | None, texts: Iterable[str], *, requests: int = 6
) -> list[Clip]:
    """What a voice makes of the texts; its engine is closed behind it."""
    settings = VoiceSettings(deadline_s=DEADLINE_S, requests=requests)
    with closing(speech.engine_for(voice)) as engine:
        return list(speech.speak(engine, texts, jobs=1, cache=cache, settings=settings))
