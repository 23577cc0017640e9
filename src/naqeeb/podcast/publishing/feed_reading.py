"""What a finished feed says: its show and its enclosures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from naqeeb.errors import ArchiveError

_GUID = re.compile(rb"<podcast:guid>\s*([^<]*?)\s*</podcast:guid>")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An episode's sound as the feed names it."""

    url: str
    length: int
    media_type: str


def show_guid(feed: bytes) -> str | None:
    """The podcast:guid of a feed; None where it has none."""
    match = _GUID.search(feed)
    return match[1].decode() if match else None


def enclosures(feeds: Iterable[Path]) -> Iterator[Enclosure]:
    """All enclosures of the pages of a feed, of which one at a time is in memory.

    Raises:
        ArchiveError: a page is no XML.
    """
    for feed in feeds:
        for enclosure in _parsed(feed).iter("enclosure"):
            length = enclosure.get("length", "0")
            yield Enclosure(
                url=enclosure.get("url", ""),
                length=int(length) if length.isdecimal() else 0,
                media_type=enclosure.get("type", ""),
            )


def _parsed(feed: Path) -> ET.ElementTree[ET.Element[str]]:
    try:
        return ET.parse(feed)  # noqa: S314 - naqeeb's own feed
    except ET.ParseError as error:
        raise ArchiveError(
            f"{feed} is damaged: {error}",
            cause="it was cut short, or changed by another program",
            hint="write it again with `naqeeb feed`",
            path=str(feed),
        ) from None


def name_of(url: str, base: str) -> str | None:
    """The name below ``base`` that a URL stands for; None where it lies elsewhere."""
    return unquote(url.removeprefix(base)) if url.startswith(base) else None
