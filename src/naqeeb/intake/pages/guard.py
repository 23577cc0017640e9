"""Pages made to hurt parsers are refused before anything parses them."""

from __future__ import annotations

from naqeeb.errors import SourceUnreadable
from naqeeb.text.lazy_pattern import LazyPattern

MAX_DEPTH = 400
"""Elements inside elements; parsers and cleaners turn quadratic on thousands."""
MAX_MARKUP = 100_000
"""Angle brackets in a page: each element costs about 0.1 ms, and a long article has 5,000."""

_TAG = LazyPattern(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    )
)
# Browsers close these on their own; counting them would refuse old pages.
_CLOSED_BY_BROWSERS = frozenset(("p", "li", "td", "tr", "option", "dt", "dd"))


def refuse_deep(page: str, where: str) -> None:
    """Return if a page can be parsed in reasonable time.

    Raises:
        SourceUnreadable: it nests too deep, or has too many elements.
    """
    if page.count("<") > MAX_MARKUP:
        raise SourceUnreadable(
            f"{where} has more than {MAX_MARKUP // 2} elements",
            cause="it is no article, or made to hurt parsers",
            hint="save the article's text as .txt and hand in that",
            source=where,
        )
    depth = 0
    for tag in _TAG.finditer(page):
        name = tag[2].lower()
        if name in _VOID or tag[3] or name in _CLOSED_BY_BROWSERS:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH:
            raise SourceUnreadable(
                f"{where} has elements nested more than {MAX_DEPTH} deep",
                cause="the page is broken or made to hurt parsers",
                hint="save the article's text as .txt and hand in that",
                source=where,
            )
