"""Parts of a fiscal year: H1FY26 is مالی سال دو ہزار چھبیس کی پہلی ششماہی, Q3 2024 a quarter."""

from __future__ import annotations

import re

from naqeeb.script.era import year_words
from naqeeb.script.numbers import ENGLISH_DIGITS, cardinal
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in
from naqeeb.text.lazy_pattern import LazyPattern

_PART = r"(?:(?P<half>H[12]|[12]H)|(?P<quarter>Q[1-4]|[1-4]Q)|(?P<months>[2-9]|1[01])M)"
_YEAR = r"(?P<kind>FY|CY)[ -]?'?(?P<year>20\d{2}|\d{2})(?:-\d{2})?"
_END = r"(?![A-Za-z\d]|[.,-]\d)"
_PART_FIRST = LazyPattern(rf"{_PART}[ -]?(?:{_YEAR}|(?P<calendar>20\d{{2}})){_END}")
_YEAR_FIRST = LazyPattern(rf"{_YEAR}[ -]?{_PART}{_END}")
_SESSION = LazyPattern(r"Q([123])(?![A-Za-z\d])")
_RACING = LazyPattern("کوالیفا|فارمولا|پول پوزیشن|گراں پری|گرینڈ پری|F1|لیپ ")
"""Around Q3 that is the last part of a qualifying rather than of a year."""
_TENOR = LazyPattern(
    r"(?P<count>\d{1,2})(?P<of>[MY])[ -]"
    "(?=(?:K|L|Eur|EUR)IBOR|SOFR|T-?[Bb]ill|PIB|MTB|کائبور|ٹی بل|بانڈ)"
)
_TENORS = LazyPattern(r"(\d{1,2})M(?=(?:(?:[،,] ?| اور )\d{1,2}M){1,4} (?:[KL]|EUR|Eur)IBOR)")
_LEANING = LazyPattern(rf"[^ ]+ (?:{any_in('neighbours.tsv', 'postposition')})(?= |$)")
_CENTURY = 2000
_RANKS = {1: "پہلی", 2: "دوسری", 3: "تیسری", 4: "چوتھی"}


def read(scan: Scan, position: int) -> Reading | None:
    """A half, a quarter or some months of a year, before or behind it."""
    session = _SESSION.match(scan.text, position)
    if session and _RACING.search(scan.before(position, 64) + scan.after(position)):
        spoken = f"کیو {ENGLISH_DIGITS[int(session[1])]}"
        return Reading(position, session.end(), "acronym", spoken)
    match = _PART_FIRST.match(scan.text, position) or _YEAR_FIRST.match(scan.text, position)
    if match is None:
        return None
    calendar = match.groupdict().get("calendar")
    if calendar and not match["quarter"] and not match["half"]:
        return None
    written = calendar or match["year"]
    year = year_words(written) if len(written) > 2 else cardinal(_CENTURY + int(written))
    whose = "" if calendar else "سال " if match["kind"] == "CY" else "مالی سال "
    return Reading(position, match.end(), "fiscal_year", f"{whose}{year} {_part(match)}")


def read_tenor(scan: Scan, position: int) -> Reading | None:
    """6M KIBOR, 10Y PIB: for how long money is lent."""
    one = _TENORS.match(scan.text, position)
    if one is not None:
        # 3M، 6M اور 12M KIBOR
        return Reading(position, one.end(), "duration", f"{cardinal(int(one[1]))} ماہ")
    match = _TENOR.match(scan.text, position)
    if match is None:
        return None
    of = "کے" if _LEANING.match(scan.text, match.end()) else "کا"
    unit = "سالہ" if match["of"] == "Y" else f"ماہ {of}"
    return Reading(position, match.end(), "duration", f"{cardinal(int(match['count']))} {unit}")


def _part(match: re.Match[str]) -> str:
    if match["months"]:
        return f"کے پہلے {cardinal(int(match['months']))} ماہ"
    written = match["half"] or match["quarter"]
    name = "ششماہی" if match["half"] else "سہ ماہی"
    return f"کی {_RANKS[int(written.strip('HQ'))]} {name}"
