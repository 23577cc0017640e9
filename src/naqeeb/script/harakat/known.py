"""The pronouncing lexicon, whose vocalised forms were checked against the engine, and counts."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from naqeeb.script.harakat.sorted_table import SortedTable

DATA = Path(__file__).parents[1] / "data"
"""Where the tables of the script room lie."""
NO_SOUND = "-"
"""How a table writes the sound of a letter that is silent."""


@cache
def lexicon() -> SortedTable:
    """Open the lexicon: plain word, vocalised word."""
    return SortedTable(DATA / "vocalised.tsv")


@cache
def sounds_table() -> SortedTable:
    """Open the sounds of the lexicon's words: plain word, sound of each letter."""
    return SortedTable(DATA / "sounds.tsv")


def sounds_of(word: str) -> tuple[str, ...]:
    """Return the sound of each letter of a word of the lexicon, as `place` names them.

    Empty where the word is in no lexicon, or its spelling does not show how it sounds.
    """
    sounds = sounds_table().find(word)
    return parse_sounds(sounds) if sounds else ()


def parse_sounds(sounds: str) -> tuple[str, ...]:
    """Read the sounds of a table, which blanks part."""
    return tuple("" if sound == NO_SOUND else sound for sound in sounds.split(" "))


@cache
def _counts() -> SortedTable:
    return SortedTable(DATA / "word_counts.tsv")


@lru_cache(maxsize=1 << 14)
def count(word: str) -> int:
    """How often ``word`` stands in a count of news; 0 for rare words."""
    return int(_counts().find(word) or 0)
