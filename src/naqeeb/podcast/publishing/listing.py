"""What lies at a target, kept on the disk: of 100,000 episodes it is a million names.

SQLite keeps a small part of an unnamed file in memory, and removes the file by itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from naqeeb.podcast.public_files import EPISODES
from naqeeb.podcast.publishing.plan import is_record
from naqeeb.podcast.publishing.target import Held


class Listing(Mapping[str, Held]):
    """All files of a show at a target, by name, in the order of their names.

    Args:
        files: name and facts of each, in any order.
    """

    def __init__(self, files: Iterable[tuple[str, Held]]) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        try:
            self._fill(files)
        except BaseException:
            self.close()
            raise

    def __getitem__(self, name: str) -> Held:
        """The facts of a file; KeyError where there is none."""
        query = "SELECT size, modified, tag FROM held WHERE name = ?"
        row = self._database.execute(query, (_key(name),)).fetchone()
        if row is None:
            raise KeyError(name)
        size_bytes, modified, tag = row
        return Held(size_bytes, datetime.fromisoformat(modified), tag)

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return self._names("SELECT name FROM held ORDER BY name")

    def __len__(self) -> int:
        """How many there are."""
        return int(self._database.execute("SELECT count(*) FROM held").fetchone()[0])

    def records(self) -> Iterator[str]:
        """The names of the episodes' records."""
        return self._names("SELECT name FROM held WHERE record ORDER BY name")

    def count(self, episode_id: str) -> int:
        """How many files of an episode there are."""
        folder = _key(f"{EPISODES}/{episode_id}")
        query = "SELECT count(*) FROM held WHERE name > ? AND name < ?"
        # "0" follows "/".
        return int(self._database.execute(query, (folder + b"/", folder + b"0")).fetchone()[0])

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def _fill(self, files: Iterable[tuple[str, Held]]) -> None:
        run = self._database.execute
        run("CREATE TABLE held (name BLOB, size INTEGER, modified TEXT, tag TEXT, record INTEGER)")
        run("BEGIN")
        self._database.executemany("INSERT INTO held VALUES (?, ?, ?, ?, ?)", map(_row, files))
        # Sorted once in the end: names come in any order.
        run("CREATE UNIQUE INDEX by_name ON held (name)")
        run("CREATE INDEX records ON held (name) WHERE record")
        run("COMMIT")

    def _names(self, query: str) -> Iterator[str]:
        for (name,) in self._database.execute(query):
            yield name.decode("utf-8", "surrogateescape")


class Kept(Mapping[str, bytes]):
    """Small files in the order of their names, of which each is known by a tag."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(
            "CREATE TABLE kept (name BLOB PRIMARY KEY, tag TEXT, data BLOB) WITHOUT ROWID"
        )

    def put(self, name: str, data: bytes, tag: str | None) -> None:
        """Keep a file."""
        row = (_key(name), tag, data)
        self._database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", row)

    def drop(self, name: str) -> None:
        """Keep a file no longer."""
        self._database.execute("DELETE FROM kept WHERE name = ?", (_key(name),))

    def is_current(self, name: str, tag: str | None) -> bool:
        """Whether the version of this tag is kept."""
        query = "SELECT 1 FROM kept WHERE name = ? AND tag IS ?"
        return self._database.execute(query, (_key(name), tag)).fetchone() is not None

    def __getitem__(self, name: str) -> bytes:
        """A file; KeyError where there is none."""
        query = "SELECT data FROM kept WHERE name = ?"
        row = self._database.execute(query, (_key(name),)).fetchone()
        if row is None:
            raise KeyError(name)
        return bytes(row[0])

    def __iter__(self) -> Iterator[str]:
        """The names."""
        for (name,) in self._database.execute("SELECT name FROM kept ORDER BY name"):
            yield name.decode("utf-8", "surrogateescape")

    def __len__(self) -> int:
        """How many there are."""
        return int(self._database.execute("SELECT count(*) FROM kept").fetchone()[0])

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


def _row(file: tuple[str, Held]) -> tuple[bytes, int, str, str | None, bool]:
    name, held = file
    return _key(name), held.size_bytes, held.modified.isoformat(), held.tag, is_record(name)


def _key(name: str) -> bytes:
    # A folder's name may be no text.
    return name.encode("utf-8", "surrogateescape")
