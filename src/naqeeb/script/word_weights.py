"""How common words are in news, by which ways to part a word are weighed."""

from __future__ import annotations

from math import log
from typing import NamedTuple

from naqeeb.script.harakat.known import count


class Parts(NamedTuple):
    """A way to part a word."""

    weight: float
    words: tuple[str, ...]


def weight(word: str) -> float:
    """The logarithm of the count, doubled."""
    return log(count(word) + 1) * 2
