"""The index as an SQLite file: its tables, and a transaction on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_VERSION = 5
_WAIT_S = 10.0
"""How long to wait for another process, which may read 100,000 rows; then the work is done in
memory."""

_SCHEMA = """
CREATE TABLE episodes (
    id TEXT PRIMARY KEY, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL,
    damage TEXT NOT NULL, damage_cause TEXT NOT NULL, damage_hint TEXT NOT NULL,
    key TEXT NOT NULL, guid TEXT NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL,
    updated TEXT NOT NULL, duration_ms INTEGER NOT NULL, audio TEXT NOT NULL,
    state TEXT NOT NULL, air_at TEXT, category TEXT, checked_at REAL NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE names (name TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID;
CREATE INDEX names_of ON names (id);
CREATE INDEX on_air ON episodes (published, id) WHERE state = 'on_air' AND damage = '';
CREATE VIEW aired AS SELECT * FROM episodes WHERE state = 'on_air' AND damage = '';
CREATE INDEX waiting ON episodes (air_at) WHERE state = 'scheduled';
CREATE INDEX damaged ON episodes (id) WHERE damage != '';
CREATE TABLE folder (mtime_ns INTEGER NOT NULL);
CREATE TABLE changed (published TEXT NOT NULL, id TEXT NOT NULL);
CREATE TABLE site (made_for TEXT NOT NULL);
CREATE TABLE published (
    target TEXT NOT NULL, id TEXT NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL,
    seen TEXT NOT NULL, files INTEGER NOT NULL, PRIMARY KEY (target, id)
) WITHOUT ROWID;
"""


@contextmanager
def transaction(path: Path | None, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """A transaction on the index at ``path``, or on an empty one in memory.

    Raises:
        sqlite3.OperationalError: it cannot be written, or is held by another process.
        sqlite3.DatabaseError: it is damaged or of another version.
    """
    with (
        closing(
            sqlite3.connect(path or ":memory:", timeout=_WAIT_S, isolation_level=None)
        ) as database,
        _damage_named(),
    ):
        database.execute("BEGIN IMMEDIATE" if write or path is None else "BEGIN")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and (write or path is None):
            _create(database)
        elif version != _VERSION:
            raise sqlite3.DatabaseError("another version")
        yield database
        database.execute("COMMIT")


@contextmanager
def _damage_named() -> Iterator[None]:
    """Damage that SQLite does not see, or of which it says that it could not work, as damage."""
    try:
        yield
    except ValueError as error:  # text that is no UTF-8, a time or a state that is none
        raise sqlite3.DatabaseError("a value is damaged") from error
    except sqlite3.OperationalError as error:
        if "UTF-8" in str(error):
            raise sqlite3.DatabaseError("its text is damaged") from error
        raise


def in_memory() -> sqlite3.Connection:
    """An empty index in memory, for as long as somebody holds it.

    One thread at a time uses it, but the collector of garbage may close it in any other.
    """
    database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _create(database)
    return database


def _create(database: sqlite3.Connection) -> None:
    for statement in filter(str.strip, _SCHEMA.split(";")):
        database.execute(statement)
    database.execute(f"PRAGMA user_version = {_VERSION}")
