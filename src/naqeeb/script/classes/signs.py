"""Signs with a name of their own: & is اور, + between figures جمع, № نمبر."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD
from naqeeb.script.classes import figures, money
from naqeeb.script.numbers import ENGLISH_DIGITS, is_number_word
from naqeeb.script.quantity import NUMBER, number_words
from naqeeb.script.reading import Reading, Scan, behind, word_at
from naqeeb.script.tables import any_in, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_WORDS = LazyPattern(rf"[{WORD}A-Za-z0-9)]\.?")
_COUNTED = LazyPattern(rf" (?:{any_in('sign_words.tsv', 'counted')})(?![{WORD}])")
_NUMBER_OF_CASE = LazyPattern(r"نمبر[ :]*(?:\d{1,5}(?:-[A-Z])?|[A-Z]{2,6})$")
_WORD_BEFORE = LazyPattern(rf"([{WORD}]+) ?$")
_PART = r"(?:[/،] ?| )"
_TOWN = rf"(?!(?:کو|کے|کی|کا|نے|سے|میں|پر)(?![{WORD}]))[{WORD}]{{2,20}}"
_HEAD = LazyPattern(
    rf"(?:{_TOWN}{_PART}){{0,5}}{_TOWN} ?\((?:[{WORD}]{{1,20}}{_PART}){{0,7}}[{WORD}]{{1,20}}\)"
)
_GROUP_BEFORE = LazyPattern(r"(?<![A-Za-z\d])[A-Z]\d$")
_ONE_MORE = LazyPattern(r"\+(\d)(?!\d)")
_AGE = LazyPattern(r"(?<![\d.,])(?:7|12|13|15|16|18|21)$")
_FOR_AGES = LazyPattern(
    rf" ?(?:{any_in('sign_words.tsv', 'rated')}|[۔،؟!)\"']|$|اور \d|(?:ہے|ہیں|تھی|ہو)(?![\w]))"
)
_STARS = LazyPattern(r"(?<!\d)[1-7] ?$")
_PLUSSED = LazyPattern(rf" ?(?:{any_in('sign_words.tsv', 'plussed')})(?![{WORD}])")
_STARRED = LazyPattern(rf" ?(?:{any_in('sign_words.tsv', 'starred')})")
_SCALE = LazyPattern("[°º˚] ?([CF])(?![A-Za-z])")
_SCALES = {"C": "سینٹی گریڈ", "F": "فارن ہائیٹ"}
_SUM = LazyPattern(rf"(?:^| )(?:{any_in('sign_words.tsv', 'sum')}) ?$")
_COUNT = LazyPattern(
    r"(?:فیصد|ہزار|لاکھ|کروڑ|ارب|ملین|بلین|سال"
    r"|\d ?(?:bn|mn|tn|m|b|k|km|kg|mm|cm|mAh|min|hrs?|GB|TB|MW|GW|KM|KG|[°º][CF]))$"
)
_COUNTED_BEFORE = LazyPattern(rf"\d ?[{WORD}]{{2,16}}(?<!ویں)(?<!واں)$")
_TERM = LazyPattern(rf"[{WORD}] ?\d{{1,4}}\+[{WORD}]")
_TAX = LazyPattern(rf"{any_in('sign_words.tsv', 'tax')}|ٹیکس(?! دہند| گزار)")
_BRACKETED = LazyPattern(
    rf"- ?\( ?({NUMBER}) ?\)(?P<percent> ?(?:%|فیصد|فی صد))?|\( ?- ?\) ?(?=\d)"
)
_ENTITY = LazyPattern(r"&(?:amp|nbsp|quot|lt|gt|zwnj|rsquo|lsquo|#\d+)[؛;]")


def read(scan: Scan, position: int) -> Reading | None:
    """A sign by its name."""
    spoken = pairs("signs.tsv").get(scan.text[position])
    if spoken is None:
        return None
    end = position + 1
    return Reading(position, end, "sign", spoken)


def ampersand(scan: Scan, position: int) -> Reading | None:
    """& between two words."""
    text = scan.text
    between = _WORDS.search(scan.before(position, 3)) and _WORDS.search(scan.after(position + 1, 2))
    entity = _ENTITY.match(text, position)
    if entity is not None:
        spoken = "اور" if entity.group().startswith("&amp") else ""
        return Reading(position, entity.end(), "sign", spoken)
    return Reading(position, position + 1, "sign", "اور" if between else "")


def plus_one(scan: Scan, position: int) -> Reading | None:
    """P5+1: powers that negotiate."""
    match = _ONE_MORE.match(scan.text, position)
    if match is None or not _GROUP_BEFORE.search(scan.before(position, 4)):
        return None
    return Reading(position, match.end(), "sign", f"پلس {ENGLISH_DIGITS[int(match[1])]}")


def plus(scan: Scan, position: int) -> Reading | None:
    """+ in a name (OPEC+, C++), between names, and behind a figure (500+)."""
    text = scan.text
    end = position
    while text[end : end + 1] == "+":
        end += 1
    before, after = scan.before(position, 2), scan.after(end, 2)
    beside = before.rstrip()[-1:]
    glued = before[-1:]
    if not beside.isalnum():
        return Reading(position, end, "sign", "") if end > position + 1 else None
    if glued in "KMB" and glued and scan.before(position, 3)[-2:-1].isdigit():
        # 5.6M+: more than so many.
        return Reading(position, end, "sign", "سے زائد")
    if glued.isalpha() and not after[:1].isalpha():
        # A grade, a brand, a time zone: A+, Disney+, GMT+5; but 90 فیصد+.
        more = _COUNT.search(scan.before(position, 7)) and not after[:1].isdigit()
        spoken = "سے زائد" if more else " ".join(["پلس"] * (end - position))
        if after[:1].isdigit() and _COUNTED_BEFORE.search(scan.before(position, 20)):
            spoken = "،"  # 17 گول+11 اسسٹ
        return Reading(position, end, "sign", spoken)
    if beside.isalpha():
        return Reading(position, end, "sign", _behind_word(scan, position, end))
    if glued.isdigit() and not after[:1].isdigit():
        if added := _added(scan, position, end):
            return Reading(position, end, "sign", added)
        if re.search(
            r"[A-Za-z]-?\d{1,2}$|[A-Z][a-z]+ \d{1,2}$|(?:بلاک|ماڈل|ورژن) \d{1,3}$",
            scan.before(position, 9),
        ):
            return Reading(position, end, "sign", "پلس")
        if _AGE.search(scan.before(position, 4)) and _FOR_AGES.match(text, end):
            # 18+: whom a film is for.
            return Reading(position, end, "sign", "پلس")
        if not after.lstrip()[:1].isdigit():
            # 500+: more than five hundred.
            return Reading(position, end, "sign", "سے زائد")
    return None


def _added(scan: Scan, position: int, end: int) -> str | None:
    """What + says where the next thing is added to a figure; None where there is more of it."""
    if _TAX.match(scan.after(end, 12).lstrip()):
        return "پلس"  # 33.10+GST
    near = scan.before(position, 20) + scan.after(end, 20)
    # ن لیگ125+پی پی74+دیگر: what together makes so many.
    return "،" if scan.after(end, 1).isalpha() and _TERM.search(near) else None


def _behind_word(scan: Scan, position: int, end: int) -> str:
    """What + says between blanks, behind a word."""
    after = scan.after(end, 2)
    if not scan.before(position, 1).isalpha() and after[:1].isdigit():
        # ڈالر +0.5 فیصد: so much more.
        return "پلس"
    joins = after.lstrip()[:1].isalpha()
    if after.strip() and _SUM.search(scan.before(position, 16)):
        # 1.68 لاکھ روپے + ٹیکس, 5 ہزار + 3 ہزار: to be added.
        return "پلس" if joins else "جمع"
    if _PLUSSED.match(scan.text, end):
        return "پلس"  # اوپیک + کا اجلاس: no name to be joined follows
    if joins:
        return "جمع" if _between_numbers(scan, position, end) else "،"
    return ""


def _between_numbers(scan: Scan, position: int, end: int) -> bool:
    """Whether number words stand on both sides: پانچ + تین."""
    before = _WORD_BEFORE.search(scan.before(position, 16))
    word = word_at(scan.text, behind(scan.text, end)[0])
    return before is not None and is_number_word(before[1]) and is_number_word(word)


def calculation(scan: Scan, position: int) -> Reading | None:
    """+, =, ×, ÷, <, >, ± where a figure or word stands on both sides."""
    text = scan.text
    name = pairs("calculation.tsv")[text[position]]
    after = scan.after(position + 1, 2).lstrip()[:1]
    before = scan.before(position, 2).rstrip()[-1:]
    if text[position] in "+±" and after.isdigit() and not before.isalnum():
        spoken = "پلس" if text[position] == "+" else "پلس مائنس"
        return Reading(position, position + 1, "sign", spoken)
    if text[position] in "<>≤≥" and after.isdigit():
        # What is compared with comes before: پی < 5 is پی پانچ سے کم.
        at, _ = behind(text, position + 1)
        figure = figures.read(scan, at)
        if figure is not None:
            counted = _COUNTED.match(text, figure.end)
            if counted is not None:
                spoken = f"{figure.spoken}{counted.group()} {name}"
                return Reading(position, counted.end(), "sign", spoken)
            return Reading(position, figure.end, "sign", f"{figure.spoken} {name}")
    between = before.isalnum() and (after.isalnum() or after in _MONEY)
    return Reading(position, position + 1, "sign", name if between else "")


_MONEY = frozenset("$€£¥₹")


def about(scan: Scan, position: int) -> Reading | None:
    """~ and ≈ before a figure."""
    figure = re.match(r" ?\d", scan.after(position + 1, 2))
    return Reading(position, position + 1, "sign", "تقریباً" if figure else "")


_SIGN_OF_NUMBER = LazyPattern(rf"\d/ (?=[{WORD}])")


def stroke(scan: Scan, position: int) -> Reading | None:
    """/ parts two words; between blanks, or in a report's head, it is a breath."""
    apart = scan.before(position, 1) == " " and scan.after(position + 1, 1) == " "
    if scan.after(position + 1, 1).isdigit() and _NUMBER_OF_CASE.search(scan.before(position)):
        return Reading(position, position + 1, "sign", "بٹا")
    if not apart and _SIGN_OF_NUMBER.match(scan.text, max(0, position - 1)):
        # 12/ ملزمین: the sign of a number, as Indian dailies type it.
        return Reading(position, position + 1, "sign", "")
    # سرینگر/ and سری نگر//: behind the town of a report.
    apart = apart or scan.after(position + 1, 1) in ("/", " ") or _is_in_head(scan, position)
    return Reading(position, position + 1, "sign", "،" if apart else "")


