"""A web page into an article, by trafilatura, with a guard before and a fallback after."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from naqeeb.errors import SourceUnreadable
from naqeeb.intake.front_matter import FrontMatter, parse_date
from naqeeb.intake.paragraphs import clean
from naqeeb.intake.plain import assemble
from naqeeb.model import Article

SHORT = 250
"""Below so many characters trafilatura gives the whole page, menus and all."""
MAX_DEPTH = 400
"""Elements inside elements; parsers and cleaners turn quadratic on thousands."""
MAX_MARKUP = 100_000
"""Angle brackets in a page: each element costs about 0.1 ms, and a long article has 5,000."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    )
)
_NOT_READ = ("script", "style", "nav", "header", "footer", "aside", "form", "figure", "noscript")


def article(
    page: str,
    *,
    key: str,
    where: str,
    url: str | None = None,
    over: FrontMatter | None = None,
) -> Article:
    """The article in a page.

    Args:
        page: HTML text.
        key: the source key where the page states no canonical URL.
        where: the source as the user named it.
        url: where the page was fetched from.
        over: facts that stand before what the page states.

    Raises:
        SourceUnreadable: the page nests too deep, or has too many elements.
        NoUrdu: no Urdu article was found in it.
    """
    _refuse_deep(page, where)
    import trafilatura

    over = over or FrontMatter()
    extract = trafilatura.bare_extraction(
        page, url=url, with_metadata=True, include_comments=False, include_tables=False
    )
    parts: tuple[str, ...] = ()
    facts = FrontMatter()
    canonical: str | None = None
    if extract is not None and not isinstance(extract, dict):
        parts = tuple(
            line.strip() for line in clean(extract.text or "").split("\n") if line.strip()
        )
        canonical = extract.url or url
        facts = FrontMatter(
            title=clean(extract.title or "").strip() or None,
            date=_date(extract.date, where),
            byline=clean(extract.author or "").strip() or None,
            image=extract.image or None,
        )
    if sum(map(len, parts)) < SHORT:
        facts, by_hand = _by_hand(page, facts)
        parts = by_hand or parts
    parts = tuple(part for part in parts if part != facts.title)
    stated = FrontMatter(
        title=over.title or facts.title,
        date=over.date or facts.date,
        byline=over.byline or facts.byline,
        id=over.id,
        source=over.source or canonical or where,
        image=over.image or facts.image,
        category=over.category,
        sound=over.sound,
    )
    return assemble(parts, stated, key=canonical or key, where=where)


def _date(text: str | None, where: str) -> datetime | None:
    try:
        return parse_date(text, where) if text else None
    except SourceUnreadable:
        return None


def _refuse_deep(page: str, where: str) -> None:
    if page.count("<") > MAX_MARKUP:
        raise SourceUnreadable(
            f"{where} has more than {MAX_MARKUP // 2} elements",
            cause="it is no article, or made to hurt parsers",
            hint="save the article's text as .txt and hand in that",
            source=where,
        )
    depth = 0
    for tag in _TAG.finditer(page):
        if tag[2].lower() in _VOID or tag[3]:
            continue
        # Browsers close <p> and <li> on their own; counting them would refuse old pages.
        if tag[2].lower() in {"p", "li", "td", "tr", "option", "dt", "dd"}:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH:
            raise SourceUnreadable(
                f"{where} has elements nested more than {MAX_DEPTH} deep",
                cause="the page is broken or made to hurt parsers",
                hint="save the article's text as .txt and hand in that",
                source=where,
            )


def _by_hand(page: str, facts: FrontMatter) -> tuple[FrontMatter, tuple[str, ...]]:
    """Very short pages fall below trafilatura's threshold: take their paragraphs as they are."""
    import lxml.html

    try:
        tree = lxml.html.document_fromstring(page)
    except (ValueError, lxml.etree.ParserError):
        return facts, ()
    for name in _NOT_READ:
        for node in tree.xpath(f"//body//{name}"):
            node.drop_tree()
    heading = " ".join(tree.xpath("string((//h1)[1])").split())
    nodes = tree.xpath("//body//*[self::p or self::li or self::blockquote]")
    parts = tuple(text for node in nodes if (text := " ".join(node.text_content().split())))
    if not parts:
        body = tree.xpath("string(//body)")
        parts = tuple(line.strip() for line in body.split("\n") if line.strip())
    if heading and not facts.title:
        facts = replace(facts, title=clean(heading))
    parts = tuple(clean(part) for part in parts if part != heading)
    return facts, parts
