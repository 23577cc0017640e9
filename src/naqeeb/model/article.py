"""An article as it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Block(StrEnum):
    """What a paragraph of an article is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    """Of a list."""
    QUOTE = "quote"
    ROW = "row"
    """Of a table, read with its headings."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was written, whatever it came from."""

    id: str
    """The source key: front-matter id, else canonical URL, else relative path,
    else ``text:`` and the hash of the text. Identity is looked up by it."""
    title: str
    paragraphs: tuple[str, ...]
    published: datetime | None = None
    """When the article says that it was published; None where it does not."""
    byline: str | None = None
    source: str | None = None
    """What a reader can go back to: a URL, or the file's path as given."""
    language: str = "ur"
    image: str | None = None
    """URL or path of the story's picture."""
    category: str | None = None
    title_stated: bool = True
    """False where the title was taken from the first sentence, so that the
    bulletin does not say it twice."""
    sound: Mapping[str, str] = field(default_factory=dict)
    """``[sound]`` settings stated in the article's own front matter."""
    aliases: tuple[str, ...] = ()
    """Other names of the same article: the link without tracking, a feed's guid, the canonical
    address on its own host. An episode that was made under any of them is this article's."""
    offset_min: int | None = None
    """Minutes east of UTC of the time that the article states; None where it states no zone."""
    blocks: tuple[Block, ...] = ()
    """What each paragraph is, as many as there are; empty where all are plain paragraphs."""
    footnotes: tuple[str, ...] = ()
    """Notes and references below the text: shown, never spoken."""
    marked_title: str = ""
    """The title with the marks of an editor, where it has some; ``title`` is what is shown."""
    headline: str | None = None
    """What a bulletin says of it among its headlines; None: its title, or how it begins."""
    priority: int | None = None
    """Which stories a bulletin without room for all keeps: 1 the first, 9 the last, 5 without."""
    remarks: tuple[str, ...] = ()
    """What an editor should know of how the article was read, in English: a table that was too
    large to be read out, a date in the future that was taken as now."""
