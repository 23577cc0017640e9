"""A lost record, made again from what else there is: the sound's tag, the feed, the transcript."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from naqeeb import own_files
from naqeeb.archive import Archive, folders, log
from naqeeb.archive.folders import EPISODES, RECORD_FILE
from naqeeb.model import (
    AudioFile,
    Caption,
    Chapter,
    CueWord,
    Episode,
    Role,
    Show,
    State,
    hashed_name,
)
from naqeeb.pcm.decode import decoded_length
from naqeeb.podcast import inspection, notes
from naqeeb.podcast.tags import reading
from naqeeb.safe_files import is_file, sha256

_UNKNOWN = "unknown"
_GUID = re.compile(rb'"guid": *"([\x21\x23-\x7e]{1,200})"')


def rebuilt(archive: Archive, show: Show, episode_id: str) -> Episode | None:
    """The record of an episode as it can be made again; None where too little is left.

    Guid, title and key come from the tag of the MP3, the date and the title from the feed's
    item, sentences and chapters from their own files, and whether it is on the air from the log.
    """
    folder = archive.output / EPISODES / episode_id
    items = {item.guid: item for item in _feed_items(archive)}
    plain = filter(is_file, folder.glob("*.mp3"))
    sounds = sorted(plain, key=lambda path: path.stat().st_mtime, reverse=True)
    for mp3 in sounds:
        facts = reading.read(mp3)
        duration_ms = _duration_ms(mp3)
        if facts is None or not duration_ms:
            continue
        item = items.get(facts.guid)
        changed = datetime.fromtimestamp(mp3.stat().st_mtime, UTC)
        tagged = show.at_local(facts.stamp) if facts.stamp else None
        published = (item.published if item else None) or tagged or changed
        episode = Episode(
            id=episode_id,
            guid=facts.guid,
            title=facts.title or (item.title if item else episode_id),
            published=published.astimezone(UTC),
            updated=max(published.astimezone(UTC), changed),
            audio=AudioFile(mp3.name, "audio/mpeg", mp3.stat().st_size, sha256(mp3)),
            duration_ms=duration_ms,
            voice=_UNKNOWN,
            engine=_UNKNOWN,
            engine_version="",
            voice_licence="",
            key=facts.key_hash or hashed_name(f"lost:{episode_id}"),
            source_hash="",
            byline=facts.byline,
            files=_hashes(folder),
            chapters=_chapters(folder / "chapters.json", duration_ms),
            transcript=_captions(folder / "transcript.json", duration_ms),
            state=_state(archive, episode_id, in_feed=item is not None),
            # Whether it states a date is lost: it keeps that of its tag.
            aired=True,
        )
        return replace(episode, summary=notes.summary(episode))
    return None


def _state(archive: Archive, episode_id: str, *, in_feed: bool) -> State:
    """As the log says, else as the feed does; what nobody vouches for waits for an editor."""
    noted = log.state_of(archive.output, episode_id)
    if noted is None or noted is State.SCHEDULED:
        # When it was to go on the air stood in the record alone.
        return State.ON_AIR if in_feed else State.HELD
    return noted


def guid_of(archive: Archive, episode_id: str) -> str:
    """The guid of an episode that cannot be made again: from its record's rest, feed or log.

    Empty where none knows it.
    """
    try:
        left = own_files.read(folders.record(archive.output, episode_id))
    except OSError:
        left = b""
    if match := _GUID.search(left):
        return match[1].decode()
    part = f"/{EPISODES}/{episode_id}/"
    of_feed = next((item.guid for item in _feed_items(archive) if part in item.url), "")
    return of_feed or log.guid_of(archive.output, episode_id)


def _feed_items(archive: Archive) -> list[inspection.Item]:
    items: list[inspection.Item] = []
    for path in sorted(archive.output.glob("feed*.xml")):
        try:
            items += inspection.read_feed(path).items
        except (OSError, ValueError):
            continue
    return items


def _duration_ms(mp3: Path) -> int:
    try:
        return round(decoded_length(mp3).ms)
    except (ValueError, OSError):
        return 0


class _Word(msgspec.Struct, rename="camel"):
    start_time: float
    end_time: float
    body: str


class _Segment(msgspec.Struct, rename="camel"):
    start_time: float
    end_time: float
    body: str
    words: list[_Word] = []
    role: Role = Role.BODY
    story: int = 0
    paragraph: int = 0
    estimated: bool = False


class _Transcript(msgspec.Struct):
    segments: list[_Segment]


def _captions(path: Path, duration_ms: int) -> tuple[Caption, ...]:
    try:
        segments = msgspec.json.decode(own_files.read(path), type=_Transcript).segments
    except (OSError, msgspec.MsgspecError, RecursionError):
        return ()
    return tuple(
        Caption(
            role=each.role,
            paragraph=each.paragraph,
            story=each.story,
            text=each.body,
            start_ms=round(each.start_time * 1000),
            end_ms=min(duration_ms, round(each.end_time * 1000)),
            words=_words(each),
            estimated=each.estimated,
        )
        for each in segments
    )


def _words(segment: _Segment) -> tuple[CueWord, ...]:
    words: list[CueWord] = []
    end = 0
    for word in segment.words:
        start = segment.body.find(word.body, end)
        if start < 0 or not word.body:
            continue
        end = start + len(word.body)
        words.append(
            CueWord(start, end, round(word.start_time * 1000), round(word.end_time * 1000))
        )
    return tuple(words)


def _chapters(path: Path, duration_ms: int) -> tuple[Chapter, ...]:
    try:
        chapters = json.loads(own_files.read(path))["chapters"]
        return tuple(
            Chapter(
                round(each["startTime"] * 1000),
                min(duration_ms, round(each["endTime"] * 1000)),
                str(each["title"]),
            )
            for each in chapters
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def _hashes(folder: Path) -> Mapping[str, str]:
    """Pictures and the like, which cannot be derived; the rest is derived again."""
    return {
        path.name: sha256(path)
        for path in sorted(folder.iterdir())
        if is_file(path) and path.suffix in {".jpg", ".png", ".webp"} and path.name != RECORD_FILE
    }
