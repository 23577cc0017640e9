"""Feed and pages: everything of a show that is derived from its episodes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from naqeeb.archive import Archive
from naqeeb.archive.journal import Journal
from naqeeb.archive.on_air import OnAir
from naqeeb.desk.branding import cover_of, with_guid
from naqeeb.desk.derive_again import derive_again, is_stale
from naqeeb.desk.events import Event, Listener, Updated, silence
from naqeeb.desk.intact import is_intact
from naqeeb.desk.shows import archive_of
from naqeeb.desk.site_files import Site
from naqeeb.errors import ArchiveError, RecordDamaged
from naqeeb.model import Show, State
from naqeeb.podcast import address
from naqeeb.podcast.artwork import icon
from naqeeb.settings import Settings

RESUMED_WITHIN_S = 6 * 3600.0
"""A whole rebuild that was ended goes on where it was; after longer it begins anew."""


def update(
    settings: Settings,
    show: Show,
    *,
    everything: bool = False,
    jobs: int = 1,
    listener: Listener = silence,
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
        listener: told of it in the end.

    Raises:
        ArchiveError: the output cannot be written.
    """
    archive = archive_of(settings, show)
    cover_name, cover_bytes = cover_of(settings, show)
    lock = archive.lock(begun=archive.is_begun())
    with _told_that_episodes_stay(archive), lock, ExitStack() as stack:
        show = with_guid(archive, show)
        # After a change of the show all of them are written too.
        is_long = everything or is_stale(archive, show, cover_name)
        journal = stack.enter_context(_journal(archive)) if is_long else None
        if everything:
            archive.tidy()
            archive.look_at_each()
        _put_due_on_air(settings, archive, show)
        derived: list[str] = []
        if journal is not None:
            derived = derive_again(
                archive,
                show,
                cover_name,
                keep_previous_days=settings.site.keep_previous_days,
                jobs=jobs,
                journal=journal,
            )
        site = Site(archive, show, cover_name, settings.site.feed_items)
        pictures = tuple(_pictures(archive, cover_name, cover_bytes))
        names, shelf = _write_what_can_be_read(site, pictures, jobs, journal)
        archive.list_taken_down()
        archive.note_site(site.made_for)
    where = address.of(show)
    updated = Updated(
        show=show,
        folder=archive.output,
        feed_url=where.feed,
        page_url=where.home,
        episodes=len(shelf),
        written=(*derived, *names),
        damaged=tuple(map(str, shelf.damaged)),
    )
    listener(Event("feed", show.title, updated=updated))
    return updated


@contextmanager
def _told_that_episodes_stay(archive: Archive) -> Iterator[None]:
    """Where the disk takes no feed and pages: what was done to the episodes is done, and stays."""
    try:
        yield
    except ArchiveError as error:
        if error.errno is None or not archive.is_begun():
            raise
        raise ArchiveError(
            f"feed and pages are behind the episodes: {error.what}",
            cause=error.cause,
            hint="mend that, then run `naqeeb feed`; what was done to the episodes is recorded",
            path=error.path,
            errno=error.errno,
        ) from error


@contextmanager
def _journal(archive: Archive) -> Iterator[Journal]:
    """The journal of a whole rebuild; one of long ago says nothing of today."""
    journal = Journal.of(archive.output, "feed", not_before_s=time.time() - RESUMED_WITHIN_S)
    finished = False
    try:
        yield journal
        finished = True
    finally:
        journal.close(finished=finished)


def _put_due_on_air(settings: Settings, archive: Archive, show: Show) -> None:
    """Put scheduled episodes on the air whose time has come."""
    now = datetime.now(UTC)
    for entry in archive.due(now):
        episode = archive.load(entry.id)
        target = episode.corrects
        is_gone = target and not (target in archive and archive.load(target).state is State.ON_AIR)
        if is_gone or not is_intact(archive, episode):
            # What it corrects was taken off the air meanwhile, or its sound is not what an editor
            # heard: an editor decides.
            archive.log("held", archive.set_state(entry.id, State.HELD, now=now), now=now)
            continue
        # Imported only now: of all that bring a site up to date hardly one meets such an episode.
        from naqeeb.desk.to_air import put_on_air

        episode = put_on_air(settings, archive, show, episode, now=now, due=episode.air_at)
        archive.log("on air", episode, now=now)


def _pictures(archive: Archive, cover_name: str, cover_bytes: bytes) -> Iterator[tuple[str, bytes]]:
    """The cover, and its icon where none lies there whole: drawing it takes Pillow."""
    yield cover_name, cover_bytes
    icon_name = icon.name_for(cover_name)
    if not icon.is_whole(archive.output / icon_name):
        yield icon_name, icon.draw(cover_bytes)


def _write_what_can_be_read(
    site: Site, pictures: Sequence[tuple[str, bytes]], jobs: int, journal: Journal | None
) -> tuple[list[str], OnAir]:
    """As ``_write``; a record that was damaged since the index read it takes no other along."""
    try:
        return _write(site, pictures, jobs, journal)
    except RecordDamaged:
        site.archive.look_at_each()
        return _write(site, pictures, jobs, journal)


def _write(
    site: Site, pictures: Sequence[tuple[str, bytes]], jobs: int, journal: Journal | None
) -> tuple[list[str], OnAir]:
    """Write those files of the show itself that changed; gives their names."""
    archive = site.archive
    shelf = archive.on_air()
    written: list[str] = []
    if journal is None:
        files = site.changed(shelf)
    else:
        written += site.write_older(shelf, jobs, journal)
        files = site.newest(shelf)
    written += archive.put_all(pictures, *files)
    # Search files that are left over would still hold removed episodes' text.
    for name in site.surplus(len(shelf)):
        archive.drop(name)
    return written, shelf
