"""What a check found that is not as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something of a file that is not as it should be."""

    what: str
    """Said of the file: ``is missing``."""
    own_kind: str = ""
    """What it shares with the others that are of its kind, where ``what`` names the single case:
    a change of the settings may put one into every episode, and they are told together."""

    @property
    def kind(self) -> str:
        """By what it is counted with others."""
        return self.own_kind or self.what


Checks = Iterator[Flaw | None]
"""One answer a check: what is wrong, or None."""
