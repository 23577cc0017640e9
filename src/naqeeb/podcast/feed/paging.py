"""Which episodes stand in which file of the feed.

``feed.xml`` holds the newest ``feed_items`` episodes, up to one block more.
Older ones stand in pages of one block each, aligned from the oldest:
``feed-2.xml`` always begins with the very first episode, ``feed-3.xml``
follows it in time, and so on. So a new episode changes ``feed.xml`` alone.
Once a block is full, the oldest block of ``feed.xml`` moves to a new page, and
the page below learns its ``previous`` neighbour; no other is touched.

The pages are linked by first, previous, next and last (RFC 5005, section 3),
where ``next`` leads from the newest to the oldest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from naqeeb.podcast.address import FEED


class Page(NamedTuple):
    """A file of the feed and the episodes in it, counted from the newest."""

    name: str
    start: int
    stop: int
    previous: str | None
    """The page with newer episodes."""
    next: str | None
    """The page with older episodes."""
    first: str
    last: str


def plan(count: int, feed_items: int = 200) -> tuple[Page, ...]:
    """Which episodes stand in which file, newest page first.

    Args:
        count: how many episodes there are.
        feed_items: at least so many stand in ``feed.xml``, if there are so
            many. A block is half of it.
    """
    block = max(1, feed_items // 2)
    older = max(0, count - feed_items) // block
    names = [FEED, *(f"feed-{number}.xml" for number in range(older + 1, 1, -1))]
    newest = count - older * block
    bounds = [0, *(newest + block * page for page in range(older + 1))]
    return tuple(
        Page(
            name=name,
            start=bounds[at],
            stop=bounds[at + 1],
            previous=names[at - 1] if at else None,
            next=names[at + 1] if at < older else None,
            first=names[0],
            last=names[-1],
        )
        for at, name in enumerate(names)
    )


def surplus(names: Sequence[str], count: int, feed_items: int = 200) -> tuple[str, ...]:
    """Those of these file names that are pages of the feed and no longer needed."""
    kept = {page.name for page in plan(count, feed_items)}
    return tuple(n for n in names if re.fullmatch(r"feed-\d+\.xml", n) and n not in kept)


def reach(changed: int, feed_items: int = 200) -> int:
    """How many of the newest episodes stand on pages that may change.

    Args:
        changed: how many of the newest may be others than before.
        feed_items: as in ``plan``.

    Returns:
        The place, counted from the newest, from which on every page stands as it did: the
        first page may have moved by what came, and its neighbour has another ``previous``.
    """
    return changed + feed_items + max(1, feed_items // 2)
