"""Centuries before Christ: تیسری صدی ق م is تیسری صدی قبل مسیح. Years have their own era."""

from __future__ import annotations

from naqeeb.script.alphabet import WORD
from naqeeb.script.era import BEFORE_CHRIST
from naqeeb.script.reading import Reading, Scan
from naqeeb.text.lazy_pattern import LazyPattern

_SIGN = rf"(?<=صدی )ق ?[.۔]? ?م(?![{WORD}])(?:[۔.](?= ?[{WORD}]))?"
_MATCHED = LazyPattern(_SIGN)


def pattern(scan: Scan) -> str:
    """What finds the letters of the era; empty where there can be none."""
    return _SIGN if "صدی ق" in scan.text else ""


def read(scan: Scan, position: int) -> Reading | None:
    """The letters at ``position``, if a century stands before them."""
    match = _MATCHED.match(scan.text, position)
    return Reading(position, match.end(), "year", BEFORE_CHRIST.strip()) if match else None
