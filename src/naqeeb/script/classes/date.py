"""Dates: 1 جنوری, 24-25 ستمبر 2022ء, August 14, 1947, Hijri and solar Hijri."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from naqeeb.script.alphabet import IS_WORD, WORD
from naqeeb.script.classes import date_in_figures
from naqeeb.script.era import era, year_words
from naqeeb.script.months import day_words, month_at, months
from naqeeb.script.reading import Reading, Scan, behind, figure_end, latin_at, word_at
from naqeeb.script.tables import any_in, any_of
from naqeeb.text.lazy_pattern import LazyPattern

_SEPS = frozenset("-/.۔")
_DAY_YEAR = LazyPattern(r"(\d{1,2})[،,] ?(\d{4})(?!\d)")
_TO_DATE = LazyPattern(r" ?- ?(\d{1,2}) ?(?=[^\d\s])")
_HIJRI_YEAR = LazyPattern(r"(?:[،,])? ?(\d{1,3})(?= ?(?:ھ|ہ|ہجری)(?!\w))")
_SINCE = LazyPattern(r"(?:[،,۔-]| سن| سنہ| سال)? ?(\d{4})(?!\d)")


_DAYS = LazyPattern(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:(?P<between> ?[-/۔،] ?| تا | سے | اور | و | یا )(?P<to>\d{1,2})(?:st|nd|rd|th)?)?"
    r"(?P<joint> ?[-/،] ?|۔ ?| of | ?)"
)
_NIGHT = LazyPattern(f" (?:کی )?(?:درمیانی )?(?:رات|شب)(?![{WORD}])")
_AT_HEAD = LazyPattern(rf"^(?:[{WORD}]+ ){{0,3}}[{WORD}]+[،۔ :(]*$")
"""What stands before the day of a report: نئی دہلی، 14۔جون (ایجنسیز)."""
_DAY_GOES_ON = LazyPattern(rf" (?:کو|سے|تک)(?![{WORD}])| ?\d{{4}}(?!\d)")
"""Behind a month these tell that a stop behind the day ends nothing: 12۔ ربیع الاول کو."""
_BEHIND_DAY = frozenset("(:")
_JOINTS = frozenset("-/۔،")
_LATIN_JOINTS = frozenset(("st", "nd", "rd", "th", "of"))
_JOINING = frozenset(("تا", "سے", "اور", "و", "یا"))


@cache
def _month_before() -> re.Pattern[str]:
    urdu = any_of(
        name for name, (_, kind) in months().items() if not name.isascii() and kind == "gregorian"
    )
    return re.compile(rf"(?<![{WORD}])({urdu}) ?$")


@cache
def _latin_first() -> re.Pattern[str]:
    latin = any_of(name for name in months() if name.isascii())
    return re.compile(
        rf"((?i:{latin}))\.? (\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?: ?- ?(\d{{1,2}})(?!\d))?"
        r"(?:,? (\d{4})(?!\d))?"
        rf"|((?i:{latin}))\.?,? (\d{{4}})(?!\d)"
    )


def read(scan: Scan, position: int) -> Reading | None:
    """A date that begins with a figure."""
    end = figure_end(scan.text, position)
    following = behind(scan.text, end)[1]
    if following in _SEPS:
        reading = date_in_figures.read(scan, position)
        if reading is not None:
            return reading
    may_be_day = end - position < 3 and (following.isalpha() or following in _BESIDE_DAYS)
    return _named(scan, position, end) if may_be_day else None


def read_latin(scan: Scan, position: int) -> Reading | None:
    """August 14, 1947."""
    known = months()
    if latin_at(scan.text, position).lower() not in known:
        return None
    match = _latin_first().match(scan.text, position)
    if match is None:
        return None
    if match[5]:
        spoken = f"{known[match[5].lower()][0]} {year_words(match[6])}"
        return Reading(position, match.end(), "date", spoken)
    if not (1 <= int(match[2]) <= 31 and 1 <= int(match[3] or 1) <= 31):
        return None
    days = " سے ".join(day_words(day) for day in match.group(2, 3) if day)
    spoken = f"{days} {known[match[1].lower()][0]}"
    if match[4]:
        spoken += " " + year_words(match[4])
    return Reading(position, match.end(), "date", spoken)


class _Days(NamedTuple):
    """A day before its month, or two of them."""

    day: str
    between: str
    """What stands between two: ``-``, سے, اور."""
    to: str
    """The second; empty where there is one alone."""
    month_at: int
    """Where the month begins."""


def _named(scan: Scan, position: int, stop: int) -> Reading | None:
    """A day, or two of them, before the name of a month."""
    text = scan.text
    days = _Days(text[position:stop], "", "", behind(text, stop)[0])
    month = month_at(text, days.month_at)
    if month is None:
        further_days = _joined_days(scan, position, stop)
        if further_days is not None:
            days, month = further_days, month_at(text, further_days.month_at)
    if month is None:
        return _after_month(scan, position) if text[stop : stop + 1] in _COMMAS else None
    if not 1 <= int(days.day) <= 31 or (days.to and not 1 <= int(days.to) <= 31):
        return None
    end, name, calendar = month
    if calendar != "gregorian" and name in _ALSO_WORDS and not _year_follows(text, end):
        return None
    spoken = f"{_days_words(text, days)} {name}"
    since = _HIJRI_YEAR.match(text, end) if calendar == "hijri" else None
    since = since or _since(text, end)
    if since is not None and _is_year(text, since):
        end = since.end()
        spoken += "".join(f" {word}" for word in re.findall("سنہ|سن|سال", since.group()))
        spoken += " " + year_words(since[1])
        end, era_words = era(text, end, gregorian=scan.gregorian_suffix)
        spoken += era_words
    further = _TO_DATE.match(text, end) if not days.to else None
    if further is not None and month_at(text, further.end(1) + further[0].endswith(" ")):
        # 30 ستمبر-2 اکتوبر
        return Reading(position, further.start(1), "date", f"{spoken} سے")
    return Reading(position, end, "date", spoken)


def _joined_days(scan: Scan, position: int, stop: int) -> _Days | None:
    """Days with a joint behind them or between them: 14۔جون, 24-25 ستمبر, 3rd of May."""
    text = scan.text
    at, following = behind(text, stop)
    is_joined = following in IS_WORD and word_at(text, at) in _JOINING
    if not (is_joined or following in _JOINTS or text[at : at + 2] in _LATIN_JOINTS):
        return None
    match = _DAYS.match(text, position)
    begins = match.end() if match else stop
    if match is None or not text[begins : begins + 1].isalpha():
        return None
    if match["joint"][:1] == "۔" and not (
        (month := month_at(text, begins))
        and (_is_head(scan, position, month[0]) or _DAY_GOES_ON.match(text, month[0]))
    ):
        return None
    return _Days(match["day"], match["between"] or "", match["to"] or "", begins)


def _days_words(text: str, days: _Days) -> str:
    spoken = day_words(days.day)
    if not days.to:
        return spoken
    joint = "،" if "،" in days.between else (days.between.strip("-/۔ ") or "سے")
    is_next = "/" in days.between and int(days.to) - int(days.day) == 1
    month = month_at(text, days.month_at)
    if is_next and month and _NIGHT.match(text, month[0]):
        joint = "اور"  # 13/14 نومبر کی درمیانی شب
    return spoken + (joint if joint == "،" else f" {joint}") + f" {day_words(days.to)}"


def _is_head(scan: Scan, position: int, end: int) -> bool:
    """Whether a report begins with a town and the day that ends there."""
    opens = behind(scan.text, end)[1] in _BEHIND_DAY
    return opens and _AT_HEAD.search(scan.text[:position]) is not None


def _since(text: str, end: int) -> re.Match[str] | None:
    """The year behind a month; a word and blanks may stand before it."""
    near = text[end : end + 6]
    return _SINCE.match(text, end) if any(map(str.isdecimal, near)) else None


_COMMAS = frozenset(",،")
_BESIDE_DAYS = _JOINTS | _COMMAS
_ALSO_WORDS = frozenset(("تیر", "مہر", "دی", "صفر"))


def _year_follows(text: str, end: int) -> bool:
    since = _since(text, end)
    return since is not None and _is_year(text, since)


def _is_year(text: str, since: re.Match[str]) -> bool:
    """Whether the four digits behind a month are its year and not a count."""
    written = since[1]
    if len(written) < 4:
        return True
    if not 1000 <= int(written) <= 2199:
        return False
    return _COUNTED.match(text, since.end()) is None


_COUNTED = LazyPattern(rf" ?(?:{any_in('date_words.tsv', 'counted')}|[.,:]\d)")


def _after_month(scan: Scan, position: int) -> Reading | None:
    """August 16, 2014 in Urdu words: اگست 16، 2014."""
    month = _month_before().search(scan.before(position, 12))
    if month is None:
        return None
    match = _DAY_YEAR.match(scan.text, position)
    if match is None or not 1 <= int(match[1]) <= 31:
        return None
    start = position - len(month.group())
    if start < scan.floor:
        return None
    name = months()[month[1]][0]
    end, era_words = era(scan.text, match.end(), gregorian=scan.gregorian_suffix)
    return Reading(
        start, end, "date", f"{day_words(match[1])} {name} {year_words(match[2])}{era_words}"
    )
