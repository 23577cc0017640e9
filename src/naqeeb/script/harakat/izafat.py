"""Izafat: the -e that binds a word to the next one, as its author marked it."""

from __future__ import annotations

from functools import cache

from naqeeb.script.harakat.known import DATA
from naqeeb.script.harakat.place import JAZM
from naqeeb.script.harakat.sorted_table import SortedTable

_SILENT_HE = ("ا", "ہ")
"""How the final ہ of a vocalised word may be written."""


@cache
def _exceptions() -> SortedTable:
    """Open the words whose bound form the engine does not read right by the rule."""
    return SortedTable(DATA / "izafat.tsv")


def bind(vocalised: str, word: str) -> str:
    """Return a word with the -e of izafat.

    Args:
        vocalised: the word with its harakat.
        word: the word without them.
    """
    return _exceptions().find(word) or bind_by_rule(vocalised, word)


def bind_by_rule(vocalised: str, word: str) -> str:
    """Return what `bind` does for words that are no exceptions.

    It is written as ے, since the engine would stress a bare zer at the end of a word.

    >>> bind_by_rule("وزیر", "وزیر")
    'وزیرے'
    """
    if word.endswith("ے"):
        return vocalised
    if word.endswith("ہ") and vocalised.endswith(_SILENT_HE):
        return vocalised[:-1].rstrip(JAZM) + "ائے"
    if word.endswith(("ا", "و", "ی", "آ")):
        return vocalised + "ئے"
    return vocalised + "ے"
