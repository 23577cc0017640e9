"""``.naqeeb-log.jsonl``: what was done to which episode, one line each, the latest last."""

from __future__ import annotations

import contextlib
import getpass
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from naqeeb import own_files, safe_files
from naqeeb.archive.state import Tombstone
from naqeeb.model import Episode, State
from naqeeb.text.cleaning import brief

LOG_FILE = ".naqeeb-log.jsonl"
ERASED = "erased"
"""What is noted of an episode that was taken down for good."""
MERGED = "merged"
"""What is noted of an episode that was the same article as another, and became one with it."""


def note(output: Path, what: str, episode: Episode, *, now: datetime, **facts: object) -> None:
    """Add a line, with further facts. A log that cannot be written stops no one's work."""
    line = {
        "time": now.astimezone(UTC).isoformat(timespec="seconds"),
        "what": what,
        "id": episode.id,
        "guid": episode.guid,
        "state": episode.state.value,
        "user": _user(),
        **facts,
    }
    with contextlib.suppress(OSError), safe_files.open_lines(output / LOG_FILE) as file:
        file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def guid_of(output: Path, episode_id: str) -> str:
    """The guid under which an episode was last noted; empty where it never was."""
    return next((str(line["guid"]) for line in _lines_of(output, episode_id, "guid")), "")


def state_of(output: Path, episode_id: str) -> State | None:
    """The state in which an episode was last noted; None where it never was."""
    for line in _lines_of(output, episode_id, "state"):
        with contextlib.suppress(ValueError):
            return State(str(line["state"]))
    return None


def on_air(output: Path) -> dict[str, str]:
    """The guids of the episodes that were last noted as on the air, by id."""
    guids: dict[str, str] = {}
    for line in _lines(output):
        episode_id = str(line.get("id"))
        is_gone = line.get("what") in (ERASED, MERGED)
        if line.get("state") == State.ON_AIR and line.get("guid") and not is_gone:
            guids[episode_id] = str(line["guid"])
        elif "state" in line:
            guids.pop(episode_id, None)
    return guids


def was_on_air(output: Path, episode: Episode) -> bool:
    """Whether an episode was ever noted as on the air."""
    return any(
        line["state"] == State.ON_AIR and line.get("guid") == episode.guid
        for line in _lines_of(output, episode.id, "state")
    )


def erased(output: Path) -> dict[str, Tombstone]:
    """What was taken down for good and not made again since, by id."""
    down: dict[str, Tombstone] = {}
    for line in _lines(output):
        episode_id, guid = str(line.get("id")), str(line.get("guid"))
        before = down.get(episode_id)
        if line.get("what") == ERASED:
            stone = _stone(line, guid)
            if before is not None and before.guid == guid and not stone.content:
                # A crash may have the line written twice, the second time without its content.
                stone = before._replace(when=stone.when)
            down[episode_id] = stone
        elif before is not None and before.guid == guid:
            del down[episode_id]
    return down


def _stone(line: Mapping[str, object], guid: str) -> Tombstone:
    sentences = line.get("sentences")
    return Tombstone(
        guid,
        str(line.get("time")),
        str(line.get("content") or ""),
        tuple(map(str, sentences)) if isinstance(sentences, list) else (),
    )


def taken_down(output: Path) -> dict[str, str]:
    """The guid that each file was of that was taken down for good, by its name in the output."""
    names: dict[str, str] = {}
    for line in _lines(output, '"files"'):
        files = line.get("files")
        if line.get("what") in (ERASED, MERGED) and isinstance(files, list):
            names |= {str(name): str(line.get("guid")) for name in files}
    return names


def _lines_of(output: Path, episode_id: str, key: str) -> Iterator[Mapping[str, object]]:
    """The lines of an episode that have this key, the latest first."""
    lines = list(_lines(output, episode_id))
    return (line for line in reversed(lines) if line.get("id") == episode_id and key in line)


def _lines(output: Path, part: str = "") -> Iterator[Mapping[str, object]]:
    """The lines that hold this text, the latest last; what is torn is left out."""
    try:
        lines = own_files.read(output / LOG_FILE).splitlines()
    except OSError:
        return
    for line in lines:
        if part.encode() not in line:
            continue
        try:
            noted = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(noted, dict):
            yield noted


def _user() -> str | None:
    # A container may run under a number that has no name.
    with contextlib.suppress(OSError, KeyError):
        # It stands in the environment, where any bytes may.
        return brief(getpass.getuser())
    return None
