"""Figures with a stroke that are no fraction.

آرٹیکل 62/63 names two articles, 4/3 کا فیصلہ a vote, 3/4 فصلیں three or four of them,
بخاری 3/45 a volume and a page. Numbers of cases and all else are read as fractions are.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import gcd

from naqeeb.script.alphabet import WORD, WORD_CHARACTERS
from naqeeb.script.classes.out_of import hundreds
from naqeeb.script.numbers import cardinal, digits
from naqeeb.script.reading import Reading, Scan, behind
from naqeeb.script.tables import any_in, groups, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_CHAIN = LazyPattern(r"\d{1,4}(?: ?/ ?\d{1,4}){1,6}+(?![/\d])")
_CODE = LazyPattern(rf"(\d{{1,3}}(?: ?[/,،-] ?\d{{1,3}}){{0,5}}+) ?(ت ?پ|ض ?ف)(?![{WORD}])")
_SECTIONS = LazyPattern(r"\d{1,3}(?:[،,]\d{3}){1,5}(?!\d|[،,.]\d)")
_WORDS = "slash_words.tsv"
_MONEY = LazyPattern(rf" ?(?:{any_in(_WORDS, 'money')})")
CODES = {"ت": "تعزیرات پاکستان", "ض": "ضابطہ فوجداری"}
_CODES_OF_LAW = tuple(CODES.values())
_AMONG_SECTIONS = LazyPattern(rf"(?:{any_in(_WORDS, 'law')})[ :]*(?:[\d،,/ ]|اور )*[،,/ر] ?$")
"""دفعات 302، 109، 148/149"""
_LISTING = frozenset("،,/ر")
"""The last letters of what `_AMONG_SECTIONS` finds."""
_LEAST_BLOCK = 15
"""F-16 بلاک 70/72; a block of houses has a smaller number."""
_BEFORE = LazyPattern(rf"([{WORD}]+)(?: نمبر| شریف)?[ :،,(]*$")
_AFTER = LazyPattern(rf" ?([{WORD}]+)(?: ([{WORD}]+))?(?: ([{WORD}]+))?")
_LINKS = frozenset(("کا", "کی", "کے", "سے", "رکنی"))
_FOREIGN_PLURALS = tuple(groups(_WORDS)["plural"])
"""Endings of English plurals."""
_PLURALS = ("یں", "وں", "ؤں", "یاں", *_FOREIGN_PLURALS)
_PAIR = 2
_LEAST_OF_FEW, _MOST_APART = 4, 5
"""10/12 سگریٹ."""
_SHARES = ([1, 2], [1, 4])
"""Of a percent these are fractions."""
_FIRST_YEAR = 1900
_HALVES = [50, 50]
_MOST_JUDGES = 17
_HALVED = groups(_WORDS)["halved"]
_CLAUSE_MARKS = LazyPattern("[(،,۔؛:]")
_COURT = LazyPattern(rf"(?:{any_in(_WORDS, 'court')})(?![ء-ے])")
_DEGREES = LazyPattern(r" ?(?:ڈگری|°|سینٹی ?گریڈ|سنٹی ?گریڈ|فارن ?ہائیٹ)")
_WARMTH = LazyPattern("درجہ ?حرارت|درجۂ ?حرارت|ڈگری|سینٹی ?گریڈ")
_MOST_DEGREES = 60
_LEAST_WARMER = 4
"""A day is warmer than its night by more than this; so 3/4 and 1/2 stay fractions."""
_PAIRWISE = {"1122": "گیارہ بائیس"}
_LEAST_TOLD_BY_DIGITS = 4
_CALLED_AT = LazyPattern(" پر (?:فوری |فوراً |فورا )?(?:کال|اطلاع|رابط|فون)")
_CALLED = LazyPattern(rf"{any_in(_WORDS, 'called')}|کال(?![ء-ے])")


def read_code(scan: Scan, position: int) -> Reading | None:
    """302/34 ت پ: sections of the penal code or of criminal procedure."""
    match = _CODE.match(scan.text, position)
    if match is None:
        return None
    numbers = "، ".join(cardinal(int(figure)) for figure in re.findall(r"\d+", match[1]))
    return Reading(position, match.end(), "abbreviation", f"{numbers} {CODES[match[2][0]]}")


def read_calls(scan: Scan, position: int) -> Reading | None:
    """15/1122: whom to call."""
    match = _CHAIN.match(scan.text, position)
    if match is None:
        return None
    before = _BEFORE.search(scan.before(position, 32))
    is_line = before is not None and before[1].startswith("لائن")
    is_called = _CALLED_AT.match(scan.text, match.end()) is not None
    if not (is_line or is_called) and not (
        "1122" in match.group() and _CALLED.search(scan.before(position) + scan.after(match.end()))
    ):
        return None
    numbers = (_called(each) for each in re.findall(r"\d+", match.group()))
    return Reading(position, match.end(), "digits", "، ".join(numbers))


def _called(number: str) -> str:
    """15 is پندرہ, 1915 is told digit by digit."""
    if len(number) < _LEAST_TOLD_BY_DIGITS:
        return cardinal(int(number))
    return _PAIRWISE.get(number) or digits(number)


def read_sections(scan: Scan, position: int) -> Reading | None:
    """دفعات 324،353،186: no thousands, but sections one after the other."""
    match = _SECTIONS.match(scan.text, position)
    if match is None:
        return None
    figures = [int(figure) for figure in re.findall(r"\d+", match.group())]
    before = _BEFORE.search(scan.before(position, 32))
    one_by_one = all(second - first == 1 for first, second in pairwise(figures))
    one_by_one = one_by_one and not _MONEY.match(scan.text, match.end())
    if not one_by_one and not (before and before[1] in groups(_WORDS)["law"]):
        return None
    return Reading(position, match.end(), "cardinal", "، ".join(map(cardinal, figures)))


def read(scan: Scan, position: int) -> Reading | None:
    """Two or more figures with strokes between them."""
    match = _CHAIN.match(scan.text, position)
    if match is None or match.group() in pairs("slashed.tsv"):
        return None  # 9/11 حملوں
    figures = [int(figure) for figure in match.group().split("/")]
    name = _name_before(scan, position)
    after = _words_behind(scan.text, match.end())
    if _is_law(scan, position, figures, name, after):
        spoken = "، ".join(map(cardinal, figures))
        return Reading(position, match.end(), "fraction", spoken)
    if len(figures) > _PAIR:
        # 1/2/3: one after the other; 12/5/2024 is the number of a case.
        joint = " بٹا " if figures[-1] > _FIRST_YEAR else "، "
        return Reading(position, match.end(), "fraction", joint.join(map(cardinal, figures)))
    reading = _pair(scan, match, figures, name, after)
    return Reading(position, match.end(), *reading) if reading else None


def _name_before(scan: Scan, position: int) -> str:
    """What the figures are said of; empty where no word stands before them."""
    near = scan.before(position, 32)
    if near.rstrip(" :،,(")[-1:] not in WORD_CHARACTERS:
        return ""
    before = _BEFORE.search(near)
    return before[1] if before else ""


def _words_behind(text: str, end: int) -> list[str]:
    """The next words, up to three."""
    if behind(text, end)[1] not in WORD_CHARACTERS:
        return []
    following = _AFTER.match(text, end)
    return [word for word in following.groups() if word] if following else []


def _is_law(scan: Scan, position: int, figures: list[int], name: str, after: list[str]) -> bool:
    """Whether the figures number sections or blocks one after the other."""
    words = groups(_WORDS)
    return (
        name in words["law"]
        or not words["act"].isdisjoint(after[:1])
        or (name == "بلاک" and min(figures) >= _LEAST_BLOCK)
        or _is_among_sections(scan.before(position))
        or scan.before(position, 17).strip().endswith(_CODES_OF_LAW)
    )


def _is_among_sections(before: str) -> bool:
    """Whether sections of a law are listed up to here."""
    return before.removesuffix(" ")[-1:] in _LISTING and _AMONG_SECTIONS.search(before) is not None


def _pair(
    scan: Scan, match: re.Match[str], figures: list[int], name: str, after: list[str]
) -> tuple[str, str] | None:
    """The class of two figures and how they are said, by the words before and behind them."""
    position, words = match.start(), groups(_WORDS)
    numbers = [cardinal(figure) for figure in figures]
    if name in words["book"] or _is_book(scan.before(position, 40)):
        return "fraction", f"جلد {numbers[0]} صفحہ {numbers[1]}"
    # 11/4 سے توثیق: what is greater than its whole is no part.
    in_court = after[:1] == ["سے"] and (
        (figures[0] > figures[1] and name not in words["case"])
        or _COURT.search(scan.before(position, 40)) is not None
    )
    if _is_vote(figures, name, after, in_court=in_court):
        return "score", " ".join(numbers)
    is_mark = after and after[0] in words["marks"] and figures[0] <= figures[1]
    # 233/336 نشستیں: of so many seats; 2/3 نشستیں is a fraction.
    is_mark = is_mark or (after[:1] and after[0] in words["parts"] and _is_of_house(figures))
    if is_mark and name not in words["case"]:
        return "fraction", f"{hundreds(figures[1])} میں سے {numbers[0]}"
    is_share = after[:1] == ["فیصد"] and figures[0] < figures[1] and figures not in _SHARES
    is_share = is_share or (name == "عمر" and figures[0] < figures[1])
    if is_share or _is_day_and_night(scan, position, match.end(), figures):
        return "range", " سے ".join(numbers)
    is_numbered = name in words["case"] or name in words["address"]
    if _is_range(figures, after) or (not is_numbered and _is_few(figures, after)):
        return "range", " سے ".join(numbers)
    is_each = figures[0] == figures[1] > 1 and not words["counted"].isdisjoint(after[:1])
    is_each = is_each or figures == _HALVES  # 50/50 شراکت
    # 25/25 سال قید: to each
    return ("range", " ".join(numbers)) if is_each else None


def _is_of_house(figures: list[int]) -> bool:
    return _MOST_JUDGES < figures[1] >= figures[0]


def _is_book(before: str) -> bool:
    """Whether the last words name a book by its first word: مسند احمد, سنن ابی داؤد."""
    clause = _CLAUSE_MARKS.split(before.rstrip(" ،,:"))[-1].strip(" (\"'").split(" ")
    return not groups(_WORDS)["volumes"].isdisjoint(clause[-4:-1])


def _is_day_and_night(scan: Scan, position: int, end: int, figures: list[int]) -> bool:
    """Whether the coldest and the warmest of a day are told: کراچی 17/32 ڈگری."""
    colder, warmer = sorted(figures)
    if warmer > _MOST_DEGREES or warmer - colder <= _LEAST_WARMER:
        return False
    if _DEGREES.match(scan.text, end):
        return True
    return _WARMTH.search(scan.before(position, 64) + scan.after(end, 64)) is not None


def _is_vote(figures: list[int], before: str, after: list[str], *, in_court: bool) -> bool:
    """Whether judges or members voted so many against so many."""
    words = groups(_WORDS)
    noun = next((word for word in after if word not in _LINKS), "")
    if min(figures) > _MOST_JUDGES and noun in ("ووٹ", "ووٹوں") and not _is_needed(figures, after):
        return True
    if noun in ("ووٹ", "ووٹوں") and figures[0] > figures[1]:
        return True  # 9/6 ووٹوں سے منظور: no part is greater than its whole
    if after[:1] == ["سے"] and not words["voted"].isdisjoint(after[1:]):
        return True
    if max(figures) > _MOST_JUDGES:
        return False
    if in_court and noun not in groups(_WORDS)["compared"]:
        return True
    if after[:1] and after[0] in _LINKS and not words["vote"].isdisjoint(after):
        return True  # 5/4 کا تاریخی فیصلہ
    if before in words["vote"] and figures[0] > figures[1]:
        return True  # اکثریتی فیصلہ 5/2
    return noun in words["vote"] or (noun in words["majority"] and figures[0] > figures[1])


def _is_needed(figures: list[int], after: list[str]) -> bool:
    """Whether so many of all votes are wanted or won: 172/342 ووٹ درکار."""
    wanted = groups(_WORDS)["wanted"]
    return figures[0] < figures[1] and not wanted.isdisjoint(after[1:])


def _is_range(figures: list[int], after: list[str]) -> bool:
    """Whether so many or one more are meant: 3/4 فصلیں."""
    if not after:
        return False
    words = groups(_WORDS)
    noun = after[0]
    first, second = figures
    if noun in words["parts"] or noun in words["marks"]:
        return False
    # An adjective may stand between: 5/6 پولنگ اسٹیشنز.
    if len(after) > 1 and noun not in words["counted"] and after[1].endswith(_FOREIGN_PLURALS):
        noun = after[1]
    elif not _is_plural(noun):
        # 20/25 نقاب پوش ڈاکوؤں
        noun = next((word for word in _of_one_noun(after) if _is_plural(word)), noun)
    is_plural = _is_plural(noun)
    if first > 3 and first < second <= 2 * first and is_plural and second - first != 1:
        return True
    if second - first != 1:
        # 2/4 دن: nobody tells a fraction that can be shortened.
        is_short = first < second <= 2 * first and gcd(first, second) > 1
        return is_short and noun in words["counted"]
    if figures[0] == 1 and noun not in words["counted"]:
        return False
    if figures == [1, 2] and noun in _HALVED:
        return False
    return is_plural


def _is_few(figures: list[int], after: list[str]) -> bool:
    """Whether so many things or a few more are meant: nobody parts 10 of them into 12."""
    first, second = figures
    if not after or not _LEAST_OF_FEW <= first < second <= first + _MOST_APART:
        return False
    words = groups(_WORDS)
    no_things = (
        "ends",
        "parts",
        "marks",
        "done",
        "measures",
        "address",
        "vote",
        "majority",
    )
    noun = after[0]
    is_thing = noun in words["members"] or not any(noun in words[name] for name in no_things)
    return len(noun) > 2 and is_thing


def _is_plural(noun: str) -> bool:
    words = groups(_WORDS)
    return noun in words["counted"] or (noun.endswith(_PLURALS) and noun not in words["ends"])


def _of_one_noun(after: list[str]) -> list[str]:
    """The words up to the first that ends a phrase: بڑے شہروں of بڑے شہروں میں."""
    ends = groups(_WORDS)
    stop = ends["ends"] | ends["parts"] | ends["marks"]
    at = next((index for index, word in enumerate(after) if word in stop), len(after))
    return after[:at]
