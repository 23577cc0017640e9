"""Urdu with its short vowels: the rendering for voices that phonemise through espeak-ng.

Urdu leaves short vowels and doubled consonants unwritten, and espeak-ng's ``ur``
voice guesses them badly. :func:`vocalise` writes them. What it returns is still
Urdu text: harakat, and nothing that belongs to one engine. Shadda stands before
the vowel sign, as that engine wants it; Unicode's normal forms would turn the
two round, so the result must not be normalised again.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from naqeeb.script.harakat.homographs import is_homograph, reading

_WORD = re.compile(
    "[\u0621-\u063a\u0641-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u200c]+"
)
"""A run of Urdu letters and harakat; marks of punctuation and digits stand outside."""

_MARK = re.compile("[\u064b-\u0652\u0656\u0657\u0670]")
"""Any haraka: a word that carries one was vocalised by someone who knew better."""

_ENDS_SENTENCE = re.compile("[۔؟!?\n]")


@cache
def lexicon() -> dict[str, str]:
    """Read the words whose sound was checked against the engine: plain, vocalised."""
    text = (files("naqeeb.script") / "data" / "vocalised.tsv").read_text("utf-8")
    # The comment stands at the head. Splitting all fields at once is three times
    # as fast as line by line, and this is read at every start.
    while text.startswith("#"):
        text = text.partition("\n")[2]
    fields = text.rstrip("\n").replace("\n", "\t").split("\t")
    return dict(zip(fields[::2], fields[1::2], strict=True))


_ARABIC = re.compile("[يىكةه]")
_ARABIC_LETTERS = str.maketrans("يىكة", "ییکۃ")
_ARABIC_HE = re.compile("(?<=[بپتٹجچدڈڑکگ])ه")


@lru_cache(maxsize=1 << 16)
def vocalise_word(word: str) -> str:
    """Return one word with the harakat that it needs."""
    if _ARABIC.search(word):
        # The engine spells these letters by name; after a stop, ه makes it aspirated.
        word = _ARABIC_HE.sub("ھ", word.translate(_ARABIC_LETTERS)).replace("ه", "ہ")
    known = lexicon().get(word)
    if known is not None:
        return known
    if _MARK.search(word) or len(word) == 1:
        return word
    from naqeeb.script.harakat.guessing import guess

    return guess(word)


def vocalise(spoken: str) -> str:
    """Write the short vowels of plain spoken Urdu.

    White-space tokens stay one to one and punctuation is kept. Words that carry
    harakat already are left as they are.

    >>> vocalise("پاکستان کا ملک ریاض، اس ملک میں۔")
    'پاکستان کا مَلِک رِْیاض، اس ملک میں۔'
    """
    words = _WORD.findall(spoken)
    gaps = _WORD.split(spoken)
    pieces = [gaps[0]]
    for index, word in enumerate(words):
        vocalised = None
        if is_homograph(word):
            opens = not index or _ENDS_SENTENCE.search(gaps[index]) is not None
            closes = index + 1 == len(words) or _ENDS_SENTENCE.search(gaps[index + 1]) is not None
            previous = "" if opens else words[index - 1]
            vocalised = reading(word, previous, "" if closes else words[index + 1])
        pieces.append(vocalise_word(word) if vocalised is None else vocalised)
        pieces.append(gaps[index + 1])
    return "".join(pieces)
