"""The stories' own pictures: from the newsroom's disk into the episode."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from naqeeb.errors import CoverRefused
from naqeeb.model import Article
from naqeeb.podcast import address
from naqeeb.podcast.artwork import cover

IN_TAG_PX = 300
IN_TAG_BYTES = 20_000
"""A chapter's picture in the MP3: every listener downloads it."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of an episode."""

    names: Mapping[str, str] = field(default_factory=dict)
    """As the article names a picture, to its URL or its file beside the episode."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """File names beside the episode, and the JPEGs."""
    notes: tuple[str, ...] = ()
    """What was left out, and why."""

    def of(self, article: Article) -> str | None:
        """The picture of a story; None where it has none that can be shown."""
        return self.names.get(article.image or "")

    def in_tag(self) -> dict[str, bytes]:
        """Small ones for the MP3, by file name."""
        return {
            name: cover.embed(data, px=IN_TAG_PX, limit=IN_TAG_BYTES)
            for name, data in self.files.items()
        }


def collect(articles: Iterable[Article], root: Path) -> Pictures:
    """The pictures that these articles name.

    A file is looked for beside its article, then beside the settings. A picture
    that is not one is left out with a note: news does not wait for it.
    """
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    notes: list[str] = []
    looked_at: set[str] = set()
    for article in articles:
        image = article.image
        if not image or image in looked_at:
            continue
        looked_at.add(image)
        if url := address.web_url(image):
            names[image] = url
            continue
        if address.web_url(article.source):
            continue  # a page from the network does not name files of this machine
        path = _find(image, article, root)
        if not path.is_file():
            notes.append(f"there is no picture {image}; the story is without one")
            continue
        try:
            name, data = cover.story_picture(path)
        except CoverRefused as error:
            notes.append(f"the picture was left out: {error.what}")
        else:
            names[image], files[name] = name, data
    return Pictures(names, files, tuple(notes))


def _find(image: str, article: Article, root: Path) -> Path:
    beside = Path(article.source or "").parent / image
    return beside if beside.is_file() else root / image
