"""Ordinals: 19ویں is انیسویں, 5 واں پانچواں, 2nd دوسرا."""

from __future__ import annotations

import re

from naqeeb.script.agreement import ending, is_feminine
from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import ENGLISH_ORDINALS, cardinal, ordinal
from naqeeb.script.reading import Reading, Scan, figure_end
from naqeeb.script.tables import groups
from naqeeb.text.lazy_pattern import LazyPattern

_URDU = LazyPattern(
    rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?: ?-? ?(واں|ویں|وین|وں|واًں|وان)| ?(وے))(?![{WORD}])"
)
# پہلا and its like with the figure standing for the first letters: 1لا, 2سرے, 4تھی.
_STUCK = LazyPattern(rf"([12346])(?:[لرہ]|سر|تھ|ٹھ|ٹ)([ایے])(?![{WORD}])")
_STICKING = frozenset("لرہستٹ")
_ENGLISH = LazyPattern(r"(\d{1,6})(?:st|nd|rd|th)(?![A-Za-z])", re.IGNORECASE)
_ADDED = LazyPattern(r"\d ?\+ ?$")
_NEXT = LazyPattern(rf" ([{WORD}]+)")
_LAST = LazyPattern(rf"([{WORD}]+) $")
_LATIN_NOUN = LazyPattern(" (?:[A-Z][a-z]|(?:روڈ|ایونیو|اسٹریٹ|سٹریٹ|فلور|سمسٹر)(?![ء-ے]))")
_LEANING = groups("ordinal_words.tsv")["leaning"]
_MASCULINE = groups("ordinal_words.tsv")["masculine"]
"""Masculine nouns that follow an ordinal in the oblique; ویں alone does not show it."""
_SUFFIXES = {"وین": "ویں", "وں": "ویں", "واًں": "واں", "وان": "واں"}


def read(scan: Scan, position: int) -> Reading | None:
    """A number with an ordinal suffix."""
    text = scan.text
    end = figure_end(text, position)
    first = text[end : end + 1]
    if first == "," or text[end : end + 4].lstrip(" -").startswith("و"):
        match = _URDU.match(text, position)
    else:
        match = None
    if match is not None:
        suffix = match[2] or match[3]
        number = int(match[1].replace(",", ""))
        following = _NEXT.match(text, match.end())
        is_oblique = following is not None and following[1] in _MASCULINE
        if is_oblique and _SUFFIXES.get(suffix, suffix) == "ویں":
            suffix = "وے"  # 3ویں نمبر پر
        spoken = ordinal(number, _SUFFIXES.get(suffix, suffix))
        if _ADDED.search(scan.before(position, 4)):
            # 90+4 ویں منٹ: only the sum has an ordinal.
            spoken = f"{cardinal(number)} ویں"
        return Reading(position, match.end(), "ordinal", spoken)
    match = _STUCK.match(text, position) if first in _STICKING else None
    if match is not None:
        suffix = {"ا": "واں", "ی": "ویں", "ے": "وے"}[match[2]]
        return Reading(position, match.end(), "ordinal", ordinal(int(match[1]), suffix))
    match = _ENGLISH.match(text, position) if first.isascii() and first.isalpha() else None
    if match is None:
        return None
    if int(match[1]) in ENGLISH_ORDINALS and _LATIN_NOUN.match(text, match.end()):
        # 7th Avenue: one name in English.
        return Reading(position, match.end(), "ordinal", ENGLISH_ORDINALS[int(match[1])])
    suffix, _, noun = _agreeing(scan, position, match.end()).partition(" ")
    spoken = f"{ordinal(int(match[1]), suffix)} {noun}".rstrip()
    return Reading(position, match.end(), "ordinal", spoken)


def _agreeing(scan: Scan, position: int, end: int) -> str:
    """The suffix that the noun behind an English ordinal asks for, or the one before (کلاس 9th)."""
    noun = _NEXT.match(scan.text, end) or _LAST.search(scan.before(position, 24))
    if noun and noun[1] in _LEANING:
        return "وے نمبر" if noun[1] == "پر" else "وے"
    if noun is not None and noun.start() < position:
        return "ویں" if is_feminine(noun[1]) else "واں"
    return _ENDINGS[ending(scan.text, end)]


_ENDINGS = {"ا": "واں", "ی": "ویں", "ے": "وے"}
