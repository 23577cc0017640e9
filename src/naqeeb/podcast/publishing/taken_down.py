"""The list of what was taken down for good: of all who publish to one place."""

from __future__ import annotations

import json
from pathlib import Path

from naqeeb import own_files
from naqeeb.podcast.public_files import TAKEN_DOWN
from naqeeb.podcast.publishing.listing import Listing
from naqeeb.podcast.publishing.target import Target


def to_send(target: Target, held: Listing, output: Path) -> bytes | None:
    """Our list and that at the target as one; None where the latter says it all."""
    try:
        mine = _lines(own_files.read(output / TAKEN_DOWN))
    except OSError:
        return None
    there = target.read(TAKEN_DOWN) if TAKEN_DOWN in held else None
    theirs = _lines(there[0]) if there else {}
    if mine.keys() <= theirs.keys():
        return None
    lines = sorted((theirs | mine).items())
    return json.dumps([line for _, line in lines], indent=1).encode() + b"\n"


def _lines(data: bytes) -> dict[str, object]:
    """The lines of a list, each by its own text; of what is no list none."""
    try:
        lines = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return {json.dumps(line): line for line in lines} if isinstance(lines, list) else {}
