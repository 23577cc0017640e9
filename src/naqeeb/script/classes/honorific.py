"""Honorific signs: ﷺ, ؑ, ؓ, ؒ and their like, said in full and in the right gender."""

from __future__ import annotations

from naqeeb.script.alphabet import HARAKAT, WORD
from naqeeb.script.reading import Reading, Scan, behind
from naqeeb.script.tables import any_in, groups, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_SIGNS = LazyPattern(f"[{HARAKAT}]")
_NAME = LazyPattern(rf"((?:[{WORD}]+ ){{0,3}}[{WORD}]+)[ (]*$")
_LETTERS = LazyPattern(
    rf"\( ?(صلعم|ص|رضہ|رض|رضی|رح|رحمہ|رہ|ع|س|ع س|عج|علیہ السلام)[.۔]? ?\)(?![{WORD}])"
)
_HOLY_WOMAN = LazyPattern(
    rf"(?:{any_in('honorific_names.tsv', 'holy_women')})(?: ال?[ء-ے]+)?[ (]*$"
)
_NOT_HOLY = LazyPattern(rf"(?<![{WORD}])(?:{any_in('honorific_names.tsv', 'not_holy')}) ?$")
_DAUGHTER_OF = LazyPattern(rf"[ؑؓؒ] بنت (?:[{WORD}]+ )?[{WORD}]+$")
"""زینبؓ بنت علیؓ: the second sign is her father's."""
_INITIALS = frozenset("صرعس")
_BY_LETTER = {
    "ص": "ؐ",
    "صلعم": "ؐ",
    "رض": "ؓ",
    "رضی": "ؓ",
    "رضہ": "ؓ",
    "رہ": "ؒ",
    "رح": "ؒ",
    "رحمہ": "ؒ",
    "ع": "ؑ",
    "ع س": "ؑ",
}
WORDS = {"رض": "ؓ", "رضہ": "ؓ", "رح": "ؒ", "صلعم": "ؐ"}
"""Letters that stand for a formula and are no words."""
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
    if _NOT_HOLY.search(scan.before(position, 12)):
        # ملزم (ع): an initial.
        return None
    if letters == "س" and not _HOLY_WOMAN.search(scan.before(position)):
        # جے یو آئی (س) is a party.
        return None
    spoken = _FIXED.get(letters) or _formula(_BY_LETTER[letters], scan.before(position))
    return Reading(position, match.end(), "honorific", spoken)


def read_word(scan: Scan, start: int, end: int) -> Reading | None:
    """رض, رح, صلعم without brackets, behind a name."""
    before = scan.before(start)
    if not _NAME.search(before):
        return None
    return Reading(start, end, "honorific", _formula(WORDS[scan.text[start:end]], before))


def _formula(sign: str, before: str) -> str:
    if sign not in _AGREEING:
        return pairs("honorifics.tsv")[sign]
    who = _NAME.search(before)
    words = _SIGNS.sub("", who[1]).split(" ") if who else []
    if len(words) > 2 and words[-2] == "و":
        # حسن و حسینؓ: both, but many where one of them is many.
        several = groups("honorific_names.tsv")["many"].intersection(words)
        return _AGREEING[sign][2 if several else 4]
    for index, word in reversed(tuple(enumerate(words))):
        if word in _STARTS:
            words = words[index + 1 :]
            break
    is_fathers = _DAUGHTER_OF.search(before) is not None
    return _AGREEING[sign][0 if is_fathers else _agreement(words)]


def _agreement(words: list[str]) -> int:
    """Which form of a formula agrees with those who are named: its place in `_AGREEING`."""
    holders = groups("honorific_names.tsv")
    one_mother = "ام" in words
    if not one_mother and not holders["many_women"].isdisjoint(words[-2:]):
        return 3  # صحابیات کرام
    for word in reversed(words[-2:]):
        if word in holders["two"]:
            return 4
        if word in holders["many"] or word.endswith("ائے"):
            return 2
    if "بنت" in words or one_mother:
        return 1
    for word in reversed(words[-3:]):
        if word in holders["women"]:
            return 1
        if word in holders["men"]:
            break
    return 0


_STARTS = frozenset(("اور", "و", "حضرت", "سیدنا"))
# For one man, for one woman, for several, for several women, for two.
_AGREEING = {
    "ؓ": ("رضی اللہ عنہ", "رضی اللہ عنہا", "رضی اللہ عنہم", "رضی اللہ عنہن", "رضی اللہ عنہما"),
    "ؑ": ("علیہ السلام", "علیہا السلام", "علیہم السلام", "علیہن السلام", "علیہما السلام"),
    "ؒ": (
        "رحمۃ اللہ علیہ",
        "رحمۃ اللہ علیہا",
        "رحمۃ اللہ علیہم",
        "رحمۃ اللہ علیہن",
        "رحمۃ اللہ علیہما",
    ),
}
