"""A news feed into its items."""

from __future__ import annotations

from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from naqeeb.errors import FetchFailed
from naqeeb.intake import fetch
from naqeeb.intake.front_matter import FrontMatter
from naqeeb.intake.paragraphs import clean
from naqeeb.intake.plain import assemble
from naqeeb.intake.sources import from_page
from naqeeb.model import Article

_ENOUGH_TEXT = 400
"""A feed item with at least so many characters of text is an article of its own."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item of a news feed."""

    link: str
    title: str
    published: datetime | None
    markup: str
    """HTML that the feed itself carries."""
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """A feed as it was served."""

    title: str
    items: tuple[NewsItem, ...]
    """Oldest first, so that episodes are made in the order of the news."""
    etag: str | None
    last_modified: str | None


def read_feed(
    url: str, *, private: bool = False, etag: str | None = None, last_modified: str | None = None
) -> NewsFeed | None:
    """The items of an RSS or Atom feed; None where nothing changed since ``etag``.

    Raises:
        FetchFailed: it cannot be fetched, or is no feed.
    """
    page = fetch.fetch(url, private=private, etag=etag, last_modified=last_modified)
    if page.unchanged:
        return None
    import feedparser

    parsed = feedparser.parse(page.body, response_headers={"content-type": page.media_type})
    if not parsed.entries and (parsed.bozo or not parsed.version):
        raise FetchFailed(
            f"{url} is not a news feed",
            cause="it is the address of a page, not of its RSS or Atom feed",
            hint="look for an RSS link on the site",
            url=url,
        )
    items = tuple(
        NewsItem(
            link=entry.link,
            title=clean(entry.get("title", "")).strip(),
            published=_moment(entry.get("published_parsed") or entry.get("updated_parsed")),
            markup=_richest(entry),
            byline=clean(entry.get("author", "")).strip() or None,
        )
        for entry in reversed(parsed.entries)
        if entry.get("link", "").startswith(("http://", "https://"))
    )
    return NewsFeed(clean(parsed.feed.get("title", "")), items, page.etag, page.last_modified)


def article_of(item: NewsItem, *, private: bool = False) -> Article:
    """The article behind an item: its own text where the feed carries all of it, else its page.

    Raises:
        IntakeError: neither gives an article.
    """
    stated = FrontMatter(
        title=item.title or None,
        date=item.published,
        byline=item.byline,
        id=item.link,
        source=item.link,
    )
    text = _text_of(item.markup)
    if sum(map(len, text)) >= _ENOUGH_TEXT:
        return assemble(text, stated, key=item.link, where=item.link)
    return from_page(fetch.fetch(item.link, private=private), item.link, stated)


def _richest(entry: Any) -> str:
    bodies: list[str] = [part.get("value", "") for part in entry.get("content", ())]
    bodies.append(entry.get("summary", ""))
    return max(bodies, key=len)


def _text_of(markup: str) -> tuple[str, ...]:
    if not markup.strip():
        return ()
    import lxml.html

    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (ValueError, lxml.etree.ParserError):
        return ()
    for node in tree.xpath(".//script|.//style|.//figure"):
        node.drop_tree()
    for node in tree.xpath(".//p|.//br|.//li|.//div|.//h2|.//h3"):
        node.tail = "\n" + (node.tail or "")
    lines = clean(tree.text_content()).split("\n")
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def _moment(parsed: tuple[int, ...] | None) -> datetime | None:
    return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
