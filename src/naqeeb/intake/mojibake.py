"""Text that was encoded twice: UTF-8 that a program took for Windows-1252 or Windows-1256.

``خبر`` then reads ``Ø®Ø¨Ø±`` or ``ط®ط¨ط±``. No text is like that on purpose, so the bytes are
taken back, word by word: what stands beside such words as it should is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from naqeeb.text.lazy_pattern import LazyPattern

_ARABIC_LEADS = range(0xD8, 0xDC)
"""Bytes with which every letter of the Arabic block begins in UTF-8."""
_FOLLOWING = range(0x80, 0xC0)
_URDU = LazyPattern("[\u00a0-\u00bf\u0600-\u06ff\u2000-\u206f\ufb50-\ufdff\ufe70-\ufeff]+")
"""What Urdu is written in above ASCII; other letters were none of it before either."""


@dataclass(frozen=True, slots=True)
class _Mistake:
    """One encoding that UTF-8 is taken for."""

    bytes_of: dict[str, int]
    """For each character above ASCII the byte that it stands for."""
    sign: re.Pattern[str]
    """What a text has that was encoded twice, and no other."""
    word: LazyPattern
    """A stretch of such characters."""

    def mend(self, text: str) -> str:
        """The text with what was encoded twice taken back."""
        return self.word.sub(self._once, text) if self.sign.search(text) else text

    def _once(self, word: re.Match[str]) -> str:
        try:
            taken_back = bytes(map(self.bytes_of.__getitem__, word[0])).decode("utf-8")
        except UnicodeDecodeError:
            return word[0]
        return taken_back if _URDU.fullmatch(taken_back) else word[0]


def mended(text: str) -> str:
    """The text without words that were encoded twice; the same text where there are none."""
    return _ARABIC.mend(_WESTERN.mend(text))


def _mistake(encoding: str, *, letters_follow: bool) -> _Mistake:
    """What an encoding makes of UTF-8.

    Args:
        encoding: its name.
        letters_follow: whether letters that Urdu is written in may stand for the second byte of a
            letter, so that a pair is a sign only with what is none.
    """
    bytes_of: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        # Browsers keep a byte that the encoding has no character for as a control character.
        bytes_of[chr(byte)] = byte
    for byte in range(0x80, 0x100):
        character = bytes((byte,)).decode(encoding, "ignore")
        if character:
            bytes_of[character] = byte
    leads = "".join(each for each, byte in bytes_of.items() if byte in _ARABIC_LEADS)
    follow = "".join(each for each, byte in bytes_of.items() if byte in _FOLLOWING)
    first = follow
    if letters_follow:
        leads = "".join(each for each in leads if each > "\u0600")
        first = "".join(each for each in follow if each < "\u0100" and each not in " «»\u00a0")
    pair = f"[{re.escape(leads)}][{{}}]"
    return _Mistake(
        bytes_of,
        re.compile(pair.format(re.escape(first)) + pair.format(re.escape(follow))),
        LazyPattern(f"[{re.escape(''.join(bytes_of))}]+"),
    )


_WESTERN = _mistake("cp1252", letters_follow=False)
_ARABIC = _mistake("cp1256", letters_follow=True)
