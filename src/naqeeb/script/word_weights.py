"""How common words are in news, by which ways to part a word are weighed."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from naqeeb.script.harakat.known import DATA
from naqeeb.script.harakat.sorted_table import SortedTable


class Parts(NamedTuple):
    """A way to part a word."""

    weight: float
    words: tuple[str, ...]


@cache
def _counts() -> SortedTable:
    return SortedTable(DATA / "word_counts.tsv")


@lru_cache(maxsize=1 << 14)
def count(word: str) -> int:
    """How often ``word`` stands in a count of news; 0 for rare words."""
    return int(_counts().find(word) or 0)


def weight(word: str) -> float:
    """The logarithm of the count, doubled."""
    return log(count(word) + 1) * 2
