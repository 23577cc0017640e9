"""Lengths in signs: 5'6" is پانچ فٹ چھ انچ, 12'x14' بارہ فٹ ضرب چودہ فٹ; and cold: 5- ڈگری."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import cardinal, ordinal
from naqeeb.script.quantity import number_words
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in
from naqeeb.script.unit_again import past_name
from naqeeb.text.lazy_pattern import LazyPattern

_FEET = LazyPattern(
    r"(\d{1,2})'(?: ?(\d{1,2})(?:\"|''))?(?![A-Za-z\d])|(\d{1,3}(?:\.\d)?)\"(?= |$|[،۔)-])"
)
_MINUTE = LazyPattern(
    rf"(\d{{1,3}})(?:\+(\d{{1,2}}))?'(?!['\d])(?P<named>(?P<nth> ?ویں)? ?منٹ(?![{WORD}]))?"
)
_OF_GAME = LazyPattern(any_in("length_words.tsv", "game"))
_MINUTE_LETTER = LazyPattern(r"(\d{1,3})(?:\+(\d{1,2}))?m(?![A-Za-z\d])")
_OTHER_MINUTE = LazyPattern(r"\d'[,،] ?$")
_NEXT_MINUTE = LazyPattern(r"[\d+]{1,6}'[,،] ?[\d+]{1,6}'(?!['\d])")
_SCORE = LazyPattern(r"(?<![\d-])\d{1,2}-\d{1,2}(?![\d-])")
_NAMED_IN_LIST = LazyPattern(r"\([^()]{2,40}$")
_IN_LIST = LazyPattern(r"\((?:[\d+،, m]*[،,] ?)?$")
_MILLIONS = LazyPattern(r"\([+-]$")
_PHYSICAL = LazyPattern(any_in("measure_words.tsv", "physical"))
_BY = LazyPattern(
    r"(\d{1,3}(?:\.\d)?) ?(?:'|فٹ) ?[xX×*] ?(\d{1,3}(?:\.\d)?)(?: ?(?:'|فٹ))?(?![A-Za-z\d\"])"
)
_SPELT = LazyPattern(r"(\d{1,3}) ?(?:ft|feet)\.? ?(\d{1,2}) ?(?:in|inch|inches)(?![A-Za-z])\.?")
_STONES = LazyPattern(r"(\d{1,2}) ?st ?(\d{1,2}) ?lbs?(?![A-Za-z])")
_CROSS = LazyPattern(r"[xX] ?\d")
_LENGTH = LazyPattern(rf"\d ?(?:{any_in('length_words.tsv', 'length')}) $")
_MINUS_BEHIND = LazyPattern(r"(\d{1,2})-(?= ?(?:ڈگری|سینٹی)|[ ،,؛۔](?!\d)|$)")
_LESS_BEHIND = LazyPattern(r"(\d{1,3}(?:\.\d{1,2})?)-(?= ?(?:فیصد|%)(?![ء-ے]))")
_COLD = LazyPattern(any_in("length_words.tsv", "cold"))


def read(scan: Scan, position: int) -> Reading | None:
    """Feet and inches by their signs, and two lengths with a cross between."""
    text = scan.text
    near = text[position : position + 7]
    minute = _MINUTE.match(text, position) if "'" in near else None
    if minute is not None and minute["nth"] and not minute[2]:
        return Reading(position, minute.end(), "time", ordinal(int(minute[1]), "وے") + " منٹ")
    if minute is not None and (minute["named"] or _is_of_game(scan, position)):
        added = f" جمع {cardinal(int(minute[2]))}" if minute[2] else ""
        nth = " ویں" if minute["nth"] else ""
        spoken = f"{cardinal(int(minute[1]))}{added}{nth} منٹ"
        return Reading(position, minute.end(), "time", spoken)
    by = _BY.match(text, position) if "'" in near or "ف" in near else None
    if by is not None:
        spoken = f"{number_words(by[1])} فٹ ضرب {number_words(by[2])} فٹ"
        return Reading(position, by.end(), "measure", spoken)
    spelt = _SPELT.match(text, position) if "f" in near else None
    if spelt is not None:
        spoken = f"{cardinal(int(spelt[1]))} فٹ {cardinal(int(spelt[2]))} انچ"
        return Reading(position, spelt.end(), "measure", spoken)
    feet = _FEET.match(text, position) if "'" in near or '"' in near else None
    if feet is not None and not _quoted(scan, position, feet):
        if feet[3]:
            end = past_name(text, feet.end(), "انچ")
            return Reading(position, end, "measure", f"{number_words(feet[3])} انچ")
        spoken = f"{cardinal(int(feet[1]))} فٹ"
        if feet[2]:
            spoken += f" {cardinal(int(feet[2]))} انچ"
        end = past_name(text, feet.end(), "انچ" if feet[2] else "فٹ")
        return Reading(position, end, "measure", spoken)
    return None


def _is_of_game(scan: Scan, position: int) -> bool:
    """Whether goals are told of, or a score stands before the list in brackets."""
    if _OF_GAME.search(scan.before(position, 40) + scan.after(position, 40)):
        return True
    before = scan.before(position, 64)
    is_row = _OTHER_MINUTE.search(before) or _NEXT_MINUTE.match(scan.text, position)
    if is_row and not _PHYSICAL.search(before):
        return True
    return _SCORE.search(before) is not None and _NAMED_IN_LIST.search(before) is not None


def read_goal(scan: Scan, position: int) -> Reading | None:
    """گول (12, 78m): the minutes of goals; (+78m) that measures nothing is millions."""
    match = _MINUTE_LETTER.match(scan.text, position)
    if match is None:
        return None
    before = scan.before(position, 24)
    near = scan.before(position, 64) + scan.after(match.end(), 24)
    if _IN_LIST.search(before) and _OF_GAME.search(near):
        added = f" جمع {cardinal(int(match[2]))}" if match[2] else ""
        return Reading(position, match.end(), "time", f"{cardinal(int(match[1]))}{added} منٹ")
    if not match[2] and _MILLIONS.search(before) and not _PHYSICAL.search(near):
        return Reading(position, match.end(), "money", f"{cardinal(int(match[1]))} ملین")
    return None


def read_stones(scan: Scan, position: int) -> Reading | None:
    """5st 7lb: a body's weight in Britain."""
    match = _STONES.match(scan.text, position)
    if match is None:
        return None
    spoken = f"{cardinal(int(match[1]))} اسٹون {cardinal(int(match[2]))} پاؤنڈ"
    return Reading(position, match.end(), "measure", spoken)


