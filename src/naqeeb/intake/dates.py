"""Dates and times as newsrooms and their software write them, into aware UTC.

Read are ISO 8601, the form of mail and RSS (RFC 822), dates in English and Urdu words with any
digits, and the Islamic calendar. Islamic dates are converted by Umm al-Qura's tables, which may
be a day off from the moon that was sighted: a Gregorian date beside one is preferred.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache

from naqeeb.intake import data_files
from naqeeb.text.lazy_pattern import LazyPattern

EARLIEST_YEAR, LATEST_YEAR = 1800, 2200
"""Outside of these years a date is a mistake or an attack."""
_LONGEST = 120
_HIJRI_YEARS = range(1420, 1500)
"""Years that stand for the Islamic calendar where a date has digits only."""
_MONTHS, _NOON, _EVENING = 12, 12, 6

_LETTERS = str.maketrans(
    "\u064a\u0649\u0643\u0629\u06c0\u2212\u2013\u2014",
    "\u06cc\u06cc\u06a9\u06c1\u06c1---",
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670",
)
_INVISIBLE = LazyPattern("[\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = LazyPattern(r"[\s\u00a0|]+")

_ISO = LazyPattern(
    r"(?<![\d.])(?P<year>\d{4})"
    r"(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})|(?P<mm>\d{2})(?P<dd>\d{2}))"
    r"(?!\d)"
)
_NUMERIC = LazyPattern(
    r"(?<!\d)(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"
)
# A clock that was found leaves this behind, so that an offset can stand right after it.
_MARK = "\x00"
_CLOCK = LazyPattern(
    r"(?<!\d)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?!\d)"
)
_COMPACT_CLOCK = LazyPattern(r"(?<=\d)t(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?!\d)")
_WORDED_CLOCK = LazyPattern(
    r"(?<!\d)(?P<hour>\d{1,2})\s*(?:بج\s*کر\s*(?P<minute>\d{1,2})\s*منٹ|بجے|(?P<half>[ap])\.?m\b\.?)"
)
_PART_OF_DAY = LazyPattern(r"صبح|فجر|دوپہر|سہ\s*پہر|شام|رات")
_AFTERNOON = ("دوپہر", "سہ", "شام", "رات")
_OFFSET = LazyPattern(
    _MARK + r"\s*(?:utc|gmt)?\s*(?P<sign>[+-])(?P<hours>\d{2})(?::?(?P<minutes>\d{2}))?(?!\d)"
    r"|(?:utc|gmt)\s*(?P<sign_>[+-])\s*(?P<hours_>\d{1,2})(?::?(?P<minutes_>\d{2}))?(?!\d)"
)
_ZONE_NAME = LazyPattern(r"(?<![a-z])[a-z]{1,4}(?![a-z])")
_EPOCH = LazyPattern(r"\d{10}(?:\d{3})?\Z")
_FILLING = LazyPattern(
    r"[\s،,.;:/()-]|[ءھہ]|ہجری|عیسوی|بروز|بوقت|\b(?:at|on|of|t)\b|"
    r"پیر|سوموار|منگل|بدھ|جمعرات|جمعہ|ہفتہ|اتوار|"
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, as it was stated."""

    when: datetime
    """Aware, in UTC; of a date alone its midnight."""
    offset_min: int | None
    """Minutes east of UTC that were stated, or that the country's clock has; else None."""
    has_time: bool
    """Whether a time of day was stated."""


