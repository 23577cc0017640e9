"""One word with its short vowels."""

from __future__ import annotations

import re
from functools import lru_cache

from naqeeb.script.harakat.guessing import guess
from naqeeb.script.harakat.known import lexicon

_MARKS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0656\u0657\u0670")
"""Any haraka: a word that carries one was vocalised by its author."""
_ARABIC = frozenset("يىكةه")
_ARABIC_LETTERS = str.maketrans("يىكة", "ییکۃ")
_STOPS = "بپتٹجچحدڈڑکگ"


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
    return guess(word)


def _in_urdu_letters(word: str) -> str:
    """Replace Arabic letters, which the engine spells by name."""
    word = word.translate(_ARABIC_LETTERS)
    # After a stop, ه makes it aspirated.
    return re.sub(f"(?<=[{_STOPS}])ه", "ھ", word).replace("ه", "ہ")
