"""The index's file: brought up to date where folders came or went, made anew where it is damaged.

SQLite runs with its default journal, so that the file may lie on a network mount. Where it
cannot be written it is kept in memory for the one question.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TypeVar

from naqeeb.archive import folders, rows
from naqeeb.archive.database import transaction
from naqeeb.errors import RecordDamaged
from naqeeb.model import Episode

T = TypeVar("T")

INDEX_FILE = ".naqeeb-index.sqlite"


class _NotWrittenError(Exception):
    """The index cannot be written."""


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

    def _answer(
        self,
        query: Callable[..., T],
        *arguments: object,
        of_names: Collection[str] = (),
        look_at_each: bool = False,
    ) -> T:
        """What a query gives for an index that knows which folders there are.

        One that does not know it is brought up to date before. Where it cannot be (the disk is
        full or may only be read, another process holds it too long) the answer is worked out in
        memory.

        Args:
            query: is given the database and the arguments.
            arguments: of the query.
            of_names: the records of these sources are held against the index, too.
            look_at_each: so is every record.
        """
        if self._path.is_file() and not look_at_each:
            with contextlib.suppress(sqlite3.DatabaseError), transaction(self._path) as database:
                if self._is_current(database, of_names):
                    return query(database, *arguments)
        try:
            answer: T = self._write(self._follow_and_ask, query, arguments, of_names, look_at_each)
        except _NotWrittenError:
            with transaction(None) as database:
                answer = self._follow_and_ask(database, query, arguments, of_names, look_at_each)
        return answer

    def _follow_and_ask(
        self,
        database: sqlite3.Connection,
        query: Callable[..., T],
        arguments: Iterable[object],
        of_names: Collection[str],
        look_at_each: bool,
    ) -> T:
        self._follow_folder(database, look_at_each=look_at_each)
        self._look_at(database, sorted(rows.ids_of(database, of_names)))
        return query(database, *arguments)

    def _note(self, work: Callable[..., object], *arguments: object) -> bool:
        """Change the index; False where it cannot be written."""
        try:
            self._write(work, *arguments)
        except _NotWrittenError:
            return False
        return True

    def _write(self, work: Callable[..., T], *arguments: object) -> T:
        """Change the index; a damaged one is made anew.

        Args:
            work: is given the database and the arguments, a second time where it met damage.
            arguments: of the work.

        Raises:
            _NotWrittenError: it cannot be written.
        """
        if not (self._output.is_dir() and os.access(self._output, os.W_OK)):
            raise _NotWrittenError
        for _ in range(2):
            try:
                with transaction(self._path, write=True) as database:
                    return work(database, *arguments)
            except sqlite3.OperationalError:
                break
            except sqlite3.DatabaseError:
                with contextlib.suppress(OSError):
                    self._path.unlink()
        raise _NotWrittenError

    def _is_current(self, database: sqlite3.Connection, of_names: Collection[str] = ()) -> bool:
        """Whether no folder came or went, and no record has changed that is doubtful or named."""
        row = database.execute("SELECT mtime_ns FROM folder").fetchone()
        if row is None or row[0] != folders.listing_stamp(self._output):
            return False
        ids = rows.doubtful_ids(database) | rows.ids_of(database, of_names)
        return not any(self._changed(database, each) for each in ids)

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
