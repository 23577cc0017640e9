"""A news feed's items, and the articles behind them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from naqeeb.errors import IntakeError
from naqeeb.intake import fetch, language, links
from naqeeb.intake.assemble import assemble, of_others
from naqeeb.intake.dates import Moment
from naqeeb.intake.pages import furniture, markup, page_dates
from naqeeb.intake.passages import Facts, Passage
from naqeeb.intake.sources import from_page, shown
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings
from naqeeb.text.addresses import without_secrets
from naqeeb.text.lazy_pattern import LazyPattern

_ENOUGH_CONTENT = 60
"""The content of an item, with at least so many characters, is an article of its own."""
_ENOUGH_SUMMARY = 400
"""The same of a summary, which may be all that a feed has."""
_SURELY_WHOLE = 1500
"""No feed cuts a summary so late."""
_FULLER = 1.2
"""A page that has so many times the letters of a summary has more of the story."""
_KNOWN_BY = 60
"""Letters at the beginning of a summary by which it is found again in its page."""
_CUT_OFF = LazyPattern(
    r"(?:\.\.\.|…|۔۔۔|\[(?:…|\.\.\.|۔۔۔)\])\s*"
    r"(?:[»›>→]*\s*(?:مزید پڑھیں|مزید پڑھیے|مزید پڑھئے|مکمل خبر|read more|continue reading).*)?\Z"
    r"|(?:مزید پڑھیں|مزید پڑھیے|مزید پڑھئے|مکمل خبر پڑھیں|read more|continue reading)"
    r"[\s.…»›>→\])]*\Z",
    re.IGNORECASE,
)
_SENTENCE_END = LazyPattern(r"[۔؟!.…]['’”\")\]]*\s*\Z")


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item of a news feed."""

    title: str
    """As text, without markup."""
    link: str | None
    """Its page; None where the feed names none. May hold what only its server should see."""
    guid: str | None
    """As the feed states it: the best name that an item has."""
    feed: str
    """The address of its feed, without secrets."""
    published: datetime | None = None
    offset_min: int | None = None
    """Minutes east of UTC that the date was stated in."""
    updated: datetime | None = None
    markup: str = ""
    """HTML that the feed itself carries."""
    is_summary: bool = True
    """Whether that was named a summary, not the item's content."""
    byline: str | None = None
    source: str | None = None
    """The newspaper that the feed took it from."""
    image: str | None = None
    categories: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The item's first name: by its guid, else by its link, else by its words."""
        if self.guid:
            return links.guid_name(self.guid, self.link or self.feed)
        return links.link_name(self.link) if self.link else f"text:{self.digest}"

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names under which an episode may know it."""
        names = [self.id, links.guid_name(self.guid, self.feed) if self.guid else ""]
        home = self.link or self.feed
        if self.guid and links.has_path(self.guid) and links.same_site(self.guid, home):
            names.append(links.link_name(self.guid))
        if self.link and links.has_path(self.link):
            names += [links.link_name(self.link), without_secrets(self.link)]
        return tuple(dict.fromkeys(name for name in names[1:] if name and name != self.id))

    @property
    def where(self) -> str:
        """The item as a message shows it: its link, else its title."""
        return shown(self.link or self.title or self.feed)

    @property
    def digest(self) -> str:
        """sha256 of its title, words and ``updated``: another one asks for another look."""
        text = "\n".join((self.title, self.markup, str(self.updated or "")))
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()

    @property
    def is_teaser(self) -> bool:
        """Whether its text is cut off, or only tells of the article: its page has the rest."""
        text = "\n".join(passage.text for passage in self._walked()).strip()
        if _CUT_OFF.search(text):
            return True
        enough = _ENOUGH_SUMMARY if self.is_summary else _ENOUGH_CONTENT
        return len(text) < enough or (self.is_summary and not _SENTENCE_END.search(text))

    @property
    def may_be_cut(self) -> bool:
        """Whether its page may have more, although the text does not say so."""
        if not self.is_summary or self.link is None or self.is_teaser:
            return False
        return sum(len(passage.text) for passage in self._walked()) < _SURELY_WHOLE

    def passages(self) -> list[Passage]:
        """The item's own text, cleaned as a page's is."""
        return furniture.without(self._walked(), self.title)

    def _walked(self) -> list[Passage]:
        tree = markup.parse(self.markup) if self.markup.strip() else None
        return [] if tree is None else markup.walk(tree).passages


@dataclass(frozen=True, slots=True)
class Fetched:
    """The article behind an item."""

    article: Article
    is_page: bool = False
    """Whether its text stands on the item's page; or may stand there, and it could not be read."""
    etag: str | None = None
    last_modified: str | None = None
    """Of that page."""


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """A feed as it was served."""

    title: str
    items: tuple[NewsItem, ...]
    """In the opposite order of the feed's: the oldest first, as feeds are written. Each once."""
    etag: str | None
    last_modified: str | None
    url: str = ""
    """Where it is: not the given address where that was a page which names its feed."""
    faults: tuple[str, ...] = ()
    """Items that could not be read, and why."""


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
    from naqeeb.intake.feeds import items

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
        return _of_page(item.link, facts, settings, zone)
    passages = item.passages()
    if settings.language_check:
        language.require_urdu_text(" ".join(each.text for each in passages), item.where)
    own = of_others(assemble(passages, facts, key=item.id, where=item.where, settings=settings))
    if item.link is None or not item.may_be_cut:
        return Fetched(own)
    try:
        whole = _of_page(item.link, facts, settings, zone)
    except IntakeError:
        remark = "its page could not be read: this is the summary of the feed"
        return Fetched(replace(own, remarks=(*own.remarks, remark)), is_page=True)
    return whole if _has_more(whole.article, own) else Fetched(own)


def _of_page(link: str, facts: Facts, settings: IntakeSettings, zone: tzinfo | None) -> Fetched:
    page = fetch.fetch(link, settings)
    article = from_page(page, link, facts, settings=settings, zone=zone)
    return Fetched(article, is_page=True, etag=page.etag, last_modified=page.last_modified)


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


def once_each(items: Iterable[NewsItem]) -> tuple[NewsItem, ...]:
    """Items without those that a feed lists twice: by guid, or by page and title."""
    kept: dict[str, NewsItem] = {}
    for item in items:
        known = kept.get(item.id)
        if known is None or (item.updated and (not known.updated or item.updated > known.updated)):
            kept[item.id] = item
    by_page: dict[tuple[str, str], NewsItem] = {}
    for item in kept.values():
        page = links.link_name(item.link) if item.link else item.id
        by_page.setdefault((page, item.title), item)
    return tuple(by_page.values())


def bounded(moment: Moment | None, now: datetime) -> tuple[Moment | None, tuple[str, ...]]:
    """An item's date; one in the future is none, with a remark."""
    if moment is None:
        return None, ()
    kept, remark = page_dates.bounded(moment, now)
    return kept, (remark,) if remark else ()


def _category(categories: tuple[str, ...], shows: Collection[str]) -> str | None:
    names = {show.casefold(): show for show in shows}
    chosen = next((names[each.casefold()] for each in categories if each.casefold() in names), None)
    return chosen or next(iter(categories), None)
