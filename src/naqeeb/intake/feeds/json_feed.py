"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from naqeeb.intake.feeds.raw_item import RawFeed, RawItem
from naqeeb.text import json_reading


def parse(text: str) -> RawFeed | None:
    """A feed; None where the text is none."""
    try:
        table = json_reading.read(text.lstrip("\ufeff"), strict=False)
    except ValueError:
        return None
    if not isinstance(table, dict) or not isinstance(table.get("items"), list):
        return None
    if "jsonfeed.org" not in str(table.get("version", "")) and "title" not in table:
        return None
    return RawFeed(
        title=_text(table, "title"),
        items=tuple(_item(each, table) for each in table["items"] if isinstance(each, dict)),
        link=_text(table, "home_page_url"),
        language=_text(table, "language"),
    )


def _item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> RawItem:
    plain = _text(item, "content_text")
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in plain.split("\n") if part)
    tags = item.get("tags")
    return RawItem(
        title=html.escape(_text(item, "title"), quote=False),
        link=_text(item, "url") or _text(item, "external_url"),
        guid=_text(item, "id"),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        content=_text(item, "content_html") or paragraphs,
        summary=html.escape(_text(item, "summary"), quote=False),
        author=_authors(item) or _authors(feed),
        images=tuple(filter(None, (_text(item, "image"), _text(item, "banner_image")))),
        categories=tuple(each for each in tags if isinstance(each, str))
        if isinstance(tags, list)
        else (),
    )


def _authors(table: Mapping[str, Any]) -> str:
    several = table.get("authors")
    people = several if isinstance(several, list) else [table.get("author")]
    names = [_text(person, "name") for person in people if isinstance(person, dict)]
    return html.escape("، ".join(filter(None, names)), quote=False)


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    # Some feeds number their items, though the format wants a text.
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
