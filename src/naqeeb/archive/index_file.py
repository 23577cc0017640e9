"""The index's file: brought up to date where folders came or went, made anew where it is damaged.

SQLite runs with its default journal, so that the file may lie on a network mount. Where it
cannot be written it is kept in memory for the one question.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from naqeeb.archive import folders, rows
from naqeeb.archive.database import transaction
from naqeeb.errors import RecordDamaged
from naqeeb.model import Episode

T = TypeVar("T")

INDEX_FILE = ".naqeeb-index.sqlite"


class IndexFile:
    """The file of an index, and how it follows the folders.

    Args:
        output: the show's folder.
        read: reads one record.
    """

    def __init__(self, output: Path, read: Callable[[Path], Episode]) -> None:
        self._output = output
        self._read = read

    @property
    def _path(self) -> Path:
        return self._output / INDEX_FILE

    def _answer(self, read: Callable[[sqlite3.Connection], T]) -> T:
        """What ``read`` gives for an index that knows which folders there are."""
        return self._read_or_follow(self._is_current, self._follow_folder, read)

    def _read_or_follow(
        self,
        is_current: Callable[[sqlite3.Connection], bool],
        follow: Callable[[sqlite3.Connection], None],
        read: Callable[[sqlite3.Connection], T],
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

        def follow_and_read(database: sqlite3.Connection) -> None:
            follow(database)
            answers.append(read(database))

        if not self._write(follow_and_read):
            with transaction(None) as database:
                follow_and_read(database)
        return answers[-1]

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

    def _is_current(self, database: sqlite3.Connection) -> bool:
        """Whether no folder came or went, and no doubtful record has changed."""
        row = database.execute("SELECT mtime_ns FROM folder").fetchone()
        return (
            row is not None
            and row[0] == folders.listing_stamp(self._output)
            and not any(self._changed(database, each) for each in rows.doubtful_ids(database))
        )

    def _changed(self, database: sqlite3.Connection, name: str) -> bool:
        row = database.execute(
            "SELECT mtime_ns, size FROM episodes WHERE id = ?", (name,)
        ).fetchone()
        return bool(folders.stamp(self._output, name) != row)

    def _note_folder(self, database: sqlite3.Connection, stamp: int) -> None:
        database.execute("DELETE FROM folder")
        database.execute("INSERT INTO folder VALUES (?)", (stamp,))

    def _note_own_change(self, database: sqlite3.Connection) -> None:
        """Note the folder after a change of our own, unless the index does not know it yet.

        It was made anew if the one before could not be written, and then knows one episode alone.
        """
        stamp = folders.listing_stamp(self._output)
        database.execute("UPDATE folder SET mtime_ns = ?", (stamp,))

    def _follow_folder(self, database: sqlite3.Connection, *, look_at_each: bool = False) -> None:
        """Take in what came to ``episodes/`` or left it since the index was last written."""
        stamp = folders.listing_stamp(self._output)
        known = {each for (each,) in database.execute("SELECT id FROM episodes")}
        # A record that was damaged may have been put right, one of a killed run be changed or not.
        doubtful = rows.doubtful_ids(database)
        names = set(folders.names(self._output / folders.EPISODES))
        for gone in known - names:
            rows.drop(database, gone)
        self._look_at(database, sorted(names if look_at_each else (names - known) | doubtful))
        self._note_folder(database, stamp)

    def _look_at(self, database: sqlite3.Connection, ids: Iterable[str]) -> None:
        """Read those of these records again that changed."""
        for each in ids:
            if not self._changed(database, each):
                continue
            stamp = folders.stamp(self._output, each)
            if stamp is None:
                rows.drop(database, each)
                continue
            try:
                rows.store(database, each, stamp, self._read(folders.record(self._output, each)))
            except RecordDamaged as error:
                rows.store_damage(database, each, stamp, error)
            except FileNotFoundError:
                rows.drop(database, each)
