"""Feed and pages as a listener gets them from ``serve``: links on the host that was asked."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from urllib.parse import quote

from naqeeb.podcast.address import LOCAL_BASE

_BLOCK = b"<itunes:block>Yes</itunes:block>"
_EXPLICIT = b"<itunes:explicit>"


def onto(base: str, data: bytes, suffix: str, instead_of: Sequence[str] = ()) -> bytes:
    """The text with the address that stands for no address yet replaced by ``base``.

    Also where it stands within another address (``podcast://…``, or escaped in
    a link that hands the feed to an app).

    Args:
        base: where the links are to begin, ending in a slash.
        data: the text in UTF-8.
        suffix: of its file name; in XML and HTML the base is escaped.
        instead_of: further addresses that are replaced.
    """
    escape = html.escape if suffix in (".xml", ".html") else str
    table: dict[bytes, bytes] = {}
    for old in (LOCAL_BASE, *instead_of):
        forms = {
            escape(old): escape(base),
            quote(old, safe=""): quote(base, safe=""),
            escape(_bare(old)): escape(_bare(base)),
        }
        table |= {form.encode(): new.encode() for form, new in forms.items()}
    # In one pass, since the new address may hold the old one; the longest first.
    wanted = b"|".join(map(re.escape, sorted(table, key=len, reverse=True)))
    return re.sub(wanted, lambda match: table[match[0]], data)


def blocked(feed: bytes) -> bytes:
    """The feed with itunes:block, so that no app lists a private show for others."""
    if _BLOCK in feed:
        return feed
    return feed.replace(_EXPLICIT, _BLOCK + _EXPLICIT, 1)


def _bare(url: str) -> str:
    """From the colon on, as after ``podcast:`` or ``feed:``."""
    return url[url.index("://") :]
