"""Words whose last vowel espeak-ng's ``ur`` voice says with an n where Urdu has none.

Its rules have no nasal ii, uu and ai at the end of most words, and no spelling brings one about:
of نہیں, گئیں and eleven more every way to put up to three marks was tried. Its own notation
of phonemes has them. So words in ں which it would end with an n are handed over in that
notation, with the vowel nasal in its place. Where words begin is reported in the text as it
was handed over, and told here in the caller's text. The same goes for ہیں, which it says hẽ.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

_PHONEMES = {
    "نہیں": "n@h'i~:",
    "گئیں": "g@'i~:",
    "کیں": "k'i~:",
    "کہیں": "k@h'i~:",
    "وہیں": "v@h'i~:",
    "آئِیں": "a:'i~:",
    "ہوئیں": "hu'i~:",
    "ہُوئِیں": "hu'i~:",
    "ہیں": "HE~",
}
"""Words that it says otherwise wrong, too, as the script writes them, and their phonemes."""
_LETTER = "\u0621-\u065f\u066e-\u06d3\u06d5"
_WORDS = re.compile(rf"(?<![{_LETTER}])[{_LETTER}]+ں(?![{_LETTER}])")
_WELL_SAID = frozenset({"ہوں"})
"""Words that it says with an n while they stand alone and with a nasal vowel in a sentence."""
_ENDS_IN_N = re.compile("(?:(?P<long>[iu]):?|(?P<open>E))n$")


class Noted(NamedTuple):
    """A text with some words in phonemes, and the way back."""

    text: str
    starts: tuple[int, ...]
    """Where each stretch begins in ``text``."""
    origins: tuple[int, ...]
    """Where it begins in the caller's text."""
    lengths: tuple[int, ...]
    """How long it is there."""

    def origin(self, position: int) -> int:
        """The place in the caller's text of a place in ``text``."""
        at = bisect_right(self.starts, position) - 1
        within = min(position - self.starts[at], max(0, self.lengths[at] - 1))
        return self.origins[at] + within


def noted(text: str, phonemes: Callable[[str], str]) -> Noted:
    """Write those words of an Urdu text in phonemes; it holds no ``[[`` of its own.

    Args:
        text: what is to be said.
        phonemes: gives the engine's phonemes of a word, in its own notation.

    >>> noted("وہ نہیں آیا", lambda word: "").text
    "وہ [[n@h'i~:]] آیا"
    """
    stretches: list[tuple[str, int]] = []  # what is handed over, and the length it stands for
    end = 0
    for match in _WORDS.finditer(text):
        notation = _nasal(match[0], phonemes)
        if notation is None:
            continue
        before = text[end : match.start()]
        stretches += [(before, len(before)), (f"[[{notation}]]", len(match[0]))]
        end = match.end()
    stretches.append((text[end:], len(text) - end))
    handed = [handed for handed, _ in stretches]
    lengths = [length for _, length in stretches]
    return Noted(
        "".join(handed),
        tuple(accumulate(map(len, handed[:-1]), initial=0)),
        tuple(accumulate(lengths[:-1], initial=0)),
        tuple(lengths),
    )


def _nasal(word: str, phonemes: Callable[[str], str]) -> str | None:
    """Return a word in phonemes, its last vowel nasal; None where the engine says it so."""
    if word in _PHONEMES or word in _WELL_SAID:
        return _PHONEMES.get(word)
    own = phonemes(word)
    end = _ENDS_IN_N.search(own)
    if end is None:
        return None
    return own[: end.start()] + (f"{end['long']}~:" if end["long"] else f"{end['open']}~")
