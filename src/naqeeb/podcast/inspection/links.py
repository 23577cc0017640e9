"""The links of a page against the files of the show."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from naqeeb.paths import is_file
from naqeeb.podcast import address
from naqeeb.podcast.inspection.flaw import Checks, Flaw


def link_checks(page: Path, root: Path, where: address.Address) -> Checks:
    """Every link of a page that leads into the output leads to a file.

    Args:
        page: the HTML file.
        root: the show's folder.
        where: its address; links that begin with it are looked up too.
    """
    real_root = root.resolve()
    for link in dict.fromkeys(_links(page.read_bytes())):
        target = _within(link, page, root, where)
        if target is None:
            continue
        there = is_file(target) and target.resolve().is_relative_to(real_root)
        yield None if there else Flaw(f"links to {link}, which is not there", "dead link")


def _links(page: bytes) -> list[str]:
    import lxml.etree
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(page, parser=parser)
    except (ValueError, lxml.etree.LxmlError):
        # Nothing is left of it; that it is not the page it was is said elsewhere.
        return []
    return [str(link) for link in tree.xpath("//@href | //@src") if link]


def _within(link: str, page: Path, root: Path, where: address.Address) -> Path | None:
    """The file that a link stands for; None where it leads out of the output."""
    for base in (where.site, where.media):
        if link.startswith(base):
            path = unquote(urlsplit(link[len(base) :]).path)
            return root / (path if path and not path.endswith("/") else path + address.INDEX)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    file = page.parent / path
    return file / address.INDEX if path.endswith("/") or os.path.isdir(file) else file  # noqa: PTH112 - never raises
