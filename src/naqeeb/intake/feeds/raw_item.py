"""A feed and its items as they are written, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ITEMS = 5_000
"""No more are read of one feed."""


@dataclass(frozen=True, slots=True)
class RawItem:
    """One item: texts as the feed has them, empty where it has none."""

    title: str = ""
    link: str = ""
    guid: str = ""
    published: str = ""
    updated: str = ""
    content: str = ""
    """HTML of the whole item."""
    summary: str = ""
    """HTML that may be all, or a teaser."""
    author: str = ""
    source: str = ""
    """The title of the feed that it was taken from."""
    images: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed; its items in its own order, as a rule the newest first."""

    title: str
    items: tuple[RawItem, ...]
    link: str = ""
    """The page that the feed belongs to."""
    language: str = ""
    faults: tuple[str, ...] = ()
