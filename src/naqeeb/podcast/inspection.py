"""Does a finished show say what its records say? Each check gives the fault it found, or None."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from naqeeb.model import Caption, Episode, Show
from naqeeb.podcast import address, tags
from naqeeb.podcast.artwork import cover
from naqeeb.podcast.feed import Listed
from naqeeb.podcast.phrases import one_line
from naqeeb.safe_files import is_file
from naqeeb.text.cleaning import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Checks = Iterator[str | None]
"""One answer a check: what is wrong, or None."""

_NAMESPACE = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}


# -- the sound's tags -------------------------------------------------------


def tag_checks(mp3: Path, episode: Episode, show: Show) -> Checks:
    """ID3v2.3 with title, language, guid, chapters in order and a small cover."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3

    try:
        tag: ID3 = ID3(mp3, translate=False)
    except (MutagenError, OSError) as error:
        yield f"has no readable ID3 tag ({error or 'none at all'})"
        return
    yield None if tag.version == (2, 3, 0) else f"has a tag of version {tag.version}, not ID3v2.3"
    for frame, wanted in (("TIT2", one_line(episode.title)), ("TALB", one_line(show.title))):
        value = str(tag[frame]) if frame in tag else "nothing"
        # The name of the show may change without a new sound; the title may not.
        wrong = value != wanted if frame == "TIT2" else frame not in tag
        yield f"its tag {frame} says {value!r}, not {wanted!r}" if wrong else None
    guid = next((str(frame) for frame in tag.getall("TXXX") if frame.desc == "GUID"), None)
    yield None if guid == one_line(episode.guid) else f"its tag names the episode {guid}"
    code = tags.language(episode.language)
    for kind in ("USLT", "COMM", "SYLT"):
        languages = [frame.lang for frame in tag.getall(kind)]
        right = languages == [code]
        yield (
            None if right else f"has {kind} in {', '.join(languages) or 'no language'}, not {code}"
        )
    yield _chapter_fault([frame.start_time for frame in tag.getall("CHAP")], episode)
    sizes = [len(frame.data) for frame in tag.getall("APIC")]
    large = any(size > cover.EMBED_BYTES for size in sizes)
    yield f"carries a cover of {max(sizes)} bytes" if large else None


def _chapter_fault(starts: Sequence[int], episode: Episode) -> str | None:
    wanted = [chapter.start_ms for chapter in episode.chapters][:255]
    if list(starts) == wanted:
        return None
    if sorted(starts) == wanted:
        return "has its chapters out of order"
    return f"has chapters at {list(starts)} ms, the record at {wanted}"


# -- the record's own times -------------------------------------------------


def time_checks(episode: Episode) -> Checks:
    """Captions and chapters ascend and lie within the sound."""
    last = 0
    for number, caption in enumerate(episode.transcript, 1):
        yield _caption_fault(number, caption, last, episode.duration_ms)
        last = caption.start_ms
    last = -1
    for number, chapter in enumerate(episode.chapters, 1):
        right = last < chapter.start_ms < chapter.end_ms <= episode.duration_ms
        yield None if right else f"chapter {number} does not lie after the last and in the sound"
        last = chapter.start_ms
    begins = bool(episode.chapters) and episode.chapters[0].start_ms == 0
    yield None if begins or not episode.chapters else "the first chapter does not begin at 0"
    yield None if episode.transcript else "the transcript is empty"


def _caption_fault(number: int, caption: Caption, last: int, duration_ms: int) -> str | None:
    if not last <= caption.start_ms <= caption.end_ms <= duration_ms:
        return f"sentence {number} of the transcript does not lie after the last and in the sound"
    at = caption.start_ms
    for word in caption.words:
        in_text = 0 <= word.start < word.end <= len(caption.text)
        if not (in_text and at <= word.start_ms <= word.end_ms <= caption.end_ms):
            return f"a word of sentence {number} of the transcript lies outside of it"
        at = word.start_ms
    return None


# -- links of a page --------------------------------------------------------


def link_checks(page: Path, root: Path, where: address.Address) -> Checks:
    """Every link of a page that leads into the output leads to a file.

    Args:
        page: the HTML file.
        root: the show's folder.
        where: its address; links that begin with it are looked up too.
    """
    real_root = root.resolve()
    for link in dict.fromkeys(_links(page.read_bytes())):
        target = _within(link, page, root, where)
        if target is None:
            continue
        there = is_file(target) and target.resolve().is_relative_to(real_root)
        yield None if there else f"links to {link}, which is not there"


def _links(page: bytes) -> list[str]:
    import lxml.etree
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(page, parser=parser)
    except (ValueError, lxml.etree.LxmlError):
        # Nothing is left of it; that it is not the page it was is said elsewhere.
        return []
    return [str(link) for link in tree.xpath("//@href | //@src") if link]


def _within(link: str, page: Path, root: Path, where: address.Address) -> Path | None:
    """The file that a link stands for; None where it leads out of the output."""
    for base in (where.site, where.media):
        if link.startswith(base):
            path = unquote(urlsplit(link[len(base) :]).path)
            return root / (path if path and not path.endswith("/") else path + address.INDEX)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    file = page.parent / path
    return file / address.INDEX if path.endswith("/") or os.path.isdir(file) else file  # noqa: PTH112 - never raises


# -- the feed ---------------------------------------------------------------


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
        ValueError: it is no RSS.
    """
    # Here: the desk asks this file for every article, and hardly ever for a feed.
    import xml.etree.ElementTree as ET

    try:
        root = ET.parse(path).getroot()  # noqa: S314 - naqeeb's own feed
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
    yield None if same else f"says the title {item.title!r} for {entry.id}"


def _differs(entry: Listed, what: str, stated: str, wanted: str) -> str | None:
    if stated == wanted:
        return None
    return f"says {stated or 'nothing'} for {what} of {entry.id}; it is {wanted}"


def order_fault(before: Item, item: Item) -> str | None:
    """Newest first, over all pages."""
    right = not (before.published and item.published) or before.published >= item.published
    return None if right else f"is not in order: {item.title!r} is newer than the one before it"


def presence_checks(
    items: Iterable[Item], entries: Sequence[Listed], removed: frozenset[str]
) -> Iterator[tuple[str, str | None]]:
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
        fault = None if guid in counted else f"does not have the episode {entry.id}"
        yield address.FEED, fault
    for guid, count in counted.items():
        fault = None
        if guid in removed:
            fault = f"still has an episode that was removed ({guid})"
        elif guid not in known:
            fault = f"has an item that no record stands for ({guid})"
        elif count > 1:
            fault = f"has the episode {known[guid].id} {count} times"
        yield pages[guid], fault
