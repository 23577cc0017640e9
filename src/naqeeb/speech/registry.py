"""From a voice to the engine that speaks it.

Every engine, naqeeb's own like a stranger's, is registered as an entry point of the group
``naqeeb.engines``. To look them up takes about 30 ms, once in a process (measured with 212
packages installed: 18 ms to import importlib.metadata, 11 ms to read the entry points).
"""

from __future__ import annotations

import difflib
from functools import cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from inspect import getattr_static
from typing import TypeGuard

from naqeeb.errors import NaqeebError, VoiceNotReady, VoiceUnknown
from naqeeb.model import Delivery, Voice
from naqeeb.speech.engine import Engine
from naqeeb.speech.options import place
from naqeeb.speech.roles import in_role, stated

GROUP = "naqeeb.engines"
_SHOWN_CHARS = 80
_PARTS = ("voice", "version", "online", "cacheable", "concurrency", "ready", "speak", "close")


def engine_for(voice: Voice, role: Delivery = Delivery.PLAIN) -> Engine:
    """The engine of a voice in a role, made but not yet asked to speak.

    Raises:
        VoiceUnknown: no engine is registered under the voice's ``engine``.
        VoiceNotReady: the package that offers the engine does not load.
        SettingsError: an option of the voice file is wrong.
    """
    voice = in_role(voice, role)
    point = _entry_point(voice)
    try:
        engine = point.load()(voice)
    except NaqeebError:
        raise
    except Exception as error:
        # A stranger's package may fail in any way; none of them may end the run.
        raise _broken(voice, point, f"{type(error).__name__}: {error}") from error
    if not _is_engine(engine):
        kind, parts = type(engine).__name__, ", ".join(_PARTS)
        raise _broken(voice, point, f"it gave {kind}, which is no engine: it needs {parts}")
    return engine


def refuse_wrong_options(voice: Voice) -> None:
    """Return if the engine of a voice takes its options, in each role that it states.

    Raises:
        SpeechError: the engine is not there, or does not load.
        SettingsError: an option is wrong.
    """
    for role in (Delivery.PLAIN, *sorted(stated(voice))):
        engine_for(voice, role).close()


def engine_names() -> frozenset[str]:
    """The names of all engines that are installed."""
    return frozenset(registered().names)


def _is_engine(candidate: object) -> TypeGuard[Engine]:
    """Whether all parts of the protocol are there.

    ``isinstance`` would read each of them, and the version of a voice whose model is missing
    cannot be read.
    """
    return all(getattr_static(candidate, name, None) is not None for name in _PARTS)


@cache
def registered() -> EntryPoints:
    """The entry points of all engines that are installed."""
    return entry_points(group=GROUP)


def _entry_point(voice: Voice) -> EntryPoint:
    points = registered()
    for point in points:
        if point.name == voice.engine:
            return point
    if "espeak" not in points.names:
        raise VoiceUnknown(
            "naqeeb does not find its own engines",
            cause="it runs from its source without being installed",
            hint="run `pip install -e .` in its folder",
            voice=voice.name,
        )
    near = difflib.get_close_matches(voice.engine[:_SHOWN_CHARS], points.names, n=1)
    raise VoiceUnknown(
        f"{place(voice, '', 'engine')}voice {voice.name} wants the engine "
        f"{voice.engine[:_SHOWN_CHARS]!r}, which is not installed",
        hint=(f"did you mean {near[0]}? " if near else "")
        + f"engines there are: {', '.join(sorted(points.names))}; "
        f"install the package that offers {voice.engine!r}",
        voice=voice.name,
    )


def _broken(voice: Voice, point: EntryPoint, reason: str) -> VoiceNotReady:
    package = point.dist.name if point.dist is not None else point.module
    return VoiceNotReady(
        f"voice {voice.name}: the engine {voice.engine!r} of the package {package} does not load",
        cause=reason,
        hint=f"update or reinstall {package}, or choose another voice",
        voice=voice.name,
        package=package,
    )
