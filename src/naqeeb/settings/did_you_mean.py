"""What a person meant who mistyped the name of a file or folder, or of the output."""

from __future__ import annotations

import difflib
from itertools import islice
from pathlib import Path

_MOST_NAMES = 10_000
"""A folder of a million files is not read for a hint."""


def near_path(path: Path) -> Path | None:
    """What lies there under a like name; None where nothing does."""
    try:
        names = [each.name for each in islice(path.parent.iterdir(), _MOST_NAMES)]
    except (OSError, ValueError):
        return None
    # What was named may be there and not be what is wanted, such as a file for a folder.
    others = (name for name in names if name != path.name)
    near = difflib.get_close_matches(path.name, others, n=1)
    return path.with_name(near[0]) if near else None


def did_you_mean(path: Path) -> str:
    """The question whether that was meant, as the beginning of a hint; empty where nothing is."""
    near = near_path(path)
    return f"did you mean {near}? " if near else ""


NOTHING_MADE = "nothing was made yet, or --output names another folder"
"""Why most probably there is nothing in an output, or no output."""


def make_first(output: Path) -> str:
    """The hint that goes with ``NOTHING_MADE``."""
    return f"{did_you_mean(output)}make an article first: naqeeb make FILE"
