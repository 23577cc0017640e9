"""The spoken classes: one file each, with its data in ``script/data``."""

from __future__ import annotations

import unicodedata

from naqeeb.script.classes import (
    acronym,
    acronym_dotted,
    cardinal,
    marks,
    percent,
    words,
)
from naqeeb.script.classes.words import separate_words
from naqeeb.script.reading import Reader

__all__ = ["readers", "separate_words"]

# The order is the order of precedence.
_DIGIT: tuple[Reader, ...] = (percent.read, cardinal.read)
_LATIN: tuple[Reader, ...] = (acronym.read,)
_WORD: tuple[Reader, ...] = (words.read,)
_SIGNS: dict[str, tuple[Reader, ...]] = {
    "%": (percent.read_sign,),
    "‰": (percent.read_sign,),
    "۔": (acronym_dotted.read, marks.read),
    "(": (marks.bracket,),
    ")": (marks.bracket,),
    "-": (marks.dash,),
    " ": (marks.blank,),
    **dict.fromkeys("،؟!؛:….,", (marks.read,)),
}


def readers(character: str) -> tuple[Reader, ...]:
    """The readers to ask at ``character``, the most particular first."""
    if character in "0123456789":
        return _DIGIT
    if character.isascii() and character.isalpha():
        return _LATIN
    if character in _SIGNS:
        return _SIGNS[character]
    if unicodedata.category(character) in ("Lo", "Mn"):
        return _WORD
    return ()
