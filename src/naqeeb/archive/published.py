"""What was published where, so that the next time only what changed since is looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

_STAMPS = "SELECT id, mtime_ns, size FROM aired"
_UNCHANGED = """
SELECT id, seen, files FROM published JOIN aired USING (id, mtime_ns, size) WHERE target = ?
"""
_NOTE = "INSERT OR REPLACE INTO published VALUES (?, ?, ?, ?, ?, ?)"
_FORGET = "DELETE FROM published WHERE target = ? AND id NOT IN (SELECT id FROM aired)"


class Published(NamedTuple):
    """An episode as it was found at a target after it was published."""

    id: str
    seen: str
    """By what the target knew its record."""
    files: int
    """How many files it had there."""


def stamps(database: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """The time stamp and size of each record on the air, by id."""
    return {name: (mtime_ns, size) for name, mtime_ns, size in database.execute(_STAMPS)}


def unchanged(database: sqlite3.Connection, target: str) -> list[Published]:
    """The episodes whose records are as they were when they were last published there."""
    return [Published(*row) for row in database.execute(_UNCHANGED, (target,))]


def note(
    database: sqlite3.Connection,
    target: str,
    published: Iterable[Published],
    stamps: dict[str, tuple[int, int]],
) -> None:
    """Note what was published, with the stamps from before it was read."""
    database.executemany(
        _NOTE,
        [
            (target, each.id, *stamps[each.id], each.seen, each.files)
            for each in published
            if each.id in stamps
        ],
    )
    database.execute(_FORGET, (target,))
