"""When a page says that it was published.

Only what a page says of itself counts: JSON-LD, meta, ``<time>`` in the article, its own
address. A year in the text, a footer's ©, another story's link do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Any

from naqeeb.intake import data_files, dates, links
from naqeeb.intake.dates import Moment
from naqeeb.intake.pages.metadata import Metadata
from naqeeb.text.lazy_pattern import LazyPattern

_FIRST_YEAR = 1995
"""No news page is older: 1970 and year 1 are what software writes for no date."""
_AHEAD = timedelta(minutes=10)
"""Clocks differ by so much."""
_PUBLISHED = ("datePublished", "dateCreated", "uploadDate")
_IN_ADDRESS = LazyPattern(
    r"(?<![\d.])(?P<year>(?:19|20)\d{2})[-/_](?P<month>\d{1,2})[-/_](?P<day>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>20\d{2})(?!\d)"
    r"|(?<![\d])(?P<compact>20\d{6})(?!\d)"
)
_LONGEST_TIME_LINE = 140
_NOT_PUBLISHED = LazyPattern(r"updat|modif|مرتبہ اپ|اپ ?ڈیٹ", re.IGNORECASE)
_OUTSIDE = ("aside", "footer", "nav", "blockquote", "figure", "table")


def published(
    tree: Any, stated: Metadata, *, zone: tzinfo | None = UTC, now: datetime
) -> tuple[Moment | None, str | None]:
    """The moment, and a remark where it is yet to come and is taken as now.

    Args:
        tree: the page, what is named as furniture taken out.
        stated: its metadata.
        zone: the clock that is meant where neither zone nor country is known; None: the machine's.
        now: of the run.
    """
    country = dates.country_of(links.host_of(stated.url), stated.language)
    moments = [
        moment
        for text in (*_json(stated), *_meta(stated), *_times(tree), *_address(stated.url))
        if (moment := dates.read(text, country=country, zone=zone)) is not None
        and moment.when.year >= _FIRST_YEAR
    ]
    if not moments:
        return None, None
    first = moments[0]
    # A date alone is made more exact by a time of the same day.
    exact = next((each for each in moments if each.has_time and _same_day(each, first)), first)
    return bounded(first if first.has_time else exact, now)


def bounded(moment: Moment, now: datetime) -> tuple[Moment | None, str | None]:
    """A date that a page or a feed states; one in the future is now, with a remark."""
    if moment.when <= now + _AHEAD:
        return moment, None
    day = f"{moment.when:%Y-%m-%d %H:%M}"
    return None, f"it is dated {day} UTC, which is yet to come: taken as now"


def _json(stated: Metadata) -> Iterator[str]:
    node = stated.article
    if node is None:
        return
    for key in _PUBLISHED:
        if isinstance(value := node.get(key), str | int):
            yield str(value)


@cache
def _meta_names() -> tuple[str, ...]:
    return tuple(data_files.lines("published_meta.txt"))


def _meta(stated: Metadata) -> Iterator[str]:
    yield from (stated.meta[name] for name in _meta_names() if name in stated.meta)


def _times(tree: Any) -> Iterator[str]:
    """``<time>`` and microdata that stand in the article, not in its sentences."""
    scope = _scope(tree)
    marked = scope.xpath(".//*[@itemprop='datePublished' or @pubdate]")
    times = [element for element in scope.iter("time") if _is_of_article(element)]
    named = [each for each in times if "publish" in _names(each) or "entry-date" in _names(each)]
    for element in [*marked, *named, *times[:1]]:
        for value in (element.get("content"), element.get("datetime"), element.text_content()):
            if value and value.strip():
                yield value
                break


def _scope(tree: Any) -> Any:
    """The article around the headline; the whole page where there is none."""
    heading = next(iter(tree.iter("h1")), None)
    if heading is not None:
        for ancestor in heading.iterancestors("article", "main"):
            return ancestor
    articles = list(tree.iter("article"))
    return articles[0] if len(articles) == 1 else tree


def _is_of_article(element: Any) -> bool:
    if any(True for _ in element.iterancestors(*_OUTSIDE)):
        return False
    if _NOT_PUBLISHED.search(f"{_names(element)} {element.get('itemprop', '')}"):
        return False
    line = next(iter(element.iterancestors("p", "li", "div", "span", "header", "section")), None)
    text = "" if line is None else " ".join(line.text_content().split())
    if _NOT_PUBLISHED.search(text[:40]):
        return False
    # In the middle of a sentence it is a date that the story tells of.
    return line is None or line.tag != "p" or len(text) <= _LONGEST_TIME_LINE


def _names(element: Any) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}".lower()


def _address(url: str) -> Iterator[str]:
    for match in _IN_ADDRESS.finditer(url.partition("?")[0]):
        if match["year"]:
            yield f"{match['year']}-{match['month']}-{match['day']}"
        elif match["y"]:
            yield f"{match['y']}-{match['m']}-{match['d']}"
        else:
            digits = match["compact"]
            yield f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _same_day(one: Moment, other: Moment) -> bool:
    return _local_day(one) == _local_day(other)


def _local_day(moment: Moment) -> date:
    return (moment.when + timedelta(minutes=moment.offset_min or 0)).date()
