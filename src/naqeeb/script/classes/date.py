"""Dates: 1 جنوری, 14/8/1947, 2024-05-01, 24-25 ستمبر 2022ء, Hijri and solar Hijri."""

from __future__ import annotations

import re
from functools import cache

from naqeeb.script.alphabet import IS_WORD, WORD
from naqeeb.script.classes.clock import time_words
from naqeeb.script.era import era, year_words
from naqeeb.script.months import day_words, month_at, month_name, months, rows_of
from naqeeb.script.reading import Reading, Scan, behind, figure_end, latin_at, word_at
from naqeeb.script.tables import any_in, any_of
from naqeeb.text.lazy_pattern import LazyPattern

_SEP = r"[-/.۔]"
_SEPS = frozenset("-/.۔")
_ISO = LazyPattern(
    rf"([12]\d{{3}}) ?({_SEP}) ?(\d{{1,2}}) ?\2 ?(\d{{1,2}})(?!\d)"
    r"(?:[Tt ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?"
)
_DMY = LazyPattern(rf"(\d{{1,2}}) ?({_SEP}) ?(\d{{1,2}}) ?\2 ?(\d{{4}}|\d{{2}})(?!\d)(?!{_SEP}\d)")
_SOLAR = LazyPattern(rf" ?ش(?![{WORD}])")
_LUNAR_SINCE = 1420
"""News of Iran counts less: a Hijri date in figures is a solar one before this year (1999)."""
_DATED = LazyPattern(r"(?:مورخہ|بتاریخ|بروز|تاریخ)[ :]*$")
_DM = LazyPattern(r"(\d{1,2})[/-](\d{1,2})(?![\d/.-])")
_OTHER_DAY = r"(\d{1,2})/(\d{1,2})(?![\d/.-])"
_TO_DAY = LazyPattern(rf" ?(?:سے|تا|-) ?{_OTHER_DAY}")
_FROM_DAY = LazyPattern(rf"{_OTHER_DAY} ?(?:سے|تا|-) ?$")
_SINCE_DAY = LazyPattern(rf" سے (?:{any_in('date_words.tsv', 'since')})(?:ے|ا)?(?![{WORD}])")
_ON_DAY = LazyPattern(f" (?:کو|کی صبح|کی شام|کی رات)(?![{WORD}])")
_GOING_ON_SINCE = LazyPattern(
    rf" سے (?:[{WORD}]+ ){{1,3}}(?:{any_in('date_words.tsv', 'going_on')})(?![{WORD}])"
)
_NUMBERED = LazyPattern(rf"(?:{any_in('date_words.tsv', 'numbered')})[ :]*$")
_PART_OF = LazyPattern("(?:کے|کی|کا|سے) $")
_DAY_YEAR = LazyPattern(r"(\d{1,2})[،,] ?(\d{4})(?!\d)")
_TO_DATE = LazyPattern(r" ?- ?(\d{1,2}) ?(?=[^\d\s])")
_HIJRI_YEAR = LazyPattern(r"(?:[،,])? ?(\d{1,3})(?= ?(?:ھ|ہ|ہجری)(?!\w))")
_SINCE = LazyPattern(r"(?:[،,۔-]| سن| سنہ| سال)? ?(\d{4})(?!\d)")


_DAYS = LazyPattern(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:(?P<between> ?[-/۔،] ?| تا | سے | اور | و | یا )(?P<to>\d{1,2})(?:st|nd|rd|th)?)?"
    r"(?P<joint> ?[-/،] ?|۔ ?| of | ?)"
)
_UNTIL = LazyPattern(f" تک(?![{WORD}])")
_LAST_MONTH = 12
_NIGHT = LazyPattern(f" (?:کی )?(?:درمیانی )?(?:رات|شب)(?![{WORD}])")
_AT_HEAD = LazyPattern(rf"^(?:[{WORD}]+ ){{0,3}}[{WORD}]+[،۔ :(]*$")
"""What stands before the day of a report: نئی دہلی، 14۔جون (ایجنسیز)."""
_DAY_GOES_ON = LazyPattern(rf" (?:کو|سے|تک)(?![{WORD}])| ?\d{{4}}(?!\d)")
"""Behind a month these tell that a stop behind the day ends nothing: 12۔ ربیع الاول کو."""
_BEHIND_DAY = frozenset("(:")
_JOINTS = frozenset("-/۔،")
_LATIN_JOINTS = frozenset("snrto")
"""What ``st``, ``nd``, ``rd``, ``th`` and ``of`` begin with."""
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
    if behind(scan.text, end)[1] in _SEPS:
        reading = _iso(scan, position) or _figures(scan, position)
        if reading is not None:
            return reading
    return _named(scan, position, end) if end - position < 3 else None


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


