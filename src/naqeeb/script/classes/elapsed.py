"""How long something took or lasts: 1:42.35, 3:45 منٹ, a marathon's 2:05:30, a song's 3:45."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD
from naqeeb.script.classes.clock import DAY_PART
from naqeeb.script.numbers import cardinal, decimal, mixed
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in, groups
from naqeeb.text.lazy_pattern import LazyPattern

_LAP = LazyPattern(
    r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)[.۔](\d{1,3})(?![\d.:])(?: ?(?:سیکنڈ|منٹ|گھنٹے)(?![ء-ے]))?"
)
_HOURS = LazyPattern(
    rf"(\d{{1,2}}):([0-5]\d)(?::([0-5]\d))? ?(?:گھنٹے|گھنٹوں|گھنٹہ|گھنٹا)(?![{WORD}])"
)
_MINUTES = LazyPattern(
    rf"(\d{{1,2}}):([0-5]\d) ?(?:منٹ(?! (?:پر|تک|سے))|منٹس|سیکنڈ|سیکنڈز)(?![{WORD}])"
)
_HUNDREDTHS = LazyPattern(r"(\d{1,2}):(\d{2}) ?سیکنڈ")
_SPRINT = LazyPattern(r"(?<!\d)(?:[1-8]0|[1-8]00) ?میٹر")
_LEAST_SECONDS = 6
"""No sprint takes less, and none takes so many minutes."""
_SPELT = LazyPattern(r"(\d{1,3}) ?(?:h|hrs?) ?(\d{1,2}) ?(?:m|mins?)(?![A-Za-z0-9])")
_BARE = LazyPattern(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?!\d|:\d|[.۔/]\d| ?بج| ?[AaPp]\.?[Mm])")
_RACE = any_in("lasting.tsv", "race")
_WON = any_in("lasting.tsv", "won")
_LENGTH = LazyPattern(rf"(?:{_RACE})[{WORD}]{{0,3}}(?: [{WORD}]+){{0,2}}[ :،]*$")
_LENGTH_AFTER = LazyPattern(
    rf" (?:میں|کے|کا|کی)(?: [{WORD}0-9.]+){{0,5}}? (?:{_RACE}|{_WON})| جاری رہ| لگے| صرف ہو"
)
_CLAUSE = LazyPattern("[۔؟!،؛]")
_WORDS = LazyPattern(f"[{WORD}]+")
_OF = frozenset(("کا", "کی", "کے"))
_AT = frozenset(("پر", "کو", "سے"))
_MOST_HOURS = 5
"""What lasts longer, and nothing says what it is, lasts so many minutes."""
_HOURS_OF_DAY = 24
_NEAR = 40
"""What lasts is named within so many characters."""


def read(scan: Scan, position: int) -> Reading | None:
    """Figures with colons that are no time of day."""
    named = _sprint(scan, position) or _named(scan.text, position)
    if named is not None:
        return named
    match = _BARE.match(scan.text, position)
    if match is None or DAY_PART.search(scan.before(position, 12)):
        return None
    first, second = int(match[1]), int(match[2])
    if match[3]:
        if not _is_race(scan, position, match.end()):
            return None
        return _reading(match, _in_words((first, second, int(match[3]))))
    before = _WORDS.findall(_CLAUSE.split(scan.before(position, _NEAR))[-1])[-4:]
    after = _WORDS.findall(_CLAUSE.split(scan.after(match.end(), _NEAR))[0])[:4]
    if first == 0:
        is_short = _is_under_a_minute(before, after) or (
            before[-1:] != ["وقت"] and _is_race(scan, position, match.end())
        )
        return _reading(match, _in_words((0, 0, second))) if is_short else None
    unit = _unit(first, before, after)
    if unit is None:
        return None
    return _reading(match, _in_words((0, first, second) if unit == "short" else (first, second, 0)))


def _sprint(scan: Scan, position: int) -> Reading | None:
    """400 میٹر دوڑ 43:18 سیکنڈ میں: seconds and hundredths."""
    match = _HUNDREDTHS.match(scan.text, position)
    if match is None or int(match[1]) < _LEAST_SECONDS:
        return None
    if not _SPRINT.search(scan.before(position, _NEAR)):
        return None
    return _reading(match, f"{decimal(match[1], match[2])} سیکنڈ")


def read_spelt(scan: Scan, position: int) -> Reading | None:
    """3h40m: hours and minutes by their letters."""
    match = _SPELT.match(scan.text, position)
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2])
    spoken = f"{cardinal(hours)} {_hours(hours)} {cardinal(minutes)} منٹ"
    return _reading(match, spoken)


def _named(text: str, position: int) -> Reading | None:
    """A length whose unit stands behind it, or with a part of a second: 1:42.35, 3:45 منٹ."""
    lap = _LAP.match(text, position)
    if lap is not None:
        hours = int(lap[1] or 0)
        spoken = _in_words((hours, int(lap[2]), 0), "") if hours or int(lap[2]) else ""
        seconds = decimal(lap[3], lap[4]) if lap[4].strip("0") else cardinal(int(lap[3]))
        return _reading(lap, f"{spoken} {seconds} سیکنڈ".strip())
    long = _HOURS.match(text, position)
    if long is not None:
        hours, minutes = int(long[1]), int(long[2])
        if long[3]:
            return _reading(long, _in_words((hours, minutes, int(long[3]))))
        if minutes in (15, 30, 45) and hours:
            count = mixed(hours, minutes // 15, 4) if minutes != 30 else mixed(hours, 1, 2)
            return _reading(long, f"{count} گھنٹے")
        return _reading(long, _in_words((hours, minutes, 0), "صفر منٹ"))
    short = _MINUTES.match(text, position)
    return _reading(short, _in_words((0, int(short[1]), int(short[2])))) if short else None


def _is_race(scan: Scan, position: int, end: int) -> bool:
    """Whether the words around a figure tell of a race, a film or how long something took."""
    return bool(_LENGTH.search(scan.before(position, 32)) or _LENGTH_AFTER.match(scan.text, end))


def _is_under_a_minute(before: list[str], after: list[str]) -> bool:
    """Whether 0:45 is a stretch of a film, song or game, not past midnight."""
    words = groups("lasting.tsv")
    if words["begins"].intersection(after) or "وقت" in before:
        return False
    return any(word in words["under"] or word in words["short"] for word in before)


def _unit(first: int, before: list[str], after: list[str]) -> str | None:
    """Whether 3:45 lasts so many minutes (``short``) or hours (``long``); None for a time."""
    words = groups("lasting.tsv")
    kinds = [kind for word in before for kind in ("short", "long") if word in words[kind]]
    if words["measure"].intersection(before[-2:]):
        return kinds[-1] if kinds else "long" if first <= _MOST_HOURS else "short"
    if after[:1] == ["میں"] and words["run"].intersection(before[-2:]):
        return kinds[-1] if kinds and first <= _MOST_HOURS else "short"
    if first > _HOURS_OF_DAY and words["race"].intersection(before[-2:]):
        return "short"  # جیت کا وقت 27:15 رہا
    if before[-1:] == ["کے"] and after[:1] == ["پر"] and words["short"].intersection(before[-2:]):
        return "short"
    if before and before[-1] in words["short"]:
        link, *rest = after or [""]
        told_of = link in _OF and (not rest or rest[0] in ("ہے", "ہیں", "تھا", "تھی", "طویل"))
        if told_of or (link in _AT and words["played"].intersection(rest[:2])):
            return "short"
    return None


def _in_words(length: tuple[int, int, int], nothing: str = "صفر سیکنڈ") -> str:
    """Hours, minutes and seconds, those that are nought left out."""
    hours, minutes, seconds = length
    parts = ((hours, _hours(hours)), (minutes, "منٹ"), (seconds, "سیکنڈ"))
    return " ".join(f"{cardinal(count)} {name}" for count, name in parts if count) or nothing


def _hours(count: int) -> str:
    return "گھنٹے" if count > 1 else "گھنٹہ"


def _reading(match: re.Match[str], spoken: str) -> Reading:
    return Reading(match.start(), match.end(), "time", spoken)
