"""HTML into passages: the one walk over pages, feeds, Markdown and documents.

Every block of HTML ends a passage, so that no two words of different blocks run together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from naqeeb.intake.language import ARABIC_LETTER
from naqeeb.intake.pages import superscripts, tables
from naqeeb.intake.passages import Passage, clean
from naqeeb.model import Block
from naqeeb.text.lazy_pattern import LazyPattern

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KINDS = {
    **dict.fromkeys(_HEADINGS, Block.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Block.ITEM),
    "blockquote": Block.QUOTE,
    # A post in a list is no item of it.
    **dict.fromkeys(("article", "section"), Block.PARAGRAPH),
}
_BREAKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "address"),
        *("ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"),
        *("figure", "figcaption", "details", "summary", "fieldset", "center", "pre", "hr", "br"),
        *("body", "hgroup", "menu", "search", "dialog", "legend", "optgroup", "tt-block"),
        *_KINDS,
    )
)
_SILENT = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "title", "meta", "link", "base"),
        *("svg", "canvas", "object", "embed", "iframe", "video", "audio", "map", "area"),
        *("button", "select", "option", "textarea", "input", "label", "datalist"),
        *("nav", "aside", "footer", "figcaption", "rt", "rp", "del", "s", "strike"),
        *("amp-ad", "amp-social-share", "amp-iframe", "amp-img", "amp-video"),
    )
)
_INLINE = frozenset(("span", "time", "i", "b", "em", "strong", "small", "a", "abbr"))
_HIDDEN = LazyPattern(r"display\s*:\s*none|visibility\s*:\s*hidden")
_NOTES = LazyPattern(
    r"\b(?:footnotes?|endnotes?|references|reflist|mw-references-wrap|citations?)\b", re.IGNORECASE
)
_BOLD = frozenset(("b", "strong"))
_LONGEST_BOLD_HEADING = 100
_SENTENCE_END = LazyPattern(r"[۔؟!.:،؛]\s*\Z")
_SPACES = LazyPattern(r"\s+")


@dataclass(slots=True)
class Walked:
    """What a walk gathered."""

    passages: list[Passage] = field(default_factory=list)
    owners: list[Any] = field(default_factory=list)
    """The innermost block element of each passage."""
    remarks: list[str] = field(default_factory=list)


def parse(markup: str) -> Any:
    """A piece of HTML as a tree; None where nothing is in it."""
    import lxml.etree
    import lxml.html

    try:
        return lxml.html.fragment_fromstring(clean(markup), create_parent="div")
    except (ValueError, lxml.etree.LxmlError):
        return None


def walk(root: Any, is_own_link: Callable[[str], bool] = lambda _: False) -> Walked:
    """The passages under an element, in order.

    Args:
        root: an lxml element.
        is_own_link: whether an address is the page itself; such a link counts as text.
    """
    import lxml.etree

    walker = _Walker(is_own_link)
    events = lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start":
            if not walker.start(element, is_root=element is root):
                events.skip_subtree()
        elif event == "end":
            walker.end(element, is_root=element is root)
        elif element is not root:
            walker.add(element.tail)
    walker.flush(root)
    return walker.walked


def text_of(element: Any) -> str:
    """All words of an element in one line."""
    return " ".join(passage.text for passage in walk(element).passages)


class _Walker:
    """The state of a walk: the passage under way, and what it stands in."""

    def __init__(self, is_own_link: Callable[[str], bool]) -> None:
        self.walked = Walked()
        self._is_own_link = is_own_link
        self._pieces: list[str] = []
        self._linked = 0
        self._bold = 0
        self._kinds: list[Block] = []
        self._links = 0
        self._bolds = 0
        self._notes = 0
        self._term = ""
        self._entered: list[Any] = []

    def start(self, element: Any, *, is_root: bool) -> bool:
        """Enter an element; False where its inside was read or is not to be."""
        tag = element.tag
        if tag == "figure" and not is_root:
            self.flush(element.getparent())
            self._read_figure(element)
            return False
        if not is_root and _is_silent(element):
            if tag in _BREAKS:
                self.flush(element.getparent())
            return False
        if tag in ("sup", "sub", "a") and self._read_marked(element):
            return False
        if tag == "table" and not is_root and not tables.is_layout(element, text_of):
            self._read_table(element, "")
            return False
        self._open(element, is_root=is_root)
        self.add(element.text)
        return True

    def end(self, element: Any, *, is_root: bool) -> None:
        """Leave an element; what follows it belongs to its parent."""
        if self._entered and self._entered[-1] is element:
            self._entered.pop()
            self._close(element)
        if not is_root:
            self.add(element.tail)

    def add(self, text: str | None) -> None:
        """Words of the passage under way."""
        if text:
            self._pieces.append(text)
            letters = _letters(text)
            self._linked += letters if self._links else 0
            self._bold += letters if self._bolds else 0

    def flush(self, owner: Any) -> None:
        """End the passage under way."""
        text = _SPACES.sub(" ", clean("".join(self._pieces).replace("\xad", ""))).strip()
        linked, bold = self._linked, self._bold
        self._pieces.clear()
        self._linked = self._bold = 0
        if not text:
            return
        block = self._kinds[-1] if self._kinds else Block.PARAGRAPH
        letters = _letters(text)
        is_bold = 0 < letters <= bold and len(text) <= _LONGEST_BOLD_HEADING
        if block is Block.PARAGRAPH and is_bold and not _SENTENCE_END.search(text):
            block = Block.HEADING
        tag = owner.tag if owner is not None else ""
        if tag == "dd" and self._term:
            text, self._term = f"{self._term}: {text}", ""
        self._flush_term(owner)
        if tag == "dt":
            self._term = text
            return
        self._append(
            Passage(text, block, min(1.0, linked / max(1, letters)), is_note=bool(self._notes)),
            owner,
        )

    def _flush_term(self, owner: Any) -> None:
        """A term that no description follows is an item of its own."""
        if self._term:
            self._append(Passage(self._term, Block.ITEM), owner)
            self._term = ""

    def _append(self, passage: Passage, owner: Any) -> None:
        self.walked.passages.append(passage)
        self.walked.owners.append(owner)

    def _open(self, element: Any, *, is_root: bool) -> None:
        tag = element.tag
        if tag in _BREAKS:
            self.flush(element.getparent() if not is_root else element)
        if tag in _KINDS:
            self._kinds.append(_KINDS[tag])
        elif tag == "a" and self._is_link(element.get("href", "")):
            self._links += 1
        elif tag in _BOLD:
            self._bolds += 1
        if _is_notes(element):
            self._notes += 1
        if tag == "q":
            self.add("“")
        self._entered.append(element)

    def _close(self, element: Any) -> None:
        tag = element.tag
        if tag == "q":
            self.add("”")
        if tag in _BREAKS:
            self.flush(element)
        if tag in _KINDS:
            self._kinds.pop()
        elif tag == "a" and self._is_link(element.get("href", "")):
            self._links -= 1
        elif tag in _BOLD:
            self._bolds -= 1
        elif tag == "dl":
            self._flush_term(element)
        if _is_notes(element):
            self._notes -= 1

    def _is_link(self, href: str) -> bool:
        return bool(href) and not href.startswith("#") and not self._is_own_link(href)

    def _read_figure(self, figure: Any) -> None:
        """Of a figure only a table or a quotation in it is text; the rest describes pictures."""
        caption = figure.find(".//figcaption")
        for element in figure.iter("table", "blockquote"):
            if element.tag == "table":
                self._read_table(element, text_of(caption) if caption is not None else "")
            elif "twitter" not in element.get("class", ""):
                self.flush(figure.getparent())
                for passage in walk(element, self._is_own_link).passages:
                    self._append(replace(passage, block=Block.QUOTE), element)

    def _read_table(self, table: Any, caption: str) -> None:
        self.flush(table.getparent())
        passages, remark = tables.read(table, caption, text_of)
        for passage in passages:
            self._append(passage, table)
        if remark:
            self.walked.remarks.append(remark)

    def _read_marked(self, element: Any) -> bool:
        """Take a note's marker, a power or an index; False for any other link."""
        tag, text = element.tag, "".join(element.itertext())
        link = next(element.iter("a"), None)
        href = (link.get("href", "") if link is not None else "") or ""
        css = f"{element.get('class', '')} {element.get('id', '')}"
        if superscripts.is_note(text, href, element.get("role", ""), css):
            self.add(superscripts.marker(text) if element.get("role") != "doc-backlink" else "")
            return True
        if tag == "a" or len(text) > 40:  # noqa: PLR2004 - longer than any power or index
            return False
        before = "".join(self._pieces[-2:])
        self.add(superscripts.raised(text, before) if tag == "sup" else superscripts.lowered(text))
        return True


def _letters(text: str) -> int:
    """Letters and digits: bars and bullets between links are no text beside them."""
    return sum(map(str.isalnum, text))


def _is_silent(element: Any) -> bool:
    """Whether an element holds no text of the article, or text that nobody sees."""
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    if element.get("aria-hidden") == "true" and element.tag in _INLINE:
        return True  # said again, or not to be said at all
    if element.tag == "pre":  # code; or a poem, as WordPress keeps them
        return not ARABIC_LETTER.search("".join(element.itertext()))
    return element.tag in _SILENT and not _is_notes(element)


def _is_notes(element: Any) -> bool:
    if element.get("role") in ("doc-endnotes", "doc-footnotes", "doc-footnote", "doc-endnote"):
        return True
    if element.tag not in ("section", "div", "ol", "ul", "aside", "dl"):
        return False
    return _NOTES.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
