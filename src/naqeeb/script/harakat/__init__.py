"""Urdu with its short vowels: the rendering for voices that phonemise through espeak-ng.

Urdu leaves short vowels and doubled consonants unwritten, and espeak-ng's ``ur``
voice guesses them badly. :func:`vocalise` writes them. What it returns is still
Urdu text: harakat, and nothing that belongs to one engine. Shadda stands before
the vowel sign, as that engine wants it; Unicode's normal forms would turn the
two round, so the result must not be normalised again.
"""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache

from naqeeb.script.harakat.homographs import homographs, reading
from naqeeb.script.harakat.sorted_table import SortedTable

DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "")  # noqa: PTH118, PTH120 - pathlib costs 8 ms

_WORD = re.compile(
    "([\u0621-\u063a\u0641-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u200c]+)"
)
"""A run of Urdu letters and harakat; marks of punctuation and digits stand outside."""

# Sets, since an expression takes as long to compile as an article's words take to look up.
_MARKS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0656\u0657\u0670")
"""Any haraka: a word that carries one was vocalised by someone who knew better."""

_ENDS_SENTENCE = frozenset("۔؟!?\n")


@cache
def lexicon() -> SortedTable:
    """Open the words whose sound was checked against the engine: plain, vocalised."""
    return SortedTable(DATA + "vocalised.tsv")


_ARABIC = frozenset("يىكةه")
_ARABIC_LETTERS = str.maketrans("يىكة", "ییکۃ")
_STOPS = "بپتٹجچحدڈڑکگ"


def _in_urdu_letters(word: str) -> str:
    """Replace Arabic letters, which the engine spells by name."""
    word = word.translate(_ARABIC_LETTERS)
    # After a stop, ه makes it aspirated.
    return re.sub(f"(?<=[{_STOPS}])ه", "ھ", word).replace("ه", "ہ")


@lru_cache(maxsize=1 << 16)
def vocalise_word(word: str) -> str:
    """Return one word with the harakat that it needs."""
    if not _ARABIC.isdisjoint(word):
        word = _in_urdu_letters(word)
    known = lexicon().find(word)
    if known is not None:
        return known
    if len(word) == 1 or not _MARKS.isdisjoint(word):
        return word
    if word.endswith("او"):
        # Most who type پھیلاو mean پھیلاؤ; the few words that end in "aav" are in the lexicon.
        return vocalise_word(word[:-1] + "ؤ")
    from naqeeb.script.harakat.guessing import guess

    return guess(word)


def vocalise(spoken: str) -> str:
    """Write the short vowels of plain spoken Urdu.

    White-space tokens stay one to one and punctuation is kept. Words that carry
    harakat already are left as they are.

    >>> vocalise("پاکستان کا ملک ریاض، اس ملک میں۔")
    'پاکستان کا مَلِک رِْیاض، اس ملک میں۔'
    """
    pieces = _WORD.split(spoken)  # a gap, a word, a gap ... a gap
    words = pieces[1::2]
    written = [vocalise_word(word) for word in words]
    told_apart = homographs()
    for index, word in enumerate(words):
        if word in told_apart:
            before, after = pieces[2 * index], pieces[2 * index + 2]
            opens = not index or not _ENDS_SENTENCE.isdisjoint(before)
            closes = index + 1 == len(words) or not _ENDS_SENTENCE.isdisjoint(after)
            read = reading(
                word, "" if opens else words[index - 1], "" if closes else words[index + 1]
            )
            if read is not None:
                written[index] = read
    pieces[1::2] = written
    return "".join(pieces)
