"""The sitemap, by which search engines find every episode (https://www.sitemaps.org/protocol.html).

Of a short show it is one file. Of a long one ``sitemap.xml`` names files that hold blocks of
episodes aligned from the oldest, as the pages of the feed do: a new episode changes one of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC
from html import escape

from naqeeb.podcast.address import Address
from naqeeb.podcast.feed import paging
from naqeeb.podcast.feed.existing_files import Existing
from naqeeb.podcast.feed.shelf import Listed, Shelf

SITEMAP = "sitemap.xml"
ITEMS = 1000
"""At least so many episodes stand in the newest file; one may hold 50,000."""
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def build(where: Address, shelf: Shelf, existing: Existing) -> Iterator[tuple[str, bytes]]:
    """The files that are not up to date, as name and content; see ``feed.build``."""
    plan = paging.plan(len(shelf), ITEMS)
    if len(plan) == 1:
        yield SITEMAP, _block(where, shelf.window(0, len(shelf)), "", home=True)
        return
    for page in plan:
        name = _name_of(page.name)
        if existing.stays(name, page.start, ITEMS):
            continue
        entries = shelf.window(page.start, page.stop)
        stamp = _stamp(where, entries)
        if existing.stamp(name) != stamp:
            yield name, _block(where, entries, stamp, home=page.start == 0)
    # It is named only once all that it names is there.
    yield SITEMAP, _index(where, [_name_of(page.name) for page in plan])


def surplus(names: Sequence[str], count: int) -> tuple[str, ...]:
    """Those of these file names that are parts of the sitemap and no longer needed."""
    plan = paging.plan(count, ITEMS)
    kept = {_name_of(page.name) for page in plan} if len(plan) > 1 else set()
    return tuple(n for n in names if re.fullmatch(r"sitemap-\d+\.xml", n) and n not in kept)


def _name_of(feed_name: str) -> str:
    number = feed_name.removesuffix(".xml").partition("-")[2]
    return f"sitemap-{number or 1}.xml"


def _block(where: Address, entries: Sequence[Listed], stamp: str, *, home: bool) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {_NAMESPACE}>"]
    if stamp:
        lines.insert(1, f"<!-- naqeeb {stamp} -->")
    if home:
        lines.append(f"<url><loc>{escape(where.home)}</loc></url>")
    for entry in entries:
        changed = entry.updated.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        page = escape(where.page(entry.id))
        lines.append(f"<url><loc>{page}</loc><lastmod>{changed}</lastmod></url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def _index(where: Address, names: Sequence[str]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<sitemapindex {_NAMESPACE}>"]
    lines += [f"<sitemap><loc>{escape(where.of(name))}</loc></sitemap>" for name in names]
    return "\n".join([*lines, "</sitemapindex>", ""]).encode()


def _stamp(where: Address, entries: Sequence[Listed]) -> str:
    digest = hashlib.sha256(where.home.encode(errors="surrogatepass"))
    for entry in entries:
        digest.update(f"{entry.id} {entry.updated.timestamp()}\n".encode())
    return digest.hexdigest()
