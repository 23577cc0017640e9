"""A page without an article says so: what it is instead is told, and nothing is voiced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from naqeeb.errors import NoArticle
from naqeeb.intake import data_files, links
from naqeeb.intake.pages.furniture import folded, one_spelling
from naqeeb.intake.pages.metadata import Metadata
from naqeeb.intake.passages import Passage
from naqeeb.text.closing_marks import CLOSING
from naqeeb.text.lazy_pattern import LazyPattern

_STUB = 700
"""A text of fewer characters may be what a paywall lets through, or a word of excuse."""
_CAPTION = 400
"""A text of fewer characters beside a video or pictures only describes them."""
_STORY = 500
"""A text with so many characters in sentences is a story, whatever the page calls itself."""
_SENTENCE = LazyPattern(rf"[۔؟!.][{re.escape(CLOSING)}]*\s*\Z")
_CUT_OFF = LazyPattern(r"(?:\.\.\.|…|\[…\]|۔۔۔)\s*\Z")
_LEAST_TEASERS = 3
_LEAST_LINKS = 8
_MENTIONS_OF_COOKIES = 3
_LISTS = frozenset(("CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"))
_LIST_PATHS = LazyPattern(
    r"/(?:category|tag|topics?|author|archives?|section|search|latest-news|page/\d+)(?:/|\Z)"
)
_HINTS = {
    "front page": "give the address of one story",
    "section": "give the address of one story, or follow the section's feed",
    "missing": "check the address; the story may have been taken down",
    "video": "naqeeb reads text; hand in the story's text as .txt if there is one",
    "gallery": "naqeeb reads text; hand in the story's text as .txt if there is one",
    "paywall": "save the whole article as .txt and hand in that",
    "cookies": "open it in a browser, save the article as .txt and hand in that",
    "empty": "save the article as .txt and hand in that; or set include under [intake.sites]",
}
_NAMES = {
    "front page": "a site's front page, not an article",
    "section": "a list of stories, not an article",
    "missing": "a page that says the story is not there",
    "video": "a video with its caption, not an article",
    "gallery": "a gallery of pictures, not an article",
    "paywall": "the beginning of an article whose rest is for subscribers",
    "cookies": "a question about cookies, not an article",
    "empty": "a page in which no article was found",
}


def refuse(
    read: Sequence[Passage],
    passages: Sequence[Passage],
    title: str,
    tree: Any,
    stated: Metadata,
    where: str,
) -> None:
    """Return if a page holds an article.

    Args:
        read: the passages where an article was looked for.
        passages: those of them that are an article's.
        title: its headline.
        tree: the whole page.
        stated: its metadata.
        where: the source as a message shows it.

    Raises:
        NoArticle: it does not; ``kind`` says what it is.
    """
    kind = kind_of(read, passages, title, tree, stated)
    if kind is not None:
        raise NoArticle(
            f"{where} is {_NAMES[kind]}",
            cause="the address is not that of a story, or the site gives programs less",
            hint=_HINTS[kind],
            source=where,
            kind=kind,
        )


def kind_of(
    read: Sequence[Passage], passages: Sequence[Passage], title: str, tree: Any, stated: Metadata
) -> str | None:
    """What a page is in place of an article; None where it is one."""
    spoken = [passage for passage in passages if not passage.is_note]
    text = " ".join(passage.text for passage in spoken)
    prose = sum(len(passage.text) for passage in spoken if _SENTENCE.search(passage.text))
    if _is_missing(title, text):
        return "missing"
    everything = " ".join((title, *(passage.text for passage in read)))
    asks = _says("cookies", "body", everything, least=_MENTIONS_OF_COOKIES)
    if asks and len(everything) < 2 * _STUB and prose < _CAPTION:
        return "cookies"
    if _is_paywall(text, stated, tree):
        return "paywall"
    if (kind := _kind_of_list(prose, tree, stated)) is not None:
        return kind
    if (kind := _kind_of_media(text, title, tree, stated)) is not None:
        return kind
    return None if text else "empty"


def _is_missing(title: str, text: str) -> bool:
    if len(text) >= _STUB:
        return False
    return _says("missing", "title", title) or (
        len(text) < _CAPTION and _says("missing", "body", text)
    )


def _is_paywall(text: str, stated: Metadata, tree: Any) -> bool:
    if len(text) >= 2 * _STUB:
        return False
    free = (stated.article or {}).get("isAccessibleForFree", True)
    locked = str(free).lower() == "false" or stated.meta.get("article:content_tier") == "locked"
    names = tree.xpath("//*[contains(@class, 'paywall') or contains(@id, 'paywall')]")
    if _says("paywall", "body", " ".join(tree.text_content()[:200_000].split())):
        return len(text) < _STUB or bool(_CUT_OFF.search(text)) or locked
    return (locked or bool(names)) and (len(text) < _STUB or bool(_CUT_OFF.search(text)))


def _kind_of_list(prose: int, tree: Any, stated: Metadata) -> str | None:
    is_stated = stated.article is not None or stated.kind == "article"
    if is_stated and prose >= _STORY:
        return None
    teasers = _teasers(tree, stated)
    many_links = len(tree.xpath("//body//a[@href]")) >= _LEAST_LINKS
    at_root = bool(stated.url) and not links.has_path(stated.url)
    if at_root and not is_stated and (many_links or teasers >= _LEAST_TEASERS):
        return "front page"
    is_list = bool(_LISTS & stated.types) or bool(_LIST_PATHS.search(stated.url.lower()))
    if teasers >= _LEAST_TEASERS and (is_list or not is_stated) and _is_mostly_teasers(tree, prose):
        return "section"
    if not is_stated and (is_list or many_links) and prose < _CAPTION // 2:
        return "section"
    return None


def _teasers(tree: Any, stated: Metadata) -> int:
    """How many other stories the page announces: headings that are links to other pages."""
    own = links.link_name(stated.url) if stated.url else ""
    addresses: set[str] = set()
    for heading in tree.xpath("//body//*[self::h1 or self::h2 or self::h3 or self::h4]"):
        link = heading.find(".//a") if heading.find(".//a") is not None else heading.getparent()
        href = link.get("href", "") if link is not None and link.tag == "a" else ""
        whole = links.absolute(href, stated.url or "https://page.invalid/") or ""
        if whole and not href.startswith("#") and links.link_name(whole) != own:
            addresses.add(links.link_name(whole))
    return len(addresses)


def _is_mostly_teasers(tree: Any, prose: int) -> bool:
    """Whether no element of the page holds a story of its own."""
    if prose < _CAPTION:
        return True
    longest = 0
    for parent in {paragraph.getparent() for paragraph in tree.iter("p")}:
        chars = sum(len(each.text_content()) for each in parent.iterchildren("p"))
        longest = max(longest, chars)
    return longest < _CAPTION


def _kind_of_media(text: str, title: str, tree: Any, stated: Metadata) -> str | None:
    if len(text) >= _CAPTION:
        return None
    if stated.article is None or _says("video", "title", title):
        if stated.kind.startswith("video") or "VideoObject" in stated.types:
            return "video"
        if "ImageGallery" in stated.types or stated.kind == "gallery":
            return "gallery"
    players = tree.xpath(
        "//body//video | //body//iframe[contains(@src, 'youtube') or contains(@src, 'player')"
        " or contains(@src, 'dailymotion') or contains(@src, 'facebook.com/plugins/video')]"
    )
    if players and (_says("video", "title", title) or len(text) < _CAPTION // 2):
        return "video"
    pictures = tree.xpath("//body//figure[.//img] | //body//*[contains(@class, 'gallery')]//img")
    return "gallery" if len(pictures) >= _LEAST_LINKS // 2 else None


def _says(kind: str, where: str, text: str, *, least: int = 1) -> bool:
    pattern = _patterns().get((kind, where))
    if pattern is None:
        return False
    return sum(1 for _ in pattern.finditer(folded(text[:200_000]))) >= least


@cache
def _patterns() -> dict[tuple[str, str], LazyPattern]:
    rows = data_files.rows("no_article.tsv")
    return {(kind, where): LazyPattern(one_spelling(pattern)) for kind, where, pattern in rows}
