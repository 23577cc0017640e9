"""``check``: every file of the output against its record, and the feed against them all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from naqeeb.archive import Archive
from naqeeb.archive.files import sha256
from naqeeb.archive.index import RECORD_FILE, Entry
from naqeeb.desk import derive, site
from naqeeb.desk.shows import archive_of
from naqeeb.errors import CoverRefused, RecordDamaged
from naqeeb.model import AudioFile, Episode, Show, State
from naqeeb.pcm.decoder import miniaudio
from naqeeb.podcast import address, feed, inspection, pages
from naqeeb.podcast.artwork import cover
from naqeeb.settings import Settings

DERIVE = "run `naqeeb feed`: it derives everything from the records again"
AGAIN = "make the article again with --force, or restore the file from a copy"
_SOUND = frozenset({".mp3", ".opus", ".m4a", ".m4b"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be."""

    file: str
    """Below the output."""
    what: str
    hint: str
    """The next step for the person who reads it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of looking at one thing: an episode, a feed, a show."""

    name: str
    checked: int
    """How many single checks were made."""
    faults: tuple[Fault, ...]


def check(settings: Settings) -> Iterator[Checked]:
    """Check all shows of the output.

    Yields:
        One result an episode, in the order of the feed, and one for each show.
    """
    # Of several shows one may have no episode yet.
    begun = [show for show in settings.shows if archive_of(settings, show).output.is_dir()]
    for show in begun or settings.shows[:1]:
        yield from _show(settings, show)


@dataclass(slots=True)
class _Sheet:
    """Where checks are counted and faults are noted down."""

    name: str
    root: Path
    checked: int = 0
    faults: list[Fault] = field(default_factory=list)

    def check(self, path: Path, fault: str | None, hint: str) -> None:
        self.checked += 1
        if fault:
            file = path.relative_to(self.root) if path.is_relative_to(self.root) else path
            self.faults.append(Fault(file.as_posix(), fault, hint))

    def check_all(self, path: Path, faults: Iterable[str | None], hint: str) -> None:
        for fault in faults:
            self.check(path, fault, hint)

    def done(self) -> Checked:
        return Checked(self.name, self.checked, tuple(self.faults))


@dataclass(frozen=True, slots=True)
class _Station:
    """A show with all that its episodes are held against."""

    settings: Settings
    show: Show
    archive: Archive
    cover_name: str

    @property
    def where(self) -> address.Address:
        return address.of(self.show)


def _show(settings: Settings, show: Show) -> Iterator[Checked]:
    archive = archive_of(settings, show)
    sheet = _Sheet(show.title, settings.output)
    output = archive.output
    if not output.is_dir():
        fault = "there is nothing here yet"
        sheet.check(output, fault, "make an article: naqeeb make FILE; or name --output")
        yield sheet.done()
        return
    guid = _state(archive, sheet)
    station = _Station(
        settings, _with_guid(show, guid), archive, _cover(settings, show, output, sheet)
    )
    entries, damaged = archive.scan()
    for message in damaged:
        sheet.check(output / "episodes", message, AGAIN)
    _folders(output / "episodes", sheet)
    on_air = [entry for entry in entries if entry.state is State.ON_AIR]
    _unique(output, on_air, sheet)
    episodes: dict[str, Episode] = {}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for episode, checked in pool.map(lambda entry: _episode(station, entry), on_air):
            if episode is not None:
                # Without its long parts, so that ten thousand fit into memory.
                episodes[episode.id] = replace(episode, transcript=(), chapters=())
            yield checked
    gone = {entry.guid for entry in entries} - {entry.guid for entry in on_air}
    _feed(station, on_air, episodes, frozenset(gone), sheet)
    yield sheet.done()


# -- the show ---------------------------------------------------------------


def _state(archive: Archive, sheet: _Sheet) -> str | None:
    """The show's guid."""
    path = archive.output / "show.json"
    hint = "restore it from a copy: it holds the podcast's identity"
    try:
        state = archive.state()
    except RecordDamaged as error:
        sheet.check(path, error.what, hint)
        return None
    fault = None
    if not path.is_file():
        fault, hint = (
            "is missing",
            "restore it from a copy, or run `naqeeb feed` to begin a new one",
        )
    elif not _is_uuid(state.podcast_guid):
        fault = f"holds {state.podcast_guid!r} as podcast:guid, which is no UUID"
    sheet.check(path, fault, hint)
    return state.podcast_guid


