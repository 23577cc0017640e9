"""Acronyms: SCO is ایس سی او; word-like ones such as NATO have a word of their own."""

from __future__ import annotations

import re

from naqeeb.script.classes.acronym_dotted import LETTER_NAMES
from naqeeb.script.reading import Reading, Scan

NAMES = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTER_NAMES, strict=True))

_ACRONYM = re.compile(r"[A-Z]{1,6}(?![A-Za-z])")


def spell(letters: str) -> str:
    """Letter by letter."""
    return " ".join(NAMES[each] for each in letters.upper() if each in NAMES)


def read(scan: Scan, position: int) -> Reading | None:
    """A run of capitals."""
    match = _ACRONYM.match(scan.text, position)
    if match is None:
        return None
    return Reading(position, match.end(), "acronym", spell(match.group()))
