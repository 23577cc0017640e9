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
from typing import NamedTuple

from naqeeb.model import AudioFile, Episode, Show
from naqeeb.podcast import address
from naqeeb.podcast.feed import Listed, paging
from naqeeb.podcast.pages import listing, metadata, search, wording
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
    entries: Sequence[Listed],
    load: Callable[[str], Episode],
    *,
    cover: str,
    have: Callable[[str], str | None] = lambda _: None,
    base_url: str | None = None,
) -> Iterator[tuple[str, bytes]]:
    """The station's files that are not up to date, as name and content.

    Only the episodes of a block that changed are loaded, one block at a time.

    Args:
        show: the station.
        entries: all episodes in any order.
        load: gives an episode by its id.
        cover: name of the cover file.
        have: the stamp of the file of this name, if there is one (see
            ``feed.stamp_in``); by default all files are written.
        base_url: as in ``address.of``.
    """
    newest_first = sorted(entries, key=lambda entry: (entry.published, entry.id), reverse=True)
    facts = [_facts(entry) for entry in newest_first]
    plan = paging.plan(len(newest_first), ITEMS)
    months = _months(show, newest_first, plan)
    shards = [Files.of(page.name).search for page in plan]
    blocks = _blocks(newest_first, plan)
    station = _station(show, base_url, cover)
    all_pages = _hash(digest(), repr(astuple(show)), cover, repr(base_url))
    for page in plan:
        files = Files.of(page.name)
        rows = _hash(*facts[page.start : page.stop])
        links = (page.previous, page.next, *(() if page.start else (len(plan), months)))
        of_newest = () if page.start else blocks
        stamps = (
            _hash("page", all_pages, rows, repr(links)),
            _hash("search", str(search.FORMAT), show.timezone, rows),
            _hash("list", str(listing.FORMAT), rows, repr(of_newest)),
        )
        if have(files.list) != stamps[2]:
            of_page = newest_first[page.start : page.stop]
            yield files.list, listing.listing(files.list, stamps[2], of_page, of_newest)
        stale = have(files.page) != stamps[0], have(files.search) != stamps[1]
        if not any(stale):
            continue
        items, search_rows = _read(newest_first[page.start : page.stop], load, station)
        # The search data first: the page that asks for it comes after.
        if stale[1]:
            yield files.search, search.shard(files.search, stamps[1], search_rows)
        if stale[0]:
            content = station_page(
                station, _place(page), items, stamp=stamps[0], months=months, shards=shards
            )
            yield files.page, content


def surplus(names: Sequence[str], count: int) -> tuple[str, ...]:
    """Those of these file names that are older pages or search data no longer needed."""
    kept = {Files.of(page.name) for page in paging.plan(count, ITEMS)}
    wanted = {name for files in kept for name in files}
    return tuple(name for name in names if re.fullmatch(_OURS, name) and name not in wanted)


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


def _station(show: Show, base_url: str | None, cover: str) -> Station:
    where = address.of(show, base_url)
    return Station(metadata.named(show), where, bool(base_url or show.site_url), cover)


def _blocks(
    newest_first: Sequence[Listed], plan: Sequence[paging.Page]
) -> tuple[tuple[str, int], ...]:
    return tuple(
        (Files.of(page.name).list, int(newest_first[page.stop - 1].published.timestamp()))
        for page in plan
        if page.stop > page.start
    )


def _place(page: paging.Page) -> Place:
    newer, older = (Files.of(name).page if name else None for name in (page.previous, page.next))
    return Place(Files.of(page.name).page, newer, older)


def _months(
    show: Show, newest_first: Sequence[Listed], plan: Sequence[paging.Page]
) -> tuple[Month, ...]:
    months: list[Month] = []
    for page in plan:
        name = Files.of(page.name).page
        for entry in newest_first[page.start : page.stop]:
            published = wording.local(show, entry.published)
            year, month = published.year, published.month
            if not months or (months[-1].year, months[-1].month) != (year, month):
                months.append(Month(year, month, f"{name}#{anchor(published)}"))
    return tuple(months)


def _facts(entry: Listed) -> str:
    times = (entry.published.isoformat(), entry.updated.timestamp())
    audio = entry.audio.name if isinstance(entry.audio, AudioFile) else entry.audio
    return repr((entry.id, entry.guid, entry.title, times, entry.duration_ms, audio))


def _hash(*facts: str) -> str:
    return hashlib.sha256("\0".join(facts).encode(errors="surrogatepass")).hexdigest()
