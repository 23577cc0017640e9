"""Whether an episode's sound is still the sound that was made, looked at once a week."""

from __future__ import annotations

import time

from naqeeb.archive import Archive
from naqeeb.model import Episode
from naqeeb.safe_files import sha256

CHECK_EVERY_S = 7 * 24 * 3600
"""Reading every MP3 at every run would take longer than the run; a disk fails rarely."""


def is_intact(archive: Archive, episode: Episode) -> bool:
    """Whether all its sound lies there as it was made. It is read: a moment for an hour of it."""
    folder = archive.folder(episode.id)
    try:
        return all(
            sha256(folder / each.name) == each.sha256
            for each in (episode.audio, *episode.alternates)
        )
    except OSError:
        return False


def was_intact_lately(archive: Archive, episode: Episode) -> bool:
    """Whether the MP3 has the length and the hash of its record.

    It is read at most once a week, and after ``check`` found it changed; the time is kept in the
    index, and forgotten with it.
    """
    now_s = time.time()
    path = archive.folder(episode.id) / episode.audio.name
    try:
        if path.stat().st_size != episode.audio.size_bytes:
            return False
        if now_s - archive.sound_checked_at(episode.id) < CHECK_EVERY_S:
            return True
        same = sha256(path) == episode.audio.sha256
    except OSError:
        return False
    if same:
        archive.note_sound_check(episode.id, now_s)
    return same
