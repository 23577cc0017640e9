"""One episode: its record, its sound, what is derived from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from naqeeb.archive.folders import EPISODES, RECORD_FILE
from naqeeb.desk import derive
from naqeeb.desk.check.sheet import DERIVE_ALL, REPAIR, VOICE_AGAIN, Checked, Sheet, Station
from naqeeb.desk.intact import is_named_after
from naqeeb.errors import RecordDamaged
from naqeeb.model import AudioFile, Episode
from naqeeb.pcm.decode import decoded_length
from naqeeb.pcm.mp3_frames import MPEG_1_SAMPLES
from naqeeb.podcast import address, inspection, public_files
from naqeeb.podcast.inspection import Flaw
from naqeeb.safe_files import sha256


def check_episode(station: Station, episode_id: str) -> tuple[Episode | None, Checked]:
    """One episode's files against its record; the record is None where it cannot be read."""
    folder = station.archive.output / EPISODES / episode_id
    sheet = Sheet(episode_id, station.settings.output)
    record = folder / RECORD_FILE
    try:
        episode = station.archive.load(episode_id)
    except RecordDamaged as error:
        sheet.note_damage(record, error)
        return None, sheet.done()
    except OSError as error:
        sheet.check_made(record, Flaw(str(error), "unreadable record"), REPAIR)
        return None, sheet.done()
    sheet.check_all_made(record, inspection.time_checks(episode))
    if _sound(folder, episode, sheet):
        mp3 = folder / episode.audio.name
        sheet.check_all_made(mp3, inspection.tag_checks(mp3, episode, station.show))
    for other in episode.alternates:
        _file(folder / other.name, other, sheet)
    _derived(station, folder, episode, sheet)
    known = {episode.audio.name, *(other.name for other in episode.alternates)}
    known |= {name for name, _ in episode.previous_audio}
    for path in sorted(folder.iterdir()):
        if path.suffix in public_files.SOUND and not path.name.startswith("."):
            flaw = None if path.name in known else Flaw("is named by no record")
            sheet.check(path, flaw, "remove it: it was left by a run that was ended")
    page = folder / address.INDEX
    if page.is_file():
        links = inspection.link_checks(page, station.archive.output, station.where)
        sheet.check_all(page, links, DERIVE_ALL)
    return episode, sheet.done()


def _sound(folder: Path, episode: Episode, sheet: Sheet) -> bool:
    """The MP3: there, whole, and as long as the record says. False where it is missing."""
    path = folder / episode.audio.name
    if not _file(path, episode.audio, sheet):
        return path.is_file()
    try:
        length = decoded_length(path)
    except ValueError as error:
        sheet.check_made(path, Flaw(f"cannot be decoded ({error})", "not decoded"))
        return True
    frame_ms = MPEG_1_SAMPLES / length.rate_hz * 1000
    exact = abs(length.ms - episode.duration_ms) <= frame_ms
    what = f"is {length.ms:.0f} ms long, the record says {episode.duration_ms}"
    sheet.check_made(path, None if exact else Flaw(what, "length in ms"))
    return True


def _file(path: Path, audio: AudioFile, sheet: Sheet) -> bool:
    """Whether a file is there with the size and hash of the record."""
    try:
        size = path.stat().st_size
    except OSError:
        sheet.check_made(path, Flaw("is missing"))
        return False
    flaw = None
    if size != audio.size_bytes:
        what = f"is {size} bytes long, the record says {audio.size_bytes}"
        flaw = Flaw(what, "length in bytes")
    elif sha256(path) != audio.sha256:
        flaw = Flaw("is not the sound that was made: its hash is another")
    elif not is_named_after(path.name, audio.sha256):
        flaw = Flaw("is not the sound after which it was named")
    sheet.check_made(path, flaw)
    return flaw is None


def _derived(station: Station, folder: Path, episode: Episode, sheet: Sheet) -> None:
    """Transcript, chapters and page: as the record's hashes say, and as they would be now."""
    cover_name = station.cover_name
    wanted = derive.derive(episode, station.show, cover_name) if cover_name else {}
    for name in sorted(wanted.keys() | episode.files.keys()):
        path = folder / name
        # A story's picture is no record's to derive.
        hint = DERIVE_ALL if name in derive.DERIVED else VOICE_AGAIN
        sheet.check(path, _derived_flaw(path, episode, wanted), hint)


def _derived_flaw(path: Path, episode: Episode, wanted: Mapping[str, bytes]) -> Flaw | None:
    name = path.name
    if not path.is_file():
        return Flaw("is missing")
    if name not in episode.files:
        return Flaw("is not in the record")
    if sha256(path) != episode.files[name]:
        return Flaw("was changed since it was made: its hash is not the record's")
    if name in wanted and path.read_bytes() != wanted[name]:
        return Flaw("is out of date: the settings, naqeeb or the record changed since it was made")
    return None
