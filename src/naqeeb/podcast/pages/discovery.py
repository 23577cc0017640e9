"""What browsers, phones and search engines ask of a site beside its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.address import Address
from naqeeb.podcast.artwork import icon
from naqeeb.podcast.artwork.cover import packaged
from naqeeb.podcast.feed.existing_files import NOTHING, Existing
from naqeeb.podcast.feed.shelf import Listed, Shelf, shelf_of
from naqeeb.podcast.pages import assets, metadata, sitemap
from naqeeb.podcast.phrases import one_line

FONT = "nastaliq.woff2"
MANIFEST = "manifest.webmanifest"
ROBOTS = "robots.txt"


def site_files(
    show: Show,
    entries: Shelf | Sequence[Listed],
    *,
    cover: str,
    existing: Existing = NOTHING,
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each: manifest, style of the feed, robots.txt, sitemap.

    There is no sitemap before the show has an address, and none of a show that is
    kept out of the directories.

    Args:
        show: the station.
        entries: all episodes that are on the air.
        cover: name of the cover file.
        existing: as in ``feed.build``, for the sitemap.
    """
    show = metadata.named(show)
    where = address.of(show)
    listed = bool(show.site_url) and not show.block
    yield MANIFEST, _manifest(show, cover)
    yield "feed.css", assets.joined(("feed.css",)).encode() + b"\n"
    if show.font:
        yield FONT, packaged(FONT)
    yield ROBOTS, _robots(show, where, listed=listed)
    if listed:
        yield from sitemap.build(where, shelf_of(entries), existing)


def _manifest(show: Show, cover: str) -> bytes:
    """https://www.w3.org/TR/appmanifest/."""
    picture = {"src": icon.name_for(cover), "sizes": f"{icon.PX}x{icon.PX}", "type": "image/png"}
    table = {
        "name": one_line(show.title),
        "short_name": one_line(show.title),
        "description": one_line(show.description),
        "lang": show.language,
        "dir": "rtl",
        "start_url": address.INDEX,
        "scope": ".",
        "display": "standalone",
        "background_color": "#0c3e42",
        "theme_color": "#0c3e42",
        "icons": [picture],
    }
    return json.dumps(table, ensure_ascii=False, indent=1).encode(errors="replace") + b"\n"


def _robots(show: Show, where: Address, *, listed: bool) -> bytes:
    """https://www.rfc-editor.org/rfc/rfc9309."""
    lines = ["User-agent: *", "Disallow: /" if show.block else "Allow: /"]
    if listed:
        lines += ["", f"Sitemap: {where.of(sitemap.SITEMAP)}"]
    return "\n".join([*lines, ""]).encode()
