"""Feed, pages and cover: everything of a show that is derived from its episodes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from naqeeb.archive import Archive
from naqeeb.archive.rows import Entry
from naqeeb.desk.derive import derive_stale
from naqeeb.desk.events import Event, Listener, Updated, silence
from naqeeb.desk.shows import archive_of
from naqeeb.errors import NaqeebError, RecordDamaged
from naqeeb.model import Show, State
from naqeeb.podcast import address, feed, inspection, pages
from naqeeb.podcast.artwork import cover, icon
from naqeeb.settings import Settings


@dataclass(frozen=True, slots=True)
class Dress:
    """What every episode of a show wears."""

    show: Show
    """With its podcast:guid."""
    cover_name: str
    small_cover: bytes
    """As an MP3 carries it."""


class Dresses:
    """The dress of each show, worked out once a run.

    Args:
        settings: of the run.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._of: dict[str | None, Dress] = {}

    def of(self, show: Show) -> Dress:
        """The dress of a show. Nothing is written: a guid that is new is kept with the commit.

        Raises:
            CoverRefused: the show's own cover is not a picture that podcast apps accept.
            RecordDamaged: ``show.json`` cannot be read.
        """
        if show.slug not in self._of:
            archive = archive_of(self._settings, show)
            guid = archive.state().podcast_guid or _new_guid(archive, show)
            name, data = cover_of(self._settings, show)
            self._of[show.slug] = Dress(replace(show, guid=guid), name, cover.embed(data))
        return self._of[show.slug]


def with_guid(archive: Archive, show: Show) -> Show:
    """The show with the podcast:guid that its archive keeps.

    Where ``show.json`` is lost the guid is taken back from the feed or from a record: a new
    one would make every listener's app see a new podcast.
    """
    make = partial(_new_guid, archive, show)
    return replace(show, guid=archive.ensure_state(make).podcast_guid)


def _new_guid(archive: Archive, show: Show) -> str:
    if show.guid:
        return show.guid
    if known := _guid_of_feed(archive) or _guid_of_records(archive):
        return known
    if show.site_url:
        return address.podcast_guid(address.of(show).feed)
    # Without an address two stations would derive the same guid from localhost.
    return str(uuid.uuid4())


def _guid_of_feed(archive: Archive) -> str | None:
    try:
        return inspection.read_feed(archive.output / address.FEED).guid
    except (OSError, ValueError):
        return None


def _guid_of_records(archive: Archive) -> str | None:
    for entry in archive.all()[0]:
        try:
            if guid := archive.load(entry.id).show_guid:
                return guid
        except (NaqeebError, OSError):
            continue
    return None


def cover_of(settings: Settings, show: Show) -> tuple[str, bytes]:
    """Name and bytes of the show's cover: its own where one is set, else ours.

    Raises:
        CoverRefused: the show's own is not a picture that podcast apps accept.
    """
    if not show.cover:
        return cover.default_cover()
    return cover.load(settings.root / show.cover)


def update(
    settings: Settings,
    show: Show,
    *,
    everything: bool = False,
    jobs: int = 1,
    tell: Listener = silence,
) -> Updated:
    """Bring a show's feed, pages and cover up to date.

    Episodes that are due go on the air.

    Args:
        settings: of the run.
        show: the show.
        everything: look at every episode's record and files too, and at no stamp: what
            does not match its record is derived again.
        jobs: processes that share many episodes out among them, as in ``workers.run``.
            A program that asks for more than one must be safe to import.
        tell: told of it in the end.

    Raises:
        ArchiveError: the output cannot be written.
    """
    archive = archive_of(settings, show)
    with archive.lock():
        show = with_guid(archive, show)
        cover_name, cover_bytes = cover_of(settings, show)
        if everything:
            archive.tidy()
        entries, damaged = archive.scan() if everything else archive.all()
        due = _put_due_on_air(archive, entries)
        written = derive_stale(settings, archive, show, cover_name, everything, jobs)
        if due or written:
            entries, damaged = archive.all()
        try:
            names = _write(settings, archive, show, entries, cover_name, cover_bytes, everything)
        except RecordDamaged:
            # One was damaged since the index read it: without it the others go on.
            entries, damaged = archive.scan()
            names = _write(settings, archive, show, entries, cover_name, cover_bytes, everything)
        archive.clear_behind()
    where = address.of(show)
    updated = Updated(
        show=show,
        folder=archive.output,
        feed_url=where.feed,
        page_url=where.home,
        episodes=len(_on_air(entries)),
        written=(*written, *names),
        damaged=tuple(damaged),
    )
    tell(Event("feed", show.title, updated=updated))
    return updated


def _on_air(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.state is State.ON_AIR]


def _put_due_on_air(archive: Archive, entries: Sequence[Entry]) -> bool:
    """Put scheduled episodes on the air whose time has come; True where there was one."""
    now = datetime.now(UTC)
    due = [
        entry
        for entry in entries
        if entry.state is State.SCHEDULED and entry.air_at is not None and entry.air_at <= now
    ]
    for entry in due:
        archive.log("on air", archive.set_state(entry.id, State.ON_AIR, now=now), now=now)
    return bool(due)


def _pictures(archive: Archive, cover_name: str, cover_bytes: bytes) -> Iterator[tuple[str, bytes]]:
    """The cover, and its icon where there is none yet: drawing it takes Pillow."""
    yield cover_name, cover_bytes
    icon_name = icon.name_for(cover_name)
    if not (archive.output / icon_name).is_file():
        yield icon_name, icon.draw(cover_bytes)


def _write(
    settings: Settings,
    archive: Archive,
    show: Show,
    all_entries: Sequence[Entry],
    cover_name: str,
    cover_bytes: bytes,
    everything: bool,
) -> list[str]:
    """Write those files of the show itself that changed; gives their names."""
    entries = _on_air(all_entries)

    def have(name: str) -> str | None:
        return None if everything else feed.stamp_in(archive.output / name)

    site = pages.build(show, entries, archive.load, cover=cover_name, have=have)
    beside = pages.site_files(show, entries, cover=cover_name)
    subscribed = feed.build(
        show,
        entries,
        archive.load,
        cover=cover_name,
        feed_items=settings.site.feed_items,
        have=have,
    )
    # The feed last: what it links to is there before it says so.
    pictures = _pictures(archive, cover_name, cover_bytes)
    written = archive.put_all(pictures, site, beside, subscribed)
    names = [path.name for path in archive.output.glob("*-*.*")]
    surplus = feed.surplus(names, len(entries), settings.site.feed_items)
    # Search files that are left over would still hold removed episodes' text.
    for name in (*surplus, *pages.surplus(names, len(entries))):
        archive.drop(name)
    return written
