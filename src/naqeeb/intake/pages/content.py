"""Which passages of a page are its article.

trafilatura says where the article is; our own walk reads it there, so that tables, lists,
headings and powers, which trafilatura flattens or drops, are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from naqeeb.intake.pages import markup
from naqeeb.intake.pages.furniture import is_sentence
from naqeeb.intake.pages.metadata import Metadata
from naqeeb.intake.passages import Passage, clean, paragraphs
from naqeeb.text.lazy_pattern import LazyPattern

_SHORT = 250
"""Below so many characters trafilatura gives the whole page, menus and all."""
_ENOUGH = 0.9
"""The article's element holds this share of what trafilatura takes for it."""
_LINKED = 0.5
_LIVE = LazyPattern(
    r"(?:.+[-_])?live(?:[-_]?blog|[-_](?:updates?|posts?|stream|feed|page))(?:[-_].+)?|lx-stream.*"
)
_LIVE_PATH = LazyPattern(r"/live(?:[-_]?blog|[-_]updates?)?(?:/|-|\Z)")
_BARE_KEY = 60
_SHORTEST_KEY = 3


def of_page(
    tree: Any, stated: Metadata, is_own_link: Callable[[str], bool]
) -> tuple[list[Passage], list[str]]:
    """The article's passages and remarks.

    Args:
        tree: the page, what is named as furniture taken out.
        stated: its metadata.
        is_own_link: whether an address is the page itself.
    """
    body = tree.find(".//body") if tree.tag == "html" else tree
    body = tree if body is None else body
    if is_live(tree, stated):
        walked = markup.walk(_main(body), is_own_link)
        return walked.passages, walked.remarks
    walked = markup.walk(body, is_own_link)
    chosen = _chosen(tree, stated, walked)
    if sum(len(passage.text) for passage in chosen) < _SHORT:
        # Very short pages fall below trafilatura's threshold.
        chosen = _by_structure(body, is_own_link, walked.passages)
    in_json = _in_json(stated)
    if sum(len(each.text) for each in in_json) > 2 * sum(len(each.text) for each in chosen):
        chosen = in_json  # a page whose text only its own program draws
    return chosen, walked.remarks


def everything(tree: Any) -> tuple[list[Passage], list[str]]:
    """All passages of what a newsroom's own selectors left."""
    walked = markup.walk(tree)
    return walked.passages, walked.remarks


def is_live(tree: Any, stated: Metadata) -> bool:
    """Whether a page is a live blog: a headline with many posts below it."""
    if "LiveBlogPosting" in stated.types:
        return True
    if _LIVE_PATH.search(stated.url.lower()) and len(tree.xpath("//main//article")) > 1:
        return True
    names = (
        name
        for element in tree.xpath("//*[@class or @id]")[:5_000]
        for name in f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    )
    return any(_LIVE.fullmatch(name) for name in names if len(name) <= _BARE_KEY)


def _chosen(tree: Any, stated: Metadata, walked: markup.Walked) -> list[Passage]:
    """The passages of the element that holds what trafilatura takes for the article."""
    text = _bare(_extracted(tree, stated.url))
    if not text:
        return []
    inside = [_is_in(passage.text, text) for passage in walked.passages]
    holder = _holder(walked, inside)
    parents = {
        owner.getparent()
        for owner, is_in in zip(walked.owners, inside, strict=True)
        if is_in and owner.getparent() is not None
    }
    first, last = _ends(inside)
    heading, text_from = _headline_and_text(walked, inside)
    chosen: list[Passage] = []
    for index, (passage, owner) in enumerate(zip(walked.passages, walked.owners, strict=True)):
        is_near = first <= index <= last or owner.getparent() in parents or passage.is_note
        in_holder = holder is None or owner is holder or holder in owner.iterancestors()
        is_text = passage.linked < _LINKED or passage.is_note
        if heading is not None and heading < index < text_from:
            # A summary stands between the headline and the text; so do lines about them.
            in_holder = is_near = len(passage.text) >= _BARE_KEY and is_sentence(passage.text)
        if inside[index] or (in_holder and is_near and is_text):
            chosen.append(passage)
    return chosen


def _extracted(tree: Any, url: str) -> str:
    """What trafilatura takes for the article, as text."""
    import trafilatura

    document = trafilatura.bare_extraction(
        tree,
        url=url or None,
        with_metadata=False,
        include_comments=False,
        include_tables=True,
        favor_recall=False,
    )
    if document is None or isinstance(document, dict):
        return ""
    return clean(document.text or "")


def _holder(walked: markup.Walked, inside: list[bool]) -> Any:
    """The smallest element that holds nearly all of the chosen text; None where none does."""
    weights: dict[Any, int] = {}
    depths: dict[Any, int] = {}
    total = 0
    for passage, owner, is_in in zip(walked.passages, walked.owners, inside, strict=True):
        if not is_in:
            continue
        chars = len(passage.text)
        total += chars
        chain = [owner, *owner.iterancestors()]
        for depth, element in enumerate(reversed(chain)):
            weights[element] = weights.get(element, 0) + chars
            depths[element] = depth
    holders = [element for element, chars in weights.items() if chars >= _ENOUGH * total]
    return max(holders, key=lambda element: depths[element], default=None)


def _headline_and_text(walked: markup.Walked, inside: list[bool]) -> tuple[int | None, int]:
    """Where the headline stands, if above the article's text, and where the text begins."""
    indexes = range(len(inside))
    text_from = next((i for i in indexes if inside[i] and walked.owners[i].tag != "h1"), 0)
    above = (i for i in reversed(range(text_from)) if walked.owners[i].tag == "h1")
    return next(above, None), text_from


def _ends(inside: list[bool]) -> tuple[int, int]:
    indexes = [index for index, is_in in enumerate(inside) if is_in]
    return (indexes[0], indexes[-1]) if indexes else (0, -1)


def _by_structure(
    body: Any, is_own_link: Callable[[str], bool], passages: list[Passage]
) -> list[Passage]:
    """What stands in the page's one article, in its main part, or anywhere."""
    main = _main(body)
    return markup.walk(main, is_own_link).passages if main is not body else passages


def _main(body: Any) -> Any:
    """The element that holds the article by the page's own marks."""
    heading = next(iter(body.iter("h1")), None)
    if heading is not None:
        for ancestor in heading.iterancestors("article", "main"):
            return ancestor
    for query in (".//*[@itemprop='articleBody']", ".//article", ".//main", ".//*[@role='main']"):
        elements = body.xpath(query)
        if len(elements) == 1 and len(elements[0].text_content().strip()) > len(query):
            return elements[0]
    return body


def _in_json(stated: Metadata) -> list[Passage]:
    """The text that JSON-LD repeats, or holds alone."""
    body = (stated.article or {}).get("articleBody")
    if not isinstance(body, str):
        return []
    if "<" in body and (tree := markup.parse(body)) is not None:
        return markup.walk(tree).passages
    return [Passage(part) for part in paragraphs(clean(body))]


def _is_in(passage: str, text: str) -> bool:
    """Whether a passage begins as a stretch of ``text`` does, marks and figures left out."""
    key = _bare(passage)[:_BARE_KEY]
    return len(key) >= _SHORTEST_KEY and key in text


def _bare(text: str) -> str:
    """The letters: figures are raised, lowered and marked otherwise here than there."""
    return "".join(filter(str.isalpha, text))
