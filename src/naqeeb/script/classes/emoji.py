"""Pictures and ornaments are not read out."""

from __future__ import annotations

from naqeeb.script.reading import Reading, Scan
from naqeeb.text.lazy_pattern import LazyPattern

_RUN = LazyPattern(r"[\u2190-\u21ff\u2300-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]+")


def read(scan: Scan, position: int) -> Reading | None:
    """A run of pictures."""
    match = _RUN.match(scan.text, position)
    if match is None:
        return None
    return Reading(position, match.end(), "emoji", "")
