"""What is known of all episodes without opening their records: an index in SQLite.

The records are the truth. The index remembers what each of them said, with the record's time
stamp and size; it may be deleted at any time and is then made anew by one scan. It notices by
itself when a folder of ``episodes/`` came, went or was renamed, since that changes the time
stamp of ``episodes/``; a record that was edited in place is noticed by a whole scan
(``naqeeb feed``, ``naqeeb check``) and by whoever looks its key up.

SQLite runs with its default journal, so that the file may lie on a network mount. Where it
cannot be written it is kept in memory for the one run.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from naqeeb.archive import rows
from naqeeb.archive.database import transaction
from naqeeb.archive.rows import Entry
from naqeeb.errors import RecordDamaged
from naqeeb.model import Episode

T = TypeVar("T")

INDEX_FILE = ".naqeeb-index.sqlite"
OLD_INDEX_FILE = ".naqeeb-index.json"
"""Of version 0.1.0."""
RECORD_FILE = "episode.json"


class Index:
    """The index of one show's episodes.

    Args:
        output: the show's folder.
        read: reads one record.
    """

    def __init__(self, output: Path, read: Callable[[Path], Episode]) -> None:
        self._output = output
        self._read = read

    def all(self, *, look_at_each: bool = False) -> tuple[tuple[Entry, ...], list[str]]:
        """All episodes, newest first, and what is wrong with damaged records.

        Args:
            look_at_each: ask for the time stamp of every record, too.
        """

        def is_current(database: sqlite3.Connection) -> bool:
            return not look_at_each and self._is_current(database)

        def work(database: sqlite3.Connection) -> tuple[tuple[Entry, ...], list[str]]:
            self._follow_folder(database, look_at_each=look_at_each)
            return read(database)

        def read(database: sqlite3.Connection) -> tuple[tuple[Entry, ...], list[str]]:
            entries = sorted(
                map(rows.entry, database.execute(rows.ENTRIES)), key=rows.by_date, reverse=True
            )
            damaged = database.execute("SELECT damage FROM episodes WHERE damage != '' ORDER BY id")
            return tuple(entries), [damage for (damage,) in damaged]

        return self._read_or_follow(is_current, read, work)

    def of_names(self, names: Collection[str]) -> list[Entry]:
        """Episodes that have one of these names as key or alias, the latest change first.

        Each record is held against the index first.
        """

        def is_current(database: sqlite3.Connection) -> bool:
            return self._is_current(database) and not any(
                self._changed(database, each) for each in rows.ids_of(database, names)
            )

        def read(database: sqlite3.Connection) -> list[Entry]:
            return rows.entries(database, rows.ids_of(database, names))

        def work(database: sqlite3.Connection) -> list[Entry]:
            self._follow_folder(database)
            self._look_at(database, sorted(rows.ids_of(database, names)))
            return read(database)

        return self._read_or_follow(is_current, read, work)

    def names(self) -> set[str]:
        """Keys and aliases of all episodes, whatever their state."""

        def read(database: sqlite3.Connection) -> set[str]:
            return {name for (name,) in database.execute("SELECT DISTINCT name FROM names")}

        return self._read_or_follow(self._is_current, read, self._followed(read))

    def doubled(self) -> list[tuple[str, ...]]:
        """Ids of episodes on the air that share a key or another name, group by group."""

        def read(database: sqlite3.Connection) -> list[tuple[str, ...]]:
            shared = database.execute(
                "SELECT name, group_concat(id, ' ') FROM names JOIN episodes USING (id)"
                # Two files may hold one text and be two episodes.
                " WHERE state = 'on_air' AND damage = '' AND name NOT LIKE 'text:%'"
                " GROUP BY name HAVING count(*) > 1"
            )
            groups = {tuple(sorted(ids.split(" "))) for _, ids in shared}
            return sorted(groups)

        return self._read_or_follow(self._is_current, read, self._followed(read))

    def put(self, episode: Episode) -> None:
        """Note an episode whose record was just written; the caller holds the archive's lock."""

        def work(database: sqlite3.Connection) -> None:
            rows.store(database, episode.id, self._stamp(episode.id), episode)
            # Whoever commits has just worked out the hash of the sound.
            database.execute(
                "UPDATE episodes SET checked_at = ? WHERE id = ? AND checked_at = 0",
                (time.time(), episode.id),
            )
            self._note_folder(database)

        if not self._write(work):
            # What it said of this episode is no longer true, so it is made anew.
            with contextlib.suppress(OSError):
                self._path.unlink()

    def checked_at(self, episode_id: str) -> float:
        """When the sound was last compared with its hash, in seconds of the epoch; 0: never."""

        def read(database: sqlite3.Connection) -> float:
            row = database.execute(
                "SELECT checked_at FROM episodes WHERE id = ?", (episode_id,)
            ).fetchone()
            return float(row[0]) if row else 0.0

        return self._read_or_follow(lambda _: True, read, read)

    def note_check(self, episode_id: str, when_s: float) -> None:
        """Note that the sound was compared with its hash."""

        def work(database: sqlite3.Connection) -> None:
            database.execute(
                "UPDATE episodes SET checked_at = ? WHERE id = ?", (when_s, episode_id)
            )

        self._write(work)

    # -- inside ----------------------------------------------------------

    @property
    def _path(self) -> Path:
        return self._output / INDEX_FILE

    def _read_or_follow(
        self,
        is_current: Callable[[sqlite3.Connection], bool],
        read: Callable[[sqlite3.Connection], T],
        follow_and_read: Callable[[sqlite3.Connection], T],
    ) -> T:
        """Read from the index where it is current, else bring it up to date before.

        Where it cannot be brought up to date (the disk is full or may only be read, another
        process holds it too long) the answer is worked out in memory.
        """
        if self._path.is_file():
            with contextlib.suppress(sqlite3.DatabaseError), transaction(self._path) as database:
                if is_current(database):
                    return read(database)
        answers: list[T] = []
        if self._write(lambda database: answers.append(follow_and_read(database))):
            return answers[0]
        with transaction(None) as database:
            return follow_and_read(database)

    def _write(self, work: Callable[[sqlite3.Connection], None]) -> bool:
        """Change the index; a damaged one is made anew. False where it cannot be written."""
        if not (self._output.is_dir() and os.access(self._output, os.W_OK)):
            return False
        for _ in range(2):
            try:
                with transaction(self._path, write=True) as database:
                    work(database)
            except sqlite3.OperationalError:
                return False
            except sqlite3.DatabaseError:
                with contextlib.suppress(OSError):
                    self._path.unlink()
            else:
                return True
        return False

    def _followed(
        self, read: Callable[[sqlite3.Connection], T]
    ) -> Callable[[sqlite3.Connection], T]:
        def work(database: sqlite3.Connection) -> T:
            self._follow_folder(database)
            return read(database)

        return work

    def _is_current(self, database: sqlite3.Connection) -> bool:
        """Whether no folder came or went, and no record is noted as damaged."""
        row = database.execute("SELECT mtime_ns FROM folder").fetchone()
        return (
            row is not None
            and row[0] == self._folder_stamp()
            and database.execute("SELECT 1 FROM episodes WHERE damage != ''").fetchone() is None
        )

    def _changed(self, database: sqlite3.Connection, name: str) -> bool:
        row = database.execute(
            "SELECT mtime_ns, size FROM episodes WHERE id = ?", (name,)
        ).fetchone()
        return bool(self._stamp(name) != row)

    def _note_folder(self, database: sqlite3.Connection, stamp: int | None = None) -> None:
        database.execute("DELETE FROM folder")
        stamp = self._folder_stamp() if stamp is None else stamp
        database.execute("INSERT INTO folder VALUES (?)", (stamp,))

    def _follow_folder(self, database: sqlite3.Connection, *, look_at_each: bool = False) -> None:
        """Take in what came to ``episodes/`` or left it since the index was last written."""
        stamp = self._folder_stamp()
        known = {each for (each,) in database.execute("SELECT id FROM episodes")}
        # A record that was damaged may have been put right.
        damaged = {
            each for (each,) in database.execute("SELECT id FROM episodes WHERE damage != ''")
        }
        names = set(_folders(self._output / "episodes"))
        for gone in known - names:
            rows.drop(database, gone)
        self._look_at(database, sorted(names if look_at_each else (names - known) | damaged))
        self._note_folder(database, stamp)

    def _look_at(self, database: sqlite3.Connection, ids: Iterable[str]) -> None:
        """Read those of these records again that changed."""
        for each in ids:
            if not self._changed(database, each):
                continue
            stamp = self._stamp(each)
            if stamp is None:
                rows.drop(database, each)
                continue
            try:
                rows.store(database, each, stamp, self._read(self._record(each)))
            except RecordDamaged as error:
                rows.store_damage(database, each, stamp, str(error))
            except FileNotFoundError:
                rows.drop(database, each)

    def _record(self, name: str) -> Path:
        return self._output / "episodes" / name / RECORD_FILE

    def _stamp(self, name: str) -> tuple[int, int] | None:
        try:
            status = os.stat(self._record(name))  # noqa: PTH116 - asked for each of very many
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def _folder_stamp(self) -> int:
        try:
            return (self._output / "episodes").stat().st_mtime_ns
        except OSError:
            return 0


def any_in(output: Path) -> bool:
    """Whether there is any episode, without looking at them all."""
    folders = _folders(output / "episodes")
    return any((output / "episodes" / name / RECORD_FILE).is_file() for name in folders)


def _folders(episodes: Path) -> Iterator[str]:
    with contextlib.suppress(OSError), os.scandir(episodes) as names:
        for entry in names:
            if not entry.name.startswith("."):
                yield entry.name
