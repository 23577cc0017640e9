"""The page at an address, with the bytes that it was read from."""

from __future__ import annotations

from datetime import tzinfo

from naqeeb.intake import fetch
from naqeeb.intake.sources import from_page
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings


def read(address: str, *, settings: IntakeSettings, zone: tzinfo | None) -> tuple[Article, bytes]:
    """The article of the page at an http(s) address, and the page's bytes.

    Raises:
        IntakeError: as its subclasses say.
    """
    page = fetch.fetch(address, settings)
    return from_page(page, address, settings=settings, zone=zone), page.body
