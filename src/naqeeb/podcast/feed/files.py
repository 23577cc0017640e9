"""The feed that podcast apps subscribe to, brought up to date file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple

from naqeeb.model import Episode, Show
from naqeeb.podcast.feed.existing_files import NOTHING, Existing
from naqeeb.podcast.feed.paging import Page, plan
from naqeeb.podcast.feed.shelf import Listed, Shelf, audio_name, shelf_of

_FORMAT = 2
"""Counted up when the same episodes are to be written otherwise."""
STYLESHEET = b'<?xml-stylesheet type="text/css" href="feed.css"?>'
"""By it a browser shows the feed as a page (https://www.w3.org/TR/xml-stylesheet/)."""


def build(
    show: Show,
    entries: Shelf | Sequence[Listed],
    load: Callable[[str], Episode],
    *,
    cover: str,
    feed_items: int = 200,
    existing: Existing = NOTHING,
) -> Iterator[tuple[str, bytes]]:
    """The files of the feed that are not up to date, as name and content.

    Only the episodes of a page that is written are loaded, one page at a time.

    Args:
        show: the station; its ``guid`` is the one kept with the output.
        entries: all episodes in any order; the newest come first in the feed.
        load: gives an episode by its id.
        cover: name of the cover file.
        feed_items: see ``plan``.
        existing: what need not be made again; by default all files are written.
    """
    shelf = shelf_of(entries)
    # Older pages first, so that feed.xml never names one that is not there.
    for page in reversed(plan(len(shelf), feed_items)):
        if existing.stays(page.name, page.start, feed_items):
            continue
        of_page = shelf.window(page.start, page.stop)
        stamp = _stamp(show, of_page, page, cover)
        if existing.stamp(page.name) != stamp:
            # feedgen is imported only where a page is written.
            from naqeeb.podcast.feed.rss import render

            episodes = [load(entry.id) for entry in of_page]
            feed = render(show, episodes, page, cover=cover)
            declaration, _, rest = feed.partition(b"\n")
            opening = b"%s\n<!-- naqeeb %s -->\n%s\n" % (declaration, stamp.encode(), STYLESHEET)
            yield page.name, opening + rest


def _stamp(show: Show, entries: Sequence[Listed], page: Page, cover: str) -> str:
    """A hash of all that a page is made from."""
    digest = hashlib.sha256(repr((_FORMAT, astuple(show), cover)).encode())
    links = (page.name, page.previous, page.next, page.first != page.last and page.last)
    digest.update(repr(links).encode())
    for entry in entries:
        row = (entry.id, entry.guid, entry.title, entry.duration_ms, audio_name(entry))
        times = (entry.published.timestamp(), entry.updated.timestamp())
        digest.update(repr((row, times)).encode())
    return digest.hexdigest()
