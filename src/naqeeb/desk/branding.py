"""The branding of a show, which each of its episodes carries: the podcast's guid and the cover."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from naqeeb.archive import Archive
from naqeeb.archive.state import is_podcast_guid
from naqeeb.desk.shows import archive_of
from naqeeb.errors import NaqeebError
from naqeeb.model import Show
from naqeeb.podcast import address, inspection
from naqeeb.podcast.artwork import cover
from naqeeb.settings import Settings


@dataclass(frozen=True, slots=True)
class Branding:
    """What each episode of a show carries of it."""

    show: Show
    """With its podcast:guid."""
    cover_name: str
    small_cover: bytes
    """As an MP3 carries it."""


class Brandings:
    """The branding of each show, worked out once a run.

    Args:
        settings: of the run.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._of: dict[str | None, Branding] = {}
        self._begun: set[str | None] = set()

    def of(self, show: Show) -> Branding:
        """The branding of a show. Nothing is written: a guid that is new is kept with the commit.

        Raises:
            CoverRefused: the show's own cover is not a picture that podcast apps accept.
            RecordDamaged: ``show.json`` cannot be read.
        """
        if show.slug not in self._of:
            archive = archive_of(self._settings, show)
            guid = _guid(archive, show)
            name, data = cover_of(self._settings, show)
            self._of[show.slug] = Branding(replace(show, guid=guid), name, cover.embed(data))
        return self._of[show.slug]

    def begun(self, show: Show) -> bool:
        """Whether the show's output was there at any time of this run: it may be gone since."""
        if archive_of(self._settings, show).is_begun():
            self.note_begun(show)
        return show.slug in self._begun

    def note_begun(self, show: Show) -> None:
        """This run has committed something to the show's output."""
        self._begun.add(show.slug)


def with_guid(archive: Archive, show: Show) -> Show:
    """The show with the podcast:guid that its archive keeps.

    Where ``show.json`` is lost the guid is taken back from the feed or from a record: a new
    one would make every listener's app see a new podcast.
    """
    return replace(show, guid=archive.ensure_state(_guid(archive, show)).podcast_guid)


def _guid(archive: Archive, show: Show) -> str:
    """The podcast:guid that is kept, or is to be."""
    return archive.state().podcast_guid or _new_guid(archive, show)


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
        guid = inspection.read_feed(archive.output / address.FEED).guid
    except (OSError, ValueError):
        return None
    return guid if guid and is_podcast_guid(guid) else None


def _guid_of_records(archive: Archive) -> str | None:
    for entry in archive.all()[0]:
        try:
            guid = archive.load(entry.id).show_guid
            if guid and is_podcast_guid(guid):
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
