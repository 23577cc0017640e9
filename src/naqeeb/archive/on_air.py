"""The episodes on the air, newest first, read from the index as they are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import islice

from naqeeb.archive import rows
from naqeeb.archive.rows import Entry

_COUNT = "SELECT count(*) FROM aired"
_WINDOW = f"{rows.ENTRIES} AND state = 'on_air' ORDER BY published DESC, id DESC LIMIT ? OFFSET ?"
_FROM = (
    f"{rows.ENTRIES} AND state = 'on_air' AND (published, id) <= (?, ?)"
    " ORDER BY published DESC, id DESC LIMIT ? OFFSET ?"
)
_PLACES = "SELECT published, id FROM aired ORDER BY published DESC, id DESC"
_DATES = "SELECT published FROM aired ORDER BY published DESC, id DESC"
_SINCE = "SELECT count(*) FROM aired WHERE (published, id) >= (?, ?)"


NEAR = 1024
"""SQLite counts up to a place row by row, so beyond this one it is told where to begin."""
MARK_EVERY = 64


class OnAir:
    """A shelf of any length that is never in memory as a whole.

    Args:
        opened: a transaction on an index that is up to date.
    """

    def __init__(self, opened: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._opened = opened
        self._marks: list[tuple[str, str]] = []
        with opened() as database:
            self._count = int(database.execute(_COUNT).fetchone()[0])
            self.damaged = rows.damages(database)
            """Why records cannot be read."""

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def window(self, start: int, stop: int) -> list[Entry]:
        """Some of them, counted from the newest."""
        count = max(0, stop - start)
        if start < NEAR:
            return self._read(_WINDOW, (count, start))
        if start >= self._count:
            return []
        published, id_ = self._mark(start // MARK_EVERY)
        return self._read(_FROM, (published, id_, count, start % MARK_EVERY))

    def published(self) -> Iterator[datetime]:
        """When each was published, the newest first."""
        with self._opened() as database:
            dates = [datetime.fromisoformat(date) for (date,) in database.execute(_DATES)]
        return iter(dates)

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

    def _read(self, query: str, arguments: tuple[str | int, ...]) -> list[Entry]:
        with self._opened() as database:
            return [rows.entry(row) for row in database.execute(query, arguments)]

    def _mark(self, number: int) -> tuple[str, str]:
        """Where every 64th episode stands; read once, when a place far back is asked for."""
        if not self._marks:
            with self._opened() as database:
                self._marks = list(islice(database.execute(_PLACES), 0, None, MARK_EVERY))
        return self._marks[number]


def note_site(database: sqlite3.Connection, made_for: str) -> None:
    """Note that feed and pages are those of the episodes as they are now; see ``changed``."""
    database.execute("DELETE FROM changed")
    database.execute("DELETE FROM site")
    database.execute("INSERT INTO site VALUES (?)", (made_for,))
