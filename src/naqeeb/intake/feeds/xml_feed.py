"""RSS 2.0, 0.9x and 1.0 (RDF) and Atom, by feedparser."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from naqeeb.intake.feeds.raw_item import MOST_ITEMS, RawFeed, RawItem
from naqeeb.text.cleaning import NOT_XML
from naqeeb.text.lazy_pattern import LazyPattern

# Entities of a document's own are never needed in a feed, and can multiply or name files.
_DOCTYPE = LazyPattern(r"<!DOCTYPE[^>\[]{0,1000}(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DECLARATION = LazyPattern(r"\A\s*<\?xml[^>]{0,300}\?>")
_REFERENCE = LazyPattern(r"&#(x[0-9a-fA-F]+|[0-9]+);?")
# RSS takes a guid for an address unless told otherwise, and feedparser resolves it as one.
_OPAQUE_GUID = LazyPattern(
    r"<guid\b[^>]{0,200}>(?=\s*(?:<!\[CDATA\[)?\s*(?!https?://|<)\S)", re.IGNORECASE
)
_ITEM = LazyPattern(r"<(?P<close>/?)(?:item|entry)\b[^>]{0,2000}>", re.IGNORECASE)
_LONGEST_REFERENCE = 8


def parse(text: str, url: str) -> RawFeed | None:
    """A feed; None where the text is none.

    Args:
        text: the document.
        url: where it was fetched from; relative links are resolved against it.
    """
    text = _safe(text)
    try:
        parsed = _feedparser(text, url)
    except Exception:  # noqa: BLE001 - feedparser raises whatever its handlers do
        return _one_by_one(text, url)
    # Of an empty document feedparser gives no version at all.
    if not parsed.entries and (parsed.bozo or not parsed.get("version")):
        return None
    return _feed(parsed.feed, [_item(entry) for entry in parsed.entries])


def _one_by_one(text: str, url: str) -> RawFeed | None:
    """Each item in a feed of its own, so that one that cannot be read stops itself alone."""
    items: list[RawItem] = []
    faults: list[str] = []
    places = list(_places(text))[:MOST_ITEMS]
    if not places:
        return None
    head, tail = text[: places[0][0]], text[places[-1][1] :]
    feed: Any = {}
    for start, end in places:
        try:
            parsed = _feedparser(f"{head}{text[start:end]}{tail}", url)
        except Exception as error:  # noqa: BLE001 - the same
            faults.append(f"an item could not be read: {type(error).__name__}")
            continue
        feed = feed or parsed.feed
        items += [_item(entry) for entry in parsed.entries]
    if not items:
        return None
    whole = _feed(feed, items)
    return RawFeed(whole.title, whole.items, whole.link, whole.language, tuple(faults))


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where each item begins and ends."""
    start: int | None = None
    for tag in _ITEM.finditer(text):
        if not tag["close"]:
            start = tag.start()
        elif start is not None:
            yield start, tag.end()
            start = None


def _safe(text: str) -> str:
    """The document without what feedparser raises on: entities, impossible characters."""
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text.lstrip("\ufeff")))
    text = NOT_XML.sub("", _REFERENCE.sub(_reference, text))
    return _OPAQUE_GUID.sub('<guid isPermaLink="false">', text)


def _reference(match: re.Match[str]) -> str:
    digits = match[1]
    if len(digits) > _LONGEST_REFERENCE:
        return ""
    number = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    is_character = number <= sys.maxunicode and not NOT_XML.match(chr(number))
    return match[0] if is_character else ""


def _feedparser(text: str, url: str) -> Any:
    import feedparser

    # The text is decoded already, and feedparser knows no base but this header.
    return feedparser.parse(
        text.encode(),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url,
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _feed(feed: Any, items: list[RawItem]) -> RawFeed:
    return RawFeed(
        title=_text(feed.get("title")),
        items=tuple(items),
        link=_text(feed.get("link")),
        language=_text(feed.get("language")),
    )


def _item(entry: Any) -> RawItem:
    contents = [_text(part.get("value")) for part in entry.get("content") or ()]
    source = entry.get("source") or {}
    return RawItem(
        title=_text(entry.get("title")),
        link=_text(entry.get("feedburner_origlink")) or _text(entry.get("link")),
        guid=_text(entry.get("id")),
        published=_text(entry.get("published")) or _text(entry.get("created")),
        # Asked in the plain way, feedparser gives `published` in its place, with a warning.
        updated=_text(dict.get(entry, "updated")),
        content=max(contents, key=len, default=""),
        summary=_text(entry.get("summary")),
        author=_author(entry),
        source=_text(source.get("title")) if hasattr(source, "get") else "",
        images=tuple(_images(entry)),
        categories=tuple(
            filter(None, (_text(tag.get("label") or tag.get("term")) for tag in _tags(entry)))
        ),
    )


def _tags(entry: Any) -> list[Any]:
    return list(entry.get("tags") or ())


def _author(entry: Any) -> str:
    names = [_text(person.get("name")) for person in entry.get("authors") or () if person]
    return "، ".join(dict.fromkeys(filter(None, names))) or _text(entry.get("author"))


def _images(entry: Any) -> list[str]:
    """Pictures, the item's own first: media, enclosure, iTunes, thumbnail."""
    addresses: list[str] = []
    for media in entry.get("media_content") or ():
        is_picture = media.get("medium") == "image" or media.get("type", "").startswith("image/")
        untold = not media.get("medium") and not media.get("type")
        if is_picture or (untold and re.search(r"\.(?:jpe?g|png|webp)\b", media.get("url", ""))):
            addresses.append(_text(media.get("url")))
    addresses += [
        _text(enclosure.get("href"))
        for enclosure in entry.get("enclosures") or ()
        if _text(enclosure.get("type")).startswith("image/")
    ]
    image = entry.get("image")
    if hasattr(image, "get"):
        addresses.append(_text(image.get("href") or image.get("url")))
    addresses += [_text(thumbnail.get("url")) for thumbnail in entry.get("media_thumbnail") or ()]
    return [address for address in addresses if address]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
