"""Numbers of notifications and letters: SO(Cab-1)2025/114 is read part by part, in one breath."""

from __future__ import annotations

import re

from naqeeb.script.latin_words import latin_word
from naqeeb.script.letter_names import known_acronym, spell
from naqeeb.script.numbers import cardinal, digits
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in
from naqeeb.text.lazy_pattern import LazyPattern

_NUMBER = LazyPattern(
    r"(?=[A-Za-z.\d/-]{1,16}\()[A-Za-z][A-Za-z.\d/-]*"
    r"(?:\([A-Za-z\d./& -]{1,12}\)[ ]?[/-]?[A-Za-z\d/.-]*){1,4}(?<![./-])"
)
_ORDER = LazyPattern(r"\d{1,4} ?\((?:I{1,3}|KE)\) ?/ ?(?:19|20)\d{2}(?![\d/])")
_NAMED = LazyPattern(rf"(?:{any_in('paper_words.tsv', 'before')})[ .:]*(?:نمبر)?[ .:]*$")
_PARTS = LazyPattern(r"[A-Za-z]+|\d+|[/&]")
_SIGNS = {"/": "بٹا", "&": "اینڈ"}
_LONGEST_AMOUNT = 4


def read(scan: Scan, position: int) -> Reading | None:
    """Letters, figures and brackets behind a word that says that they name a paper."""
    match = _NUMBER.match(scan.text, position)
    if match is None or not re.search(r"\d", match.group()):
        return None
    if not _NAMED.search(scan.before(position, 32)):
        return None
    spoken = " ".join(map(_part, _PARTS.findall(match.group())))
    return Reading(position, match.end(), "digits", spoken)


def read_order(scan: Scan, position: int) -> Reading | None:
    """1234(I)/2025: an order of a ministry, its part and year."""
    match = _ORDER.match(scan.text, position)
    if match is None:
        return None
    spoken = " ".join(map(_part, _PARTS.findall(match.group())))
    return Reading(position, match.end(), "digits", spoken)


def _part(part: str) -> str:
    if part in _SIGNS:
        return _SIGNS[part]
    if part.isdecimal():
        return cardinal(int(part)) if len(part) <= _LONGEST_AMOUNT else digits(part)
    if part == "No":
        return "نمبر"
    return known_acronym(part) or (spell(part) if part.isupper() else latin_word(part))