def read_cross(scan: Scan, position: int) -> Reading | None:
    """20 فٹ x 30 فٹ: a small x between two lengths."""
    if not _CROSS.match(scan.text, position) or not _LENGTH.search(scan.before(position, 16)):
        return None
    return Reading(position, position + 1, "measure", "ضرب")


def read_minus_behind(scan: Scan, position: int) -> Reading | None:
    """5- of a line typed from the right: منفی پانچ where degrees or percents are told."""
    match = _LESS_BEHIND.match(scan.text, position)
    if match is not None:
        return Reading(position, match.end(), "percent", f"منفی {number_words(match[1])}")
    match = _MINUS_BEHIND.match(scan.text, position)
    if match is None or not _COLD.search(scan.before(position, 96) + scan.after(position, 48)):
        return None
    return Reading(position, match.end(), "measure", f"منفی {cardinal(int(match[1]))}")


def _quoted(scan: Scan, position: int, match: re.Match[str]) -> bool:
    """Whether the mark behind the figure closes a quotation rather than measures."""
    mark = match.group()[-1]
    if match[2]:
        return False  # 6'4": both marks measure
    opening = scan.text.rfind(mark, 0, position)
    if opening < 0 or scan.text[opening - 1 : opening].isdigit():
        return False
    # Marks of quotations come in pairs: where one is left over, it measures.
    return mark == "'" or scan.text.count(mark) % 2 == 0
