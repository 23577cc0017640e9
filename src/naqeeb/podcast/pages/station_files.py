"""The station page, the pages of older episodes below it, and what the search reads.

Files hold blocks of episodes aligned from the oldest, as those of the feed do
(see ``paging``): a new episode changes ``index.html`` and ``search.js`` alone,
until a block is full and moves to a ``page-N.html`` and ``search-N.js`` of its
own. Each file names in a stamp all that it was made from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from naqeeb.model import Episode, Show
from naqeeb.podcast import address
from naqeeb.podcast.feed import paging
from naqeeb.podcast.feed.existing_files import NOTHING, Existing
from naqeeb.podcast.feed.shelf import Listed, Shelf, audio_name, shelf_of
from naqeeb.podcast.pages import listing, metadata, search, sitemap
from naqeeb.podcast.pages.assets import digest
from naqeeb.podcast.pages.station_page import (
    Item,
    Month,
    Place,
    Station,
    anchor,
    item,
    station_page,
)

ITEMS = 50
"""At least so many of the newest episodes stand in ``index.html``, if there are so many."""
_OURS = r"page-\d+\.html|(search|list)(-\d+)?\.js"


class Files(NamedTuple):
    """The names of the files that hold the same episodes."""

    page: str
    search: str
    list: str

    @classmethod
    def of(cls, feed_name: str) -> Files:
        """Those of a file of the feed: ``feed-7.xml`` gives ``page-7.html``."""
        number = feed_name.removesuffix(".xml").partition("-")[2]
        if not number:
            return cls(address.INDEX, "search.js", "list.js")
        return cls(f"page-{number}.html", f"search-{number}.js", f"list-{number}.js")


def build(
    show: Show,
    entries: Shelf | Sequence[Listed],
    load: Callable[[str], Episode],
    *,
    cover: str,
    existing: Existing = NOTHING,
) -> Iterator[tuple[str, bytes]]:
    """The station's files that are not up to date, as name and content.

    Only the episodes of a block that changed are loaded, one block at a time.

    Args:
        show: the station.
        entries: all episodes in any order.
        load: gives an episode by its id.
        cover: name of the cover file.
        existing: what need not be made again; by default all files are written.
    """
    shelf = shelf_of(entries)
    plan = paging.plan(len(shelf), ITEMS)
    station = _station(show, cover)
    all_pages = _hash(digest(), repr(astuple(show)), cover)
    for page in plan:
        files = Files.of(page.name)
        if all(existing.stays(name, page.start, ITEMS) for name in files):
            continue
        of_page = shelf.window(page.start, page.stop)
        # The newest page alone knows of all the others.
        whole = _whole(show, shelf, plan) if page.start == 0 else _Whole()
        rows = _hash(*map(_facts, of_page))
        links = (page.previous, page.next, *(() if page.start else (len(plan), whole.months)))
        stamps = (
            _hash("page", all_pages, rows, repr(links)),
            _hash("search", str(search.FORMAT), show.timezone, rows),
            _hash("list", str(listing.FORMAT), rows, repr(whole.blocks)),
        )
        if existing.stamp(files.list) != stamps[2]:
            yield files.list, listing.listing(files.list, stamps[2], of_page, whole.blocks)
        page_is_stale = existing.stamp(files.page) != stamps[0]
        search_is_stale = existing.stamp(files.search) != stamps[1]
        if not (page_is_stale or search_is_stale):
            continue
        items, search_rows = _read(of_page, load, station)
        # The search data first: the page that asks for it comes after.
        if search_is_stale:
            yield files.search, search.shard(files.search, stamps[1], search_rows)
        if page_is_stale:
            content = station_page(
                station, _place(page), items, stamp=stamps[0], months=whole.months,
                shards=[Files.of(each.name).search for each in plan],
            )  # fmt: skip
            yield files.page, content


def names_of(feed_name: str) -> tuple[str, ...]:
    """The files that hold what a page of ``paging.plan`` stands for, by the page's name."""
    return tuple(Files.of(feed_name))


def surplus(names: Sequence[str], count: int) -> tuple[str, ...]:
    """Those of these file names that are older pages, search data or sitemaps not needed."""
    kept = {Files.of(page.name) for page in paging.plan(count, ITEMS)}
    wanted = {name for files in kept for name in files}
    unneeded = (name for name in names if re.fullmatch(_OURS, name) and name not in wanted)
    return (*unneeded, *sitemap.surplus(names, count))


def _read(
    entries: Sequence[Listed], load: Callable[[str], Episode], station: Station
) -> tuple[list[Item], list[search.Row]]:
    """What a page and the search say of these episodes."""
    items, rows = [], []
    for entry in entries:
        # One at a time: with its words in time, an episode is large.
        episode = load(entry.id)
        items.append(item(episode, station))
        rows.append(search.row(episode, station.show))
    return items, rows


def _station(show: Show, cover: str) -> Station:
    where = address.of(show)
    return Station(metadata.named(show), where, bool(show.site_url), cover)


def _place(page: paging.Page) -> Place:
    newer, older = (Files.of(name).page if name else None for name in (page.previous, page.next))
    return Place(Files.of(page.name).page, newer, older)


class _Whole(NamedTuple):
    """What the newest page says of all episodes."""

    months: tuple[Month, ...] = ()
    blocks: tuple[tuple[str, int], ...] = ()
    """The file that lists each block's episodes, and when its oldest one was published."""


def _whole(show: Show, shelf: Shelf, plan: Sequence[paging.Page]) -> _Whole:
    months: list[Month] = []
    blocks: list[tuple[str, int]] = []
    dates = iter(shelf.published())
    # Of very many episodes it costs to look up the month of each.
    month_began: datetime | None = None
    for page in plan:
        files = Files.of(page.name)
        for published in islice(dates, page.stop - page.start):
            if month_began is None or published < month_began:
                local = show.local(published)
                months.append(Month(local.year, local.month, f"{files.page}#{anchor(local)}"))
                month_began = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        if page.stop > page.start:
            blocks.append((files.list, int(published.timestamp())))
    return _Whole(tuple(months), tuple(blocks))


def _facts(entry: Listed) -> str:
    times = (entry.published.isoformat(), entry.updated.timestamp())
    return repr((entry.id, entry.guid, entry.title, times, entry.duration_ms, audio_name(entry)))


def _hash(*facts: str) -> str:
    return hashlib.sha256("\0".join(facts).encode(errors="surrogatepass")).hexdigest()
