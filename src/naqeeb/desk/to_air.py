"""What waited on the air: a correction in the place of what it corrects, all else as new."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from naqeeb.archive import Archive
from naqeeb.desk import branding, derive
from naqeeb.desk.new_record import tagged, with_previous_audio
from naqeeb.desk.pictures import Pictures
from naqeeb.desk.plan import after
from naqeeb.model import AudioFile, Episode, Show, State
from naqeeb.podcast.artwork import cover
from naqeeb.settings import Settings


@dataclass(frozen=True, slots=True)
class _Airing:
    """An episode that waited, on its way to listeners."""

    waiting: Episode
    """As it waited: its folder holds the sound and the pictures."""
    replaced: Episode
    """What listeners had before: what it corrects; else itself."""
    episode: Episode
    """As they get it."""


def put_on_air(
    settings: Settings,
    archive: Archive,
    show: Show,
    waiting: Episode,
    *,
    now: datetime,
    due: datetime | None = None,
) -> Episode:
    """Put an episode on the air that was held or scheduled.

    The caller holds the archive's lock, and knows that the sound is what was made.

    Args:
        settings: of the run.
        archive: of the show.
        show: the show.
        waiting: the episode.
        now: the time of the change.
        due: the time that it was scheduled for.

    Raises:
        EpisodeUnknown: what it corrects is there no more.
        ArchiveError: it could not be written.
    """
    if waiting.corrects is not None:
        episode = put_in_its_place(settings, archive, show, waiting, now=now)
        archive.discard(waiting.id)
        return episode
    if waiting.stated_date or waiting.reached_listeners:
        return archive.set_state(waiting.id, State.ON_AIR, now=now)
    airing = _Airing(waiting, waiting, _as_news_of(due or now, waiting))
    return _aired(settings, archive, show, airing, now=now)


def put_in_its_place(
    settings: Settings, archive: Archive, show: Show, correction: Episode, *, now: datetime
) -> Episode:
    """Put a correction on the air as the episode that it corrects. Its own folder stays.

    Arguments and errors are those of ``put_on_air``.
    """
    replaced = archive.load(correction.corrects or "")
    airing = _Airing(correction, replaced, _in_place_of(replaced, correction, now))
    return _aired(settings, archive, show, airing, now=now)


def _aired(
    settings: Settings, archive: Archive, show: Show, airing: _Airing, *, now: datetime
) -> Episode:
    episode = replace(
        airing.episode, state=State.ON_AIR, state_since=now, air_at=None, corrects=None
    )
    airing = replace(airing, episode=episode)
    episode = _committed(settings, archive, show, airing, now=now)
    keep = timedelta(days=settings.site.keep_previous_days)
    return archive.expire_audio(episode, now=now, keep=keep)


def _in_place_of(target: Episode, held: Episode, now: datetime) -> Episode:
    """A correction as the episode on the air."""
    return replace(
        held,
        id=target.id,
        guid=target.guid,
        key=target.key,
        published=held.published if "date" in held.stated else target.published,
        updated=after(now, (target, held)),
    )


def _as_news_of(moment: datetime, waiting: Episode) -> Episode:
    """An episode that states no date, dated by the moment in which listeners first get it.

    By the time in which it was voiced, feed and apps would sort it below what aired meanwhile.
    """
    return replace(waiting, published=moment, updated=max(moment, waiting.updated))


def _committed(
    settings: Settings,
    archive: Archive,
    show: Show,
    airing: _Airing,
    *,
    now: datetime,
) -> Episode:
    """The episode as its record says, with the sound and pictures of the one that waited."""
    waiting, episode = airing.waiting, airing.episode
    folder = archive.folder(waiting.id)
    show = branding.with_guid(archive, show)
    cover_name, cover_bytes = branding.cover_of(settings, show)
    with archive.staging() as staged:
        episode = replace(
            episode,
            audio=_copied(waiting.audio, folder, staged, waiting.id, episode.id),
            alternates=tuple(
                _copied(each, folder, staged, waiting.id, episode.id) for each in waiting.alternates
            ),
        )
        pictures = {
            name: (folder / name).read_bytes()
            for name in waiting.files
            if name not in derive.DERIVED
        }
        if (episode.guid, episode.published) != (waiting.guid, waiting.published):
            # Its tags say so.
            small, in_tag = cover.embed(cover_bytes), Pictures(files=pictures).in_tag()
            episode = tagged(staged, episode, show, small, in_tag)
        episode = with_previous_audio(airing.replaced, episode, now)
        derived = derive.derive(episode, show, cover_name) | pictures
        return archive.commit(staged, episode, derived)


def _copied(audio: AudioFile, folder: Path, staged: Path, old_id: str, new_id: str) -> AudioFile:
    name = audio.name.replace(old_id, new_id, 1)
    shutil.copyfile(folder / audio.name, staged / name)
    return replace(audio, name=name)
