"""What is asked of an index that is up to date: one query each."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime

from naqeeb.archive import rows
from naqeeb.archive.rows import Entry
from naqeeb.errors import RecordDamaged
from naqeeb.model import hashed_name

_NEWEST_FIRST = f"{rows.ENTRIES} ORDER BY published DESC, id DESC"
_ANY = "SELECT 1 FROM episodes LIMIT 1"
_IDS = "SELECT id FROM episodes WHERE damage = '' ORDER BY id"
_DAMAGED = "SELECT id FROM episodes WHERE damage != '' ORDER BY id"
_OFF_AIR = "SELECT id FROM episodes WHERE damage = '' AND state != 'on_air'"
_SCHEDULED = f"{rows.ENTRIES} AND state = 'scheduled'"
_NAMES = "SELECT DISTINCT name FROM names"
# Two files may hold one text and be two episodes.
_NAMES_ON_AIR = """
SELECT name, id FROM names JOIN episodes USING (id)
WHERE state = 'on_air' AND damage = '' AND name NOT LIKE 'text:%'
"""
_CHECKED_AT = "SELECT checked_at FROM episodes WHERE id = ?"


def everything(database: sqlite3.Connection) -> tuple[tuple[Entry, ...], list[RecordDamaged]]:
    """All episodes, newest first, and why records cannot be read."""
    entries = tuple(map(rows.entry, database.execute(_NEWEST_FIRST)))
    return entries, rows.damages(database)


def is_empty(database: sqlite3.Connection) -> bool:
    """Whether there is no episode at all, not even a removed or a damaged one."""
    return database.execute(_ANY).fetchone() is None


def ids(database: sqlite3.Connection) -> list[str]:
    """The ids of all episodes whose records can be read, in the order of their names."""
    return [each for (each,) in database.execute(_IDS)]


def damaged_ids(database: sqlite3.Connection) -> list[str]:
    """The ids of all episodes whose records cannot be read."""
    return [each for (each,) in database.execute(_DAMAGED)]


def off_air(database: sqlite3.Connection) -> list[str]:
    """The ids of the episodes that listeners do not get: removed, held, scheduled."""
    return [each for (each,) in database.execute(_OFF_AIR)]


def due(database: sqlite3.Connection, now: datetime) -> list[Entry]:
    """Scheduled episodes whose time has come."""
    scheduled = map(rows.entry, database.execute(_SCHEDULED))
    return [each for each in scheduled if each.air_at is not None and each.air_at <= now]


def of_names(database: sqlite3.Connection, names: Collection[str]) -> list[Entry]:
    """Episodes that have one of these names as key or alias, the latest change first."""
    return rows.entries(database, rows.ids_of(database, names))


def names(database: sqlite3.Connection) -> set[str]:
    """Keys and aliases of all episodes, whatever their state."""
    return {name for (name,) in database.execute(_NAMES)}


def doubled(database: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Ids of episodes on the air that share a key or another name, group by group.

    A record that was made again from its sound knows its source by a hash alone.
    """
    named: dict[str, set[str]] = {}
    for name, episode_id in database.execute(_NAMES_ON_AIR):
        named.setdefault(hashed_name(name), set()).add(episode_id)
    return sorted({tuple(sorted(ids)) for ids in named.values() if len(ids) > 1})


def checked_at(database: sqlite3.Connection, episode_id: str) -> float:
    """When the sound was last compared with its hash, in seconds of the epoch; 0: never."""
    row = database.execute(_CHECKED_AT, (episode_id,)).fetchone()
    return float(row[0]) if row else 0.0
