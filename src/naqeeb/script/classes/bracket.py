"""Brackets are breaths; a Latin gloss that repeats the Urdu before it is left out."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import LETTERS, WORD
from naqeeb.script.classes.acronym import said
from naqeeb.script.late import late
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.romanising import skeleton

_LEANING = late(" ?(?:نے|کے|کو|سے|میں|پر|کا|کی|تک)(?: |$)")
_LETTER = late(rf"(?<=[{WORD} ])\( ?([{LETTERS}]) ?\)")
_GLOSS = late(r"\( ?([A-Za-z][A-Za-z .,'&/-]*) ?\)")
_URDU_BEFORE = late(rf"((?:[{WORD}]+ ){{0,5}}[{WORD}]+) ?[\"']? ?$")


def read(scan: Scan, position: int) -> Reading | None:
    """An opening bracket."""
    gloss = _gloss(scan, position)
    if gloss is not None:
        return gloss
    letter = _LETTER.match(scan.text, position)
    if letter is not None:
        # مسلم لیگ (ن): the letter belongs to the name.
        return Reading(position, letter.end(), "bracket", letter[1])
    return Reading(position, position + 1, "bracket", "،")


def close(scan: Scan, position: int) -> Reading | None:
    """A closing bracket: no postposition is parted from its noun by it."""
    leans = _LEANING.match(scan.text, position + 1)
    return Reading(position, position + 1, "bracket", "" if leans else "،")


def _gloss(scan: Scan, position: int) -> Reading | None:
    """(Vladimir Putin) behind ولادیمیر پیوٹن."""
    if not scan.drop_gloss:
        return None
    match = _GLOSS.match(scan.text, position)
    before = _URDU_BEFORE.search(scan.before(position, 80))
    if match is None or before is None:
        return None
    inside = match[1].strip()
    if inside.isupper() and " " not in inside:
        spoken = said(re.sub("[^A-Z]", "", inside))
        if not _repeats(before[1], spoken):
            return None
    elif not inside[0].isupper() and " " not in inside:
        return None
    return Reading(position, match.end(), "gloss", "")


def _repeats(before: str, spoken: str) -> bool:
    """Whether the words before the bracket already sound like what it holds."""
    return skeleton(before).endswith(skeleton(spoken)) and bool(skeleton(spoken))
