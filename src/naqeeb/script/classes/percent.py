"""Percent: the sign may stand on either side; فیصد is always said after the amount."""

from __future__ import annotations

import re

from naqeeb.script.quantity import amount
from naqeeb.script.reading import Reading, Scan, behind
from naqeeb.text.lazy_pattern import LazyPattern

_SIGN = LazyPattern(
    r" ?([%‰])(?: ?[-~] ?(?=\d))?(?: ?(?:فیصد|فی صد))?| ?(?:per ?cent|percent|pc)(?![A-Za-z])",
    re.IGNORECASE,
)
SIGNS_BEGIN = frozenset("%‰pP")
"""What its signs behind an amount begin with."""
_BOTH = LazyPattern(r" ?[%] ?[-~] ?(?=\d)")
_WORD_AFTER = LazyPattern(r" ?(?:فیصد|فی صد)")


def read(scan: Scan, position: int) -> Reading | None:
    """An amount with the sign after it: 5%, 5-10 %, 5%-10%."""
    text = scan.text
    number = amount(text, position)
    if number is None:
        return None
    spoken, end = number.spoken, number.end
    first = behind(text, end)[1]
    if first not in SIGNS_BEGIN:
        return None
    both = _BOTH.match(text, end) if first == "%" else None
    if both is not None:
        second = amount(text, both.end())
        if second is not None and _SIGN.match(text, second.end):
            spoken = f"{spoken} سے {second.spoken}"
            end = second.end
    sign = _SIGN.match(text, end)
    if sign is None:
        return None
    unit = "فی ہزار" if sign[1] == "‰" else "فیصد"
    stop = sign.end()
    while text[stop - 1] in "-~ ":
        stop -= 1
    return Reading(position, stop, "percent", f"{spoken} {unit}")


def read_sign(scan: Scan, position: int) -> Reading | None:
    """The sign before its amount (٪۸۱), or alone."""
    text = scan.text
    unit = "فی ہزار" if text[position] == "‰" else "فیصد"
    at = position + 1
    if text[at : at + 1] == " ":
        at += 1
    number = amount(text, at) if text[at : at + 1].isdigit() else None
    if number is None:
        return Reading(position, position + 1, "percent", unit)
    doubled = _WORD_AFTER.match(text, number.end)
    end = doubled.end() if doubled else number.end
    return Reading(position, end, "percent", f"{number.spoken} {unit}")
