"""Abbreviations: ص 25 is صفحہ پچیس, No. 5 نمبر پانچ, Dr. ڈاکٹر."""

from __future__ import annotations

import re
from functools import cache

from naqeeb.script.alphabet import IS_WORD
from naqeeb.script.classes import figures
from naqeeb.script.letter_names import known_acronym
from naqeeb.script.numbers import cardinal
from naqeeb.script.reading import Reading, Scan, latin_at
from naqeeb.script.tables import any_of, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_IN_BRACKET = LazyPattern(r"\((?:[^()]*[،,] ?)?$")
_STOPS = frozenset("۔.:")
_WITHIN = frozenset("./")
_VERSION = LazyPattern(r"[vV]\.? ?(\d{1,4}(?:\.\d{1,4}){1,3})(?![\w.]*[A-Za-z\d])")
_NAMED_VERSION = LazyPattern("(?:ورژن|version|Version) $")
_PLURAL = LazyPattern("s(?![A-Za-z])")
_PHASE = LazyPattern(r"[ -]?(?:\d{1,2}|[IVX]{1,4})(?![\dA-Za-z-])")
_FIGURE = LazyPattern(r" ?\d")
_ORDINAL = LazyPattern("(?:st|nd|rd|th|ویں|واں|فرسٹ|سیکنڈ|تھرڈ)[ -]?$")
_LIFE = {"پ": "پیدائش", "م": "وفات", "ف": "وفات"}
"""In brackets behind a name, before a date."""
_NAMES = {"ص": "صفحہ", "ج": "جلد", "ش": "شمارہ", "ح": "حدیث"}
_BEFORE_FIGURE = frozenset(_NAMES) | frozenset(_LIFE) | _STOPS | {" "}


@cache
def _latin() -> re.Pattern[str]:
    # A blank may stand behind a stop within: Ph. D.
    known = any_of(pairs("abbreviations.tsv")).replace(r"\.", r"\. ?")
    return re.compile(rf"({known})(?!(?!s(?![A-Za-z]))[A-Za-z])\.?")


def read_version(scan: Scan, position: int) -> Reading | None:
    """v2.0: a version."""
    match = _VERSION.match(scan.text, position)
    if match is None:
        return None
    numbers = [cardinal(int(number)) for number in match[1].split(".")]
    spoken = " اعشاریہ ".join(numbers)
    if not _NAMED_VERSION.search(scan.before(position, 8)):
        spoken = f"ورژن {spoken}"
    return Reading(position, match.end(), "abbreviation", spoken)


def read(scan: Scan, position: int) -> Reading | None:
    """A Latin abbreviation with its stop."""
    letters = latin_at(scan.text, position)
    after = position + len(letters)
    if letters not in pairs("abbreviations.tsv") and scan.text[after : after + 1] not in _WITHIN:
        return None
    match = _latin().match(scan.text, position)
    if match is None:
        return None
    known = pairs("abbreviations.tsv")[match[1].replace(". ", ".")]
    if match[1] == "Gen" and _ORDINAL.search(scan.before(position, 6)):
        known = "جنریشن"  # 3rd Gen
    if match[1] in _NEEDS_STOP and not match.group().endswith("."):
        return None  # Salary Cap, New Tab
    figure = _FIGURE.match(scan.text, match.end())
    if figure and known_acronym(f"{match.group()}{figure.group()}"):
        return None  # NO2
    if match.group() == "P" and figure and not figure.group().startswith(" "):
        return None  # P5+1
    if match.group() == "Gen" and figure:
        known = "جین"  # Gen 3: a generation
    if match[1] == "Ph" and _PHASE.match(scan.text, match.end()):
        known = "فیز"  # DHA Ph-8
    if match[1] in _NEEDS_FIGURE and not figure:
        is_page = match[1] in ("p", "P")
        if is_page or not match.group().endswith("."):
            return None  # P.O. Box
    if _PLURAL.match(scan.text, match.end()):
        return Reading(position, match.end() + 1, "abbreviation", f"{known}ز")
    return Reading(position, match.end(), "abbreviation", known)


_NEEDS_STOP = frozenset(("Tab", "Cap", "Inj", "Syp", "Rev"))
_NEEDS_FIGURE = frozenset(
    ("No", "no", "NO", "p", "pp", "P", "Vol", "vol", "Ch", "Art", "Sec", "Ver", "ver")
)


def read_colon(scan: Scan, position: int) -> Reading | None:
    """ص:45 and ص۔45: a page, by what stands before the mark."""
    text = scan.text
    if text[position - 1 : position] not in _NAMES or position <= scan.floor:
        return None
    is_figure = text[position + 1 : position + 2].isdecimal()
    return read_figure(scan, position + 1) if is_figure else None


def read_figure(scan: Scan, position: int) -> Reading | None:
    """A figure with ص, ج or ش before it."""
    text = scan.text
    if text[position - 1 : position] not in _BEFORE_FIGURE:
        return None
    before = scan.before(position, 4).removesuffix(" ")
    before = before[:-1] if before[-1:] in _STOPS else before
    name = before[-1:]
    if (name not in _NAMES and name not in _LIFE) or before[-2:-1] in IS_WORD:
        return None
    start = text.rindex(name, 0, position)
    if start < scan.floor:
        return None
    if name in _LIFE and not _IN_BRACKET.search(scan.before(start)):
        return None
    figure = figures.read(scan, position)
    if figure is None:
        return None
    if name in _LIFE:
        spoken = f"{_LIFE[name]} {figure.spoken}"
        is_when = figure.kind in ("date", "year")
        return figure._replace(start=start, spoken=spoken) if is_when else None
    return Reading(start, figure.end, "abbreviation", f"{_NAMES[name]} {figure.spoken}")
