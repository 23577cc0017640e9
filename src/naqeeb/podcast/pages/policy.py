"""The content security policy of a page (https://www.w3.org/TR/CSP3/)."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from urllib.parse import urlsplit

from naqeeb.podcast.address import Address


@cache
def content_security_policy(style: str, script: str, where: Address) -> str:
    """Allows only what stands in the page and what lies in its own folder.

    ``file:`` stands for a page that is opened from a disk, where not every
    browser takes ``'self'`` to mean the folder.

    Args:
        style: text of the page's style element.
        script: text of its script element.
        where: the show's address; sound may come from another host.
    """
    media = "" if where.media.startswith(where.site) else f" {_origin(where.media)}"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' file: '{_hash(script)}'" if script else "script-src 'none'",
            f"style-src '{_hash(style)}'",
            "img-src 'self' file: data:",
            "manifest-src 'self' file:",
            "font-src 'self' file:",
            f"media-src 'self' file:{media}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
