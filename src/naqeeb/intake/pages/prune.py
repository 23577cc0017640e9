"""A page's tree without what is named as something else than the article."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from naqeeb.errors import SettingsError
from naqeeb.intake import data_files
from naqeeb.settings import SourceSite
from naqeeb.text.cleaning import brief

_MOST = 0.4
"""What holds more of a page's paragraphs than this is not pruned by its name."""
_CONTAINERS = frozenset(("html", "body", "main", "article", "head", "h1", "title", "meta", "link"))


def by_name(tree: Any, table: str = "prune.txt") -> None:
    """Take out, in place, the elements whose class or id says that they are no article.

    Args:
        tree: the page.
        table: the file of names: ``prune.txt``, or ``bylines.txt`` for the lines around the
            headline.
    """
    pattern = _names(table)
    all_chars = _chars_of_paragraphs(tree)
    heading = next(iter(tree.iter("h1")), None)
    holders = set(heading.iterancestors()) if heading is not None else set()
    for element in tree.xpath("//body//*[@class or @id]"):
        if element.tag in _CONTAINERS or element in holders or not _is_named(element, pattern):
            continue
        if _chars_of_paragraphs(element) <= _MOST * all_chars:
            _drop(element)


def by_settings(tree: Any, site: SourceSite) -> Any:
    """The tree as a newsroom's own selectors leave it: the part that is the article.

    Raises:
        SettingsError: a selector is none.
    """
    for selector in site.exclude:
        for element in _selector(selector)(tree):
            if element.getparent() is not None:
                _drop(element)
    if not site.include:
        return tree
    import lxml.html

    parts: list[Any] = []
    for selector in site.include:
        parts += _selector(selector)(tree)
    # What lies inside of another part comes with it.
    chosen = [part for part in parts if not any(up in parts for up in part.iterancestors())]
    whole = lxml.html.Element("div")
    for part in dict.fromkeys(chosen):
        part.tail = None
        whole.append(part)
    return whole


def _is_named(element: Any, pattern: re.Pattern[str]) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return any(pattern.fullmatch(name) for name in names[:20] if len(name) <= 80)  # noqa: PLR2004


def _chars_of_paragraphs(element: Any) -> int:
    paragraphs = element.iter("p")
    return sum(len(part) for each in paragraphs for part in each.itertext())


def _drop(element: Any) -> None:
    """Without an element; the words after it stay, parted from those before."""
    element.tail = f" {element.tail}" if element.tail else None
    element.drop_tree()


@cache
def _names(table: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in data_files.lines(table)))


@cache
def _selector(text: str) -> Callable[[Any], list[Any]]:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    try:
        selector: Callable[[Any], list[Any]] = CSSSelector(text, translator="html")
    except (SelectorError, ValueError) as error:
        raise SettingsError(
            f"[intake.sites]: {brief(text)!r} is not a CSS selector: {error}",
            hint='write one such as "div.story" or "#share"',
            key="include",
        ) from None
    return selector
