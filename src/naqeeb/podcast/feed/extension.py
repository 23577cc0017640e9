"""The one feedgen extension: the podcast namespace, paging, and what feedgen gets wrong.

feedgen knows no podcast namespace and writes no Atom link but ``self``; for
``itunes:explicit`` it knows only yes, no and clean, which validators reject;
and it always stamps ``lastBuildDate``, with the present moment unless told.

Tags: https://podcasting2.org/docs/podcast-namespace/tags
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem

NAME = "naqeeb"
ATOM = "http://www.w3.org/2005/Atom"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"


class Tag(NamedTuple):
    """One element: its name, its text, its attributes, what is inside."""

    namespace: str
    name: str
    text: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    inside: tuple[Tag, ...] = ()


def podcast(name: str, text: str | None = None, *inside: Tag, **attributes: str | None) -> Tag:
    """A tag of the podcast namespace; attributes that are None are left out."""
    kept = tuple((key, value) for key, value in attributes.items() if value is not None)
    return Tag(PODCAST, name, text, kept, inside)


def itunes(name: str, text: str) -> Tag:
    """A tag of Apple's namespace."""
    return Tag(ITUNES, name, text)


def atom_link(rel: str, href: str, media_type: str | None = None) -> Tag:
    """An Atom link of the channel."""
    kind = (("type", media_type),) if media_type else ()
    return Tag(ATOM, "link", None, (("rel", rel), ("href", href), *kind))


class _Tags:
    """Holds the tags that are to be written, in order."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []

    def add(self, tags: Iterable[Tag]) -> None:
        """Write these after those that are there."""
        self._tags += tags

    def _write(self, parent: object) -> None:
        for tag in self._tags:
            _element(parent, tag)


class ChannelExtension(_Tags, BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The channel's own tags."""

    def __init__(self) -> None:
        super().__init__()
        self.dated = True
        """False leaves lastBuildDate out: a show with no episode has none."""

    def extend_ns(self) -> dict[str, str]:
        """The prefix under which the tags stand."""
        return {"podcast": PODCAST}

    def extend_rss(self, feed: object) -> object:
        """Called by feedgen with the root element before the items are added."""
        channel = feed[0]  # type: ignore[index]
        if not self.dated:
            channel.remove(channel.find("lastBuildDate"))
        self._write(channel)
        return feed


class ItemExtension(_Tags, BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """An item's own tags."""

    def extend_rss(self, entry: object) -> object:
        """Called by feedgen with the item's element."""
        self._write(entry)
        return entry


def _element(parent: object, tag: Tag) -> None:
    element = xml_elem(f"{{{tag.namespace}}}{tag.name}", parent)
    for key, value in tag.attributes:
        element.set(key, value)
    element.text = tag.text
    for child in tag.inside:
        _element(element, child)
