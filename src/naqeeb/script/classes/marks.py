"""Marks: brackets become commas, quotation marks fall silent, stray marks find their place."""

from __future__ import annotations

import re

from naqeeb.script.reading import Reading, Scan

_DOTS = re.compile(r"[۔.](?: ?[۔.])+")
_LEANING = re.compile(" ?(?:نے|کے|کو|سے|میں|پر|کا|کی|تک) ")
_WESTERN = {",": "،", ".": "۔"}


def read(scan: Scan, position: int) -> Reading | None:
    """A mark of the spoken alphabet that stands where none is expected."""
    text = scan.text
    dots = _DOTS.match(text, position)
    if dots is not None:
        mark = "…" if len(re.sub(" ", "", dots.group())) > 2 else "۔"  # noqa: PLR2004 - three dots
        return Reading(position, dots.end(), "mark", mark)
    mark = text[position]
    return Reading(position, position + 1, "mark", _WESTERN.get(mark, mark))


def blank(_scan: Scan, position: int) -> Reading | None:
    """A blank too many."""
    return Reading(position, position + 1, "mark", "")


def bracket(scan: Scan, position: int) -> Reading | None:
    """A bracket is a breath, but no postposition is parted from its noun."""
    leans = scan.text[position] == ")" and _LEANING.match(scan.text, position + 1)
    return Reading(position, position + 1, "bracket", "" if leans else "،")


def dash(scan: Scan, position: int) -> Reading | None:
    """A dash between words is a breath; a hyphen within one is silent."""
    text = scan.text
    end = position
    while text[end : end + 1] == "-":
        end += 1
    spaced = scan.before(position, 1) in ("", " ") and scan.after(end, 1) in ("", " ")
    return Reading(position, end, "mark", "،" if spaced or end - position > 1 else "")
