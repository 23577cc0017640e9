"""A list of all episodes that need not open each record.

The records are the truth. This index remembers what was read from each, with
the record's time stamp and size; what changed is read again, and a lost or
damaged index is made anew. 10,000 episodes: one folder listing and one JSON
file instead of 10,000.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from naqeeb import safe_files
from naqeeb.errors import RecordDamaged
from naqeeb.model import Episode

INDEX_FILE = ".naqeeb-index.json"
RECORD_FILE = "episode.json"
_VERSION = 1
_KEY = 2
"""Where a row holds the source key."""


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


def scan(
    output: Path, read: Callable[[Path], Episode], *, key: str | None = None
) -> tuple[tuple[Entry, ...], list[str]]:
    """All episodes, newest first, and the damaged records' messages.

    Args:
        output: the show's folder.
        read: reads one record; called only where it changed.
        key: only the episodes of this source key.
    """
    try:
        return _sorted(_rows(output, read, _load(output / INDEX_FILE)), key)
    except (ValueError, TypeError, IndexError):
        # Somebody edited the index by hand.
        return _sorted(_rows(output, read, {}), key)


def any_in(output: Path) -> bool:
    """Whether there is any episode, without looking at them all."""
    return next(_records(output / "episodes"), None) is not None


_Rows = dict[str, list[object]]


def _rows(output: Path, read: Callable[[Path], Episode], known: _Rows) -> tuple[_Rows, list[str]]:
    rows: _Rows = {}
    damaged: list[str] = []
    changed = False
    for name, path, stamp in _records(output / "episodes"):
        row = known.get(name)
        if row is None or row[:2] != stamp:
            try:
                row = [*stamp, *_row(read(Path(path)))]
            except RecordDamaged as error:
                damaged.append(str(error))
                continue
            changed = True
        rows[name] = row
    if changed or len(rows) != len(known):
        _save(output / INDEX_FILE, rows)
    return rows, damaged


def _sorted(found: tuple[_Rows, list[str]], key: str | None) -> tuple[tuple[Entry, ...], list[str]]:
    rows, damaged = found
    entries = [_entry(name, row) for name, row in rows.items() if key is None or row[_KEY] == key]
    entries.sort(key=lambda entry: (entry.published, entry.id), reverse=True)
    return tuple(entries), damaged


def _records(folder: Path) -> Iterator[tuple[str, str, list[object]]]:
    """Each record's episode, path and stamp. Paths are text: this is done for all of them."""
    with contextlib.suppress(OSError), os.scandir(folder) as names:
        for entry in names:
            if entry.name.startswith("."):
                continue
            record = f"{entry.path}{os.sep}{RECORD_FILE}"
            try:
                status = os.stat(record)  # noqa: PTH116 - a Path costs more than the question
            except OSError:
                continue
            yield entry.name, record, [status.st_mtime_ns, status.st_size]


def _row(episode: Episode) -> list[object]:
    return [
        episode.key,
        episode.guid,
        episode.title,
        episode.published.isoformat(),
        episode.updated.isoformat(),
        episode.duration_ms,
        episode.audio.name,
    ]


def _entry(name: str, row: list[object]) -> Entry:
    _, _, key, guid, title, published, updated, duration_ms, audio = row
    return Entry(
        id=name,
        key=str(key),
        guid=str(guid),
        title=str(title),
        published=datetime.fromisoformat(str(published)),
        updated=datetime.fromisoformat(str(updated)),
        duration_ms=int(str(duration_ms)),
        audio=str(audio),
    )


def _load(path: Path) -> dict[str, list[object]]:
    try:
        table = json.loads(path.read_bytes())
        rows: dict[str, list[object]] = table["episodes"]
        if table["version"] == _VERSION and isinstance(rows, dict):
            return rows
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return {}


def _save(path: Path, rows: dict[str, list[object]]) -> None:
    """Not synced: it can be made anew at any time."""
    temporary = safe_files.temporary_beside(path)
    with contextlib.suppress(OSError, ValueError):
        temporary.write_text(
            json.dumps({"version": _VERSION, "episodes": rows}, ensure_ascii=False), "utf-8"
        )
        temporary.replace(path)