def _figures(scan: Scan, position: int) -> Reading | None:
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
    if not (_DATED.search(scan.before(position, 12)) or _isday_words(scan, position, match)):
        return None
    month = int(match[2])
    return Reading(position, match.end(), "date", f"{day_words(match[1])} {month_name(month)}")


def _isday_words(scan: Scan, position: int, match: re.Match[str]) -> bool:
    """Whether 7/10 is a day, by what follows: سے جاری, کو, another day."""
    if "-" in match.group():
        return False
    text, end, before = scan.text, match.end(), scan.before(position, 12)
    other = _TO_DAY.match(text, end) or _FROM_DAY.search(before)
    if other is not None and _valid(int(other[1]), int(other[2])):
        return not (_is_part(match) and _is_part(other))
    if _NUMBERED.search(before):
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


def _named(scan: Scan, position: int, stop: int) -> Reading | None:
    text = scan.text
    day, between, to = text[position:stop], "", ""
    at, following = behind(text, stop)
    month = month_at(text, at)
    if month is None and (
        following in _JOINTS
        or (following in IS_WORD and word_at(text, at) in _JOINING)
        or following in _LATIN_JOINTS
    ):
        days = _DAYS.match(text, position)
        if days is not None:
            day, between, to = days["day"], days["between"] or "", days["to"] or ""
            month = month_at(text, days.end())
            if (
                month
                and days["joint"][:1] == "۔"
                and not (_is_head(scan, position, month[0]) or _DAY_GOES_ON.match(text, month[0]))
            ):
                month = None
    if month is None:
        return _after_month(scan, position) if text[stop : stop + 1] in _COMMAS else None
    if not 1 <= int(day) <= 31 or (to and not 1 <= int(to) <= 31):
        return None
    end, name, calendar = month
    if calendar != "gregorian" and name in _ALSO_WORDS and not _year_follows(text, end):
        return None
    spoken = day_words(day)
    if to:
        joint = "،" if "،" in between else (between.strip("-/۔ ") or "سے")
        if "/" in between and int(to) - int(day) == 1 and _NIGHT.match(text, month[0]):
            joint = "اور"  # 13/14 نومبر کی درمیانی شب
        spoken += (joint if joint == "،" else f" {joint}") + f" {day_words(to)}"
    spoken += f" {name}"
    since = _HIJRI_YEAR.match(text, end) if calendar == "hijri" else None
    since = since or _since(text, end)
    if since is not None and _is_year(text, since):
        end = since.end()
        spoken += "".join(f" {word}" for word in re.findall("سنہ|سن|سال", since.group()))
        spoken += " " + year_words(since[1])
        end, era_words = era(text, end, gregorian=scan.gregorian_suffix)
        spoken += era_words
    further = _TO_DATE.match(text, end) if not to else None
    if further is not None and month_at(text, further.end(1) + further[0].endswith(" ")):
        # 30 ستمبر-2 اکتوبر
        return Reading(position, further.start(1), "date", f"{spoken} سے")
    return Reading(position, end, "date", spoken)


def _is_head(scan: Scan, position: int, end: int) -> bool:
    """Whether a report begins with a town and the day that ends there."""
    opens = behind(scan.text, end)[1] in _BEHIND_DAY
    return opens and _AT_HEAD.search(scan.text[:position]) is not None


def _since(text: str, end: int) -> re.Match[str] | None:
    """The year behind a month; a word and blanks may stand before it."""
    near = text[end : end + 6]
    return _SINCE.match(text, end) if any(map(str.isdecimal, near)) else None


_COMMAS = frozenset(",،")
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
