"""What a station looks like after a kill: is anything torn, dangling, doubled or lost?"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from naqeeb.archive import record
from naqeeb.errors import NaqeebError
from naqeeb.model import Episode, State


def episodes(output: Path) -> list[Episode]:
    """The episodes whose records can be read."""
    found = []
    for path in sorted(output.glob("episodes/[!.]*/episode.json")):
        try:
            found.append(record.from_json(path.read_bytes(), str(path)))
        except NaqeebError:
            continue
    return found


def on_air(output: Path) -> list[Episode]:
    """Those that listeners have."""
    return [each for each in episodes(output) if each.state is State.ON_AIR]


def faults_of(output: Path) -> list[str]:
    """What may never be, at no moment: each fault in a sentence."""
    return [*_torn(output), *_doubled(output), *_dangling(output)]


def _torn(output: Path) -> Iterator[str]:
    for folder in sorted(output.glob("episodes/[!.]*")):
        path = folder / "episode.json"
        try:
            episode = record.from_json(path.read_bytes(), str(path))
        except (OSError, NaqeebError) as error:
            yield f"torn: {folder.name}: {error}"
            continue
        sound = folder / episode.audio.name
        if not sound.is_file() or _hash(sound) != episode.audio.sha256:
            yield f"torn: {sound.name} is not the sound of its record"
    for name in ("show.json", ".naqeeb-followed.json", ".naqeeb-derived"):
        path = output / name
        if path.exists():
            try:
                json.loads(path.read_bytes())
            except ValueError:
                yield f"torn: {name}"
    index = output / ".naqeeb-index.sqlite"
    if index.exists():
        with closing(sqlite3.connect(index)) as database:
            (answer,) = database.execute("PRAGMA integrity_check").fetchone()
        if answer != "ok":
            yield f"torn: the index: {answer}"


def _doubled(output: Path) -> Iterator[str]:
    live = on_air(output)
    for what in ("guid", "key"):
        names = [str(getattr(each, what)) for each in live]
        for name in sorted({each for each in names if names.count(each) > 1}):
            yield f"doubled: {what} {name}"


def _dangling(output: Path) -> Iterator[str]:
    """What the feed names must be there, at every moment."""
    path = output / "feed.xml"
    if not path.exists():
        return
    try:
        root = ET.fromstring(path.read_bytes())
    except ET.ParseError as error:
        yield f"torn: feed.xml: {error}"
        return
    for enclosure in root.iter("enclosure"):
        place = unquote(urlsplit(enclosure.get("url", "")).path).partition("episodes/")[2]
        sound = output / "episodes" / place
        size = sound.stat().st_size if sound.is_file() else -1
        if size != int(enclosure.get("length", "0")):
            yield f"dangling: the feed names {place} of {enclosure.get('length')} bytes"


def lost(before: list[Episode], output: Path, gone: str = "") -> list[str]:
    """Which of the episodes that there were are gone, but for the one that was to go."""
    left = {each.guid for each in episodes(output)}
    return [f"lost: {each.title}" for each in before if each.guid not in left and each.id != gone]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
