"""An article as it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


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
