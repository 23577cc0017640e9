"""A lost record, made again from what else there is: the sound's tag, the feed, the transcript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from naqeeb import own_files
from naqeeb.archive import Archive, folders, log, record
from naqeeb.archive.folders import EPISODES
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
from naqeeb.model.values import Count
from naqeeb.pcm.decode import decoded_length
from naqeeb.podcast import inspection, notes
from naqeeb.podcast.tags import reading
from naqeeb.safe_files import is_file, sha256

_UNKNOWN = "unknown"
_EPISODE_IN_URL = re.compile(rf"/{EPISODES}/([^/]+)/[^/]*\Z")
_GUID = re.compile(rb'"guid": *"([\x21\x23-\x7e]{1,200})"')


def rebuilt(archive: Archive, show: Show, episode_id: str) -> Episode | None:
    """The record of an episode as it can be made again; None where too little is left.

    Guid, title and key come from the tag of the MP3, the date and the title from the feed's
    item, sentences and chapters from their own files, and whether it is on the air from the log.
    """
    folder = archive.output / EPISODES / episode_id
    items = {item.guid: item for item in _feed_items(archive)}
    plain = [each for each in folder.glob("*.mp3") if is_file(each) and record.is_name(each.name)]
    sounds = sorted(plain, key=lambda path: path.stat().st_mtime, reverse=True)
    for mp3 in sounds:
        facts = reading.read(mp3)
        duration_ms = _duration_ms(mp3)
        if facts is None or not duration_ms:
            continue
        item = items.get(facts.guid)
        changed = _changed(mp3)
        published = _known(item.published if item else None) or _tagged(show, facts) or changed
        episode = Episode(
            id=episode_id,
            guid=facts.guid,
            title=facts.title or (item.title if item else episode_id),
            published=published,
            updated=max(published, changed),
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


def _changed(mp3: Path) -> datetime:
    with suppress(ValueError, OverflowError, OSError):  # a file may bear any time
        changed = _known(datetime.fromtimestamp(mp3.stat().st_mtime, UTC))
        if changed is not None:
            return changed
    return datetime.now(UTC)


def _tagged(show: Show, facts: reading.TagFacts) -> datetime | None:
    is_date = facts.stamp is not None and MINYEAR < facts.stamp.year < MAXYEAR
    return _known(show.at_local(facts.stamp)) if facts.stamp and is_date else None


def _known(moment: datetime | None) -> datetime | None:
    """A moment that a record can state, in UTC."""
    if moment is None or not MINYEAR < moment.year < MAXYEAR:
        return None
    return moment.astimezone(UTC)


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


def on_air_in_feed(archive: Archive) -> dict[str, str]:
    """The guids of the episodes that the feed lists, by id."""
    named = ((_EPISODE_IN_URL.search(item.url), item.guid) for item in _feed_items(archive))
    return {match[1]: guid for match, guid in named if match}


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


_Seconds = Annotated[float, msgspec.Meta(ge=0, le=2**31 / 1000)]


class _Word(msgspec.Struct, rename="camel"):
    start_time: _Seconds
    end_time: _Seconds
    body: str


class _Segment(msgspec.Struct, rename="camel"):
    start_time: _Seconds
    end_time: _Seconds
    body: str
    words: list[_Word] = []
    role: Role = Role.BODY
    story: Count = 0
    paragraph: Annotated[int, msgspec.Meta(ge=-1, le=2**31 - 1)] = 0
    estimated: bool = False


class _Place(msgspec.Struct, rename="camel"):
    start_time: _Seconds
    end_time: _Seconds
    title: str


class _Left(msgspec.Struct):
    """What is left of an episode in its transcript and its chapters."""

    segments: list[_Segment] = []
    chapters: list[_Place] = []


def _left_in(path: Path) -> _Left:
    with suppress(OSError, ValueError, RecursionError):  # what msgspec raises is a ValueError
        return msgspec.json.decode(own_files.read(path), type=_Left)
    return _Left()


def _captions(path: Path, duration_ms: int) -> tuple[Caption, ...]:
    """The sentences; none where their times are not those of this sound."""
    captions = tuple(
        Caption(
            role=each.role,
            paragraph=each.paragraph,
            story=each.story,
            text=each.body,
            start_ms=round(each.start_time * 1000),
            end_ms=min(duration_ms, round(each.end_time * 1000)),
            words=_words(each, duration_ms),
            estimated=each.estimated,
        )
        for each in _left_in(path).segments
    )
    starts = [each.start_ms for each in captions]
    lie_right = starts == sorted(starts) and all(each.start_ms <= each.end_ms for each in captions)
    return captions if lie_right else ()


def _words(segment: _Segment, duration_ms: int) -> tuple[CueWord, ...]:
    words: list[CueWord] = []
    end, ms = 0, round(segment.start_time * 1000)
    last_ms = min(duration_ms, round(segment.end_time * 1000))
    for word in segment.words:
        start = segment.body.find(word.body, end)
        if start < 0 or not word.body:
            continue
        end = start + len(word.body)
        cue = CueWord(start, end, round(word.start_time * 1000), round(word.end_time * 1000))
        if not ms <= cue.start_ms <= cue.end_ms <= last_ms:
            return ()  # they are not this sentence's
        ms = cue.start_ms
        words.append(cue)
    return tuple(words)


def _chapters(path: Path, duration_ms: int) -> tuple[Chapter, ...]:
    """The chapters; none where their times are not those of this sound."""
    chapters = tuple(
        Chapter(
            round(each.start_time * 1000),
            min(duration_ms, round(each.end_time * 1000)),
            each.title,
        )
        for each in _left_in(path).chapters
    )
    starts = [each.start_ms for each in chapters]
    is_each_long = all(each.start_ms < each.end_ms for each in chapters)
    return chapters if starts == sorted({*starts}) and is_each_long else ()


def _hashes(folder: Path) -> Mapping[str, str]:
    """Pictures and the like, which cannot be derived; the rest is derived again."""
    return {
        path.name: sha256(path)
        for path in sorted(folder.iterdir())
        if is_file(path) and path.suffix in {".jpg", ".png", ".webp"} and record.is_name(path.name)
    }
