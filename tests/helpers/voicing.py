"""Texts through a voice, within a deadline."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from naqeeb import speech
from naqeeb.model import Clip, Voice
from naqeeb.settings import VoiceSettings

DEADLINE_S = 60.0
_WAITS = {"hang", "hang half way", "trickle"}


def patience(fault: str = "", *, attempts: int = 2) -> dict[str, float]:
    """A voice's patience with a service that has this fault.

    It is short only where the fault is to make wait: all else takes a busy machine its time.
    """
    times = (1.0, 2.0) if fault in _WAITS else (DEADLINE_S, DEADLINE_S)
    named = dict(zip(("read_s", "request_s"), times, strict=True))
    return {"attempts": attempts, "wait_s": 0.01, "connect_s": 20.0} | named


def speak(
    voice: Voice, cache: speech.Cache | None, texts: Iterable[str], *, requests: int = 6
) -> list[Clip]:
    """What a voice makes of the texts; its engine is closed behind it."""
    settings = VoiceSettings(deadline_s=DEADLINE_S, requests=requests)
    with closing(speech.engine_for(voice)) as engine:
        return list(speech.speak(engine, texts, jobs=1, cache=cache, settings=settings))
