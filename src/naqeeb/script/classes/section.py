"""What has a figure and a letter: دفعہ 295/C, 9C, 506/II, رن وے 25L; no degrees and no rate."""

from __future__ import annotations

from naqeeb.script.letter_names import spell
from naqeeb.script.numbers import cardinal
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in
from naqeeb.text.lazy_pattern import LazyPattern

_SECTION = LazyPattern(
    r"(\d{1,4})(?:([A-Z]{1,3})|(?: ?/ ?| )([A-Z]|I{2,3}|IV))"
    r"(?![A-Za-z0-9]|-[A-Z0-9]|\.\d|[.'][A-Za-z])(?! ?/ ?\d)"
)
_NAMED = LazyPattern(
    rf"(?:{any_in('acronym_words.tsv', 'lettered')})(?: نمبر)?[ \"'(]*"
    r"(?:\d{1,4}[A-Z]{1,3} ?[/،,] ?){0,3}$"
)
_PARTS = {"II": "دو", "III": "تین", "IV": "چار"}


def read(scan: Scan, position: int) -> Reading | None:
    """A figure and its letter behind a law, a block or a runway."""
    match = _SECTION.match(scan.text, position)
    if match is None or not _NAMED.search(scan.before(position, 24)):
        return None
    letters = match[2] or match[3]
    part = (_PARTS.get(letters) if match[3] else None) or spell(letters)
    spoken = f"{cardinal(int(match[1]))} {part}"
    return Reading(position, match.end(), "acronym", spoken)
