"""Feeds of every kind: a case is a feed beside the items that are to be read of it.

``data/feeds/NAME.xml`` (or ``.json_feed``) is the feed, ``NAME.json`` holds its items. A case is
added by adding two files.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from naqeeb.errors import IntakeError
from naqeeb.intake.feeds import items
from naqeeb.intake.fetch import Page
from naqeeb.intake.news_item import NewsItem

FEEDS = sorted(
    path
    for path in (Path(__file__).parent / "data" / "feeds").iterdir()
    if path.suffix in (".xml", ".json_feed")
)
NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


def read(path: Path) -> dict[str, Any]:
    """What is read of a feed, as the case states it."""
    page = Page("https://feeds.example/rss", path.read_bytes(), "text/xml", None)
    feed = items.parse(page, path.name, zone=UTC, now=NOW)
    return {"title": feed.title, "items": [stated(item) for item in feed.items]}


def stated(item: NewsItem) -> dict[str, Any]:
    facts = {
        "title": item.title,
        "link": item.link,
        "id": item.id,
        "aliases": list(item.aliases),
        "published": item.published and item.published.isoformat(),
        "offset_min": item.offset_min,
        "updated": item.updated and item.updated.isoformat(),
        "byline": item.byline,
        "source": item.source,
        "image": item.image,
        "categories": list(item.categories),
        "teaser": item.is_teaser,
        "text": [f"{passage.block}: {passage.text}" for passage in item.passages()],
        "remarks": list(item.remarks),
    }
    return {key: value for key, value in facts.items() if value not in (None, [])}


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_a_feed_is_read_as_its_case_says(path: Path) -> None:
    assert read(path) == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("body", [b"", b" \n", b"\0" * 1000, b"\xef\xbb\xbf"])
def test_an_empty_document_is_named_as_no_feed(body: bytes) -> None:
    page = Page("https://feeds.example/rss", body, "text/xml", None)
    with pytest.raises(IntakeError):
        items.parse(page, "rss", zone=UTC, now=NOW)
