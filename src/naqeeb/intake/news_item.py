"""One item of a news feed, and the feed: what they state, and by which names they are known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from naqeeb.intake import data_files, links
from naqeeb.intake.dates import Moment
from naqeeb.intake.pages import furniture, markup, page_dates
from naqeeb.intake.passages import Passage
from naqeeb.intake.sources import shown
from naqeeb.text.addresses import without_secrets
from naqeeb.text.closing_marks import CLOSING
from naqeeb.text.lazy_pattern import LazyPattern

_ENOUGH_CONTENT = 60
"""The content of an item, with at least so many characters, is an article of its own."""
_ENOUGH_SUMMARY = 400
"""The same of a summary, which may be all that a feed has."""
_SURELY_WHOLE = 1500
"""No feed cuts a summary so late."""
_READ_MORE = "|".join(map(re.escape, data_files.lines("read_more.txt")))
_CUT_OFF = LazyPattern(
    r"(?:\.\.\.|…|۔۔۔|\[(?:…|\.\.\.|۔۔۔)\])\s*"
    rf"(?:[»›>→]*\s*(?:{_READ_MORE}|مکمل خبر).*)?\Z"
    rf"|(?:{_READ_MORE})[\s.…»›>→\])]*\Z",
    re.IGNORECASE,
)
_SENTENCE_END = LazyPattern(rf"[۔؟!.…][{re.escape(CLOSING)}]*\s*\Z")


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
