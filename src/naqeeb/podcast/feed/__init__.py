"""The feed: RSS with the podcast namespace, in pages (RFC 5005)."""

from naqeeb.podcast.feed.existing_files import NOTHING, AllBut, Existing, Only, Stamped, stamp_in
from naqeeb.podcast.feed.files import build
from naqeeb.podcast.feed.paging import plan, surplus
from naqeeb.podcast.feed.shelf import Listed, Shelf

__all__ = [
    "NOTHING",
    "AllBut",
    "Existing",
    "Listed",
    "Only",
    "Shelf",
    "Stamped",
    "build",
    "plan",
    "stamp_in",
    "surplus",
]
