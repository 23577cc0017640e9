"""A text with its short vowels: word by word, and homographs by their neighbours."""

from __future__ import annotations

import re

from naqeeb.script.harakat.homographs import homographs, reading
from naqeeb.script.harakat.words import vocalise_word

_WORD = re.compile(
    "([\u0621-\u063a\u0641-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u200c]+)"
)
"""A run of Urdu letters and harakat; marks of punctuation and digits stand outside."""
_ENDS_SENTENCE = frozenset("۔؟!?\n")


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
    ambiguous = homographs()
    for index, word in enumerate(words):
        if word in ambiguous:
            before, after = pieces[2 * index], pieces[2 * index + 2]
            opens = not index or not _ENDS_SENTENCE.isdisjoint(before)
            closes = index + 1 == len(words) or not _ENDS_SENTENCE.isdisjoint(after)
            by_neighbour = reading(
                word, "" if opens else words[index - 1], "" if closes else words[index + 1]
            )
            if by_neighbour is not None:
                written[index] = by_neighbour
    pieces[1::2] = written
    return "".join(pieces)
