"""Feeds of every kind into items; what is wrong with one item stops that item alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from operator import itemgetter
from typing import Any

from naqeeb.errors import FetchFailed
from naqeeb.intake import dates, decode, links
from naqeeb.intake.feeds import json_feed, xml_feed
from naqeeb.intake.feeds.raw_item import MOST_ITEMS, RawFeed, RawItem
from naqeeb.intake.fetch import Page
from naqeeb.intake.news_item import NewsFeed, NewsItem, bounded, once_each
from naqeeb.intake.pages import markup
from naqeeb.intake.passages import clean
from naqeeb.text.addresses import without_secrets
from naqeeb.text.lazy_pattern import LazyPattern

_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
)
_COMMENTS = LazyPattern(r"comment|تبصر", re.IGNORECASE)
_MARKUP = LazyPattern(r"<[a-zA-Z/!]|&[#\w]{1,12};")
_LONGEST_GUID = 500
_LONGEST_TITLE = 1_000
_MOST_CATEGORIES = 20


def named_by(page: Page) -> str | None:
    """The feed that a page names by ``rel=alternate``; None where it names none, or is a feed."""
    start = page.body[:2_000].lstrip().lower()
    if b"<html" not in start and not start.startswith(b"<!doctype html"):
        return None
    import lxml.etree
    import lxml.html

    text = clean(decode.of_page(page.body, page.encoding, page.url))
    head = text[: text.lower().find("<body") if "<body" in text.lower() else 200_000]
    try:
        tree = lxml.html.document_fromstring(head)
    except (ValueError, lxml.etree.LxmlError):
        return None
    base = next(iter(tree.xpath("//base/@href")), "")
    root = links.absolute(str(base), page.url) or page.url if base else page.url
    named: list[tuple[bool, str]] = []
    for link in tree.xpath("//link[@rel and @href]"):
        if "alternate" not in link.get("rel", "").lower().split():
            continue
        address = links.absolute(link.get("href"), root)
        if link.get("type", "").strip().lower() in _FEED_TYPES and address:
            is_comments = bool(_COMMENTS.search(f"{link.get('title', '')} {address}"))
            named.append((is_comments, address))
    return min(named, key=lambda each: each[0])[1] if named else None


def parse(page: Page, where: str, *, zone: tzinfo | None, now: datetime) -> NewsFeed:
    """A fetched feed.

    Args:
        page: as it was fetched.
        where: the feed as a message shows it.
        zone: the clock of a date that states neither zone nor country; None: the machine's.
        now: of the run.

    Raises:
        FetchFailed: it is no feed.
    """
    text = decode.of_page(page.body, page.encoding, where) if page.body.strip() else ""
    raw: RawFeed | None
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        raw = json_feed.parse(text)
    else:
        raw = xml_feed.parse(text, page.url)
    if raw is None:
        raise FetchFailed(
            f"{where} is not a news feed",
            cause="it is the address of a page, not of its RSS or Atom feed",
            hint="look for an RSS link on the site",
            url=where,
        )
    items, faults = _items(raw, page.url, zone, now)
    return NewsFeed(
        title=_plain(raw.title),
        items=items,
        etag=page.etag,
        last_modified=page.last_modified,
        url=page.url,
        faults=(*raw.faults, *faults),
    )


def _items(
    raw: RawFeed, feed: str, zone: tzinfo | None, now: datetime
) -> tuple[tuple[NewsItem, ...], list[str]]:
    items: list[NewsItem] = []
    faults: list[str] = []
    for each in raw.items[:MOST_ITEMS]:
        try:
            item = _item(each, raw, feed, zone, now)
        except (ValueError, TypeError, OverflowError, ArithmeticError, LookupError) as error:
            # Whatever an item holds, it stops itself alone.
            faults.append(f"an item could not be read: {type(error).__name__}")
            continue
        if item is not None:
            items.append(item)
    return _oldest_first(once_each(items)), faults


def _oldest_first(items: Sequence[NewsItem]) -> tuple[NewsItem, ...]:
    """By their dates where all have one: some feeds list the oldest on top, or pin an old item.

    Else as most feeds list them, the newest on top.
    """
    turned = items[::-1]
    dated = [(each.published, each) for each in turned if each.published is not None]
    if len(dated) < len(turned):
        return tuple(turned)
    return tuple(each for _, each in sorted(dated, key=itemgetter(0)))


def _item(
    raw: RawItem, feed: RawFeed, url: str, zone: tzinfo | None, now: datetime
) -> NewsItem | None:
    """An item; None where it has neither a page nor a text."""
    link = links.absolute(raw.link, url) if raw.link else None
    guid = clean(raw.guid or "").strip()[:_LONGEST_GUID] or None
    if link is None and not (raw.content or raw.summary).strip():
        return None
    hosts = (*map(links.host_of, (link, url, feed.link)), feed.language)
    country = dates.country_of(*hosts)
    published, remarks = bounded(
        dates.read(raw.published, country=country, zone=zone) if raw.published else None, now
    )
    updated = dates.read(raw.updated, country=country, zone=zone) if raw.updated else None
    if published is None and not remarks:
        published, remarks = bounded(updated, now)
    content, summary = raw.content, raw.summary
    is_summary = not content.strip() or len(summary) > 2 * len(content)
    return NewsItem(
        title=_plain(raw.title)[:_LONGEST_TITLE],
        link=link,
        guid=guid,
        feed=without_secrets(url),
        published=published.when if published else None,
        offset_min=published.offset_min if published else None,
        updated=updated.when if updated else None,
        markup=summary if is_summary else content,
        is_summary=is_summary,
        byline=_person(raw.author),
        source=_plain(raw.source) or None,
        image=_image(raw, link or url),
        categories=tuple(
            dict.fromkeys(filter(None, map(_plain, raw.categories[:_MOST_CATEGORIES])))
        ),
        remarks=remarks,
    )


def _plain(text: str) -> str:
    """A title as text: some feeds put markup and entities into it, once or twice escaped."""
    text = clean(text)
    for _ in range(2):
        if not _MARKUP.search(text):
            break
        tree = markup.parse(text)
        text = "" if tree is None else markup.text_of(tree)
    return " ".join(text.split())


def _person(text: str) -> str | None:
    """A name; RSS puts it in brackets behind an address of mail."""
    name = _plain(text)
    if match := re.fullmatch(r"\S+@\S+\s*\((.{2,200})\)", name):
        return match[1].strip()
    return None if not name or re.fullmatch(r"\S+@\S+|https?://\S+", name) else name


def _image(raw: RawItem, base: str) -> str | None:
    for address in (*raw.images, *_first_picture(raw.content or raw.summary)):
        if whole := links.absolute(address, base):
            return without_secrets(whole)
    return None


def _first_picture(text: str) -> Iterable[str]:
    tree: Any = markup.parse(text) if "<img" in text.lower() else None
    if tree is None:
        return ()
    pictures = tree.xpath(".//img[@src]")
    large = (each for each in pictures if each.get("width", "2") not in ("0", "1"))
    return (each.get("src") for each in large if not each.get("src").startswith("data:"))
