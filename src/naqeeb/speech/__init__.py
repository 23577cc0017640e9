"""Speech: chunks into clips, through engines that only know the protocol.

Everything public is named here and loaded when it is first used, so that a
command that speaks nothing pays nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from naqeeb.speech.cache import Cache, CacheStats
    from naqeeb.speech.checks import check
    from naqeeb.speech.choice import Choice, choose, permit, place
    from naqeeb.speech.engine import Engine
    from naqeeb.speech.readiness import VoiceState, hear, survey
    from naqeeb.speech.registry import engine_for
    from naqeeb.speech.speaking import speak

_HOME = {
    "Cache": "cache",
    "CacheStats": "cache",
    "Choice": "choice",
    "Engine": "engine",
    "VoiceState": "readiness",
    "check": "checks",
    "choose": "choice",
    "engine_for": "registry",
    "hear": "readiness",
    "permit": "choice",
    "place": "choice",
    "speak": "speaking",
    "survey": "readiness",
}

__all__ = [
    "Cache",
    "CacheStats",
    "Choice",
    "Engine",
    "VoiceState",
    "check",
    "choose",
    "engine_for",
    "hear",
    "permit",
    "place",
    "speak",
    "survey",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