def _with_guid(show: Show, guid: str | None) -> Show:
    return replace(show, guid=guid) if guid else show


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _cover(settings: Settings, show: Show, output: Path, sheet: _Sheet) -> str:
    try:
        name, data = site.cover_of(settings, show)
    except CoverRefused as error:
        sheet.check(settings.root / (show.cover or ""), error.what, error.hint)
        return "cover.png"
    path = output / name
    there = path.is_file() and path.read_bytes() == data
    sheet.check(path, None if there else "is missing or another picture", DERIVE)
    if there:
        try:
            cover.check(path)
        except CoverRefused as error:
            sheet.check(path, error.what, error.hint)
        else:
            sheet.check(path, None, "")
    return name


def _folders(folder: Path, sheet: _Sheet) -> None:
    """A folder without a record is no episode."""
    if not folder.is_dir():
        return
    for each in sorted(folder.iterdir()):
        if each.name.startswith("."):
            continue
        there = (each / RECORD_FILE).is_file()
        hint = "restore episode.json from a copy, or remove the folder"
        sheet.check(each, None if there else "has no episode.json", hint)


def _unique(output: Path, entries: Iterable[Entry], sheet: _Sheet) -> None:
    seen: dict[str, str] = {}
    for entry in entries:
        other = seen.setdefault(entry.guid, entry.id)
        fault = None if other == entry.id else f"has the same guid as {other}"
        path = output / "episodes" / entry.id / RECORD_FILE
        sheet.check(path, fault, "remove one of the two folders: one is a copy of the other")


# -- one episode ------------------------------------------------------------


def _episode(station: _Station, entry: Entry) -> tuple[Episode | None, Checked]:
    folder = station.archive.output / "episodes" / entry.id
    sheet = _Sheet(entry.id, station.settings.output)
    record = folder / RECORD_FILE
    try:
        episode = station.archive.load(entry.id)
    except (RecordDamaged, OSError) as error:
        sheet.check(record, str(error), AGAIN)
        return None, sheet.done()
    named = episode.id == entry.id
    hint = "give the folder the name that the record has"
    sheet.check(record, None if named else f"is the record of {episode.id}", hint)
    sheet.check_all(record, inspection.time_checks(episode), AGAIN)
    if _sound(folder, episode, sheet):
        mp3 = folder / episode.audio.name
        sheet.check_all(mp3, inspection.tag_checks(mp3, episode, station.show), AGAIN)
    for other in episode.alternates:
        _file(folder / other.name, other, sheet)
    _derived(station, folder, episode, sheet)
    known = {episode.audio.name, *(other.name for other in episode.alternates)}
    known |= {name for name, _ in episode.previous_audio}
    for path in sorted(folder.iterdir()):
        if path.suffix in _SOUND:
            fault = None if path.name in known else "is named by no record"
            sheet.check(path, fault, "remove it: it was left by a run that was ended")
    page = folder / address.INDEX
    if page.is_file():
        links = inspection.link_checks(page, station.archive.output, station.where)
        sheet.check_all(page, links, DERIVE)
    return episode, sheet.done()


def _sound(folder: Path, episode: Episode, sheet: _Sheet) -> bool:
    """The MP3: there, whole, and as long as the record says. False where it is missing."""
    path = folder / episode.audio.name
    if not _file(path, episode.audio, sheet):
        return path.is_file()
    try:
        decoded = miniaudio.mp3_read_file_s16(str(path))
    except miniaudio.MiniaudioError as error:
        sheet.check(path, f"cannot be decoded ({error})", AGAIN)
        return True
    duration_ms = decoded.num_frames / decoded.sample_rate * 1000
    # Of MPEG's two frame lengths the longer one.
    frame_ms = 1152 / decoded.sample_rate * 1000
    exact = abs(duration_ms - episode.duration_ms) <= frame_ms
    fault = f"is {duration_ms:.0f} ms long, the record says {episode.duration_ms}"
    sheet.check(path, None if exact else fault, AGAIN)
    return True


