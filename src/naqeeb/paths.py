"""Paths as people write them, in commands, settings and texts."""

from __future__ import annotations

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether there is a file.

    A name from a text may be longer than any that a system can have, or hold a null; then
    ``Path.is_file`` raises, and the answer is no.
    """
    return os.path.isfile(path)  # noqa: PTH113 - the one that never raises


def expanded(name: str) -> Path:
    """A path that a person wrote, with the home that ``~`` stands for; of nobody it stays."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)
