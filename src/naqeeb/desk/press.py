"""Feed, pages and cover: everything of a show that is derived from its episodes."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from naqeeb import __version__
from naqeeb.archive import Archive
from naqeeb.model import Episode, Show
from naqeeb.podcast import address, chapters, cover, feed, pages, transcript
from naqeeb.settings import Settings

DERIVED_FILE = ".naqeeb-derived"
"""Remembers what the episodes' files were last derived for."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What was brought up to date."""

    folder: Path
    """The show's folder, which holds ``feed.xml`` and ``index.html``."""
    feed_url: str
    page_url: str
    episodes: int
    written: tuple[str, ...]
    """Names of the files that changed."""
    damaged: tuple[str, ...] = ()
    """What is wrong with records that could not be read; their episodes are left out."""


def show_of(settings: Settings, category: str | None) -> Show:
    """The show that an episode of this category belongs to; the first where none claims it."""
    if category is not None:
        for show in settings.shows:
            if category in (show.slug, show.title):
                return show
    return settings.show


def archive_of(settings: Settings, show: Show) -> Archive:
    """Where a show's episodes lie: the output itself, or the folder that its slug names."""
    return Archive(settings.output / show.slug if show.slug else settings.output)


def with_guid(archive: Archive, show: Show) -> Show:
    """The show with the podcast:guid that its archive keeps."""

    def make() -> str:
        if show.guid:
            return show.guid
        if show.site_url:
            return address.podcast_guid(address.of(show).feed)
        # Without an address two stations would derive the same guid from localhost.
        return str(uuid.uuid4())

    return replace(show, guid=archive.ensure_state(make).podcast_guid)


def cover_of(settings: Settings, show: Show) -> tuple[str, bytes]:
    """Name and bytes of the show's cover: its own where one is set, else ours.

    Raises:
        CoverRefused: the show's own is not a picture that podcast apps accept.
    """
    if not show.cover:
        return cover.default_cover()
    return cover.load(settings.root / show.cover)


def begin(archive: Archive, show: Show, cover_name: str) -> None:
    """Note for what show the files are derived, before the very first episode's are.

    Without the note the first ``print_show`` would derive them a second time.
    """
    if not archive.entries():
        archive.put(DERIVED_FILE, _made_for(show, cover_name))


def derive(episode: Episode, show: Show, cover_name: str) -> dict[str, bytes]:
    """All files of an episode but its record and its sound, by name."""
    return {
        "transcript.vtt": transcript.to_vtt(episode, show),
        "transcript.srt": transcript.to_srt(episode, show),
        "transcript.json": transcript.to_json(episode, show),
        "chapters.json": chapters.to_json(episode, show),
        "index.html": pages.episode_page(episode, show, cover=cover_name),
    }


def print_show(settings: Settings, show: Show, *, everything: bool = False) -> Printed:
    """Bring a show's feed, pages and cover up to date.

    Args:
        settings: of the run.
        show: the show.
        everything: look at every episode's files too, and at no stamp: what does
            not match its record is derived again.

    Raises:
        ArchiveError: the output cannot be written.
    """
    archive = archive_of(settings, show)
    with archive.lock():
        show = with_guid(archive, show)
        cover_name, cover_bytes = cover_of(settings, show)
        written = [cover_name] if archive.put(cover_name, cover_bytes) else []
        made_for = _made_for(show, cover_name)
        # Addresses and names of the show stand in each episode's files too.
        same_show = archive.has(DERIVED_FILE, made_for)
        if everything or not same_show:
            written += _derive_all(archive, show, cover_name, settings, trust=same_show)
            archive.put(DERIVED_FILE, made_for)
        entries, damaged = archive.listing()
        have: Callable[[str], str | None] = (
            (lambda _: None) if everything else (lambda name: feed.stamp_in(archive.output / name))
        )
        load = partial(archive.load, words=False)
        site = pages.build(show, entries, load, cover=cover_name, have=have)
        subscribed = feed.build(
            show,
            entries,
            load,
            cover=cover_name,
            feed_items=settings.site.feed_items,
            have=have,
        )
        # The feed last: what it links to is there before it says so.
        written += _put(archive, site)
        written += _put(archive, subscribed)
        names = [path.name for path in archive.output.glob("*-*.*")]
        surplus = feed.surplus(names, len(entries), settings.site.feed_items)
        # Search files that are left over would still hold removed episodes' text.
        for name in (*surplus, *pages.surplus(names, len(entries))):
            archive.drop(name)
    where = address.of(show)
    return Printed(
        folder=archive.output,
        feed_url=where.feed,
        page_url=where.home,
        episodes=len(entries),
        written=tuple(written),
        damaged=tuple(damaged),
    )


def _made_for(show: Show, cover_name: str) -> bytes:
    """A hash of what the show says of itself, since every episode's files are made for it."""
    facts = repr((astuple(show), cover_name, __version__, pages.digest()))
    return hashlib.sha256(facts.encode(errors="surrogatepass")).hexdigest().encode()


def _put(archive: Archive, made: Iterable[tuple[str, bytes]]) -> list[str]:
    return [name for name, data in made if archive.put(name, data)]


def _derive_all(
    archive: Archive, show: Show, cover_name: str, settings: Settings, *, trust: bool
) -> list[str]:
    """Derive again what does not match its record; without ``trust``, all of it."""
    now, keep = datetime.now(UTC), timedelta(days=settings.site.keep_previous_days)
    written = []
    # Removed ones too: --undo may bring them back.
    for entry in archive.scan()[0]:
        brief = archive.load(entry.id, words=False)
        if trust and not brief.previous_audio and archive.is_intact(brief):
            continue
        episode = archive.expire_audio(archive.load(entry.id), now=now, keep=keep)
        if archive.refresh(episode, derive(episode, show, cover_name)):
            written.append(entry.id)
    return written
