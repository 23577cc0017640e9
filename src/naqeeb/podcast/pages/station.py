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
from dataclasses import astuple, dataclass
from datetime import datetime
from itertools import groupby

from naqeeb.model import AudioFile, Episode, Show
from naqeeb.podcast import address, notes, paging
from naqeeb.podcast.feed import Listed
from naqeeb.podcast.pages import metadata, search
from naqeeb.podcast.pages.templating import digest, render
from naqeeb.podcast.pages.words import MONTHS
from naqeeb.podcast.text import cut, one_line

ITEMS = 50
"""At least so many of the newest episodes stand in ``index.html``, if there are so many."""
BLURB_CHARS = 120
"""How much of the newest episode's summary stands below its title."""
_OURS = re.compile(r"page-\d+\.html|search(-\d+)?\.js")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the archive and where its newest episode stands."""

    year: int
    month: int
    href: str

    @property
    def name(self) -> str:
        """As one says it."""
        return MONTHS[self.month - 1]


@dataclass(frozen=True, slots=True)
class Item:
    """What a list says of an episode."""

    id: str
    guid: str
    title: str
    published: datetime
    duration_ms: int
    audio: str
    blurb: str
    image: str | None

    @classmethod
    def of(cls, episode: Episode) -> Item:
        """What a list says of this one."""
        return cls(
            id=episode.id,
            guid=episode.guid,
            title=one_line(episode.title),
            published=episode.published,
            duration_ms=episode.duration_ms,
            audio=episode.audio.name,
            image=metadata.picture(episode.image),
            blurb=cut(notes.summary(episode), BLURB_CHARS),
        )


@dataclass(frozen=True, slots=True)
class Files:
    """The names of the two files that hold the same episodes."""

    page: str
    search: str

    @classmethod
    def of(cls, feed_name: str) -> Files:
        """Those of a file of the feed: ``feed-7.xml`` gives ``page-7.html``."""
        number = re.search(r"-\d+", feed_name)
        if number is None:
            return cls(address.INDEX, "search.js")
        return cls(f"page{number[0]}.html", f"search{number[0]}.js")


@dataclass(frozen=True, slots=True)
class _Station:
    """What all pages of a station are made from."""

    show: Show
    cover: str
    base_url: str | None
    plan: Sequence[paging.Page]
    months: tuple[Month, ...]


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
    station = _Station(show, cover, base_url, plan, _months(newest_first, plan))
    all_pages = _hash(digest(), repr(astuple(show)), cover, repr(base_url))
    for page in plan:
        files = Files.of(page.name)
        rows = _hash(*facts[page.start : page.stop])
        links = (page.previous, page.next, *(() if page.start else (len(plan), station.months)))
        stamps = (
            _hash("page", all_pages, rows, repr(links)),
            _hash("search", str(search.FORMAT), rows),
        )
        stale = have(files.page) != stamps[0], have(files.search) != stamps[1]
        if not any(stale):
            continue
        items, rows_of_search = [], []
        for entry in newest_first[page.start : page.stop]:
            # One at a time: with its words in time, an episode is large.
            episode = load(entry.id)
            items.append(Item.of(episode))
            rows_of_search.append(search.row(episode))
        # The search data first: the page that asks for it comes after.
        if stale[1]:
            yield files.search, search.shard(files.search, stamps[1], rows_of_search)
        if stale[0]:
            yield files.page, _page(station, page, items, stamps[0])


def surplus(names: Sequence[str], count: int) -> tuple[str, ...]:
    """Those of these file names that are older pages or search data no longer needed."""
    kept = {Files.of(page.name) for page in paging.plan(count, ITEMS)}
    wanted = {name for files in kept for name in (files.page, files.search)}
    return tuple(name for name in names if _OURS.fullmatch(name) and name not in wanted)


def _page(station: _Station, page: paging.Page, items: Sequence[Item], stamp: str) -> bytes:
    show, cover = metadata.named(station.show), station.cover
    where = address.of(show, station.base_url)
    known = bool(station.base_url or show.site_url)
    name = Files.of(page.name).page
    newest = not page.start
    apart = where.media != where.site
    url = where.home if newest else where.of(name)
    return render(
        "station.html",
        where,
        stamp=stamp,
        show=show,
        known=known,
        root="",
        cover=cover,
        newest=newest,
        lead=items[0] if newest and items else None,
        lead_anchor=_anchor(items[0].published) if newest and items else None,
        days=_days(items, newest=newest),
        funding=address.web_url(show.funding_url),
        sound=lambda item: (
            where.audio(item.id, item.audio) if apart else f"episodes/{item.id}/{item.audio}"
        ),
        url=url,
        newer=Files.of(page.previous).page if page.previous else None,
        older=Files.of(page.next).page if page.next else None,
        shards=[Files.of(each.name).search for each in station.plan] if newest else [],
        years=[(year, list(group)) for year, group in groupby(station.months, lambda m: m.year)]
        if newest
        else [],
        schema=metadata.station(show, where, cover, known=known),
        graph=metadata.open_graph(
            {
                "og:type": "website",
                "og:locale": "ur_PK",
                "og:site_name": one_line(show.title),
                "og:title": one_line(show.title),
                "og:description": one_line(show.description),
                "og:url": url if known else None,
                "og:image": where.of(cover) if known else None,
            }
        ),
    )


def _days(items: Sequence[Item], *, newest: bool) -> list[tuple[datetime, str | None, list[Item]]]:
    """Episodes by day; the first day of each month has an anchor.

    On the newest page the first episode stands above the list, with the
    anchor of its month.
    """
    made: list[tuple[datetime, str | None, list[Item]]] = []
    month = _anchor(items[0].published) if newest and items else None
    for _, group in groupby(items[newest:], lambda item: item.published.date()):
        of_day = list(group)
        anchor = _anchor(of_day[0].published)
        made.append((of_day[0].published, anchor if anchor != month else None, of_day))
        month = anchor
    return made


def _anchor(when: datetime) -> str:
    return f"m{when.year}-{when.month:02}"


def _months(newest_first: Sequence[Listed], plan: Sequence[paging.Page]) -> tuple[Month, ...]:
    made: list[Month] = []
    for page in plan:
        name = Files.of(page.name).page
        for entry in newest_first[page.start : page.stop]:
            year, month = entry.published.year, entry.published.month
            if not made or (made[-1].year, made[-1].month) != (year, month):
                made.append(Month(year, month, f"{name}#{_anchor(entry.published)}"))
    return tuple(made)


def _facts(entry: Listed) -> str:
    times = (entry.published.isoformat(), entry.updated.timestamp())
    audio = entry.audio.name if isinstance(entry.audio, AudioFile) else entry.audio
    return repr((entry.id, entry.title, times, entry.duration_ms, audio))


def _hash(*facts: str) -> str:
    return hashlib.sha256("\0".join(facts).encode(errors="surrogatepass")).hexdigest()
