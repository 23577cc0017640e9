"""A record that was edited takes the names of its episode back from the tag of its sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from naqeeb.archive import Archive
from naqeeb.archive.folders import RECORD_FILE
from naqeeb.desk.intact import is_named_after
from naqeeb.errors import NaqeebError
from naqeeb.model import Episode, hashed_name
from naqeeb.podcast.phrases import one_line
from naqeeb.podcast.tags import reading
from naqeeb.safe_files import sha256


def take_back(archive: Archive) -> Iterator[str]:
    """Give guid and key of the tag to the records that state others. The caller holds the lock.

    Not where another episode has that guid: then one of the two is a copy, and which one no tag
    tells. A correction that waits has the guid of what it corrects.

    Yields:
        What was done, one sentence each.
    """
    kept: set[str] = set()
    edited: list[tuple[Episode, Episode]] = []
    for each in _episodes(archive):
        tagged = as_tagged(archive, each)
        if tagged != each:
            edited.append((each, tagged))
        if tagged.guid == each.guid and each.corrects is None:
            kept.add(each.guid)
    claims = Counter(tagged.guid for each, tagged in edited if each.corrects is None)
    for each, tagged in edited:
        is_own = claims[tagged.guid] == 1 and tagged.guid not in kept
        if tagged.guid == each.guid or each.corrects is not None or is_own:
            archive.rewrite(tagged)
            archive.log("repaired", tagged, now=datetime.now(UTC))
            yield (
                f"{each.id}: {RECORD_FILE} names its episode and its source as the tag of its "
                f"sound does again, with its guid {tagged.guid}"
            )


def _episodes(archive: Archive) -> Iterator[Episode]:
    for entry in archive.all()[0]:
        try:
            yield archive.load(entry.id)
        except (NaqeebError, OSError):
            continue  # named by the check of its record


def as_tagged(archive: Archive, episode: Episode) -> Episode:
    """The episode with the guid and the key that the tag of its sound names.

    Only of the very sound that the record names: the tag of another one says nothing of it. A tag
    of version 0.1.0 names no key.
    """
    mp3 = archive.folder(episode.id) / episode.audio.name
    facts = reading.read(mp3)
    if facts is None:
        return episode
    tagged = replace(episode, guid=_guid(episode, facts), key=_key(episode, facts))
    return tagged if tagged == episode or _is_the_sound_made(mp3, episode) else episode


def _is_the_sound_made(mp3: Path, episode: Episode) -> bool:
    digest = sha256(mp3)
    return digest == episode.audio.sha256 and is_named_after(mp3.name, digest)


def _guid(episode: Episode, facts: reading.TagFacts) -> str:
    return episode.guid if one_line(episode.guid) == facts.guid else facts.guid


def _key(episode: Episode, facts: reading.TagFacts) -> str:
    """Its own, where the tag means it; else its source, where that is it, or the tag's hash."""
    if facts.names_source_of(episode):
        return episode.key
    source = episode.source or ""
    return source if hashed_name(source) == facts.key_hash else facts.key_hash