def _file(path: Path, audio: AudioFile, sheet: _Sheet) -> bool:
    """Whether a file is there with the size and hash of the record."""
    try:
        size = path.stat().st_size
    except OSError:
        sheet.check(path, "is missing", AGAIN)
        return False
    fault = None
    if size != audio.size_bytes:
        fault = f"is {size} bytes long, the record says {audio.size_bytes}"
    elif sha256(path) != audio.sha256:
        fault = "is not the sound that was made: its hash is another"
    sheet.check(path, fault, AGAIN)
    return fault is None


def _derived(station: _Station, folder: Path, episode: Episode, sheet: _Sheet) -> None:
    """Transcript, chapters and page: as the record's hashes say, and as they would be now."""
    wanted = derive.derive(episode, station.show, station.cover_name)
    for name in sorted(wanted.keys() | episode.files.keys()):
        path = folder / name
        sheet.check(path, _derived_fault(path, episode, wanted), DERIVE)


def _derived_fault(path: Path, episode: Episode, wanted: Mapping[str, bytes]) -> str | None:
    name = path.name
    if not path.is_file():
        return "is missing"
    if name not in episode.files:
        return "is not in the record"
    if sha256(path) != episode.files[name]:
        return "was changed since it was made: its hash is not the record's"
    if name in wanted and path.read_bytes() != wanted[name]:
        return "is out of date: the settings or naqeeb changed since it was made"
    return None


# -- the feed ---------------------------------------------------------------


def _feed(
    station: _Station,
    entries: list[Entry],
    episodes: Mapping[str, Episode],
    removed: frozenset[str],
    sheet: _Sheet,
) -> None:
    output = station.archive.output
    before = len(sheet.faults)
    found: list[inspection.FeedPage] = []
    for page in feed.plan(len(entries), station.settings.site.feed_items):
        path = output / page.name
        try:
            found.append(inspection.read_feed(path))
        except OSError:
            sheet.check(path, "is missing", DERIVE)
        except ValueError as error:
            sheet.check(path, f"is no feed: {error}", DERIVE)
        else:
            sheet.check(path, None, DERIVE)
    for read in found:
        path = output / read.name
        own = station.where.of(read.name)
        fault = None if read.self_link == own else f"says it is at {read.self_link}, not {own}"
        sheet.check(path, fault, DERIVE)
        fault = f"has the podcast:guid {read.guid}, show.json has {station.show.guid}"
        sheet.check(path, None if read.guid == station.show.guid else fault, DERIVE)
    items = [item for read in found for item in read.items]
    for name, fault in inspection.presence_checks(items, entries, removed):
        sheet.check(output / name, fault, DERIVE)
    by_guid = {episode.guid: episode for episode in episodes.values()}
    for item in items:
        if item.guid in by_guid:
            checks = inspection.item_checks(item, by_guid[item.guid], station.where)
            sheet.check_all(output / item.page, checks, DERIVE)
    sheet.check_all(output / address.FEED, inspection.order_checks(items), DERIVE)
    _up_to_date(station, entries, episodes, sheet, feed_is_right=len(sheet.faults) == before)


def _up_to_date(
    station: _Station,
    entries: list[Entry],
    episodes: Mapping[str, Episode],
    sheet: _Sheet,
    *,
    feed_is_right: bool,
) -> None:
    """Feed and pages, byte by byte, as they would be derived now; and the pages' links."""
    output, show, name = station.archive.output, station.show, station.cover_name
    if len(episodes) < len(entries):
        # A record went missing in between; that was said already.
        return
    load = station.archive.load
    made = dict(pages.build(show, entries, load, cover=name))
    if feed_is_right:
        items = station.settings.site.feed_items
        subscribed = feed.build(show, entries, load, cover=name, feed_items=items)
        made |= dict(subscribed)
    for each, data in sorted(made.items()):
        path = output / each
        fault = None
        if not path.is_file():
            fault = "is missing"
        elif path.read_bytes() != data:
            fault = "is out of date"
        sheet.check(path, fault, DERIVE)
        if path.suffix == ".html" and path.is_file():
            sheet.check_all(path, inspection.link_checks(path, output, station.where), DERIVE)
