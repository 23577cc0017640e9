"""The files of a show's site: which of them change, and all of them on all processors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import chain

from naqeeb._version import __version__
from naqeeb.archive import Archive
from naqeeb.archive.journal import Journal
from naqeeb.archive.on_air import OnAir
from naqeeb.desk.resumable import in_pieces
from naqeeb.model import Show
from naqeeb.podcast import feed, pages

EPISODES_A_PIECE = 2000
"""For one process at a time: seconds of work, since starting one takes half a second."""

Files = Iterator[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Site:
    """What a show's feed and pages are made from, but for its episodes; picklable."""

    archive: Archive
    show: Show
    cover_name: str
    feed_items: int

    @property
    def made_for(self) -> str:
        """A hash of all of it, by which a change is noticed; an address may hold a login."""
        facts = (astuple(self.show), self.cover_name, self.feed_items, pages.digest(), __version__)
        return hashlib.sha256(repr(facts).encode(errors="surrogatepass")).hexdigest()

    def changed(self, shelf: OnAir) -> tuple[Files, ...]:
        """The files that are not up to date, in the order in which they take their places.

        Only the newest pages are looked at, as far as the index says that there was a change,
        and what is missing.
        """
        changed = shelf.changed(self.made_for)
        there = frozenset(self.archive.own_files())
        return self._files(shelf, feed.Stamped(self.archive.output, there, changed))

    def write_older(self, shelf: OnAir, jobs: int, journal: Journal | None) -> list[str]:
        """Derive all files but the newest ones, whatever their stamps; gives those that changed.

        Raises:
            ArchiveError: the output cannot be written.
        """
        made_for = (self.made_for, len(shelf))
        pieces = self.pieces(len(shelf))
        done = in_pieces(self.write, pieces, made_for, jobs=jobs, journal=journal)
        return [name for written in done for name in written]

    def newest(self, shelf: OnAir) -> tuple[Files, ...]:
        """All files that ``write_older`` leaves, whatever their stamps."""
        older = frozenset(name for piece in self.pieces(len(shelf)) for name in piece)
        return self._files(shelf, feed.AllBut(older))

    def write(self, names: Sequence[str]) -> list[str]:
        """Write the files of these names where they changed; gives those that did."""
        return self.archive.put_all(self.derived(names))

    def derived(self, names: Sequence[str]) -> Files:
        """Those of the pages and of the feed that have these names, whatever their stamps."""
        files = self._files(self.archive.on_air(), feed.Only(frozenset(names)))
        return chain(files[0], files[2])

    def others(self) -> Files:
        """What is asked of a site beside its pages and feed, whatever their stamps."""
        return self._files(self.archive.on_air(), feed.NOTHING)[1]

    def surplus(self, count: int) -> tuple[str, ...]:
        """Older pages, search data, sitemaps and parts of the feed that lie there unneeded."""
        names = [name for name in self.archive.own_files() if "-" in name]
        return (*feed.surplus(names, count, self.feed_items), *pages.surplus(names, count))

    def pieces(self, count: int) -> Iterator[tuple[str, ...]]:
        """The names of all but the newest files, some at a time."""
        site = [pages.names_of(page.name) for page in feed.plan(count, pages.ITEMS)[1:]]
        yield from _batches(site, max(1, EPISODES_A_PIECE * 2 // pages.ITEMS))
        older = [(page.name,) for page in feed.plan(count, self.feed_items)[1:]]
        yield from _batches(older, max(1, EPISODES_A_PIECE * 2 // self.feed_items))

    # -- inside ----------------------------------------------------------

    def _files(self, shelf: OnAir, existing: feed.Existing) -> tuple[Files, ...]:
        show, load, cover = self.show, self.archive.load, self.cover_name
        items = self.feed_items
        return (
            pages.build(show, shelf, load, cover=cover, existing=existing),
            pages.site_files(show, shelf, cover=cover, existing=existing),
            # The feed last: what it links to is there before it says so.
            feed.build(show, shelf, load, cover=cover, feed_items=items, existing=existing),
        )


def _batches(groups: Sequence[tuple[str, ...]], size: int) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(groups), size):
        yield tuple(name for group in groups[at : at + size] for name in group)
