"""Decimals: 3.14, 4۔5 and .5; the digits after the point are told one by one."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import decimal, whole
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in
from naqeeb.text.lazy_pattern import LazyPattern

_BARE = LazyPattern(r"[.](\d+)(?!\d|\.\d)")
MEASURED = f"(?:{any_in('decimal_words.tsv', 'measured')})"
"""What may stand behind an amount that has a point."""
_SPACED = LazyPattern(r"(\d{1,3})(?: [.۔] ?|[.۔] )(\d{1,3})(?![\d.۔])")
_IS_MEASURED = LazyPattern(rf" ?{MEASURED}")
_SPACED_GROUPS = LazyPattern(
    rf"[1-9]\d{{0,2}}(?: [,،] \d{{3}})+(?= (?:{any_in('decimal_words.tsv', 'thousands')}))"
)
_ONE_OF_SEVERAL = LazyPattern(r"\d ?[,،] ?$")
_BORE = LazyPattern(rf" ?(?:{any_in('decimal_words.tsv', 'bore')})")
_BORES = {"303": "تھری ناٹ تھری", "222": "ٹرپل ٹو"}
"""Rifles that are called by the digits of their bore in English."""
_HAMZA = LazyPattern(r"(\d{1,2})ء(\d{1,2})(?![\dء])")
_COMMA = LazyPattern(r"(\d{1,3})[،,](\d)(?!\d)")
_RATE_BEFORE = LazyPattern(any_in("decimal_words.tsv", "rate"))
_RATED = LazyPattern("(?:شدت|شرح|اوسط)(?: کی)? $")
_NUMBERING = LazyPattern(r"\d{1,3}(?:\.\d{1,3}){2,4}(?![\d.]\d|\d)")
_PAGED = LazyPattern(rf"(?<![{WORD}])(?:{any_in('decimal_words.tsv', 'paged')}) $")
_OF_PAGES = LazyPattern(r"(\d{1,4})۔(?: (?=\d{1,4}\)))?(\d{1,4})(?![\d.۔])")
"""صفحہ 45۔46, (پیراگراف 12۔ 14)"""
_NOT_A_FRACTION = LazyPattern(
    rf"(\d{{1,3}})۔(\d{{2,3}})(?= (?:{any_in('decimal_words.tsv', 'whole')}) )"
)


def read_bare(scan: Scan, position: int) -> Reading | None:
    """A point with nothing before it: .5."""
    if scan.before(position, 1).isalnum():
        return None
    match = _BARE.match(scan.text, position)
    if match is None:
        return None
    if _BORE.match(scan.text, match.end()):
        # .30 بور: hundredths of an inch, which nobody says.
        spoken = _BORES.get(match[1]) or whole(match[1])
        return Reading(position, match.end(), "decimal", spoken)
    return Reading(position, match.end(), "decimal", decimal("0", match[1]))


def read_spaced(scan: Scan, position: int) -> Reading | None:
    """3. 8 فیصد: a blank typed beside the point, before something that is measured."""
    match = _SPACED.match(scan.text, position)
    if match is None or scan.before(position, 1).isalnum():
        return None
    if not (_IS_MEASURED.match(scan.text, match.end()) or _RATED.search(scan.before(position, 12))):
        return None
    return Reading(position, match.end(), "decimal", decimal(match[1], match[2]))


def read_hamza(scan: Scan, position: int) -> Reading | None:
    """4ء5 فیصد: an old typewriter's point; and 12،5 فیصد with a comma for it."""
    match = _HAMZA.match(scan.text, position)
    if match is None:
        match = _COMMA.match(scan.text, position)
        if match is None or (0 < int(match[1]) <= int(match[2]) and not _is_rate(scan, match)):
            return None  # 4،5 فیصد: four or five
    if scan.before(position, 1).isalnum() or not _IS_MEASURED.match(scan.text, match.end()):
        return None
    return Reading(position, match.end(), "decimal", decimal(match[1], match[2]))


def _is_rate(scan: Scan, match: re.Match[str]) -> bool:
    """Whether 2,3 فیصد is what a rate or a growth comes to, or 3,8 فیصد, which is no range."""
    if int(match[2]) - int(match[1]) > 1:
        return match.group()[len(match[1])] == ","
    return _RATE_BEFORE.search(scan.before(match.start(), 32)) is not None


def read_spaced_groups(scan: Scan, position: int) -> Reading | None:
    """12 ، 500 روپے: blanks on both sides of the comma that parts thousands."""
    match = _SPACED_GROUPS.match(scan.text, position)
    if match is None or _ONE_OF_SEVERAL.search(scan.before(position, 8)):
        return None
    return Reading(position, match.end(), "cardinal", whole(re.sub(r"\D", "", match.group())))


def read_numbering(scan: Scan, position: int) -> Reading | None:
    """2.5.1: the number of a version, a chapter, a computer; no thousands."""
    match = _NUMBERING.match(scan.text, position)
    if match is None:
        return None
    parts = match.group().split(".")
    if all(len(part) == 3 for part in parts[1:]):
        return None
    return Reading(position, match.end(), "decimal", " اعشاریہ ".join(map(whole, parts)))


def is_range(scan: Scan, position: int) -> re.Match[str] | None:
    """Whether the Urdu stop here stands for a hyphen: 5۔10 افراد."""
    match = _NOT_A_FRACTION.match(scan.text, position)
    if match is None and _PAGED.search(scan.before(position, 10)):
        match = _OF_PAGES.match(scan.text, position)
    return match if match and int(match[1]) < int(match[2]) else None
