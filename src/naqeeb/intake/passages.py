"""The passages of a text on its way to an article, and the facts beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from naqeeb.model import Block
from naqeeb.text import cleaning
from naqeeb.text.lazy_pattern import LazyPattern

_LINE_ENDS = LazyPattern("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_EMPTY_LINE = LazyPattern(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, and what it is."""

    text: str
    block: Block = Block.PARAGRAPH
    linked: float = 0.0
    """The share of its characters that are links to other pages, from 0 to 1."""
    is_note: bool = False
    """A footnote or a reference: shown, never spoken."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is stated of an article: by its front matter, its page or its feed."""

    title: str | None = None
    date: datetime | None = None
    offset_min: int | None = None
    """Minutes east of UTC that the date was stated in."""
    byline: str | None = None
    id: str | None = None
    source: str | None = None
    image: str | None = None
    category: str | None = None
    headline: str | None = None
    priority: int | None = None
    sound: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


NO_FACTS = Facts()


def clean(text: str) -> str:
    """Line ends made one kind; control characters and bidi controls taken out."""
    return cleaning.clean(_LINE_ENDS.sub("\n", text))


def paragraphs(text: str) -> tuple[str, ...]:
    """Blocks parted by empty lines; where there are none, one paragraph a line."""
    blocks = _EMPTY_LINE.split(text.strip())
    if len(blocks) == 1:
        blocks = blocks[0].split("\n")
    lines = ((line.strip() for line in block.split("\n")) for block in blocks)
    return tuple(joined for block in lines if (joined := " ".join(filter(None, block))))
