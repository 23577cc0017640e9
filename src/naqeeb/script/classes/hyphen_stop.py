"""A stop typed for a hyphen or between letter names: پاک۔ایران سرحد, پی ایچ۔ ڈی."""

from __future__ import annotations

from naqeeb.script.alphabet import IS_WORD, WORD
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_of, groups
from naqeeb.text.lazy_pattern import LazyPattern

_PLACE, _BOND = (any_of(groups("name_words.tsv")[name]) for name in ("joined", "bonds"))
_NUMBERED = any_of(groups("name_words.tsv")["numbered"])
HYPHEN_STOP = (
    rf"(?<![{WORD}])(?:(?:{_PLACE})۔(?=[{WORD}]+ (?:{_BOND})(?![{WORD}]))"
    rf"|(?:{_NUMBERED})۔(?=[IVX]{{1,4}}(?![A-Za-z.]))"
    rf"|(?:{_NUMBERED})۔(?=[0-9۰-۹])"
    rf"|(?:پی|ایس) ایچ۔ ?(?=(?:ڈی|او)(?![{WORD}])))"
)
"""The word before such a stop, and the stop; what stands behind tells what it is."""
_HYPHEN_STOP = LazyPattern(HYPHEN_STOP)
_FAR = 24
"""No such word with its stop is longer."""


def read(scan: Scan, position: int) -> Reading | None:
    """The stop at ``position``, if it ends nothing."""
    if scan.text[position - 1 : position] not in IS_WORD:
        return None
    near = _HYPHEN_STOP.finditer(scan.text, max(scan.floor, position - _FAR), position + 2 * _FAR)
    if not any(match.start() < position < match.end() for match in near):
        return None
    return Reading(position, position + 1, "mark", "")
