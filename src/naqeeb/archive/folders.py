"""The folders of episodes, as the disk has them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

RECORD_FILE = "episode.json"


def names(episodes: Path) -> Iterator[str]:
    """The names of all folders; nothing is known of what is in them."""
    with contextlib.suppress(OSError), os.scandir(episodes) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                yield entry.name


def record(output: Path, name: str) -> Path:
    """Where the record of an episode lies."""
    return output / "episodes" / name / RECORD_FILE


def stamp(output: Path, name: str) -> tuple[int, int] | None:
    """When a record was last written, in nanoseconds, and its size; None where there is none."""
    try:
        status = os.stat(record(output, name))  # noqa: PTH116 - asked for each of very many
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def listing_stamp(output: Path) -> int:
    """When a folder last came, went or was renamed, in nanoseconds; 0 where there is none yet."""
    try:
        return (output / "episodes").stat().st_mtime_ns
    except OSError:
        return 0
