"""The voice ``auto``: the first that answers in time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from naqeeb.errors import SpeechError, VoiceFailed, VoiceNotReady, VoiceRefused
from naqeeb.model import Clip, Voice
from naqeeb.settings import VoiceSettings
from naqeeb.speech.budget import budget_of
from naqeeb.speech.cache import Cache
from naqeeb.speech.daemon_pool import DaemonPool
from naqeeb.speech.engine import Engine, Placed
from naqeeb.speech.limits import Limits, countdown
from naqeeb.speech.registry import engine_for
from naqeeb.speech.synthesis import voice_one


@dataclass(frozen=True, slots=True)
class Choice:
    """The voice that will speak, and why."""

    voice: Voice
    engine: Engine
    """Open; whoever chose it closes it."""
    clip: Clip | None
    """The article's first chunk, where it was voiced to try an online voice.
    It is in the cache, too."""
    why: str
    """One line for people: which voice, why, and where the text was sent."""


def choose(
    candidates: Sequence[Voice],
    *,
    probe: Callable[[Voice], str],
    settings: VoiceSettings,
    commercial: bool,
    cache: Cache,
) -> Choice:
    """The first of ``candidates`` that can speak now.

    An online voice is tried with the article's first chunk and has
    ``settings.probe_s`` seconds; one after the other, so that the text goes to
    no more services than it must. A voice of this machine only has to be ready.

    Args:
        candidates: voices in order of preference.
        probe: gives the first chunk as this voice wants it written.
        settings: how patient to be, and whether text may leave the machine.
        commercial: pass over voices whose licence forbids commercial use.
        cache: takes the clip.

    Raises:
        VoiceNotReady: none of them can speak; the cause says why for each.
    """
    passed: list[str] = []
    sent: list[str] = []
    for voice in candidates:
        try:
            permit(voice, commercial=commercial)
            engine = engine_for(voice)
        except (VoiceRefused, VoiceNotReady) as error:
            passed.append(_reason(voice, error))
            continue
        if engine.online and not settings.online:
            passed.append(f"{voice.name}: online voices are switched off")
            engine.close()
            continue
        try:
            clip = _try(engine, probe, settings, cache)
        except SpeechError as error:
            passed.append(_reason(voice, error))
            if engine.online and _may_have_been_sent(error):
                sent.append(place(engine))
            engine.close()
            continue
        return Choice(voice, engine, clip, _why(voice, engine, passed, sent))
    raise _none_left(passed)


def _none_left(passed: Sequence[str]) -> VoiceNotReady:
    return VoiceNotReady(
        "no voice can speak now",
        cause="; ".join(passed) or "the list of voices is empty",
        hint="put espeak, which needs nothing, at the end of [voice] auto",
    )


def permit(voice: Voice, *, commercial: bool) -> None:
    """Return if the voice's licence allows the use.

    Raises:
        VoiceRefused: the show is commercial and the licence forbids that.
    """
    if commercial and not voice.commercial:
        raise VoiceRefused(
            f"voice {voice.name} may not be used in a commercial show",
            cause=f"its licence is {voice.licence or 'not stated'}",
            hint="choose another voice, or set commercial = false in [show]",
            voice=voice.name,
        )


def place(engine: Engine) -> str:
    """Where an online engine sends the text; engines may say so themselves."""
    stated = engine.sends_to if isinstance(engine, Placed) else ""
    return stated or f"the service of {engine.voice.engine}"


def _try(
    engine: Engine,
    probe: Callable[[Voice], str],
    settings: VoiceSettings,
    cache: Cache,
) -> Clip | None:
    if not engine.online:
        engine.ready()
        return None
    left = countdown(settings.probe_s)
    limits = Limits(left, budget_of(settings))
    pool = DaemonPool(1, lambda text: _ask(engine, text, cache), limits)
    try:
        text = probe(engine.voice)
        return pool.submit(text).result(timeout=left())
    except TimeoutError:
        raise VoiceFailed(
            f"no answer in {settings.probe_s:g} s",
            hint="raise [voice] probe_s, or choose another voice",
        ) from None
    finally:
        pool.shutdown(0.0)


def _ask(engine: Engine, text: str, cache: Cache) -> Clip:
    engine.ready()
    return voice_one(engine, text, cache)


def _may_have_been_sent(error: SpeechError) -> bool:
    return error.sent and not isinstance(error, VoiceNotReady)


def _reason(voice: Voice, error: SpeechError) -> str:
    what = error.what.removeprefix(f"voice {voice.name}").lstrip(": ")
    return f"{voice.name}: {what}" + (f" ({error.cause})" if error.cause else "")


def _why(voice: Voice, engine: Engine, passed: list[str], sent: list[str]) -> str:
    if engine.online:
        line = f"{voice.name}: the first that answered; the text is sent to {place(engine)}"
    elif sent:
        tried = " and ".join(sent)
        line = f"{voice.name}: speaks on this machine; the first chunk was sent to {tried}"
    else:
        line = f"{voice.name}: speaks on this machine; no text leaves it"
    return f"{line} [{'; '.join(passed)}]" if passed else line
