"""Urdu words in Latin letters: Taleem is تعلیم, Waziristan وزیرستان.

Nobody spells Urdu in Latin letters by rule, so both sides are folded to what is heard:
the word as it was typed, and each word of the lexicon as `romanise` writes it. The
table of the latter is built by ``bench/build_roman_urdu.py``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from naqeeb.script.harakat.sorted_table import SortedTable
from naqeeb.text.lazy_pattern import LazyPattern

SHORTEST = 3
"""Words that are heard as fewer letters are too many to be told apart."""
_SAME = (
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("aa", "a"),
    ("ee", "i"),
    ("ie", "i"),
    ("oo", "u"),
    ("ou", "o"),
    ("au", "o"),
    ("ao", "o"),
)
_DIPHTHONG = LazyPattern("[ae][iy](?![aeiou])")
_NEAR_VOWELS = str.maketrans("eo", "iu")
_PLAIN_C = LazyPattern("c(?!h)")
_OPEN_AW = LazyPattern("aw(?![aeiouy])")
_VOWEL_Y = LazyPattern("y(?![aeiou])")
_DOUBLED = LazyPattern(r"(.)\1+")
_ENGLISH_END = LazyPattern("(?i:[^aeiou]e|[aei]y|ie)$")
"""So end English names, whose e is silent; Urdu has it too, but seldom."""
_SILENT_H = LazyPattern("(?<=[aeiou])h$")


def heard(latin: str) -> str:
    """A word in Latin letters with one spelling for what sounds alike.

    >>> heard("Mohabbat"), heard("Taleem")
    ('mohabat', 'talim')
    """
    folded = latin.lower()
    if "aw" in folded:
        folded = _OPEN_AW.sub("au", folded)
    folded = _DIPHTHONG.sub("e", folded)
    for letters, sound in _SAME:
        folded = folded.replace(letters, sound)
    folded = _VOWEL_Y.sub("i", _PLAIN_C.sub("k", folded))
    return _SILENT_H.sub("", _DOUBLED.sub(r"\1", folded))


def nearly_heard(key: str) -> str:
    """What `heard` gives, with e as i and o as u, which nobody keeps apart in writing."""
    return _DOUBLED.sub(r"\1", key.translate(_NEAR_VOWELS))


@cache
def _table() -> SortedTable:
    return SortedTable(Path(__file__).parent / "data" / "roman_urdu.tsv")


def urdu_word(latin: str) -> str | None:
    """The commonest word of Urdu that is heard as ``latin``, None where there is none."""
    if _ENGLISH_END.search(latin):
        return None
    key = heard(latin)
    if len(key) < SHORTEST or len(latin) <= SHORTEST:
        return None
    return _table().find(key) or _table().find(nearly_heard(key))
