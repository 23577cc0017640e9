"""A page of the station: the newest episodes with all that a station says, or older ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from naqeeb.model import Episode, Show
from naqeeb.podcast import address, notes
from naqeeb.podcast.address import Address
from naqeeb.podcast.artwork import icon
from naqeeb.podcast.pages import metadata, wording
from naqeeb.podcast.pages.rendering import View, render
from naqeeb.podcast.pages.script_data import data
from naqeeb.podcast.phrases import cut, one_line
from naqeeb.podcast.public_files import EPISODES
from naqeeb.text.calendar import MONTHS

BLURB_CHARS = 120
"""How much of the newest episode's summary stands below its title."""


class Month(NamedTuple):
    """A month of the archive and where its newest episode stands."""

    year: int
    month: int
    href: str


class Item(NamedTuple):
    """An episode in a list: when it was published, and what the templates say of it."""

    published: datetime
    view: View


class Station(NamedTuple):
    """What all its pages have in common."""

    show: Show
    """Its name on one line."""
    where: Address
    known: bool
    """Whether the address is one that listeners can use."""
    cover: str
    """Name of the cover file."""


class Place(NamedTuple):
    """A page among the others, by file name."""

    name: str
    newer: str | None
    """None on the newest page, the one that listeners come to."""
    older: str | None


def item(episode: Episode, station: Station) -> Item:
    """What a list says of an episode."""
    folder = f"{EPISODES}/{episode.id}/"
    view: View = {
        "id": episode.id,
        "key": episode.guid,
        "title": one_line(episode.title),
        "ms": episode.duration_ms,
        "length": wording.length(episode.duration_ms),
        "audio": station.where.audio_from(folder, episode.id, episode.audio.name),
        "image": metadata.picture(episode.image),
        "blurb": cut(notes.summary(episode), BLURB_CHARS),
    }
    return Item(station.show.local(episode.published), view)


def anchor(when: datetime) -> str:
    """The name by which a link leads to a month."""
    return f"m{when.year}-{when.month:02}"


def station_page(
    station: Station,
    place: Place,
    items: Sequence[Item],
    *,
    stamp: str,
    months: Sequence[Month],
    shards: Sequence[str],
) -> bytes:
    """A page of the station.

    Args:
        station: what is the same on all pages.
        place: where this one stands.
        items: its episodes, the newest first.
        stamp: of all that the page is made from.
        months: of the archive.
        shards: names of the files with search data.
    """
    show, newest = station.show, place.newer is None
    lead = items[0] if newest and items else None
    return render(
        "station.html",
        station.where,
        {
            **_head(station, place),
            "stamp": stamp,
            "cover": station.cover,
            "icon": icon.name_for(station.cover),
            "newest": newest,
            "lead": _lead(lead) if lead else None,
            "days": _days(items[1:] if lead else items, lead),
            "empty": newest and not items,
            "years": _years(months) if newest and len(months) > 1 else [],
            "funding": address.web_url(show.funding_url),
            "funding_text": one_line(show.funding_text or ""),
            "copyright": one_line(show.copyright or ""),
            "license": one_line(show.license or ""),
            "player": {
                "audio": "",
                "preload": "none",
                "ms": 0,
                "key": "",
                "title": "",
                "href": address.INDEX,
            },
            "shards": data(shards),
        },
    )


def _head(station: Station, place: Place) -> View:
    """What a browser, a search engine or a messenger is told before the page begins."""
    show, where, known, cover = station
    name, description = one_line(show.title), one_line(show.description)
    url = (where.of(place.name) if place.newer else where.home) if known else None
    return {
        "language": show.language,
        "root": "",
        "font": show.font,
        "station": name,
        "page_title": f"پرانی خبریں · {name}" if place.newer else name,
        "description": description,
        "canonical": url,
        "newer": place.newer,
        "older": place.older,
        "feed": where.feed if known else "",
        "schema": data(metadata.station(show, where, cover, known=known)),
        "graph": metadata.open_graph(
            {
                "og:type": "website",
                "og:locale": "ur_PK",
                "og:site_name": name,
                "og:title": name,
                "og:description": description,
                "og:url": url,
                "og:image": where.of(cover) if known else None,
            }
        ),
    }


def _lead(lead: Item) -> View:
    """The newest episode, above the list and with the anchor of its month."""
    return {
        **lead.view,
        "anchor": anchor(lead.published),
        "published": wording.day(lead.published),
        "published_iso": lead.published.isoformat(timespec="seconds"),
    }


def _days(items: Sequence[Item], lead: Item | None) -> Iterator[View]:
    """Episodes by day; the first day of each month has an anchor."""
    month = anchor(lead.published) if lead else None
    for date, group in groupby(items, lambda item: item.published.date()):
        of_day = list(group)
        latest = of_day[0].published
        yield {
            "anchor": anchor(latest) if anchor(latest) != month else None,
            "name": wording.day(latest),
            "date_iso": date.isoformat(),
            "episodes": [item.view for item in of_day],
        }
        month = anchor(latest)


def _years(months: Sequence[Month]) -> list[View]:
    return [
        {
            "number": year,
            "months": [{"href": month.href, "name": MONTHS[month.month - 1]} for month in group],
        }
        for year, group in groupby(months, lambda month: month.year)
    ]