def _is_in_head(scan: Scan, position: int) -> bool:
    """Whether towns or agencies are parted: لاہور/کراچی (اسٹاف رپورٹر), (ویب ڈیسک/اے ایف پی)."""
    head = _HEAD.match(scan.text)
    return head is not None and position < head.end()


def degree(scan: Scan, position: int) -> Reading | None:
    """° without a figure before it: °C and its like are scales."""
    scale = _SCALE.match(scan.text, position)
    if scale is not None:
        return Reading(position, scale.end(), "sign", f"ڈگری {_SCALES[scale[1]]}")
    if scan.after(position + 1, 1).isdigit() and not scan.before(position, 1).isalnum():
        figure = figures.read(scan, position + 1)
        if figure is not None and "ڈگری" not in figure.spoken:
            # °45, typed from the right.
            return Reading(position, figure.end, "measure", f"{figure.spoken} ڈگری")
    spoken = "ڈگری" if re.search(rf"[{WORD}] ?$", scan.before(position, 2)) else ""
    return Reading(position, position + 1, "sign", spoken)


def poetry(_scan: Scan, position: int) -> Reading | None:
    """؎ and ؏ open a verse: a breath."""
    return Reading(position, position + 1, "sign", "،")


def page(scan: Scan, position: int) -> Reading | None:
    """\u0603 25 is a page, \u0600 5 a number."""
    name = {"\u0600": "نمبر", "\u0603": "صفحہ"}[scan.text[position]]
    return Reading(position, position + 1, "sign", name)


