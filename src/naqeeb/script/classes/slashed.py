"""Figures with a stroke that are no fraction.

آرٹیکل 62/63 names two articles, 4/3 کا فیصلہ a vote, 3/4 فصلیں three or four of them,
بخاری 3/45 a volume and a page. Numbers of cases and all else are read as fractions are.
"""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import cardinal
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import groups
from naqeeb.text.lazy_pattern import LazyPattern

_CHAIN = LazyPattern(r"\d{1,4}(?: ?/ ?\d{1,4}){1,6}+(?![/\d])")
_CODE = LazyPattern(rf"(\d{{1,3}}(?: ?[/,،-] ?\d{{1,3}}){{0,5}}+) ?(ت ?پ|ض ?ف)(?![{WORD}])")
_CODES = {"ت": "تعزیرات پاکستان", "ض": "ضابطہ فوجداری"}
_BEFORE = LazyPattern(rf"([{WORD}]+)(?: نمبر)?[ :،]*$")
_AFTER = LazyPattern(rf" ?([{WORD}]+)(?: ([{WORD}]+))?(?: ([{WORD}]+))?")
_LINKS = frozenset(("کا", "کی", "کے", "سے", "رکنی"))
_PLURALS = ("یں", "وں", "یاں")
_MOST_JUDGES = 17


def read_code(scan: Scan, position: int) -> Reading | None:
    """302/34 ت پ: sections of the penal code or of criminal procedure."""
    match = _CODE.match(scan.text, position)
    if match is None:
        return None
    numbers = "، ".join(cardinal(int(figure)) for figure in re.findall(r"\d+", match[1]))
    return Reading(position, match.end(), "abbreviation", f"{numbers} {_CODES[match[2][0]]}")


def read(scan: Scan, position: int) -> Reading | None:
    """Two or more figures with strokes between them."""
    match = _CHAIN.match(scan.text, position)
    if match is None:
        return None
    figures = [int(figure) for figure in re.findall(r"\d+", match.group())]
    numbers = [cardinal(figure) for figure in figures]
    before = _BEFORE.search(scan.before(position, 32))
    name = before[1] if before else ""
    words = groups("slash_words.tsv")
    if name in words["law"]:
        return Reading(position, match.end(), "fraction", "، ".join(numbers))
    if len(figures) != 2:
        return None
    if name in words["book"]:
        spoken = f"جلد {numbers[0]} صفحہ {numbers[1]}"
        return Reading(position, match.end(), "fraction", spoken)
    following = _AFTER.match(scan.text, match.end())
    after = [word for word in following.groups() if word] if following else []
    if _is_vote(figures, after):
        return Reading(position, match.end(), "score", " ".join(numbers))
    if _is_range(figures, after):
        return Reading(position, match.end(), "range", " سے ".join(numbers))
    return None


def _is_vote(figures: list[int], after: list[str]) -> bool:
    """Whether judges or members voted so many against so many."""
    words = groups("slash_words.tsv")
    noun = next((word for word in after if word not in _LINKS), "")
    if max(figures) > _MOST_JUDGES:
        return False
    return noun in words["vote"] or (noun in words["majority"] and figures[0] > figures[1])


def _is_range(figures: list[int], after: list[str]) -> bool:
    """Whether so many or one more are meant: 3/4 فصلیں."""
    words = groups("slash_words.tsv")
    noun = after[0] if after else ""
    first, second = figures
    if noun in words["parts"]:
        return False
    if noun in words["marks"]:
        return False
    if first > 3 and first < second <= 2 * first and noun in words["counted"]:
        return True
    if second - first != 1:
        return False
    if figures[0] == 1 and noun not in words["counted"]:
        return False
    if figures == [1, 2] and noun in ("گھنٹے", "گھنٹوں", "کلومیٹر", "میل", "فٹ"):
        return False
    return noun in words["counted"] or noun.endswith(_PLURALS)
