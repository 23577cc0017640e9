"""A web page into an article."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from naqeeb.errors import NoUrdu
from naqeeb.intake import language, links
from naqeeb.intake.assemble import assemble, merge
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import content, furniture, guard, metadata, no_article, page_dates, prune
from naqeeb.intake.pages.metadata import Metadata
from naqeeb.intake.passages import NO_FACTS, Facts, Passage, clean
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings
from naqeeb.text.lazy_pattern import LazyPattern

_SITE_NAME = LazyPattern(r"\s+[|»–—-]\s+(?P<name>[^|»–—]{2,40})\Z")
_SITE_BEFORE = LazyPattern(r"\A(?P<name>[^|»–—:-]{2,25})\s+[|»–—-]\s+")
_OF_A_SITE = LazyPattern(
    r"اردو|نیوز|خبر|اخبار|روزنامہ|urdu|news|\.(?:com|pk|net|tv|org)", re.IGNORECASE
)
_SHORTEST_TITLE = 8


def article(
    page: str,
    origin: Origin,
    over: Facts = NO_FACTS,
    *,
    settings: IntakeSettings = IntakeSettings(),
    zone: tzinfo | None = UTC,
) -> Article:
    """The article in a page.

    Args:
        page: HTML text.
        origin: where it comes from.
        over: facts that stand before what the page states.
        settings: how the site's pages are read.
        zone: the clock of a time that states neither zone nor country.

    Raises:
        SourceUnreadable: the page nests too deep, or has too many elements.
        NoArticle: the page is none.
        NoUrdu: its text is not in Urdu.
    """
    where, url = origin.where, origin.url
    guard.refuse_deep(page, where)
    tree = _parse(page, where)
    stated = metadata.read(tree, url)
    site = settings.site(links.host_of(url or stated.canonical))
    headline = _headline(tree, stated)
    prune.by_name(tree)
    moment, remark = page_dates.published(tree, stated, zone=zone, now=datetime.now(UTC))
    prune.by_name(tree, "bylines.txt")
    part = prune.by_settings(tree, site)
    own = links.link_name(url) if url else ""
    if site.include:
        passages, remarks = content.everything(part)
    else:
        passages, remarks = content.of_page(part, stated, lambda href: _is_own(href, url, own))
    title = over.title or headline
    kept = furniture.without(_below_headline(passages, headline), title)
    if over.title and headline:
        kept = furniture.without(kept, headline)
    if not site.include or not kept:
        no_article.refuse(passages, kept, headline or "", tree, stated, where)
    if settings.language_check:
        _require_text(kept, where)
    facts = Facts(
        title=title,
        date=moment.when if moment else None,
        offset_min=moment.offset_min if moment else None,
        byline=stated.byline,
        image=stated.image,
        source=_source(stated, where),
        aliases=_names(stated),
        remarks=tuple(filter(None, (remark if over.date is None else None, *remarks))),
    )
    origin = replace(origin, key=next(iter(facts.aliases), origin.key))
    return assemble(kept, merge(over, facts), origin, settings=settings)


def _parse(page: str, where: str) -> Any:
    import lxml.etree
    import lxml.html

    try:
        tree = lxml.html.document_fromstring(clean(page))
    except (ValueError, lxml.etree.LxmlError):
        raise NoUrdu(
            f"there is no text in {where}",
            cause="the page is empty, or no page at all",
            hint="open it in a browser, and save the article as .txt",
            source=where,
        ) from None
    return tree


def _require_text(passages: list[Passage], where: str) -> None:
    text = " ".join(passage.text for passage in passages if not passage.is_note)
    language.require_urdu_text(text, where)


def _below_headline(passages: list[Passage], headline: str | None) -> list[Passage]:
    """Without the kicker and the path of sections above the headline; sentences there stay."""
    wanted = furniture.bare(headline or "")
    for index, passage in enumerate(passages):
        if wanted and furniture.bare(passage.text) == wanted:
            above = [each for each in passages[:index] if furniture.is_sentence(each.text)]
            return [*above, *passages[index:]]
    return passages


def _headline(tree: Any, stated: Metadata) -> str | None:
    """The page's own headline: its h1 where that agrees with what the page states, or alone."""
    scope = tree.find(".//main")
    scope = tree if scope is None or scope.find(".//h1") is None else scope
    headings = [" ".join(each.text_content().split()) for each in scope.iter("h1")]
    heading = next(filter(None, headings), "")
    title = " ".join((tree.findtext(".//title") or "").split())
    shared = stated.title or title
    is_alone = stated.title is None and len(headings) == 1 and len(heading) >= _SHORTEST_TITLE
    if heading and (_agree(heading, shared) or is_alone or not _has_urdu(shared)):
        return clean(heading)
    return clean(_without_site(shared, stated.meta.get("og:site_name", ""))) or None


def _agree(one: str, other: str) -> bool:
    first, second = furniture.bare(one), furniture.bare(other)
    return bool(first) and (first in second or second in first)


def _has_urdu(text: str) -> bool:
    return language.ARABIC_LETTER.search(text) is not None


def _without_site(title: str, site: str) -> str:
    """A title without the site's name behind or before it: «بارش | روزنامہ اخبار»."""
    while match := _SITE_NAME.search(title):
        name = match["name"].strip()
        rest = title[: match.start()].strip()
        is_site = "|" in match[0] or name == site or _OF_A_SITE.search(name)
        if len(rest) < _SHORTEST_TITLE or not is_site:
            break
        title = rest
    if match := _SITE_BEFORE.match(title):
        rest = title[match.end() :]
        if len(rest) >= _SHORTEST_TITLE and (
            match["name"] == site or _OF_A_SITE.search(match["name"])
        ):
            return rest.strip()
    return title.strip()


def _names(stated: Metadata) -> tuple[str, ...]:
    """The names of a page: its canonical address where it is believed, and its link."""
    if not stated.url:
        canonical = stated.canonical or stated.meta.get("og:url") or ""
        believed = links.is_web(canonical) and links.has_path(canonical)
        return (links.link_name(canonical),) if believed else ()
    canonical_name = links.canonical_name(stated.canonical, stated.url)
    names = (canonical_name, links.link_name(stated.url), stated.url)
    return tuple(dict.fromkeys(filter(None, names)))


def _source(stated: Metadata, where: str) -> str:
    """What a reader can go back to."""
    if stated.url:
        return stated.url
    names = _names(stated)
    return (stated.canonical or stated.meta.get("og:url") or where) if names else where


def _is_own(href: str, url: str, own: str) -> bool:
    whole = links.absolute(href, url) if url else None
    return whole is not None and links.link_name(whole) == own
