"""Ranges: 5-10 دن is پانچ سے دس دن."""

from __future__ import annotations

from naqeeb.script.classes.decimal import is_range
from naqeeb.script.numbers import cardinal
from naqeeb.script.quantity import NUMBER, amount
from naqeeb.script.reading import Reading, Scan
from naqeeb.text.lazy_pattern import LazyPattern

_RANGE = LazyPattern(rf"({NUMBER}) ?[-~] ?({NUMBER})(?!\d|[-/:]\d)")


def read(scan: Scan, position: int) -> Reading | None:
    """Two numbers with a hyphen between, the smaller first."""
    text = scan.text
    stop = is_range(scan, position)
    if stop is not None:
        spoken = f"{cardinal(int(stop[1]))} سے {cardinal(int(stop[2]))}"
        return Reading(position, stop.end(), "range", spoken)
    if _RANGE.match(text, position) is None:
        return None
    numbers = amount(text, position)
    return Reading(position, numbers.end, "range", numbers.spoken) if numbers else None
