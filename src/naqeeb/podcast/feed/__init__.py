"""The feed: RSS with the podcast namespace, in pages (RFC 5005)."""

from naqeeb.podcast.feed.files import Listed, build, stamp_in
from naqeeb.podcast.feed.paging import plan, surplus

__all__ = ["Listed", "build", "plan", "stamp_in", "surplus"]