def minus(scan: Scan, position: int) -> Reading | None:
    """A hyphen right before a figure or money, with no word or figure before it: -5, -$3.2."""
    before = scan.before(position, 1)
    if before and before not in " (\"'،:":
        return None
    if re.search(r"\d ?$", scan.before(position, 2)):
        return None
    follows = scan.after(position + 1, 1)
    if follows.isdigit():
        figure = figures.read(scan, position + 1)
    elif follows and _MONEY_BEGINS.match(scan.text, position + 1):
        figure = money.read_sign(scan, position + 1)
    else:
        return None
    if figure is None or figure.start <= position:
        return None
    return Reading(position, figure.end, figure.kind, f"منفی {figure.spoken}")


def minus_in_brackets(scan: Scan, position: int) -> Reading | None:
    """-(0.4)% and (-)0.4 فیصد, as tables of accounts write what is less than nothing."""
    match = _BRACKETED.match(scan.text, position)
    if match is None or re.search(r"\S$|\d ?$", scan.before(position, 2)):
        return None
    if match[1]:
        percent = " فیصد" if match["percent"] else ""
        return Reading(position, match.end(), "sign", f"منفی {number_words(match[1])}{percent}")
    figure = figures.read(scan, match.end())
    if figure is None or figure.start != match.end():
        return None
    return Reading(position, figure.end, figure.kind, f"منفی {figure.spoken}")


_MONEY_BEGINS = LazyPattern(r"(?:[$€£₹¥₨﷼]|(?:US\$|Rs\.?|PKR|USD|EUR))(?: ?)[0-9]")
"""A sign of money with its amount behind it."""
_GRADE = LazyPattern("(?<![A-Za-z])[A-E]$")
"""A* is a grade above A."""


def bullet(scan: Scan, position: int) -> Reading | None:
    """A bullet within a line parts two items."""
    if _STARS.search(scan.before(position, 2)) and _STARRED.match(scan.text, position + 1):
        return Reading(position, position + 1, "sign", "اسٹار")  # 5* ہوٹل
    if scan.text[position] == "*" and scan.before(position, 1).isdigit():
        # 92*: not out.
        return Reading(position, position + 1, "sign", "")
    if scan.text[position] in "★☆" and _STARS.search(scan.before(position, 2)):
        return Reading(position, position + 1, "sign", "اسٹار")
    if scan.text[position] == "*" and _GRADE.search(scan.before(position, 2)):
        return Reading(position, position + 1, "sign", "اسٹار")
    inside = scan.text[:position].strip() != ""
    return Reading(position, position + 1, "sign", "،" if inside else "")
