"""A lost record, made again from what else there is: the sound's tag, the feed, the transcript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path

from naqeeb import own_files
from naqeeb.archive import Archive, folders, log, record
from naqeeb.archive.folders import EPISODES
from naqeeb.desk.check import left_over
from naqeeb.desk.check.sounds_left import Sound, editions, known_moment, older, sounds_in
from naqeeb.model import Episode, Show, State, hashed_name
from naqeeb.paths import is_file
from naqeeb.pcm.decode import decoded_length
from naqeeb.podcast import inspection, notes
from naqeeb.podcast.tags import reading
from naqeeb.safe_files import sha256

_UNKNOWN = "unknown"
_EPISODE_IN_URL = re.compile(rf"/{EPISODES}/([^/]+)/[^/]*\Z")
_GUID = re.compile(rb'"guid": *"([\x21\x23-\x7e]{1,200})"')


def rebuilt(archive: Archive, show: Show, episode_id: str) -> Episode | None:
    """The record of an episode as it can be made again; None where too little is left.

    Guid, title and key come from the tag of the MP3, the date and the title from the feed's
    item, sentences and chapters from their own files or the tag, and whether it is on the air from
    the log.
    """
    items = {item.guid: item for item in _feed_items(archive)}
    sounds = sounds_in(archive.output / EPISODES / episode_id)
    for number, sound in enumerate(sounds):
        if duration_ms := _duration_ms(sound.path):
            item = items.get(sound.facts.guid)
            published = _published(show, sound, item)
            episode = replace(
                _of_sound(episode_id, sound, duration_ms, published),
                title=sound.facts.title or (item.title if item else episode_id),
                state=_state(archive, episode_id, in_feed=item is not None),
                alternates=tuple(editions(sounds[number:], duration_ms)),
                previous_audio=tuple(older(sounds[number:], datetime.now(UTC))),
            )
            return replace(episode, summary=notes.summary(episode))
    return None


def _of_sound(episode_id: str, sound: Sound, duration_ms: int, published: datetime) -> Episode:
    facts, folder = sound.facts, sound.path.parent
    return Episode(
        id=episode_id,
        guid=facts.guid,
        title=facts.title,
        published=published,
        updated=max(published, sound.changed),
        audio=sound.file,
        duration_ms=duration_ms,
        voice=_UNKNOWN,
        engine=_UNKNOWN,
        engine_version="",
        voice_licence="",
        key=facts.key_hash or hashed_name(f"lost:{episode_id}"),
        source_hash="",
        byline=facts.byline,
        files=_hashes(folder),
        chapters=left_over.chapters(folder / "chapters.json", facts.chapters, duration_ms),
        transcript=left_over.captions(folder / "transcript.json", facts.lines, duration_ms),
        # Whether it states a date is lost: it keeps that of its tag.
        aired=True,
    )


def _published(show: Show, sound: Sound, item: inspection.Item | None) -> datetime:
    """As the feed's item says, else the tag, else the file."""
    of_feed = known_moment(item.published if item else None)
    return of_feed or _tagged(show, sound.facts) or sound.changed


def _tagged(show: Show, facts: reading.TagFacts) -> datetime | None:
    is_date = facts.stamp is not None and MINYEAR < facts.stamp.year < MAXYEAR
    return known_moment(show.at_local(facts.stamp)) if facts.stamp and is_date else None


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


def _hashes(folder: Path) -> Mapping[str, str]:
    """Pictures and the like, which cannot be derived; the rest is derived again."""
    return {
        path.name: sha256(path)
        for path in sorted(folder.iterdir())
        if is_file(path) and path.suffix in {".jpg", ".png", ".webp"} and record.is_name(path.name)
    }
