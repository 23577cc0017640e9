"""Script: written Urdu into what an announcer says. Knows no network, no audio, no feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from naqeeb.script.chunking import chunks
    from naqeeb.script.composing import compose
    from naqeeb.script.lexicon import Lexicon
    from naqeeb.script.reviewing import Finding, review
    from naqeeb.script.romanising import romanise
    from naqeeb.script.silence import silent
    from naqeeb.script.speaking import speakable
    from naqeeb.script.splitting import sentences

__all__ = [
    "Finding",
    "Lexicon",
    "chunks",
    "compose",
    "review",
    "romanise",
    "sentences",
    "silent",
    "speakable",
]

_HOMES = {
    "Finding": "reviewing",
    "Lexicon": "lexicon",
    "chunks": "chunking",
    "compose": "composing",
    "review": "reviewing",
    "romanise": "romanising",
    "sentences": "splitting",
    "silent": "silence",
    "speakable": "speaking",
}


def __getattr__(name: str) -> object:
    # Each name is fetched when it is first asked for: `import naqeeb` stays cheap.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
