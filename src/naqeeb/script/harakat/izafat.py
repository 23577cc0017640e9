"""Izafat: the -e that binds a word to the next one, as its author marked it."""

from __future__ import annotations

from functools import cache

from naqeeb.script.harakat.known import DATA, lexicon, sounds_of
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
    exception = _exceptions().find(word) if vocalised == lexicon().find(word) else None
    return exception or bind_by_rule(vocalised, word)


def bind_by_rule(vocalised: str, word: str) -> str:
    """Return what `bind` does for words that are no exceptions.

    It is written as ے, since the engine would stress a bare zer at the end of a word.

    >>> bind_by_rule("وزیر", "وزیر")
    'وزیرے'

    The ہ of نظریہ stands for a vowel, that of فقیہ is heard.

    >>> bind_by_rule("فقیہ", "فقیہ")
    'فقیہْے'
    """
    if word.endswith("ے"):
        return vocalised
    if _ends_in_h(word):
        return vocalised.rstrip(JAZM) + JAZM + "ے"
    if word.endswith("ہ") and vocalised.endswith(_SILENT_HE):
        return vocalised[:-1].rstrip(JAZM) + "ائے"
    if word.endswith(("ا", "و", "ی", "آ")):
        return vocalised + "ئے"
    return vocalised + "ے"


def _ends_in_h(word: str) -> bool:
    """Whether the final ہ of a word is heard: by its sounds, or by its ا where none are known."""
    sounds = sounds_of(word)
    return word.endswith("ہ") and (sounds[-1].startswith("C") if sounds else word[-2:-1] == "ا")
