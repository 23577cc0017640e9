"""Times: 8:10 بجے is آٹھ بج کر دس منٹ, 10:45 پونے گیارہ بجے, 20:00 رات آٹھ بجے."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import cardinal, decimal, mixed
from naqeeb.script.reading import Reading, Scan, behind, figure_end
from naqeeb.text.lazy_pattern import LazyPattern

_HALF = r"(?: ?(?P<half>[AaPp])\.? ?[Mm]\.?(?![A-Za-z]))?"
# What may stand behind بجے without a blank.
_GLUED = "رات|صبح|شام|دوپہر|سہ پہر|دن|شب|تک|سے|پر|کے|کا|کی|کو|اور"
_END = rf"(?:(?![{WORD}])|(?=(?:{_GLUED})(?![{WORD}])))"
_TIME = LazyPattern(
    rf"(?P<h>\d{{1,2}})(?P<sep>[:.۔])(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d:]|[.۔/]\d){_HALF}"
    rf"(?P<at> ?بجے{_END}| ?بج کر(?![{WORD}])| ?بجکر(?![{WORD}])| منٹ(?= پر| تک| سے)| ?hrs)?"
)
_HOUR = LazyPattern(rf"(?P<h>\d{{1,2}})(?:{_HALF[:-1]}(?: ?بجے{_END})?| ?(?P<only>بجے){_END})")
_OCLOCK_BEFORE = LazyPattern(rf"(?<![{WORD}])بجے $")
_MARKS = frozenset(":.۔")
_HALVES = frozenset("AaPp")
_TO = LazyPattern(r"(?: ?[-~] ?| تا | سے )(?=\d)")
_DAY_PART = LazyPattern(
    rf"(?<![{WORD}])(?:صبح|دوپہر|سہ پہر|شام|رات|شب|علی الصبح|سحر|فجر|دن)(?: کے| کو|)[ ]?$"
)
_DAY_PART_AFTER = LazyPattern(rf" (?:صبح|دوپہر|سہ پہر|شام|رات|شب|دن)(?![{WORD}])")
_RATIO = LazyPattern(r"(?:تناسب|نسبت|شرح|سورہ|سورۃ|آیت|البقرہ|باب)[ :]*$|(?:سکور|اسکور|میچ)[ :]*$")
_RATIO_AFTER = LazyPattern(r" ?(?:کا|کی|کے)? ?(?:تناسب|نسبت|شرح)| سے (?:شکست|ہرا|کامیاب|جیت|برتری)")
_RACE = (
    r"دورانیہ|دورانیے|لمبائی|ویڈیو|کلپ|ٹریلر|آڈیو|وقت|ٹائم"
    r"|ریکارڈ|میراتھن|ریس|دوڑ|فاصلہ|مسافت|سائیکل|منٹ|کلومیٹر|میٹر"
)
_WON = "جیت|مکمل|طے|عبور|پہنچ|گولڈ|طلائی|اول|ساتھ"
_LENGTH = LazyPattern(rf"(?:{_RACE})[{WORD}]{{0,3}}(?: [{WORD}]+){{0,2}}[ :،]*$")
_LENGTH_AFTER = LazyPattern(rf" (?:میں|کے|کا|کی)(?: [{WORD}0-9.]+){{0,5}}? (?:{_RACE}|{_WON})")
_FROM_TO = LazyPattern(rf"(\d{{1,2}}) ?- ?(\d{{1,2}}) ?بجے{_END}")
_MILITARY = LazyPattern(
    r"([01]\d|2[0-3])([0-5]\d)"
    r"(?: ?(?:hrs|hours)\b|(?= ?(?:GMT|UTC|PKT|PST|BST|EST|IST|جی ایم ٹی|یو ٹی سی)\b))"
)
_LAP = LazyPattern(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)[.۔](\d{1,3})(?![\d.:])(?: ?سیکنڈ)?")
_HOURS_LENGTH = LazyPattern(rf"(\d{{1,2}}):([0-5]\d) ?(?:گھنٹے|گھنٹوں|گھنٹہ|گھنٹا)(?![{WORD}])")
_SPELT_LENGTH = LazyPattern(r"(\d{1,3}) ?(?:h|hrs?) ?(\d{1,2}) ?(?:m|mins?)(?![A-Za-z0-9])")
_SHORT_LENGTH = LazyPattern(
    rf"(\d{{1,2}}):([0-5]\d) ?(?:منٹ(?! (?:پر|تک|سے))|منٹس|سیکنڈ|سیکنڈز)(?![{WORD}])"
)


def read(scan: Scan, position: int) -> Reading | None:
    """A time of day."""
    text = scan.text
    stop = figure_end(text, position)
    if stop - position > 2:
        return _military(text, position)
    length = _length(text, position) if text[stop : stop + 1] == ":" else None
    if length is not None:
        return length
    match = _TIME.match(text, position) if text[stop : stop + 1] in _MARKS else None
    if match is None:
        return _hour(scan, position, stop)
    hour, minute = int(match["h"]), int(match["m"])
    named = match["at"] or match["half"]
    if match["h"] == "0" and not named and _is_short(scan, position, match):
        return Reading(position, match.end(), "time", _in_seconds(0, minute))
    if hour > 24 or (match["sep"] in ".۔" and not named):
        return None
    if not named and (
        _RATIO.search(scan.before(position, 16)) or _RATIO_AFTER.match(text, match.end())
    ):
        return None
    if match["s"]:
        return Reading(position, match.end(), "time", _with_seconds(scan, position, match))
    end, other = _other_time(text, match)
    day_part = not _DAY_PART.search(scan.before(position, 12)) and not _DAY_PART_AFTER.match(
        text, match.end()
    )
    spoken = time_words(hour, minute, half=match["half"] or "", day_part=day_part)
    if other:
        spoken = spoken.removesuffix(" بجے")
        if end > match.end():
            spoken += " سے"
    if match["at"] and "بج" in match["at"] and "کر" in match["at"]:
        spoken = f"{cardinal(hour)} بج کر"
    start = position
    if spoken.endswith("بجے"):
        start, end = _without_second_oclock(scan, position, end)
    return Reading(start, end, "time", spoken)


def _without_second_oclock(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """The stretch of a time with the بجے before it (بجے 10:30) and the پر behind it."""
    if scan.text.startswith(" پر", end):
        end += 3
    if _OCLOCK_BEFORE.search(scan.before(start, 5)) and start - 4 >= scan.floor:
        start -= 4
    return start, end


def _other_time(text: str, match: re.Match[str]) -> tuple[int, bool]:
    """Whether another time follows (8:30 سے 10:30 تک), and where this one ends."""
    joint = None if match["at"] else _TO.match(text, match.end())
    if joint is None:
        return match.end(), False
    second = _TIME.match(text, joint.end()) or _HOUR.match(text, joint.end())
    if second is None or int(second["h"]) > 24:
        return match.end(), False
    # A hyphen between the two is read, a word is there to be read by itself.
    return joint.end() if joint.group().strip() in ("-", "~", "") else match.end(), True


def _hour(scan: Scan, position: int, stop: int) -> Reading | None:
    at, following = behind(scan.text, stop)
    if not (following in _HALVES or scan.text.startswith("بجے", at)):
        return None
    match = _HOUR.match(scan.text, position)
    if match is None:
        return None
    hour = int(match["h"])
    if hour > 24 or not (match["half"] or match["only"]):
        return None
    if match["only"] and hour < 13 and hour:
        return Reading(position, match.end(), "time", f"{cardinal(hour)} بجے")
    day_part = not _DAY_PART.search(scan.before(position, 12))
    spoken = time_words(hour, 0, half=match["half"] or "", day_part=day_part)
    return Reading(position, match.end(), "time", spoken)


def _with_seconds(scan: Scan, position: int, match: re.Match[str]) -> str:
    """11:20:30: the time in a race where the words around it tell of one, else of day."""
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"])
    if not match["at"] and _is_length(scan, position, match):
        parts = ((hour, _hours(hour)), (minute, "منٹ"), (second, "سیکنڈ"))
        return " ".join(f"{cardinal(count)} {name}" for count, name in parts if count)
    return f"{cardinal(hour)} بج کر {cardinal(minute)} منٹ {cardinal(second)} سیکنڈ"


def _is_length(scan: Scan, position: int, match: re.Match[str]) -> bool:
    """Whether the words around a figure tell of a race, a film or how long something took."""
    if _DAY_PART.search(scan.before(position, 12)):
        return False
    return bool(
        _LENGTH.search(scan.before(position, 32)) or _LENGTH_AFTER.match(scan.text, match.end())
    )


def _is_short(scan: Scan, position: int, match: re.Match[str]) -> bool:
    """Whether 0:45 is less than a minute, not past midnight."""
    of_day = scan.before(position, 6).rstrip(" :").endswith("وقت")
    return not match["s"] and not of_day and _is_length(scan, position, match)


def _hours(count: int) -> str:
    return "گھنٹے" if count > 1 else "گھنٹہ"


def _in_hours(hours: int, minutes: int) -> str:
    """1:30 گھنٹے is ڈیڑھ گھنٹے, 2:20 گھنٹے دو گھنٹے بیس منٹ."""
    if minutes in (15, 30, 45) and hours:
        return f"{mixed(hours, minutes // 15, 4) if minutes != 30 else mixed(hours, 1, 2)} گھنٹے"
    parts = ((hours, _hours(hours)), (minutes, "منٹ"))
    return " ".join(f"{cardinal(count)} {name}" for count, name in parts if count) or "صفر منٹ"


def read_from_to(scan: Scan, position: int) -> Reading | None:
    """9-5 بجے: from nine to five."""
    match = _FROM_TO.match(scan.text, position)
    if match is None or max(int(match[1]), int(match[2])) > 12:
        return None
    spoken = f"{cardinal(int(match[1]))} سے {cardinal(int(match[2]))} بجے"
    return Reading(position, match.end(), "time", spoken)


def read_length(scan: Scan, position: int) -> Reading | None:
    """3h40m: hours and minutes by their letters."""
    match = _SPELT_LENGTH.match(scan.text, position)
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2])
    spoken = f"{cardinal(hours)} {_hours(hours)} {cardinal(minutes)} منٹ"
    return Reading(position, match.end(), "time", spoken)


def _length(text: str, position: int) -> Reading | None:
    """A length of time in minutes and seconds: 1:42.35, 3:45 منٹ."""
    lap = _LAP.match(text, position)
    if lap is not None:
        hours = f"{cardinal(int(lap[1]))} {_hours(int(lap[1]))} " if lap[1] else ""
        spoken = f"{hours}{cardinal(int(lap[2]))} منٹ {decimal(lap[3], lap[4])} سیکنڈ"
        return Reading(position, lap.end(), "time", spoken)
    long = _HOURS_LENGTH.match(text, position)
    if long is not None:
        return Reading(position, long.end(), "time", _in_hours(int(long[1]), int(long[2])))
    short = _SHORT_LENGTH.match(text, position)
    if short is None:
        return None
    return Reading(position, short.end(), "time", _in_seconds(int(short[1]), int(short[2])))


def _in_seconds(minutes: int, seconds: int) -> str:
    parts = ((minutes, "منٹ"), (seconds, "سیکنڈ"))
    return " ".join(f"{cardinal(count)} {name}" for count, name in parts if count) or "صفر سیکنڈ"


def _military(text: str, position: int) -> Reading | None:
    """1500 GMT: four digits before a time zone."""
    match = _MILITARY.match(text, position)
    if match is None:
        return None
    spoken = time_words(int(match[1]), int(match[2]), day_part=True)
    return Reading(position, match.end(), "time", spoken)


def time_words(hour: int, minute: int, *, half: str = "", day_part: bool = False) -> str:
    """A time as it is told.

    Args:
        hour: 0 to 24.
        minute: 0 to 59.
        half: ``a`` or ``p`` where the text says AM or PM.
        day_part: put صبح, دوپہر, شام or رات before it where the hour needs it.
    """
    if half.lower() == "p" and hour < 12:
        hour += 12
    elif half.lower() == "a" and hour == 12:
        hour = 0
    part = ""
    if day_part and (half or hour >= 13 or hour == 0):
        part = _part(hour % 24) + " "
    twelve = hour % 12 or 12
    if minute == 0:
        return f"{part}{cardinal(twelve)} بجے"
    if minute == 30:
        hours = {1: "ڈیڑھ", 2: "ڈھائی"}.get(twelve) or f"ساڑھے {cardinal(twelve)}"
        return f"{part}{hours} بجے"
    if minute == 15:
        return f"{part}سوا {cardinal(twelve)} بجے"
    if minute == 45:
        return f"{part}پونے {cardinal(twelve % 12 + 1)} بجے"
    return f"{part}{cardinal(twelve)} بج کر {cardinal(minute)} منٹ"


def _part(hour: int) -> str:
    if 4 <= hour < 12:
        return "صبح"
    if 12 <= hour < 16:
        return "دوپہر"
    if 16 <= hour < 20:
        return "شام"
    return "رات"
