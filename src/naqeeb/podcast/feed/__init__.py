"""The feed: RSS with the podcast namespace, in pages (RFC 5005)."""

from naqeeb.podcast.feed.files import build, stamp_in
from naqeeb.podcast.feed.paging import plan, reach, surplus
from naqeeb.podcast.feed.shelf import Listed, Shelf

__all__ = ["Listed", "Shelf", "build", "plan", "reach", "stamp_in", "surplus"]
