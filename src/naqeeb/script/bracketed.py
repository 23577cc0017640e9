"""Brackets with a stop inside: what they hold belongs to the sentence around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from naqeeb.script.alphabet import WORD
from naqeeb.script.classes.punctuation import ENDS_CLAUSE
from naqeeb.script.tables import any_in
from naqeeb.text.lazy_pattern import LazyPattern

_SIGN = LazyPattern(r"[(\[\n\r]|[)\]][^\S\n\r]*")
_STOP = LazyPattern(r"[۔.؟!…]")
_LONGEST = 400
"""In characters: one that is longer was never closed, or is a passage and no remark."""
_NEAR = 12
_BEGINS = LazyPattern(r"(?:^|[۔؟!…\n\r])[\"'“”‘’»)\]]{0,3}\s*$")
"""What stands before a bracket that is a sentence of its own."""
_ENDED = LazyPattern(rf"(?<![{WORD}])(?:{ENDS_CLAUSE}) ?$")
_CLOSED = LazyPattern(r"(?<=\w) ?[۔.؟!…][\"'“”‘’»]{0,2} ?$")
_GOES_ON = LazyPattern(
    rf"\s*(?:[،؛,:۔.؟!…\"'“”‘’«»-]|(?:{any_in('stop_words.tsv', 'behind_bracket')})(?![{WORD}]))"
)


class Bracket(NamedTuple):
    """A bracket with a stop inside."""

    start: int
    end: int
    """Behind the mark that closes it and the blank there."""
    is_end: bool
    """Whether a sentence ends with it."""


def with_stops(text: str) -> Iterator[Bracket]:
    """The brackets of ``text`` with a stop inside, an inner one before the one around it.

    >>> text = "علی (جو کل آیا۔ آج گیا) نے کہا۔ (یہ سچ ہے۔) پھر گیا۔"
    >>> [each.is_end for each in with_stops(text)]
    [False, True]
    """
    opened: list[int] = []
    for sign in _SIGN.finditer(text):
        if sign.group() in "([":
            opened.append(sign.start())
        elif sign.group() in "\n\r":
            opened.clear()
        elif opened:
            start, end = opened.pop(), sign.start()
            if end - start <= _LONGEST and _STOP.search(text, start, end):
                yield Bracket(start, sign.end(), _ends_sentence(text, start, end))


def _ends_sentence(text: str, start: int, end: int) -> bool:
    near = max(0, start - _NEAR)
    if not _CLOSED.search(text, end - _NEAR, end) or _GOES_ON.match(text, end + 1):
        return False
    begins = _BEGINS.search(text, near, start) is not None
    return begins or _ENDED.search(text, near, start) is not None
