"""Decimals: 3.14, 4۔5 and .5; the digits after the point are told one by one."""

from __future__ import annotations

import re

from naqeeb.script.numbers import decimal
from naqeeb.script.reading import Reading, Scan

_BARE = re.compile(r"[.](\d+)(?![.\d])")
_NOT_A_FRACTION = re.compile(
    r"(\d{1,3})۔(\d{2,3})(?= (?:افراد|دن|دنوں|روز|لوگ|بچے|کھلاڑی|اہلکار|ارکان|سال|برس|ماہ) )"
)


def read_bare(scan: Scan, position: int) -> Reading | None:
    """A point with nothing before it: .5."""
    if scan.before(position, 1).isalnum():
        return None
    match = _BARE.match(scan.text, position)
    if match is None:
        return None
    return Reading(position, match.end(), "decimal", decimal("0", match[1]))


def is_range(scan: Scan, position: int) -> re.Match[str] | None:
    """Whether the Urdu stop here stands for a hyphen: 5۔10 افراد."""
    match = _NOT_A_FRACTION.match(scan.text, position)
    return match if match and int(match[1]) < int(match[2]) else None
