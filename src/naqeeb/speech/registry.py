"""From a voice to the engine that speaks it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from naqeeb.errors import NaqeebError, VoiceNotReady, VoiceUnknown
from naqeeb.model import Voice
from naqeeb.speech.engine import Engine

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "naqeeb.engines"

# The same lines stand in pyproject.toml as entry points, and a test holds the
# two together. Reading them from here saves the start of every run the 50 ms
# that importlib.metadata takes to import.
BUILT_IN = {
    "espeak": "naqeeb.speech.engines.espeak:Espeak",
    "gtts": "naqeeb.speech.engines.gtts:Gtts",
    "edge": "naqeeb.speech.engines.edge:Edge",
    "piper": "naqeeb.speech.engines.piper:Piper",
    "mms": "naqeeb.speech.engines.mms:Mms",
    "command": "naqeeb.speech.engines.command:Command",
    "tone": "naqeeb.speech.engines.tone:Tone",
}


def engine_for(voice: Voice) -> Engine:
    """The engine of a voice, made but not yet asked to speak.

    Raises:
        VoiceUnknown: no engine is registered under the voice's ``engine``.
        VoiceNotReady: the package that offers the engine does not load.
        SettingsError: an option of the voice file is wrong.
    """
    engine: Engine
    if voice.engine in BUILT_IN:
        module, _, name = BUILT_IN[voice.engine].partition(":")
        engine = getattr(import_module(module), name)(voice)
        return engine
    point = _entry_point(voice)
    try:
        engine = point.load()(voice)
    except NaqeebError:
        raise
    except Exception as error:
        # A stranger's package may fail in any way; none of them may end the run.
        raise _broken(voice, point, f"{type(error).__name__}: {error}") from error
    if not isinstance(engine, Engine):
        wanted = "voice, version, online, cacheable, concurrency, ready, speak and close"
        raise _broken(
            voice, point, f"it gave {type(engine).__name__}, which is no engine: {wanted}"
        )
    return engine


def _entry_point(voice: Voice) -> EntryPoint:
    from importlib.metadata import entry_points

    registered = entry_points(group=GROUP)
    for point in registered:
        if point.name == voice.engine:
            return point
    names = ", ".join(sorted(BUILT_IN.keys() | registered.names))
    raise VoiceUnknown(
        f"voice {voice.name} wants the engine {voice.engine!r}, which is not installed",
        hint=f"engines there are: {names}; install the package that offers {voice.engine!r}",
        voice=voice.name,
        engine=voice.engine,
    )


def _broken(voice: Voice, point: EntryPoint, reason: str) -> VoiceNotReady:
    dist: Any = point.dist
    package = dist.name if dist is not None else point.value.partition(":")[0]
    return VoiceNotReady(
        f"voice {voice.name}: the engine {voice.engine!r} of the package {package} does not load",
        cause=reason,
        hint=f"update or reinstall {package}, or choose another voice",
        voice=voice.name,
        engine=voice.engine,
        package=package,
    )
