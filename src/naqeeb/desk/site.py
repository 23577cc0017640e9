"""Feed, pages and cover: everything of a show that is derived from its episodes."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from naqeeb._version import __version__
from naqeeb.archive import Archive
from naqeeb.desk.events import Event, Listener, Updated, silence
from naqeeb.desk.shows import archive_of
from naqeeb.model import Episode, Show
from naqeeb.podcast import address, chapters, feed, pages, transcript
from naqeeb.podcast.artwork import cover
from naqeeb.settings import Settings

DERIVED_FILE = ".naqeeb-derived"
"""Remembers what the episodes' files were last derived for."""
DERIVED = frozenset(
    {"transcript.vtt", "transcript.srt", "transcript.json", "chapters.json", "index.html"}
)
"""Names of the files that are derived from an episode's record."""
BATCH_TO_LOOK_AT = 2000
BATCH_TO_DERIVE = 250
"""Episodes for one process at a time: a second of work, since starting one takes half a second."""


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


def note_first(archive: Archive, show: Show, cover_name: str) -> None:
    """Note for what show the files are derived, before the very first episode's are.

    Without the note the first ``update`` would derive them a second time.
    """
    if archive.is_empty():
        archive.put(DERIVED_FILE, _note(_recipes(show, cover_name)))


@dataclass(frozen=True, slots=True)
class _Recipe:
    """How one of an episode's files is derived."""

    make: Callable[[Episode, Show], bytes]
    show: Show
    """With no more than what the file says of it, so that it depends on nothing else."""
    besides: str = ""
    """What else it depends on."""

    @property
    def made_for(self) -> str:
        """A hash of all that the file is made from, but for the episode."""
        facts = repr((astuple(self.show), self.besides, __version__))
        return hashlib.sha256(facts.encode(errors="surrogatepass")).hexdigest()


def _recipes(show: Show, cover_name: str) -> dict[str, _Recipe]:
    speaker = Show(title="", author=show.author or show.title)
    page = partial(pages.episode_page, cover=cover_name)
    return {
        "transcript.vtt": _Recipe(transcript.to_vtt, speaker),
        "transcript.srt": _Recipe(transcript.to_srt, Show()),
        "transcript.json": _Recipe(transcript.to_json, speaker),
        "chapters.json": _Recipe(chapters.to_json, show),
        "index.html": _Recipe(page, show, cover_name + pages.digest()),
    }


def derive(
    episode: Episode, show: Show, cover_name: str, *, only: Collection[str] | None = None
) -> dict[str, bytes]:
    """All files of an episode but its record and its sound, by name; or only some of them."""
    return {
        name: recipe.make(episode, recipe.show)
        for name, recipe in _recipes(show, cover_name).items()
        if only is None or name in only
    }


def update(
    settings: Settings,
    show: Show,
    *,
    everything: bool = False,
    jobs: int = 1,
    tell: Listener = silence,
) -> Updated:
    """Bring a show's feed, pages and cover up to date.

    Args:
        settings: of the run.
        show: the show.
        everything: look at every episode's files too, and at no stamp: what does
            not match its record is derived again.
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
        written: list[str] = []
        recipes = _recipes(show, cover_name)
        # Addresses and names of the show stand in each episode's files too.
        stale = _stale(archive, recipes)
        if everything or stale:
            mend = _Mend(archive, show, cover_name, settings.site.keep_previous_days, stale)
            mended = list(_mended(mend, jobs))
            if mended:
                # Only then may it be noted that all is derived: after a power cut
                # before this point all of it is looked at and derived again.
                archive.settle()
            written += mended
            archive.put(DERIVED_FILE, _note(recipes))
        entries, damaged = archive.listing()
        have: Callable[[str], str | None] = (
            (lambda _: None) if everything else (lambda name: feed.stamp_in(archive.output / name))
        )
        load = archive.load
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
        written += archive.put_all([(cover_name, cover_bytes)], site, subscribed)
        names = [path.name for path in archive.output.glob("*-*.*")]
        surplus = feed.surplus(names, len(entries), settings.site.feed_items)
        # Search files that are left over would still hold removed episodes' text.
        for name in (*surplus, *pages.surplus(names, len(entries))):
            archive.drop(name)
    where = address.of(show)
    updated = Updated(
        show=show,
        folder=archive.output,
        feed_url=where.feed,
        page_url=where.home,
        episodes=len(entries),
        written=tuple(written),
        damaged=tuple(damaged),
    )
    tell(Event("feed", show.title, updated=updated))
    return updated


def _note(recipes: Mapping[str, _Recipe]) -> bytes:
    """What the files are derived for, as ``DERIVED_FILE`` remembers it."""
    return json.dumps({name: each.made_for for name, each in recipes.items()}, indent=1).encode()


def _stale(archive: Archive, recipes: Mapping[str, _Recipe]) -> frozenset[str]:
    """Names of the files that were last derived for something else; all where it is not known."""
    try:
        known = json.loads((archive.output / DERIVED_FILE).read_bytes())
        return frozenset(
            name for name, recipe in recipes.items() if known.get(name) != recipe.made_for
        )
    except (OSError, ValueError, AttributeError):
        return frozenset(recipes)


@dataclass(frozen=True, slots=True)
class _Mend:
    """Derives again what is stale or does not match its record; picklable, for other processes."""

    archive: Archive
    show: Show
    cover_name: str
    keep_days: int
    stale: frozenset[str]
    """Names of files that are to be derived again whatever the records say."""

    def __call__(self, ids: Sequence[str]) -> list[str]:
        """Look at some episodes; gives those of which something was written."""
        return [each for each in ids if self._mend(each)]

    def _mend(self, episode_id: str) -> bool:
        episode = self.archive.load(episode_id)
        wanted = self.stale | self.archive.mismatches(episode)
        wanted |= DERIVED - episode.files.keys()
        if not wanted and not episode.previous_audio:
            return False
        now, keep = datetime.now(UTC), timedelta(days=self.keep_days)
        episode = self.archive.expire_audio(episode, now=now, keep=keep)
        made = derive(episode, self.show, self.cover_name, only=wanted)
        return self.archive.refresh(episode, made)


def _mended(mend: _Mend, jobs: int) -> Iterator[str]:
    """Mend every episode, removed ones too, since --undo may bring them back.

    Raises:
        ArchiveError: the output cannot be written.
    """
    from naqeeb import workers

    ids = [entry.id for entry in mend.archive.scan()[0]]
    size = BATCH_TO_DERIVE if mend.stale else BATCH_TO_LOOK_AT
    batches = [ids[at : at + size] for at in range(0, len(ids), size)]
    for done in workers.run(mend, batches, jobs=jobs):
        if done.error is not None:
            raise done.error
        yield from done.result or ()
