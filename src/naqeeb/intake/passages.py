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
_NARROWEST, _WIDEST = 60, 140
"""Characters: no program fills narrower or wider lines, and hardly a verse is longer."""
_SHORTEST_VERSE = 18
"""Characters of half a couplet: two such lines are verse, though the first ends in a comma."""
_FILLED = 0.75
"""Letters are not equally wide, so lines filled to one width differ in characters."""
_WITHIN = ("،", ",", "؛")
_ITEM = LazyPattern(
    r"(?:[•▪●◦‣*–—-]|[(]?[0-9۰-۹]{1,2}[.)۔]|(?:س|ج|سوال|جواب) ?[:۔])\s|[0-9۰-۹]{1,2}:[0-9۰-۹]{2}\b"
)
"""What opens an item of a list, a turn of an interview, an entry of a live blog."""


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
    """Blocks parted by empty lines; where there are none, one paragraph a line.

    Lines of a block that an editor's program filled up to its width are one line again. A line
    that ends before (of verse, of a list, of an address) stays one, and so is a sentence.
    """
    blocks = _EMPTY_LINE.split(text.strip())
    lines = [[line for each in block.split("\n") if (line := each.strip())] for block in blocks]
    if len(lines) == 1:
        return tuple(lines[0])
    width = max((len(line) for block in lines for line in block), default=0)
    return tuple("\n".join(" ".join(run) for run in _filled(block, width)) for block in lines)


def _filled(lines: list[str], width: int) -> list[list[str]]:
    """The lines of a block in runs that read on; ``width`` is that of the text, in characters."""
    runs: list[list[str]] = []
    for line in lines:
        if runs and reads_on(runs[-1][-1], line, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def reads_on(line: str, following: str, width: int) -> bool:
    """Whether a line ended because the next word did not fit, or ends within a sentence.

    Args:
        line: without blanks around it.
        following: the next one, likewise.
        width: characters of the longest line of the text.
    """
    if _ITEM.match(following):
        return False
    if line.endswith(_WITHIN):
        return not all(_SHORTEST_VERSE <= len(each) < _NARROWEST for each in (line, following))
    needed = len(line) + 1 + len(following.partition(" ")[0])
    return _NARROWEST <= width <= _WIDEST and needed > _FILLED * width
