"""The feed: read back, and held against the episodes that it lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from naqeeb import own_files
from naqeeb.podcast import address
from naqeeb.podcast.feed import Listed
from naqeeb.podcast.inspection.flaw import Checks, Flaw
from naqeeb.podcast.phrases import one_line
from naqeeb.text.cleaning import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACE = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}


class Sound(NamedTuple):
    """What a record says of an episode's sound."""

    name: str
    size_bytes: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item as the feed says it."""

    page: str
    guid: str
    title: str
    link: str
    url: str
    length: str
    media_type: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One file of the feed as it was found."""

    name: str
    guid: str | None
    self_link: str | None
    items: tuple[Item, ...]


def read_feed(path: Path) -> FeedPage:
    """One file of the feed.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no RSS.
    """
    # Here: the desk asks this file for every article, and hardly ever for a feed.
    import xml.etree.ElementTree as ET

    try:
        with own_files.opened(path) as file:
            root = ET.parse(file).getroot()  # noqa: S314 - naqeeb's own feed
    except ET.ParseError as error:
        raise ValueError(str(error)) from None
    channel = root.find("channel")
    if channel is None:
        raise ValueError("it has no channel")
    links = channel.findall("{http://www.w3.org/2005/Atom}link")
    guid = channel.findtext("podcast:guid", None, _NAMESPACE)
    return FeedPage(
        name=path.name,
        guid=guid,
        self_link=next((link.get("href") for link in links if link.get("rel") == "self"), None),
        items=tuple(_item(path.name, item) for item in channel.findall("item")),
    )


def _item(page: str, item: Element) -> Item:
    enclosures = item.findall("enclosure")
    attributes = enclosures[0].attrib if len(enclosures) == 1 else {}
    try:
        published = parsedate_to_datetime(item.findtext("pubDate", ""))
    except ValueError:
        published = None
    return Item(
        page=page,
        guid=item.findtext("guid", ""),
        title=item.findtext("title", ""),
        link=item.findtext("link", ""),
        url=attributes.get("url", ""),
        length=attributes.get("length", ""),
        media_type=attributes.get("type", ""),
        published=published,
    )


def item_checks(item: Item, entry: Listed, audio: Sound, where: address.Address) -> Checks:
    """An item says what its episode's record says.

    Args:
        item: of the feed.
        entry: the episode.
        audio: its sound.
        where: the show's address.
    """
    wanted_url = where.audio(entry.id, audio.name)
    yield _differs(entry, "the sound", item.url, wanted_url)
    yield _differs(entry, "the length", item.length, str(audio.size_bytes))
    yield _differs(entry, "the type", item.media_type, audio.media_type)
    yield _differs(entry, "the page", item.link, where.page(entry.id))
    published = entry.published.astimezone(UTC).replace(microsecond=0)
    stated = item.published.astimezone(UTC) if item.published else None
    yield _differs(entry, "the date", str(stated), str(published))
    same = one_line(entry.title).startswith(item.title.removesuffix("…").rstrip())
    yield None if same else Flaw(f"says the title {item.title!r} for {entry.id}", "the title")


def _differs(entry: Listed, what: str, stated: str, wanted: str) -> Flaw | None:
    if stated == wanted:
        return None
    return Flaw(f"says {stated or 'nothing'} for {what} of {entry.id}; it is {wanted}", what)


def order_flaw(before: Item, item: Item) -> Flaw | None:
    """Newest first, over all pages."""
    right = not (before.published and item.published) or before.published >= item.published
    what = f"is not in order: {item.title!r} is newer than the one before it"
    return None if right else Flaw(what, "order of the feed")


def presence_checks(
    items: Iterable[Item], entries: Sequence[Listed], removed: frozenset[str]
) -> Iterator[tuple[str, Flaw | None]]:
    """Every episode stands in the feed once, and no other: the file, and what is wrong.

    Args:
        items: of all pages; one at a time is in memory.
        entries: episodes that are on the air.
        removed: guids of episodes with a tombstone.
    """
    counted: dict[str, int] = {}
    pages: dict[str, str] = {}
    for item in items:
        counted[item.guid] = counted.get(item.guid, 0) + 1
        pages[item.guid] = item.page
    known = {clean(entry.guid): entry for entry in entries}
    for guid, entry in known.items():
        missing = Flaw(f"does not have the episode {entry.id}", "missing episode")
        yield address.FEED, None if guid in counted else missing
    for guid, count in counted.items():
        flaw = None
        if guid in removed:
            flaw = Flaw(f"still has an episode that was removed ({guid})", "removed episode")
        elif guid not in known:
            flaw = Flaw(f"has an item that no record stands for ({guid})", "no record")
        elif count > 1:
            flaw = Flaw(f"has the episode {known[guid].id} {count} times", "doubled episode")
        yield pages[guid], flaw
