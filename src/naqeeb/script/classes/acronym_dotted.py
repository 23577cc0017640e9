"""Dotted Urdu letter names: ایم۔ کیو۔ ایم۔ is ایم کیو ایم."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import LETTERS, WORD
from naqeeb.script.letter_names import ANY_NAME
from naqeeb.script.reading import Reading, Scan

# Two names with no blank between, or a run in which each name has its stop. کے and اے
# are words too: behind a blank they belong to the run only with a stop of their own.
RUN = (
    rf"(?<![{WORD}])(?:(?:{ANY_NAME})۔ (?:{ANY_NAME})۔(?: ?(?:{ANY_NAME})۔){{0,12}}"
    rf"|(?:(?:{ANY_NAME})۔){{1,12}}(?:(?:{ANY_NAME})(?![{WORD}])۔?|(?= ?(?:{ANY_NAME})۔)))"
    rf"(?: (?:{ANY_NAME})۔){{0,12}}"
)
_BACK = re.compile(rf"(?<![{WORD}])(?:{ANY_NAME})$")
_RUN = re.compile(RUN)
_INITIALS = re.compile(rf"(?<![{WORD}])[{LETTERS}]۔ ?(?:[{LETTERS}]۔ ?){{1,4}}(?=[{WORD}])")


def read(scan: Scan, position: int) -> Reading | None:
    """The run that holds the full stop at ``position``."""
    initials = _INITIALS.match(scan.text, max(scan.floor, position - 1))
    if initials is not None and initials.end() > position > scan.floor:
        # ن۔م۔ راشد: initials in Urdu letters.
        start = position - 1
        spoken = " ".join(each for each in initials.group() if each in LETTERS)
        return Reading(start, initials.end(), "acronym", spoken)
    name = _BACK.search(scan.text, max(scan.floor, position - 8), position)
    if name is None:
        return None
    run = _RUN.match(scan.text, name.start())
    if run is None or run.end() <= position:
        return None
    written, end = run.group(), run.end()
    spoken = " ".join(part for part in re.split("[۔ ]+", written) if part)
    if written.endswith("۔") and not scan.text[end : end + 2].strip():
        end -= 1
    return Reading(name.start(), end, "acronym", spoken)
