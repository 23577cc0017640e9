"""Honorific signs: ﷺ, ؑ, ؓ, ؒ and their like, said in full and in the right gender."""

from __future__ import annotations

from naqeeb.script.alphabet import WORD
from naqeeb.script.reading import Reading, Scan, behind
from naqeeb.script.tables import groups, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_NAME = LazyPattern(rf"((?:[{WORD}]+ ){{0,3}}[{WORD}]+)[ (]*$")
_LETTERS = LazyPattern(rf"\( ?(صلعم|ص|رض|رضی|رح|رحمہ|ع|س|ع س|عج|علیہ السلام)[.۔]? ?\)(?![{WORD}])")
_INITIALS = frozenset("صرعس")
_BY_LETTER = {
    "ص": "ؐ",
    "صلعم": "ؐ",
    "رض": "ؓ",
    "رضی": "ؓ",
    "رح": "ؒ",
    "رحمہ": "ؒ",
    "ع": "ؑ",
    "ع س": "ؑ",
}
_FIXED = {"س": "سلام اللہ علیہا", "عج": "عجل اللہ فرجہ", "علیہ السلام": "علیہ السلام"}


def signs() -> frozenset[str]:
    """The characters that stand for a formula."""
    return frozenset(pairs("honorifics.tsv"))


def read(scan: Scan, position: int) -> Reading | None:
    """A sign behind a name."""
    sign = scan.text[position]
    spoken = _formula(sign, scan.before(position))
    end = position + 1
    while scan.text[end : end + 1] == sign:
        end += 1
    # The formula may follow its sign in full: it is said once.
    again = f" {spoken}"
    if scan.text.startswith(again, end):
        end += len(again)
    return Reading(position, end, "honorific", spoken)


def read_bracket(scan: Scan, position: int) -> Reading | None:
    """(ص), (رض), (رح), (ع) behind a name."""
    if behind(scan.text, position + 1)[1] not in _INITIALS:
        return None
    match = _LETTERS.match(scan.text, position)
    if match is None or not _NAME.search(scan.before(position)):
        return None
    letters = match[1]
    spoken = _FIXED.get(letters) or _formula(_BY_LETTER[letters], scan.before(position))
    return Reading(position, match.end(), "honorific", spoken)


def _formula(sign: str, before: str) -> str:
    who = _NAME.search(before)
    words = who[1].split(" ") if who else []
    for index, word in reversed(tuple(enumerate(words))):
        if word in _STARTS:
            words = words[index + 1 :]
            break
    holders = groups("honorific_names.tsv")
    if sign in _AGREEING:
        for word in reversed(words[-2:]):
            if word in holders["many_women"]:
                return _AGREEING[sign][3]
            if word in holders["many"]:
                return _AGREEING[sign][2]
        if "بنت" in words:
            return _AGREEING[sign][1]
        for word in reversed(words[-3:]):
            if word in holders["women"]:
                return _AGREEING[sign][1]
            if word in holders["men"]:
                break
        return _AGREEING[sign][0]
    return pairs("honorifics.tsv")[sign]


_STARTS = frozenset(("اور", "و", "حضرت", "سیدنا"))
# For one man, for one woman, for several, for several women.
_AGREEING = {
    "ؓ": ("رضی اللہ عنہ", "رضی اللہ عنہا", "رضی اللہ عنہم", "رضی اللہ عنہن"),
    "ؑ": ("علیہ السلام", "علیہا السلام", "علیہم السلام", "علیہن السلام"),
    "ؒ": ("رحمۃ اللہ علیہ", "رحمۃ اللہ علیہا", "رحمۃ اللہ علیہم", "رحمۃ اللہ علیہن"),
}