def read(
    text: str, *, country: str = "", zone: tzinfo | None = UTC, strict: bool = False
) -> Moment | None:
    """The first date in a text; None where there is none.

    Args:
        text: what a page, a feed or an editor wrote.
        country: two small letters; the country's clock is meant where no zone is stated, and
            tells what PST and IST mean.
        zone: the clock that is meant where neither zone nor country is known; None: the machine's.
        strict: the text must be a date and nothing else, and 05-06-2026, which is another day
            to every second reader, is none.
    """
    text = _plain(text)
    if _EPOCH.match(text) and not strict:
        return _bounded(datetime.fromtimestamp(int(text[:10]), UTC), 0, has_time=True)
    try:
        clock, rest = _take_clock(text)
        day, rest = _take_day(rest, strict=strict)
        offset, rest = _take_offset(rest, country) if clock else (None, rest)
        if day is None or (strict and _FILLING.sub("", rest.replace(_MARK, ""))):
            return None
        if offset is None:
            offset = _countries().get(country)
        place: tzinfo | None = zone if offset is None else timezone(timedelta(minutes=offset))
        hour, minute, second = clock or (0, 0, 0)
        # 24:00 is the end of a day by ISO 8601, and 60 a leap second.
        local = datetime(*day, hour % 24, minute, min(second, 59), tzinfo=place)
        local += timedelta(days=hour // 24)
        return _bounded(local.astimezone(UTC), offset, has_time=clock is not None)
    except (ValueError, OverflowError):
        return None


def country_of(*hosts_or_languages: str | None) -> str:
    """The country that a host's name or a language tag ends in; empty where none is known."""
    for name in hosts_or_languages:
        last = re.split(r"[.\-_]", (name or "").lower())[-1]
        if last in _countries():
            return last
    return ""


def _plain(text: str) -> str:
    """Small letters, ASCII digits, one spelling of each Urdu letter, single spaces."""
    text = _INVISIBLE.sub("", text[:_LONGEST]).translate(_LETTERS).lower()
    text = "".join(str(unicodedata.digit(c, c)) if not c.isascii() else c for c in text)
    return _SPACES.sub(" ", text.replace(_MARK, " ")).strip()


def _take_day(text: str, *, strict: bool) -> tuple[tuple[int, int, int] | None, str]:
    """Year, month and day, and the text without them."""
    for calendar in ("gregorian", "hijri"):
        for pattern in (_day_first(calendar), _month_first(calendar)):
            if match := pattern.search(text):
                month = _months()[calendar][_spelling(match["month"])]
                stated = _gregorian(calendar, _year(match["year"]), month, int(match["day"]))
                return stated, text[: match.start()] + " " + text[match.end() :]
        if calendar == "gregorian" and (match := _ISO.search(text)):
            year = int(match["year"])
            month, day = int(match["month"] or match["mm"]), int(match["day"] or match["dd"])
            kind = "hijri" if year in _HIJRI_YEARS else "gregorian"
            stated = _gregorian(kind, year, month, day)
            return stated, text[: match.start()] + " " + text[match.end() :]
    match = _NUMERIC.search(text)
    if match is None:
        return None, text
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if strict:
        return None, text
    day, month = (two, one) if two > _MONTHS else (one, two)
    return (year, month, day), text[: match.start()] + " " + text[match.end() :]


def _gregorian(calendar: str, year: int, month: int, day: int) -> tuple[int, int, int]:
    """The same day in our calendar; raises ValueError or OverflowError for one that is none."""
    if calendar == "gregorian":
        return year, month, day
    from hijridate import Hijri

    there = Hijri(year, month, day).to_gregorian()
    return there.year, there.month, there.day


def _take_clock(text: str) -> tuple[tuple[int, int, int] | None, str]:
    """Hour, minute and second, and the text with a mark in their place."""
    match = _CLOCK.search(text) or _COMPACT_CLOCK.search(text) or _WORDED_CLOCK.search(text)
    if match is None:
        return None, text
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    second, half = int(parts.get("second") or 0), parts.get("half")
    rest = text[: match.start()] + _MARK + text[match.end() :]
    word = _PART_OF_DAY.search(rest)
    if word:
        rest = _PART_OF_DAY.sub("", rest, count=1)
        # Eleven at دوپہر is before noon, and two at night is in the morning.
        late = word[0].startswith(_AFTERNOON)
        noon = word[0] == "دوپہر" and hour in (10, 11)
        small_hours = word[0] == "رات" and hour < _EVENING
        midnight = word[0] == "رات" and hour == _NOON
        half = "a" if not late or noon or small_hours or midnight else "p"
        half = None if hour > _NOON else half
    if half == "p" and hour < _NOON:
        hour += _NOON
    elif half == "a" and hour == _NOON:
        hour = 0
    return (hour, minute, second), rest


def _take_offset(text: str, country: str) -> tuple[int | None, str]:
    """Minutes east of UTC, and the text without them."""
    if match := _OFFSET.search(text):
        sign = match["sign"] or match["sign_"]
        hours, minutes = match["hours"] or match["hours_"], match["minutes"] or match["minutes_"]
        offset = int(hours) * 60 + int(minutes or 0)
        rest = text[: match.start()] + _MARK + text[match.end() :]
        return -offset if sign == "-" else offset, rest
    for match in _ZONE_NAME.finditer(text):
        offsets = _zones().get(match[0].upper())
        if offsets:
            rest = text[: match.start()] + text[match.end() :]
            return offsets.get(country, offsets.get("")), rest
    return None, text


def _bounded(when: datetime, offset: int | None, *, has_time: bool) -> Moment | None:
    if not EARLIEST_YEAR <= when.year <= LATEST_YEAR:
        return None
    return Moment(when, offset, has_time)


def _year(text: str) -> int:
    year = int(text)
    return year + 2000 if len(text) == 2 else year  # noqa: PLR2004 - two digits, as in RFC 822


def _spelling(month: str) -> str:
    return re.sub(r"\s+", "", month)


@cache
def _day_first(calendar: str) -> re.Pattern[str]:
    year = r"(?P<year>\d{4}|\d{2})" if calendar == "gregorian" else r"(?P<year>1[34]\d\d)"
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s،,./-]*{_month(calendar)}[\s،,.'/-]*{year}(?!\d|:)"
    )


@cache
def _month_first(calendar: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_month(calendar)}\.?[\s،,-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)[\s،,\x00-]*"
        # In the form of C and JavaScript the clock stands between: Nov 22 14:30:00 2026.
        r"(?P<year>\d{4})(?!\d|:)"
    )


def _month(calendar: str) -> str:
    """A group for any month's name; a space in it may be left out."""
    names = sorted(_spaced()[calendar], key=len, reverse=True)
    choice = "|".join(r"\s*".join(map(re.escape, name.split("_"))) for name in names)
    return rf"(?<![a-z\u0600-\u06ff])(?P<month>{choice})(?![a-z\u0621-\u06ff])"


@cache
def _spaced() -> dict[str, dict[str, int]]:
    """For each calendar, the spellings of its months with their numbers."""
    table: dict[str, dict[str, int]] = {}
    for calendar, number, names in data_files.rows("months.tsv"):
        table.setdefault(calendar, {}).update((_plain(name), int(number)) for name in names.split())
    return table


@cache
def _months() -> dict[str, dict[str, int]]:
    return {
        calendar: {name.replace("_", ""): number for name, number in names.items()}
        for calendar, names in _spaced().items()
    }


@cache
def _zones() -> dict[str, dict[str, int]]:
    """For each name of a zone, its offset in minutes by country; "" is everywhere else."""
    table: dict[str, dict[str, int]] = {}
    for name, minutes, *country in data_files.rows("zones.tsv"):
        table.setdefault(name, {})[country[0] if country else ""] = int(minutes)
    return table


@cache
def _countries() -> dict[str, int]:
    return {name: int(minutes) for name, minutes in data_files.rows("countries.tsv")}
