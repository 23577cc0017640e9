"""Rows of the index: what is kept of an episode, and how it comes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from naqeeb.archive import identity
from naqeeb.errors import RecordDamaged
from naqeeb.model import Episode, State

ENTRIES = (
    "SELECT id, key, guid, title, published, updated, duration_ms, audio, state, air_at, category"
    " FROM episodes WHERE damage = ''"
)


class Entry(NamedTuple):
    """What is known of an episode without opening its record."""

    id: str
    key: str
    guid: str
    title: str
    published: datetime
    updated: datetime
    duration_ms: int
    audio: str
    """Name of the MP3 in the episode's folder."""
    state: State
    air_at: datetime | None
    """When a scheduled episode goes on the air."""
    category: str | None

    @property
    def is_bulletin(self) -> bool:
        """Whether it is a bulletin of stories, as far as its key tells."""
        return identity.is_bulletin_key(self.key)


class Rewritten(NamedTuple):
    """A record that was written again, and says the same as far as the index keeps it."""

    id: str
    before: tuple[int, int] | None
    """Time stamp and size before it was read for that."""
    after: tuple[int, int] | None
    """And as it is now."""


def note_rewritten(database: sqlite3.Connection, records: Iterable[Rewritten]) -> None:
    """Note the new time stamps; a record that was edited before by hand is still to be read."""
    database.executemany(
        "UPDATE episodes SET mtime_ns = ?, size = ? WHERE id = ? AND mtime_ns = ? AND size = ?",
        [(*each.after, each.id, *each.before) for each in records if each.after and each.before],
    )


def expect_change(database: sqlite3.Connection, name: str) -> None:
    """Have a record read again, unless it is stored after the change."""
    database.execute("UPDATE episodes SET mtime_ns = 0 WHERE id = ?", (name,))


def note_check(database: sqlite3.Connection, name: str, when_s: float) -> None:
    """Note that the sound was compared with its hash, in seconds of the epoch."""
    database.execute("UPDATE episodes SET checked_at = ? WHERE id = ?", (when_s, name))


def note_first_check(database: sqlite3.Connection, name: str, when_s: float) -> None:
    """As ``note_check``, where the sound was not compared before."""
    database.execute(
        "UPDATE episodes SET checked_at = ? WHERE id = ? AND checked_at = 0", (when_s, name)
    )


def drop(database: sqlite3.Connection, name: str) -> None:
    """Forget an episode."""
    mark(database, _entry_of(database, name))
    _forget(database, name)


def mark(database: sqlite3.Connection, changed: Entry | None) -> None:
    """Note that feed and pages may have to change from this episode on, up to the newest."""
    if changed is None or changed.state is not State.ON_AIR:
        return
    place = (changed.published.isoformat(), changed.id)
    oldest = database.execute("SELECT published, id FROM changed").fetchone()
    if oldest is None or place < oldest:
        database.execute("DELETE FROM changed")
        database.execute("INSERT INTO changed VALUES (?, ?)", place)


def _forget(database: sqlite3.Connection, name: str) -> None:
    database.execute("DELETE FROM episodes WHERE id = ?", (name,))
    database.execute("DELETE FROM names WHERE id = ?", (name,))


def _entry_of(database: sqlite3.Connection, name: str) -> Entry | None:
    row = database.execute(f"{ENTRIES} AND id = ?", (name,)).fetchone()
    return None if row is None else entry(row)


def ids_of(database: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    """Ids of the episodes that have one of these names."""
    return {
        episode_id
        for name in names
        for (episode_id,) in database.execute(
            "SELECT id FROM names WHERE name = ?", (_stored(name),)
        )
    }


def entries(database: sqlite3.Connection, ids: Iterable[str]) -> list[Entry]:
    """The entries of these ids, the latest change first."""
    known = filter(None, (_entry_of(database, each) for each in ids))
    return sorted(known, key=lambda each: each.updated, reverse=True)


def _stored(text: str) -> str:
    """Text as SQLite can hold it: a lone surrogate of a file's name is written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def damages(database: sqlite3.Connection) -> list[RecordDamaged]:
    """Why records cannot be read."""
    rows = database.execute(
        "SELECT damage, damage_cause, damage_hint FROM episodes WHERE damage != '' ORDER BY id"
    )
    return [RecordDamaged(what, cause=cause, hint=hint) for what, cause, hint in rows]


def doubtful_ids(database: sqlite3.Connection) -> set[str]:
    """Ids of the records that could not be read, or that were just being changed."""
    rows = database.execute("SELECT id FROM episodes WHERE damage != '' OR mtime_ns = 0")
    return {each for (each,) in rows}


def entry(row: tuple[str, ...]) -> Entry:
    """A row of ``ENTRIES``."""
    id_, key, guid, title, published, updated, duration_ms, audio, state, air_at, category = row
    return Entry(
        id_, key, guid, title,
        datetime.fromisoformat(published), datetime.fromisoformat(updated),
        int(duration_ms), audio, State(state),
        datetime.fromisoformat(air_at).astimezone(UTC) if air_at else None, category,
    )  # fmt: skip


def entry_of(episode: Episode) -> Entry:
    """An episode as the index would give it back."""
    return Entry(
        episode.id, episode.key, episode.guid, episode.title, episode.published, episode.updated,
        episode.duration_ms, episode.audio.name, episode.state, episode.air_at, episode.category,
    )  # fmt: skip


def store(
    database: sqlite3.Connection,
    name: str,
    stamp: tuple[int, int] | None,
    episode: Episode,
) -> None:
    """Keep what a record says; ``stamp`` is its time stamp in nanoseconds and its size."""
    mtime_ns, size = stamp or (0, 0)
    checked = database.execute(
        "SELECT checked_at FROM episodes WHERE id = ? AND audio = ?", (name, episode.audio.name)
    ).fetchone()
    before = _entry_of(database, name)
    _forget(database, name)
    database.execute(
        "INSERT INTO episodes VALUES (?, ?, ?, '', '', '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            name, mtime_ns, size, episode.key, episode.guid, _stored(episode.title),
            episode.published.isoformat(), episode.updated.isoformat(), episode.duration_ms,
            episode.audio.name, episode.state,
            episode.air_at.isoformat() if episode.air_at else None, episode.category,
            checked[0] if checked else 0.0,
        ),
    )  # fmt: skip
    database.executemany(
        "INSERT INTO names VALUES (?, ?)",
        [(_stored(each), name) for each in identity.all_names(episode)],
    )
    if (after := _entry_of(database, name)) != before:
        mark(database, before)
        mark(database, after)


def store_damage(
    database: sqlite3.Connection, name: str, stamp: tuple[int, int], damage: RecordDamaged
) -> None:
    """Keep that a record is damaged, and how."""
    drop(database, name)
    database.execute(
        "INSERT INTO episodes VALUES "
        "(?, ?, ?, ?, ?, ?, '', '', '', '', '', 0, '', 'on_air', NULL, NULL, 0)",
        (name, *stamp, damage.what, damage.cause, damage.hint),
    )
