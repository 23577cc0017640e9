"""Dates in figures alone: 14/8/1947, 2024-05-01, and 7/10 where what stands around says so."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD, WORD_CHARACTERS
from naqeeb.script.classes.clock import time_words
from naqeeb.script.era import era, year_words
from naqeeb.script.months import day_words, month_name, rows_of
from naqeeb.script.reading import Reading, Scan, behind, figure_end
from naqeeb.script.tables import any_in
from naqeeb.text.lazy_pattern import LazyPattern

_SEP = r"[-/.۔]"
_ISO = LazyPattern(
    rf"([12]\d{{3}}) ?({_SEP}) ?(\d{{1,2}}) ?\2 ?(\d{{1,2}})(?!\d)"
    r"(?:[Tt ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?"
)
_DMY = LazyPattern(rf"(\d{{1,2}}) ?({_SEP}) ?(\d{{1,2}}) ?\2 ?(\d{{4}}|\d{{2}})(?!\d)(?!{_SEP}\d)")
_SOLAR = LazyPattern(rf" ?ش(?![{WORD}])")
_LUNAR_SINCE = 1420
"""News of Iran counts less: a Hijri date in figures is a solar one before this year (1999)."""
_DATED = ("مورخہ", "بتاریخ", "بروز", "تاریخ")
_DM = LazyPattern(r"(\d{1,2})[/-](\d{1,2})(?![\d/.-])")
_MY = LazyPattern(r"(0?[1-9]|1[0-2])-((?:19|20)\d{2})(?= کو )")
_OTHER_DAY = r"(\d{1,2})/(\d{1,2})(?![\d/.-])"
_TO_DAY = LazyPattern(rf" ?(?:سے|تا|-) ?{_OTHER_DAY}")
_FROM_DAY = LazyPattern(rf"{_OTHER_DAY} ?(?:سے|تا|-) ?$")
_JOINING = frozenset("ےا-")
"""The last letters of what `_FROM_DAY` finds."""
_SINCE_DAY = LazyPattern(rf" سے (?:{any_in('date_words.tsv', 'since')})(?:ے|ا)?(?![{WORD}])")
_ON_DAY = LazyPattern(f" (?:کو|کی صبح|کی شام|کی رات)(?![{WORD}])")
_GOING_ON_SINCE = LazyPattern(
    rf" سے (?:[{WORD}]+ ){{1,3}}(?:{any_in('date_words.tsv', 'going_on')})(?![{WORD}])"
)
_NUMBERED = LazyPattern(rf"(?:{any_in('date_words.tsv', 'numbered')})[ :]*$")
_PART_OF = LazyPattern("(?:کے|کی|کا|سے) $")
_UNTIL = LazyPattern(f" تک(?![{WORD}])")
_LAST_MONTH = 12
_MOST_DIGITS_OF_DAY = 2


def read(scan: Scan, position: int) -> Reading | None:
    """Year, month and day, day, month and year, or day and month."""
    size = figure_end(scan.text, position) - position
    if size > _MOST_DIGITS_OF_DAY:
        return _iso(scan, position)
    return _day_first(scan, position) or _month_and_year(scan.text, position)


def _iso(scan: Scan, position: int) -> Reading | None:
    match = _ISO.match(scan.text, position)
    if match is None or not _valid(int(match[4]), int(match[3])):
        return None
    spoken = f"{day_words(match[4])} {month_name(int(match[3]))} {year_words(match[1])}"
    if match[5]:
        hour, minute = (int(part) for part in match[5].split(":"))
        if hour < 24 and minute < 60:
            spoken += "، " + time_words(hour, minute, day_part=True)
    end, era_words = era(scan.text, match.end(), gregorian=scan.gregorian_suffix)
    return Reading(position, end, "date", spoken + era_words)


def _day_first(scan: Scan, position: int) -> Reading | None:
    text = scan.text
    match = _DMY.match(text, position)
    if match is not None:
        day, month = int(match[1]), int(match[3])
        if not _valid(day, month):
            day, month = month, day
        two = len(match[4]) == 2
        if not _valid(day, month) or (two and match[2] in ".۔" and day < 10 and month < 10):
            return None
        year = match[4]
        if two:
            year = ("20" if int(year) < 50 else "19") + year
        end, era_words = era(text, match.end(), gregorian=scan.gregorian_suffix)
        name = month_name(month)
        if 1300 <= int(year) < 1500:
            if not era_words and (solar := _SOLAR.match(text, end)):
                end, era_words = solar.end(), " ہجری شمسی"
            is_solar = "شمسی" in era_words or (not era_words and int(year) < _LUNAR_SINCE)
            calendar = "solar" if is_solar else "hijri"
            name = next(name for name, _, number in rows_of(calendar) if number == month)
        spoken = f"{day_words(str(day))} {name} {year_words(year)}"
        return Reading(position, end, "date", spoken + era_words)
    match = _DM.match(text, position)
    if match is None or not _valid(int(match[1]), int(match[2])):
        return None
    is_dated = scan.before(position, 12).rstrip(" :").endswith(_DATED)
    if not (is_dated or _is_day(scan, position, match)):
        return None
    month = int(match[2])
    return Reading(position, match.end(), "date", f"{day_words(match[1])} {month_name(month)}")


def _month_and_year(text: str, position: int) -> Reading | None:
    """12-2024 کو: a month; but 12-2011 is a fiscal year, written backwards."""
    match = _MY.match(text, position)
    if match is None or (int(match[2]) + 1) % 100 == int(match[1]):
        return None
    spoken = f"{month_name(int(match[1]))} {year_words(match[2])}"
    return Reading(position, match.end(), "date", spoken)


def _is_day(scan: Scan, position: int, match: re.Match[str]) -> bool:
    """Whether 7/10 is a day, by what follows: سے جاری, کو, another day."""
    if "-" in match.group():
        return False
    text, end, before = scan.text, match.end(), scan.before(position, 12)
    other = _TO_DAY.match(text, end)
    if other is None and before.removesuffix(" ")[-1:] in _JOINING:
        other = _FROM_DAY.search(before)
    if other is not None and _valid(int(other[1]), int(other[2])):
        return not (_is_part(match) and _is_part(other))
    if behind(text, end)[1] not in WORD_CHARACTERS or _NUMBERED.search(before):
        return False
    if _SINCE_DAY.match(text, end):
        return True
    if int(match[1]) > _LAST_MONTH and _UNTIL.match(text, end):
        return True  # 15/12 تک: no part is greater than its whole
    on_day = (_ON_DAY.match(text, end) and not _PART_OF.search(before)) or _GOING_ON_SINCE.match(
        text, end
    )
    return bool(on_day) and not _is_part(match)


def _is_part(match: re.Match[str]) -> bool:
    """Whether 3/4 is rather three quarters."""
    over, under = int(match[1]), int(match[2])
    return over < under and under in (2, 3, 4, 5)


def _valid(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12
