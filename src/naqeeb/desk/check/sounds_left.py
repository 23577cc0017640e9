"""The sound that is left of an episode whose record is lost: its own, its editions, older ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path

from naqeeb.archive import record
from naqeeb.desk.intact import is_named_after
from naqeeb.model import AudioFile
from naqeeb.paths import is_file
from naqeeb.podcast.tags import reading
from naqeeb.safe_files import sha256
from naqeeb.sound.edition_kinds import EDITION_KINDS
from naqeeb.sound.outputs import DATA_SAVER_KBPS

_MP3 = "audio/mpeg"


@dataclass(frozen=True, slots=True)
class Sound:
    """An MP3 that names an episode."""

    path: Path
    facts: reading.TagFacts
    digest: str
    changed: datetime

    @property
    def merit(self) -> tuple[bool, bool, datetime]:
        """What was made last is the episode's sound, and no damaged one or one for few data."""
        is_whole = is_named_after(self.path.name, self.digest)
        return bool(self.facts.lines), is_whole, self.changed

    @property
    def file(self) -> AudioFile:
        """What a record says of it."""
        return AudioFile(self.path.name, _MP3, self.path.stat().st_size, self.digest)


def sounds_in(folder: Path) -> Sequence[Sound]:
    """The MP3s of an episode's folder, the best first."""
    sounds = []
    for path in folder.glob("*.mp3"):
        facts = reading.read(path) if is_file(path) and record.is_name(path.name) else None
        if facts is not None:
            sounds.append(Sound(path, facts, sha256(path), _changed(path)))
    return sorted(sounds, key=lambda each: each.merit, reverse=True)


def editions(sounds: Sequence[Sound], duration_ms: int) -> Iterator[AudioFile]:
    """The newest whole edition of each kind that lies beside the first of some sounds."""
    best, *others = sounds
    for each in others:
        is_own = each.facts.guid == best.facts.guid and is_named_after(each.path.name, each.digest)
        if is_own and not each.facts.lines:
            title = f"{DATA_SAVER_KBPS} kbps"
            yield _edition(each.path, each.digest, _MP3, title, duration_ms)
            break
    for kind in EDITION_KINDS.values():
        files = best.path.parent.glob(f"*{kind.suffix}")
        for path in sorted(filter(is_file, files), key=_changed, reverse=True):
            digest = sha256(path)
            if is_named_after(path.name, digest) and record.is_name(path.name):
                yield _edition(path, digest, kind.media_type, kind.title, duration_ms)
                break


def _edition(path: Path, digest: str, kind: str, title: str, duration_ms: int) -> AudioFile:
    size = path.stat().st_size
    bitrate_bps = round(size * 8 * 1000 / duration_ms)
    return AudioFile(path.name, kind, size, digest, bitrate_bps=bitrate_bps, title=title)


def older(sounds: Sequence[Sound], now: datetime) -> Iterator[tuple[str, datetime]]:
    """Sounds that the first one replaced: who fetches them still has them for some days."""
    best, *others = sounds
    for each in others:
        if each.facts.guid == best.facts.guid and each.facts.lines:
            yield each.path.name, now


def known_moment(moment: datetime | None) -> datetime | None:
    """A moment that a record can state, in UTC."""
    if moment is None or not MINYEAR < moment.year < MAXYEAR:
        return None
    return moment.astimezone(UTC)


def _changed(path: Path) -> datetime:
    with suppress(ValueError, OverflowError, OSError):  # a file may bear any time
        changed = known_moment(datetime.fromtimestamp(path.stat().st_mtime, UTC))
        if changed is not None:
            return changed
    return datetime.now(UTC)
