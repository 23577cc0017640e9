"""Distributives: the same number twice, 2،2 بار, is said twice, not grouped."""

from __future__ import annotations

import re

from naqeeb.script.numbers import whole
from naqeeb.script.reading import Reading, Scan
from naqeeb.text.lazy_pattern import LazyPattern

_SAME = LazyPattern(
    r"(\d{1,4})(?:(?:، ?|[-۔])\1){1,3}(?![\d,،./-]|۔\d)|(\d{1,2})(?:, ?\2){1,3}(?![\d,،./-])"
)


def read(scan: Scan, position: int) -> Reading | None:
    """The same number with a comma or hyphen between."""
    match = _SAME.match(scan.text, position)
    if match is None:
        return None
    number = match[1] or match[2]
    times = len(re.findall(r"\d+", match.group()))
    if "۔" in match.group() and len(number) == 1:
        return None
    return Reading(position, match.end(), "distributive", " ".join([whole(number)] * times))
