"""``.naqeeb-log.jsonl``: what was done to which episode, one line each, the latest last."""

from __future__ import annotations

import contextlib
import getpass
import json
from datetime import UTC, datetime
from pathlib import Path

from naqeeb.model import Episode

LOG_FILE = ".naqeeb-log.jsonl"


def note(output: Path, what: str, episode: Episode, *, now: datetime) -> None:
    """Add a line. A log that cannot be written stops no one's work."""
    line = {
        "time": now.astimezone(UTC).isoformat(timespec="seconds"),
        "what": what,
        "id": episode.id,
        "guid": episode.guid,
        "user": _user(),
    }
    with contextlib.suppress(OSError), (output / LOG_FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def guid_of(output: Path, episode_id: str) -> str:
    """The guid under which an episode was last noted; empty where it never was."""
    try:
        lines = (output / LOG_FILE).read_bytes().splitlines()
    except OSError:
        return ""
    for line in reversed(lines):
        if episode_id.encode() in line:
            with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
                noted = json.loads(line)
                if noted["id"] == episode_id:
                    return str(noted["guid"])
    return ""


def _user() -> str | None:
    # A container may run under a number that has no name.
    with contextlib.suppress(OSError, KeyError):
        return getpass.getuser()
    return None
