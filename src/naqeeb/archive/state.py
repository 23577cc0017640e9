"""``show.json``: the little that a show knows of itself and cannot derive."""

from __future__ import annotations

import json
import re
import secrets
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from naqeeb import own_files
from naqeeb.archive import files, taken_down
from naqeeb.errors import RecordDamaged

STATE_FILE = "show.json"
VERSION = 1
"""Of the file; a later one may hold what this naqeeb would lose."""
_GUID = re.compile(rb'"podcast_guid": *"([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})"')
_TOKEN = re.compile(rb'"token": *"([A-Za-z0-9_-]{16,200})"')


def is_podcast_guid(text: str) -> bool:
    """Whether a text can be a podcast:guid, which is a UUID."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


class Tombstone(NamedTuple):
    """What is kept of an episode that was taken down for good."""

    guid: str
    when: str
    """ISO 8601, UTC."""
    content: str = ""
    """Hash of what it said, by which it is known when it is handed in again."""
    sentences: tuple[str, ...] = ()
    """Hashes of its sentences, by which it is known when it was edited; none of a bulletin's."""


_NONE: Mapping[str, str] = {}
_NO_ERASED: Mapping[str, Tombstone] = {}


class ShowState(NamedTuple):
    """What ``show.json`` holds."""

    podcast_guid: str = ""
    """Made once, never changes, wherever the feed moves."""
    tombstones: Mapping[str, str] = _NONE
    """Ids that were removed, each with the time (ISO 8601, UTC)."""
    erased: Mapping[str, Tombstone] = _NO_ERASED
    """Ids that were taken down for good."""
    token: str = ""
    """Secret part of a private feed's address; it must not change."""
    taken_down: Mapping[str, str] = _NONE
    """Files of what was taken down for good, by name, each with its episode's guid: no target
    keeps them, also where the episode was made again since."""


class _Stored(msgspec.Struct, frozen=True):
    """The file."""

    tombstones: dict[str, datetime]
    version: int = VERSION
    podcast_guid: str = ""
    erased: dict[str, Tombstone] = {}
    token: str = ""
    taken_down: dict[str, str] = {}


def load(output: Path) -> ShowState:
    """The state of a show; empty where there is none yet.

    One that was copied from where it was published has the list of what was taken down.

    Raises:
        RecordDamaged: the file is there and cannot be read. A new guid would make
            every listener's app see a new podcast, so nothing is made up.
    """
    path = output / STATE_FILE
    try:
        status = path.stat()
        return _decoded(
            path, (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        )
    except (FileNotFoundError, NotADirectoryError):
        listed = taken_down.read(output)
        return ShowState(erased={key: Tombstone("", day, content) for key, day, content in listed})
    except (msgspec.MsgspecError, ValueError, OverflowError, OSError, RecursionError) as error:
        raise RecordDamaged(
            f"{path} cannot be read: {error}",
            cause="it was edited by hand, or the disk is failing",
            hint="restore it from a copy, since it holds the podcast's identity; or run "
            "`naqeeb check --repair`",
            path=str(path),
        ) from error


@lru_cache(maxsize=8)
def _decoded(path: Path, _: tuple[int, ...]) -> ShowState:
    """The file as it is while it has this stamp.

    Each article asks for it four times, and with thousands that were erased it takes 16 ms.
    """
    stored = msgspec.json.decode(own_files.read(path), type=_Stored)
    if stored.version > VERSION:
        raise RecordDamaged(
            f"{path} is of version {stored.version}, and this naqeeb reads {VERSION}",
            cause="a newer naqeeb wrote it",
            hint="use that version here too",
            path=str(path),
            version=stored.version,
        )
    return ShowState(
        podcast_guid=stored.podcast_guid,
        tombstones={key: _utc(when) for key, when in stored.tombstones.items()},
        erased=stored.erased,
        token=stored.token,
        taken_down=stored.taken_down,
    )


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()


def salvaged(
    data: bytes, erased: Mapping[str, Tombstone], taken_down: Mapping[str, str]
) -> ShowState:
    """What is left of a ``show.json`` that cannot be read.

    Args:
        data: its bytes.
        erased: what was taken down for good, as the log has it.
        taken_down: its files, likewise.
    """
    guid, token = _GUID.search(data), _TOKEN.search(data)
    return ShowState(
        podcast_guid=guid[1].decode() if guid else "",
        erased=erased,
        token=token[1].decode() if token else "",
        taken_down=taken_down,
    )


def save(output: Path, state: ShowState) -> None:
    """Write the state, whole or not at all."""
    table: dict[str, object] = {
        "podcast_guid": state.podcast_guid,
        "tombstones": dict(sorted(state.tombstones.items())),
        "token": state.token,
    }
    if state.erased:
        table["erased"] = dict(sorted(state.erased.items()))
    if state.taken_down:
        table["taken_down"] = dict(sorted(state.taken_down.items()))
    text = json.dumps(table, ensure_ascii=False, indent=1) + "\n"
    files.write_if_changed(output / STATE_FILE, text.encode())


def with_guid(state: ShowState, guid: str) -> ShowState:
    """The state with this podcast:guid, where it has none."""
    return state if state.podcast_guid else state._replace(podcast_guid=guid)


def with_token(state: ShowState) -> ShowState:
    """The state with a private token, made only where there is none."""
    return state if state.token else state._replace(token=secrets.token_urlsafe(18))
