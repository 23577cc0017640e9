"""Episodes that could not be made again: out of the way of the others, their guids kept."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from naqeeb import own_files
from naqeeb.archive import files, identity
from naqeeb.archive.folders import EPISODES

FOLDER = ".naqeeb-quarantine"
"""Beside the episodes."""
KEPT_FILE = "kept.json"


def put(output: Path, episode_id: str, guid: str) -> Path:
    """Move an episode's folder out of the way of all others.

    The caller holds the archive's lock.

    Args:
        output: the show's folder.
        episode_id: the episode.
        guid: what listeners' programs know it by; empty where that is lost too.

    Returns:
        Where it lies then.

    Raises:
        ArchiveError: it cannot be moved.
    """
    target = _new_place(output, episode_id)
    try:
        target.parent.mkdir(exist_ok=True)
        (output / EPISODES / episode_id).rename(target)
    except OSError as error:
        raise files.cannot_write(target, error) from error
    if guid:
        _note(target, episode_id, guid)
    return target


def keep(output: Path, episode_id: str, guid: str) -> bool:
    """Keep the guid of an episode whose folder is gone; False where it is kept already.

    The caller holds the archive's lock.

    Raises:
        ArchiveError: it cannot be written.
    """
    if any((folder / KEPT_FILE).exists() for folder in _places(output, episode_id)):
        return False
    target = _new_place(output, episode_id)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise files.cannot_write(target, error) from error
    _note(target, episode_id, guid)
    return True


def clear(output: Path, episode_id: str) -> None:
    """Remove what lies here of an episode that is taken down for good."""
    for folder in _places(output, episode_id):
        shutil.rmtree(folder, ignore_errors=True)


def guid_of(output: Path, key: str) -> str:
    """The guid of an episode of this source that lies here; empty where none does.

    An id ends in digits of its key, so that the source is known again although the record,
    which would name it, is lost.
    """
    ending = identity.digits(key)
    for path in sorted((output / EPISODES / FOLDER).glob(f"*{ending}-*/{KEPT_FILE}")):
        try:
            kept = json.loads(own_files.read(path))
            if str(kept["id"]).endswith(ending):
                return str(kept["guid"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
    return ""


def _new_place(output: Path, episode_id: str) -> Path:
    return output / EPISODES / FOLDER / f"{episode_id}-{datetime.now(UTC):%Y%m%d%H%M%S}"


def _places(output: Path, episode_id: str) -> list[Path]:
    return sorted((output / EPISODES / FOLDER).glob(f"{episode_id}-{'[0-9]' * 14}"))


def _note(place: Path, episode_id: str, guid: str) -> None:
    files.write(place / KEPT_FILE, json.dumps({"id": episode_id, "guid": guid}).encode())
