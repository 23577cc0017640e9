"""Times: 8:10 بجے is آٹھ بج کر دس منٹ, 10:45 پونے گیارہ بجے, 20:00 رات آٹھ بجے."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import cardinal
from naqeeb.script.reading import Reading, Scan, behind, figure_end
from naqeeb.script.tables import any_in, any_of, rows
from naqeeb.text.lazy_pattern import LazyPattern

_HALF = r"(?: ?(?P<half>[AaPp])\.? ?[Mm]\.?(?![A-Za-z]))?"
_WORDS = "clock_words.tsv"
_DAY_PARTS = any_in(_WORDS, "day_part")
# Any word may be stuck to بجے: none other begins so.
_TIME = LazyPattern(
    rf"(?P<h>\d{{1,2}})(?P<sep>[:.۔])(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?!\d|:\d|[.۔/]\d|[,،]\d{{3}}){_HALF}"
    rf"(?P<at> ?بجے| ?بج کر(?![{WORD}])| ?بجکر(?![{WORD}])| منٹ(?= پر| تک| سے)| ?hrs)?"
)
_HOUR = LazyPattern(rf"(?P<h>\d{{1,2}})(?:{_HALF[:-1]}(?: ?بجے)?| ?(?P<only>بجے))")
_OCLOCK_BEFORE = LazyPattern(rf"(?<![{WORD}])بجے ?$")
_GOES_ON = LazyPattern(rf" (?!(?:{any_in(_WORDS, 'behind_hour')})(?![{WORD}]))[{WORD}]")
_ON = LazyPattern(f" پر(?![{WORD}])")
_AT = LazyPattern(f" (?:پر|تک)(?![{WORD}])")
_TO_TOLD = LazyPattern(r"(?: ?- ?| تا | سے )\d{1,2}[.:۔][0-5]\d ?بجے")
_LAST_HOUR, _MINUTES = 12, 60
_MARKS = frozenset(":.۔")
_HALVES = frozenset("AaPp")
_TO = LazyPattern(r"(?: ?[-~] ?| تا | سے )(?=\d)")
DAY_PART = LazyPattern(rf"(?<![{WORD}])(?:{_DAY_PARTS}|{any_in(_WORDS, 'dawn')})(?: کے| کو|)[ ]?$")
_DAY_PART_AFTER = LazyPattern(rf" (?:{_DAY_PARTS})(?![{WORD}])")
_RATIO = LazyPattern(rf"(?:{any_in(_WORDS, 'ratio')})[ :]*$")
SCRIPTURE = any_of(row[0] for row in rows("scriptures.tsv"))
"""Books whose chapter and verse are parted by a colon."""
_VERSE = LazyPattern(rf"(?:(?:سورہ|سورۃ|سورت)(?: [{WORD}]+){{0,2}}|{SCRIPTURE})[ :(،]*$")
_RATIO_AFTER = LazyPattern(
    rf" ?(?:کا|کی|کے)? ?(?:{any_in(_WORDS, 'rate')})| سے (?:{any_in(_WORDS, 'won')})"
)
_FROM_TO = LazyPattern(r"(\d{1,2}) ?- ?(\d{1,2}) ?بجے")
_HYPHEN_TO_HYPHEN = LazyPattern(
    r"(\d{1,2})-([0-5]\d)(?= ?(?:سے|تا) (?:[^ \d]{2,8} )?\d{1,2}-[0-5]\d ?(?:بجے|تک))"
)
_HYPHEN_BEFORE = LazyPattern(r"\d-[0-5]\d ?(?:سے|تا) (?:[^ \d]{2,8} )?$")
_UNTIL = LazyPattern(r"(\d{1,2})-([0-5]\d)(?= تک)")
_HYPHEN = LazyPattern(r" ?- ?(?=\d{4})")
_ZONE = (
    "GMT|Gmt|gmt|UTC|PKT|PST|BST|EST|IST|Z|(?:پاکستانی|مقامی|معیاری) وقت"
    "|جی[ ۔.]?ایم[ ۔.]?ٹی|یو[ ۔.]?ٹی[ ۔.]?سی"
)
_HOURS = LazyPattern(r"(?!20(?:05|[12]\d))([01]\d|2[0-3])([0-5][05])(?!\d|[.,:/-]\d)")
"""Behind a zone; 2025 is a year there."""
_BEHIND_ZONE = LazyPattern(r"(?:GMT|UTC|جی ایم ٹی|گرینچ وقت)[ :]*$")
_MILITARY = LazyPattern(
    r"([01]\d|2[0-3])([0-5]\d)"
    r"(?: ?(?:hrs|hours)\b| ?بجے"
    # 0600 تا 1800 GMT: the zone is told once
    r"|(?=(?:(?: ?- ?| تا | سے | اور )[0-2]\d[0-5]\d)?"
    rf" ?(?:{_ZONE})\b))"
)


def read(scan: Scan, position: int) -> Reading | None:
    """A time of day."""
    text = scan.text
    stop = figure_end(text, position)
    if stop - position > 2:
        return _military(scan, position)
    match = _TIME.match(text, position) if text[stop : stop + 1] in _MARKS else None
    if match is None:
        return _hour(scan, position, stop)
    hour, minute = int(match["h"]), int(match["m"])
    named = match["at"] or match["half"]
    if hour > 24 or (match["sep"] in ".۔" and not named and not _is_told(scan, position, match)):
        return None
    if not named and (
        _RATIO.search(scan.before(position, 16))
        or _VERSE.search(scan.before(position, 40))
        or _RATIO_AFTER.match(text, match.end())
    ):
        return None
    if match["s"]:
        day_part = _lacks_day_part(scan, position, match)
        spoken = _to_the_second(hour, minute, int(match["s"]), day_part=day_part)
        return Reading(position, match.end(), "time", spoken + _at(text, match))
    end, other = _other_time(text, match)
    day_part = _lacks_day_part(scan, position, match)
    spoken = time_words(hour, minute, half=match["half"] or "", day_part=day_part)
    if other:
        spoken = spoken.removesuffix(" بجے")
        if end > match.end():
            spoken += " سے"
    if match["at"] and "بج" in match["at"] and "کر" in match["at"]:
        spoken = f"{cardinal(hour)} بج کر"
    elif spoken.endswith("منٹ"):
        spoken += _at(text, match)
    start = position
    if spoken.endswith("بجے"):
        start, end = _without_second_oclock(scan, position, end)
    return Reading(start, end, "time", spoken)


def _is_told(scan: Scan, position: int, match: re.Match[str]) -> bool:
    """Whether the words beside 2.15 make a time of it: دوپہر 2.15 پر."""
    if _TO_TOLD.match(scan.text, match.end()):
        return True  # 10.00 تا 12.00 بجے
    before = DAY_PART.search(scan.before(position, 12))
    return before is not None and _AT.match(scan.text, match.end()) is not None


def _lacks_day_part(scan: Scan, position: int, match: re.Match[str]) -> bool:
    """Whether no word beside a time says already whether it is morning or night."""
    return not (
        DAY_PART.search(scan.before(position, 12)) or _DAY_PART_AFTER.match(scan.text, match.end())
    )


def _at(text: str, match: re.Match[str]) -> str:
    """The پر that stands in place of بجے behind minutes: 8:10 بجے آیا is دس منٹ پر آیا."""
    if not match["at"] or "بجے" not in match["at"]:
        return ""
    return " پر" if _GOES_ON.match(text, match.end()) else ""


def _without_second_oclock(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """The stretch of a time with the بجے before it (بجے 10:30) and the پر behind it."""
    if at := _ON.match(scan.text, end):
        end = at.end()
    oclock = _OCLOCK_BEFORE.search(scan.before(start, 5))
    if oclock is not None and start - len(oclock.group()) >= scan.floor:
        start -= len(oclock.group())
    return start, end


def _other_time(text: str, match: re.Match[str]) -> tuple[int, bool]:
    """Whether another time follows (8:30 سے 10:30 تک), and where this one ends."""
    joint = None if match.groupdict().get("at") else _TO.match(text, match.end())
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
    day_part = not DAY_PART.search(scan.before(position, 12))
    spoken = time_words(hour, 0, half=match["half"] or "", day_part=day_part)
    end, other = _other_time(scan.text, match) if match["half"] else (match.end(), False)
    if other and end > match.end():
        # 9am-5pm
        spoken = f"{spoken.removesuffix(' بجے')} سے"
    elif match["half"]:
        # 8PM پر: بجے stands in place of the postposition.
        _, end = _without_second_oclock(scan, position, end)
    return Reading(position, end, "time", spoken)


def read_from_to(scan: Scan, position: int) -> Reading | None:
    """9-5 بجے: from nine to five."""
    hyphened = _hyphened(scan, position)
    if hyphened is not None:
        return hyphened
    match = _FROM_TO.match(scan.text, position)
    if match is None or int(match[1]) > _LAST_HOUR:
        return None
    if int(match[2]) > _LAST_HOUR or match[2].startswith("0"):
        # 3-30 بجے: the hyphen stands for a colon.
        if int(match[2]) >= _MINUTES:
            return None
        spoken = time_words(int(match[1]), int(match[2]))
        return Reading(position, match.end(), "time", spoken)
    spoken = f"{cardinal(int(match[1]))} سے {cardinal(int(match[2]))} بجے"
    return Reading(position, match.end(), "time", spoken)


def _hyphened(scan: Scan, position: int) -> Reading | None:
    """9-00 سے 5-00 بجے, 5-30 سے 7-30 تک: two times with hyphens, either of them."""
    match = _HYPHEN_TO_HYPHEN.match(scan.text, position)
    if match is None:
        match = _UNTIL.match(scan.text, position)
        match = match if match and _HYPHEN_BEFORE.search(scan.before(position, 20)) else None
    if match is None or int(match[1]) > _LAST_HOUR:
        return None
    spoken = time_words(int(match[1]), int(match[2])).removesuffix(" بجے")
    return Reading(position, match.end(), "time", spoken)


def _military(scan: Scan, position: int) -> Reading | None:
    """1500 GMT, GMT 1500: four digits beside a time zone."""
    text = scan.text
    match = _MILITARY.match(text, position)
    if match is None and _BEHIND_ZONE.search(scan.before(position, 12)):
        match = _HOURS.match(text, position)
    if match is None:
        return None
    spoken = time_words(int(match[1]), int(match[2]), day_part=True)
    joint = _HYPHEN.match(text, match.end())
    if joint is not None:
        return Reading(position, joint.end(), "time", f"{spoken} سے")
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


def _to_the_second(hour: int, minute: int, second: int, *, day_part: bool) -> str:
    """10:15:30 of an earthquake or an eclipse."""
    if not minute and not second:
        return time_words(hour, 0, day_part=day_part)
    part = f"{_part(hour % 24)} " if day_part and (hour >= 13 or hour == 0) else ""
    counts = ((minute, "منٹ"), (second, "سیکنڈ"))
    rest = " ".join(f"{cardinal(count)} {name}" for count, name in counts if count)
    return f"{part}{cardinal(hour % 12 or 12)} بج کر {rest}"


def _part(hour: int) -> str:
    if 4 <= hour < 12:
        return "صبح"
    if 12 <= hour < 16:
        return "دوپہر"
    if 16 <= hour < 20:
        return "شام"
    return "رات"
