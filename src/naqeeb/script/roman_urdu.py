"""Urdu words in Latin letters: Taleem is تعلیم, Waziristan وزیرستان.

Nobody spells Urdu in Latin letters by rule, so both sides are folded to what is heard:
the word as it was typed, and each word of the lexicon as `romanise` writes it. The
table of the latter is built by ``bench/build_roman_urdu.py``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from naqeeb.script.harakat.sorted_table import SortedTable
from naqeeb.text.lazy_pattern import LazyPattern

SHORTEST = 4
"""Words that are heard as fewer letters are too many to be told apart."""
_SAME = (
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("aa", "a"),
    ("ee", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("au", "u"),
    ("ao", "u"),
    ("ai", "i"),
    ("ay", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ie", "i"),
    ("e", "i"),
    ("o", "u"),
)
_PLAIN_C = LazyPattern("c(?!h)")
_VOWEL_Y = LazyPattern("y(?![aiu])")
_DOUBLED = LazyPattern(r"(.)\1+")
_ENGLISH_END = LazyPattern("(?i:[^aeiou]e|[aei]y|ie)$")
"""So end English names, whose e is silent; Urdu has it too, but seldom."""
_SILENT_H = LazyPattern("(?<=[aiu])h$")


def heard(latin: str) -> str:
    """A word in Latin letters with one spelling for what sounds alike.

    >>> heard("Mohabbat") == heard("muhabat")
    True
    """
    folded = latin.lower().replace("aw", "au") if re.search("aw(?![aeiouy])", latin) else latin
    folded = folded.lower()
    for letters, sound in _SAME:
        folded = folded.replace(letters, sound)
    folded = _VOWEL_Y.sub("i", _PLAIN_C.sub("k", folded))
    return _SILENT_H.sub("", _DOUBLED.sub(r"\1", folded))


@cache
def _table() -> SortedTable:
    return SortedTable(Path(__file__).parent / "data" / "roman_urdu.tsv")


def urdu_word(latin: str) -> str | None:
    """The commonest word of Urdu that is heard as ``latin``, None where there is none."""
    if _ENGLISH_END.search(latin):
        return None
    key = heard(latin)
    return _table().find(key) if len(key) >= SHORTEST else None
