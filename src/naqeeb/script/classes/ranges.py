"""Ranges: 5-10 دن is پانچ سے دس دن."""

from __future__ import annotations

from naqeeb.script.classes.decimal import is_range
from naqeeb.script.era import era
from naqeeb.script.numbers import cardinal
from naqeeb.script.quantity import NUMBER, amount, number_words
from naqeeb.script.reading import Reading, Scan, figure_end
from naqeeb.text.lazy_pattern import LazyPattern

_RANGE = LazyPattern(rf"({NUMBER}) ?[-~] ?({NUMBER})(?!\d|[-/:]\d)")


_DIFFERENCE = LazyPattern(r"(\d{1,6}(?:\.\d{1,3})?) ?- ?(\d{1,6}(?:\.\d{1,3})?)(?= ?= ?\d)")


def read_difference(scan: Scan, position: int) -> Reading | None:
    """7 - 3 = 4: a calculation."""
    match = _DIFFERENCE.match(scan.text, position)
    if match is None:
        return None
    spoken = f"{number_words(match[1])} منفی {number_words(match[2])}"
    return Reading(position, match.end(), "sign", spoken)


def read(scan: Scan, position: int) -> Reading | None:
    """Two numbers with a hyphen between, the smaller first."""
    text = scan.text
    end = figure_end(text, position)
    stop = is_range(scan, position) if text[end : end + 1] == "۔" else None
    if stop is not None:
        spoken = f"{cardinal(int(stop[1]))} سے {cardinal(int(stop[2]))}"
        return Reading(position, stop.end(), "range", spoken)
    if _RANGE.match(text, position) is None:
        return None
    numbers = amount(text, position)
    if numbers is None:
        return None
    end, era_words = era(text, numbers.end, gregorian=scan.gregorian_suffix)
    return Reading(position, end, "range", numbers.spoken + era_words)
