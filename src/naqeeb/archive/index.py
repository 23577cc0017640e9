"""What is known of all episodes without opening their records: an index in SQLite.

The records are the truth. The index remembers what each of them said, with the record's time
stamp and size; it may be deleted at any time and is then made anew by one scan. It notices by
itself when a folder of ``episodes/`` came, went or was renamed, since that changes the time
stamp of ``episodes/``; a record that was edited in place is noticed by a whole scan
(``naqeeb feed``, ``naqeeb check``) and by whoever looks its key up.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from functools import partial

from naqeeb.archive import folders, on_air, published, queries, rows
from naqeeb.archive.database import in_memory, transaction
from naqeeb.archive.index_file import INDEX_FILE, IndexFile
from naqeeb.archive.on_air import OnAir
from naqeeb.archive.published import Published
from naqeeb.archive.rows import Entry, Rewritten
from naqeeb.errors import ArchiveError, RecordDamaged
from naqeeb.model import Episode

__all__ = ["INDEX_FILE", "Index"]


class Index(IndexFile):
    """The index of one show's episodes."""

    def all(self, *, look_at_each: bool = False) -> tuple[tuple[Entry, ...], list[RecordDamaged]]:
        """All episodes, newest first, and why records cannot be read.

        Args:
            look_at_each: ask for the time stamp of every record, too.
        """
        return self._answer(queries.everything, look_at_each=look_at_each)

    def is_empty(self) -> bool:
        """Whether there is no episode at all, not even a removed or a damaged one."""
        return self._answer(queries.is_empty)

    def ids(self) -> list[str]:
        """The ids of all episodes whose records can be read, in the order of their names."""
        return self._answer(queries.ids)

    def damaged_ids(self) -> list[str]:
        """The ids of all episodes whose records cannot be read."""
        return self._answer(queries.damaged_ids)

    def off_air(self) -> list[str]:
        """The ids of the episodes that listeners do not get: removed, held, scheduled."""
        return self._answer(queries.off_air)

    def look_at_each(self) -> None:
        """Ask for the time stamp of every record, and read again what changed."""
        self._note(partial(self._follow_folder, look_at_each=True))

    def note_rewritten(self, records: Iterable[Rewritten]) -> None:
        """Note new time stamps of records of which nothing is kept here that has changed."""
        self._note(rows.note_rewritten, list(records))

    def on_air(self) -> OnAir:
        """The episodes on the air, to be read a few at a time.

        Where the index cannot be brought up to date it is made anew, in memory.
        """
        if self._path.is_file():
            with contextlib.suppress(sqlite3.DatabaseError), transaction(self._path) as database:
                if self._is_current(database):
                    return OnAir(self._reading)
        if self._note(self._follow_folder):
            return OnAir(self._reading)
        database = in_memory()
        self._follow_folder(database)
        on_air = OnAir(lambda: contextlib.nullcontext(database))
        # Python 3.13 says so where a database is left to the collector of garbage.
        weakref.finalize(on_air, database.close)
        return on_air

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction on the file; where it proves damaged it is taken away, for the next run."""
        try:
            with transaction(self._path) as database:
                yield database
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            self._path.unlink(missing_ok=True)
            raise ArchiveError(
                f"the index {self._path.name} was damaged, and is taken away: {error}",
                cause="the disk is failing, or another program wrote to it",
                hint="run the command again: the index is made anew from the records",
                path=str(self._path),
            ) from error

    def due(self, now: datetime) -> list[Entry]:
        """Scheduled episodes whose time has come."""
        return self._answer(queries.due, now)

    def note_site(self, made_for: str) -> None:
        """Note that feed and pages are those of the episodes as they are now.

        The caller has held the archive's lock since it asked for them.
        """
        if self.on_air().changed(made_for):  # else not a byte of the file changes
            self._note(on_air.note_site, made_for)

    def stamps(self) -> dict[str, tuple[int, int]]:
        """The time stamp and size of each record on the air, by id."""
        return self._answer(published.stamps)

    def published(self, target: str) -> list[Published]:
        """Episodes that are as they were when they were last published there."""
        return self._answer(published.unchanged, target)

    def note_published(
        self, target: str, done: Iterable[Published], stamps: dict[str, tuple[int, int]]
    ) -> None:
        """Note what was published, with the stamps from before it was read."""
        self._note(published.note, target, list(done), stamps)

    def of_names(self, names: Collection[str]) -> list[Entry]:
        """Episodes that have one of these names as key or alias, the latest change first.

        Each record is held against the index first.
        """
        return self._answer(queries.of_names, names, of_names=names)

    def names(self) -> set[str]:
        """Keys and aliases of all episodes, whatever their state."""
        return self._answer(queries.names)

    def doubled(self) -> list[tuple[str, ...]]:
        """Ids of episodes on the air that share a key or another name, group by group."""
        return self._answer(queries.doubled)

    def expect_change(self, episode_id: str) -> None:
        """Note that a record is about to be changed in place.

        After a run that is killed before ``put`` the index then reads the record again.
        """
        self._note_or_forget(rows.expect_change, episode_id)

    def put(self, episode: Episode) -> None:
        """Note an episode whose record was just written; the caller holds the archive's lock."""
        self._note_or_forget(self._put, episode)

    def drop(self, episode_id: str) -> None:
        """Forget an episode whose folder was just removed; the caller holds the archive's lock."""
        self._note(self._drop, episode_id)

    def checked_at(self, episode_id: str) -> float:
        """When the sound was last compared with its hash, in seconds of the epoch; 0: never."""
        # Whether folders came or went does not matter to it, so the index need follow nothing.
        if self._path.is_file():
            with contextlib.suppress(sqlite3.DatabaseError), transaction(self._path) as database:
                return queries.checked_at(database, episode_id)
        return 0.0

    def note_check(self, episode_id: str, when_s: float) -> None:
        """Note that the sound was compared with its hash."""
        self._note(rows.note_check, episode_id, when_s)

    # -- inside ----------------------------------------------------------

    def _put(self, database: sqlite3.Connection, episode: Episode) -> None:
        rows.store(database, episode.id, folders.stamp(self._output, episode.id), episode)
        # Whoever commits has just worked out the hash of the sound.
        rows.note_first_check(database, episode.id, time.time())
        self._note_own_change(database)

    def _drop(self, database: sqlite3.Connection, episode_id: str) -> None:
        rows.drop(database, episode_id)
        self._note_own_change(database)

    def _note_or_forget(self, work: Callable[..., object], *arguments: object) -> None:
        if not self._note(work, *arguments):
            # What it says of this episode is no longer true, so it is made anew.
            with contextlib.suppress(OSError):
                self._path.unlink()
