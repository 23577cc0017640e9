"""A news feed's items, and the articles behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from naqeeb.errors import IntakeError
from naqeeb.intake import fetch, language, links
from naqeeb.intake.assemble import assemble, of_others
from naqeeb.intake.feeds import items
from naqeeb.intake.news_item import NewsFeed, NewsItem
from naqeeb.intake.origin import Origin
from naqeeb.intake.passages import Facts
from naqeeb.intake.sources import from_page, shown
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings

__all__ = [
    "Fetched",
    "NewsFeed",
    "NewsItem",
    "article_of",
    "changed",
    "fetched_article",
    "read_feed",
]

_FULLER = 1.2
"""A page that has so many times the letters of a summary has more of the story."""
_KNOWN_BY = 60
"""Letters at the beginning of a summary by which it is found again in its page."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The article behind an item."""

    article: Article
    is_page: bool = False
    """Whether its text stands on the item's page; or may stand there, and it could not be read."""
    etag: str | None = None
    last_modified: str | None = None
    """Of that page."""
    source_sha256: str = ""
    """SHA-256 in hex of the item and of its page, where that was fetched."""


def read_feed(
    url: str,
    settings: IntakeSettings = IntakeSettings(),
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    zone: tzinfo | None = UTC,
) -> NewsFeed | None:
    """The items of a feed; None where nothing changed since ``etag``.

    Read are RSS 2.0, 0.9x and 1.0 (RDF), Atom, JSON Feed, and the feed that a page names.

    Raises:
        FetchFailed: it cannot be fetched, or is no feed.
    """
    page = fetch.fetch(url, settings, etag=etag, last_modified=last_modified)
    if page.unchanged:
        return None
    named = items.named_by(page)
    if named is not None and links.link_name(named) != links.link_name(page.url):
        page = fetch.fetch(named, settings, etag=etag, last_modified=last_modified)
        if page.unchanged:
            return None
    return items.parse(page, shown(url), zone=zone, now=datetime.now(UTC))


def article_of(
    item: NewsItem,
    settings: IntakeSettings = IntakeSettings(),
    *,
    shows: Collection[str] = (),
    zone: tzinfo | None = UTC,
) -> Article:
    """The article behind an item; see :func:`fetched_article`."""
    return fetched_article(item, settings, shows=shows, zone=zone).article


def fetched_article(
    item: NewsItem,
    settings: IntakeSettings = IntakeSettings(),
    *,
    shows: Collection[str] = (),
    zone: tzinfo | None = UTC,
) -> Fetched:
    """The article behind an item: its own text where the feed carries all of it, else its page.

    A summary does not say whether it is all: where its page has more, the page is taken.

    Args:
        item: of a feed.
        settings: what may be fetched, and how it is read.
        shows: names of the shows; the first of the item's categories that is one is the
            article's.
        zone: the clock of a date that states neither zone nor country.

    Raises:
        IntakeError: neither gives an article: a teaser whose page cannot be read waits.
    """
    facts = Facts(
        title=item.title or None,
        date=item.published,
        offset_min=item.offset_min,
        byline=item.byline or item.source,
        id=item.id,
        source=item.link or item.feed,
        image=item.image,
        category=_category(item.categories, shows),
        aliases=item.aliases,
        remarks=item.remarks,
    )
    if item.link is not None and item.is_teaser:
        return _of_page(item, item.link, facts, settings, zone)
    passages = item.passages()
    if settings.language_check:
        language.require_urdu_text(" ".join(each.text for each in passages), item.where)
    own = of_others(assemble(passages, facts, Origin(item.id, item.where), settings=settings))
    if item.link is None or not item.may_be_cut:
        return Fetched(own, source_sha256=_sha256_of(item))
    try:
        whole = _of_page(item, item.link, facts, settings, zone)
    except IntakeError:
        remark = "its page could not be read: this is the summary of the feed"
        own = replace(own, remarks=(*own.remarks, remark))
        return Fetched(own, is_page=True, source_sha256=_sha256_of(item))
    return (
        whole if _has_more(whole.article, own) else Fetched(own, source_sha256=whole.source_sha256)
    )


def _of_page(
    item: NewsItem, link: str, facts: Facts, settings: IntakeSettings, zone: tzinfo | None
) -> Fetched:
    page = fetch.fetch(link, settings)
    return Fetched(
        from_page(page, link, facts, settings=settings, zone=zone),
        is_page=True,
        etag=page.etag,
        last_modified=page.last_modified,
        source_sha256=_sha256_of(item, page.body),
    )


def _sha256_of(item: NewsItem, page: bytes = b"") -> str:
    # When it was touched is not heard, and remarks are not the newspaper's.
    content = repr(replace(item, updated=None, remarks=()))
    return hashlib.sha256(content.encode("utf-8", "replace") + b"\n" + page).hexdigest()


def _has_more(page: Article, summary: Article) -> bool:
    """Whether a page tells the story of a summary, and more of it."""
    whole, part = _letters(page), _letters(summary)
    return len(whole) > _FULLER * len(part) and part[:_KNOWN_BY] in whole


def _letters(article: Article) -> str:
    return "".join(filter(str.isalnum, "".join(article.paragraphs)))


def changed(
    link: str, settings: IntakeSettings, etag: str | None, last_modified: str | None
) -> bool:
    """Whether a page is other than it was with this ETag or Last-Modified.

    Raises:
        FetchFailed: it cannot be fetched.
    """
    page = fetch.fetch(link, settings, etag=etag, last_modified=last_modified)
    return not page.unchanged and (page.etag is None or page.etag != etag)


def _category(categories: tuple[str, ...], shows: Collection[str]) -> str | None:
    names = {show.casefold(): show for show in shows}
    chosen = next((names[each.casefold()] for each in categories if each.casefold() in names), None)
    return chosen or next(iter(categories), None)
