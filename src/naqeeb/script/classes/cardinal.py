"""Cardinals: 528 is پانچ سو اٹھائیس, 66 ہزار500 is چھیاسٹھ ہزار پانچ سو."""

from __future__ import annotations

import re

from naqeeb.script.numbers import cardinal, whole
from naqeeb.script.quantity import amount
from naqeeb.script.reading import Reading, Scan
from naqeeb.text.lazy_pattern import LazyPattern

_ITEM = LazyPattern(r"([1-9]\d?)(?=\) )")
_SECOND = 2
_FAR = 160
"""The item before begins within so many characters."""


def read(scan: Scan, position: int) -> Reading | None:
    """A number, with the scales that belong to it."""
    number = amount(scan.text, position, ranges=False)
    if number is None:
        return None
    kind = "decimal" if "اعشاریہ" in number.spoken else "cardinal"
    return Reading(position, number.end, kind, number.spoken)


def read_lone(scan: Scan, position: int) -> Reading | None:
    """One digit, with nothing behind it that any class asks for."""
    return Reading(position, position + 1, "cardinal", whole(scan.text[position]))


def read_item(scan: Scan, position: int) -> Reading | None:
    """2) within a line, behind 1): the next item of a list, which a breath parts."""
    match = _ITEM.match(scan.text, position)
    if match is None or not scan.before(position, 1).isspace():
        return None
    number = int(match[1])
    if number < _SECOND or not re.search(rf"(?<!\d){number - 1}\)", scan.before(position, _FAR)):
        return None
    return Reading(position, match.end(), "cardinal", f"، {cardinal(number)}")
