"""A held correction in the place of the episode that it corrects."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from naqeeb.archive import Archive
from naqeeb.desk import branding, derive
from naqeeb.desk.new_record import previous_audio, tagged
from naqeeb.desk.pictures import Pictures
from naqeeb.desk.plan import after
from naqeeb.model import AudioFile, Episode, Show, State
from naqeeb.podcast.artwork import cover
from naqeeb.settings import Settings


def put_in_place(
    settings: Settings, archive: Archive, show: Show, held: Episode, *, now: datetime
) -> Episode:
    """Commit a held correction under the id of the episode on the air.

    The caller holds the archive's lock. The correction's own folder is gone afterwards.

    Raises:
        EpisodeUnknown: what it corrects is there no more.
        ArchiveError: it could not be written.
    """
    target = archive.load(held.corrects or "")
    folder = archive.folder(held.id)
    show = branding.with_guid(archive, show)
    cover_name, cover_bytes = branding.cover_of(settings, show)
    with archive.staging() as staged:
        episode = replace(
            held,
            id=target.id,
            guid=target.guid,
            key=target.key,
            published=held.published if "date" in held.stated else target.published,
            updated=after(now, (target, held)),
            audio=_moved(held.audio, held.id, target.id, folder, staged),
            alternates=tuple(
                _moved(each, held.id, target.id, folder, staged) for each in held.alternates
            ),
            state=State.ON_AIR,
            state_since=now,
            air_at=None,
            corrects=None,
        )
        pictures = {
            name: (folder / name).read_bytes() for name in held.files if name not in derive.DERIVED
        }
        if held.guid != target.guid:
            # It was an episode of its own, as its tags say.
            small, in_tag = cover.embed(cover_bytes), Pictures(files=pictures).in_tag()
            episode = tagged(staged, episode, show, small, in_tag)
        episode = replace(episode, previous_audio=previous_audio(target, episode, now))
        derived = derive.derive(episode, show, cover_name) | pictures
        episode = archive.commit(staged, episode, derived)
    archive.discard(held.id)
    return episode


def _moved(audio: AudioFile, old_id: str, new_id: str, folder: Path, staged: Path) -> AudioFile:
    name = audio.name.replace(old_id, new_id, 1)
    shutil.copyfile(folder / audio.name, staged / name)
    return replace(audio, name=name)
