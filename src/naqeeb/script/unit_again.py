"""The name of a unit that stands once more behind its sign: 5 km کلومیٹر is پانچ کلومیٹر."""

from __future__ import annotations

from itertools import accumulate

from naqeeb.script.alphabet import IS_WORD, WORD
from naqeeb.script.reading import behind
from naqeeb.text.lazy_pattern import LazyPattern

_FOLLOWING = LazyPattern(rf" ?[{WORD}]+(?: [{WORD}]+){{0,3}}")
_DEGREE = "ڈگری"


def past_name(text: str, end: int, unit: str) -> int:
    """Where the name of a unit ends that its sign before ``end`` says already; else ``end``.

    The whole name counts, its last words, and ڈگری. Blanks within it do not: کلو میٹر.

    >>> past_name("کلومیٹر دور", 0, "کلومیٹر")
    7
    """
    if behind(text, end)[1] not in IS_WORD:
        return end
    match = _FOLLOWING.match(text, end)
    if match is None:
        return end
    names = {"".join(unit.split()[at:]) for at in range(len(unit.split()))}
    if unit.startswith(_DEGREE):
        names.add(_DEGREE)
    words = match.group().split(" ")
    lengths = accumulate(len(word) + 1 for word in words)
    for number, length in reversed(list(enumerate(lengths, 1))):
        if "".join(words[:number]) in names:
            return end + length - 1
    return end
