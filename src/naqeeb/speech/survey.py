"""Which voices there are, and which can speak now."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from naqeeb.errors import NaqeebError, VoiceFailed
from naqeeb.model import Clip, Voice
from naqeeb.settings import VoiceSettings
from naqeeb.speech.budget import budget_of
from naqeeb.speech.daemon_pool import DaemonPool
from naqeeb.speech.limits import Limits, countdown
from naqeeb.speech.registry import engine_for, refuse_wrong_options
from naqeeb.speech.synthesis import voice_one

SAMPLE = "السلام علیکم، یہ نقیب ہے۔ آج کی خبریں سننے کے لیے شکریہ۔"
"""What a voice says to be heard: under 100 characters, as every engine allows."""
_PATIENCE_S = 20.0
_USUAL = VoiceSettings()


@dataclass(frozen=True, slots=True)
class VoiceState:
    """A line of ``naqeeb voices``."""

    name: str
    engine: str
    sex: str
    region: str
    licence: str
    commercial: bool
    price_per_million: float | None
    """US dollars for a million characters; None where not known."""
    online: bool | None
    """None where the engine does not even load."""
    ready: bool
    missing: str = ""
    """What is to be done before it can speak."""
    first_sound_s: float | None = None
    """From asking to the sample's samples; None where it was not asked or failed."""
    speed: float | None = None
    """Seconds of speech made in a second."""


def survey(
    voices: Iterable[Voice], *, speak: bool = False, settings: VoiceSettings = _USUAL
) -> Iterator[VoiceState]:
    """The state of each voice, in order; never raises for a voice.

    Args:
        voices: what to look at.
        speak: also let each say a sentence (online voices send it).
        settings: the budget of paid services.
    """
    for voice in voices:
        state = VoiceState(
            name=voice.name,
            engine=voice.engine,
            sex=voice.sex,
            region=voice.region,
            licence=voice.licence,
            commercial=voice.commercial,
            price_per_million=voice.price_per_million,
            online=None,
            ready=False,
        )
        try:
            refuse_wrong_options(voice)
            engine = engine_for(voice)
        except NaqeebError as error:
            yield replace(state, missing=_missing(error))
            continue
        state = replace(state, online=engine.online)
        try:
            engine.ready()
            state = replace(state, ready=True)
            if speak:
                began = time.monotonic()
                clip = _say(voice, settings)
                seconds = time.monotonic() - began
                speed = clip.duration_ms / 1000 / max(seconds, 1e-6)
                state = replace(state, first_sound_s=seconds, speed=speed)
        except NaqeebError as error:
            state = replace(state, ready=False, missing=_missing(error))
        finally:
            engine.close()
        yield state


def hear(voice: Voice, settings: VoiceSettings = _USUAL) -> Clip:
    """A sample sentence by the voice, checked.

    Raises:
        SpeechError: it cannot speak; cause and next step are in the error.
    """
    engine = engine_for(voice)
    try:
        engine.ready()
    finally:
        engine.close()
    return _say(voice, settings)


def _say(voice: Voice, settings: VoiceSettings) -> Clip:
    engine = engine_for(voice)
    limits = Limits(countdown(_PATIENCE_S), budget_of(settings))
    pool = DaemonPool(1, lambda text: voice_one(engine, text, None), limits)
    try:
        return pool.submit(SAMPLE).result(timeout=_PATIENCE_S)
    except TimeoutError:
        raise VoiceFailed(
            f"voice {voice.name} gave no answer in {_PATIENCE_S:.0f} s",
            hint="look at the network, or choose another voice",
            voice=voice.name,
        ) from None
    finally:
        pool.shutdown(0.0 if engine.online else _PATIENCE_S)
        engine.close()


def _missing(error: NaqeebError) -> str:
    return "; ".join(part for part in (error.what, error.cause, error.hint) if part)
