"""Whether an episode's sound is still the sound that was made, looked at once a week."""

from __future__ import annotations

import time
from pathlib import PurePath

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
    """Whether MP3 and editions have the length and the hash of their record.

    They are read at most once a week, and after ``check`` found one changed; the time is kept in
    the index, and forgotten with it.
    """
    now_s = time.time()
    folder = archive.folder(episode.id)
    sounds = (episode.audio, *episode.alternates)
    try:
        if any((folder / each.name).stat().st_size != each.size_bytes for each in sounds):
            return False
        if now_s - archive.sound_checked_at(episode.id) < CHECK_EVERY_S:
            return True
    except OSError:
        return False
    if not is_intact(archive, episode):
        return False
    archive.note_sound_check(episode.id, now_s)
    return True


def is_named_after(name: str, digest: str) -> bool:
    """Whether a sound file has the name that its bytes gave it."""
    return PurePath(name).stem.endswith(f"-{digest[:8]}")
