"""What a tagged MP3 of ours says of its episode, for making a lost record again."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mutagen import MutagenError
from mutagen._util import DictProxy
from mutagen.id3 import ID3

from naqeeb.model import Chapter, Episode, hashed_name
from naqeeb.podcast.tags.mp3 import UFID_OWNER

_HASHED_NAME = re.compile("sha256:[0-9a-f]{32}")

Line = tuple[int, str]
"""A sentence in the tag: when it begins, in milliseconds, and its words."""


@dataclass(frozen=True, slots=True)
class TagFacts:
    """The facts of an episode that stand in its MP3."""

    guid: str
    key_hash: str
    """Empty in an MP3 of version 0.1.0, and where it is none."""
    title: str
    byline: str | None
    stamp: datetime | None
    """When it was published, in the show's time zone and without one."""
    lines: tuple[Line, ...] = ()
    """None in an edition for few data."""
    chapters: tuple[Chapter, ...] = ()

    def names_source_of(self, episode: Episode) -> bool:
        """Whether its key is one of the episode's names; also where it has none."""
        names = (episode.key, *episode.aliases)
        return not self.key_hash or self.key_hash in map(hashed_name, names)


def read(mp3: Path) -> TagFacts | None:
    """What the tag says; None where there is none that names an episode."""
    try:
        tag = ID3(mp3, translate=False)
    except (MutagenError, OSError):
        return None
    return of_tag(tag)


def of_tag(tag: ID3) -> TagFacts | None:
    """The same of a tag that is read."""
    guid = next((str(frame) for frame in tag.getall("TXXX") if frame.desc == "GUID"), "")
    owned = [frame.data for frame in tag.getall("UFID") if frame.owner == UFID_OWNER]
    named, key_hash = guid, ""
    if owned:
        named, _, key_hash = owned[0].decode("utf-8", "replace").rpartition(" ")
    if not (named and named.isprintable()):
        return None
    return TagFacts(
        guid=named,
        key_hash=key_hash if _HASHED_NAME.fullmatch(key_hash) else "",
        title=_text(tag, "TIT2") or "",
        byline=_text(tag, "TEXT"),
        stamp=_stamp(tag),
        lines=tuple((at_ms, text) for each in tag.getall("SYLT") for text, at_ms in each.text),
        chapters=tuple(
            Chapter(each.start_time, each.end_time, _text(each.sub_frames, "TIT2") or "")
            for each in tag.getall("CHAP")
        ),
    )


def _text(tag: DictProxy, name: str) -> str | None:
    return str(tag[name]) if name in tag else None


def _stamp(tag: ID3) -> datetime | None:
    """Of ID3 2.3, which parts it into year, DDMM and HHMM, or of 2.4."""
    year, day = _text(tag, "TYER") or "", _text(tag, "TDAT") or ""
    # Left out at full hours by version 0.1.0.
    time = _text(tag, "TIME") or "0000"
    parted = f"{year}-{day[2:]}-{day[:2]} {time[:2]}:{time[2:]}"
    with suppress(ValueError):
        return datetime.fromisoformat(_text(tag, "TDRC") or parted)
    return None
