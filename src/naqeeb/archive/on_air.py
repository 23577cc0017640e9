"""The episodes on the air, newest first, read from the index as they are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime

from naqeeb.archive import rows
from naqeeb.archive.rows import Entry

_COUNT = "SELECT count(*) FROM aired"
_WINDOW = f"{rows.ENTRIES} AND state = 'on_air' ORDER BY published DESC, id DESC LIMIT ? OFFSET ?"
_DATES = "SELECT published FROM aired ORDER BY published DESC, id DESC"
_SINCE = "SELECT count(*) FROM aired WHERE (published, id) >= (?, ?)"


class OnAir:
    """A shelf of any length that is never in memory as a whole.

    Args:
        opened: a transaction on an index that is up to date.
    """

    def __init__(self, opened: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._opened = opened
        with opened() as database:
            self._count = int(database.execute(_COUNT).fetchone()[0])
            self.damaged = rows.damages(database)
            """What is wrong with records that cannot be read."""

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def window(self, start: int, stop: int) -> list[Entry]:
        """Some of them, counted from the newest."""
        with self._opened() as database:
            return [
                rows.entry(row) for row in database.execute(_WINDOW, (max(0, stop - start), start))
            ]

    def published(self) -> Iterator[datetime]:
        """When each was published, the newest first."""
        with self._opened() as database:
            dates = database.execute(_DATES).fetchall()
        return (datetime.fromisoformat(date) for (date,) in dates)

    def changed(self, made_for: str) -> int:
        """How many of the newest may be others than when the site was last brought up to date.

        Args:
            made_for: all that the site is made from, but for its episodes; where it was
                last made for something else, all of them.
        """
        with self._opened() as database:
            row = database.execute("SELECT made_for FROM site").fetchone()
            if row is None or row[0] != made_for:
                return self._count
            oldest = database.execute("SELECT published, id FROM changed").fetchone()
            if oldest is None:
                return 0
            return int(database.execute(_SINCE, oldest).fetchone()[0]) + 1
