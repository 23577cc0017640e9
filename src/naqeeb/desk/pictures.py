"""The stories' own pictures: from the newsroom's disk into the episode.

They are found where the newsroom's disk is, and made small where there is time for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from naqeeb.errors import CoverRefused
from naqeeb.model import Article
from naqeeb.paths import is_file
from naqeeb.podcast import address
from naqeeb.podcast.artwork import cover
from naqeeb.text.cleaning import brief

IN_TAG_PX = 300
IN_TAG_BYTES = 20_000
"""A chapter's picture in the MP3: every listener downloads it."""
MOST_BYTES = 50_000_000
"""Of a picture's file: what is larger is no picture of a story."""


@dataclass(frozen=True, slots=True)
class NamedPictures:
    """The pictures that articles name, as they lie on the newsroom's disk."""

    urls: Mapping[str, str] = field(default_factory=dict)
    """As the article names a picture, to its URL."""
    data: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """As the article names a picture, to its path and what is in the file."""
    remarks: tuple[str, ...] = ()
    """What was left out, and why."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of an episode."""

    names: Mapping[str, str] = field(default_factory=dict)
    """As the article names a picture, to its URL or its file beside the episode."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """File names beside the episode, and the JPEGs."""
    remarks: tuple[str, ...] = ()
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


def find(articles: Iterable[Article], root: Path) -> NamedPictures:
    """The pictures that these articles name.

    A file is looked for beside its article, then beside the settings. One that cannot be
    read is left out with a note: news does not wait for it.
    """
    urls: dict[str, str] = {}
    data: dict[str, tuple[str, bytes]] = {}
    remarks: list[str] = []
    looked_at: set[str] = set()
    for article in articles:
        image = article.image
        if not image or image in looked_at:
            continue
        looked_at.add(image)
        if url := address.web_url(image):
            urls[image] = url
            continue
        if address.web_url(article.source):
            continue  # a page from the network does not name files of this machine
        path = _find(image, article, root)
        if not is_file(path):
            remarks.append(f"there is no picture {brief(image)}; the story is without one")
        elif path.stat().st_size > MOST_BYTES:
            remarks.append(f"the picture was left out: {path} has over {MOST_BYTES // 10**6} MB")
        else:
            data[image] = str(path), path.read_bytes()
    return NamedPictures(urls, data, tuple(remarks))


def prepared(named: NamedPictures) -> Pictures:
    """The pictures as they lie beside the episode; what is none is left out with a note."""
    names, remarks = dict(named.urls), list(named.remarks)
    files: dict[str, bytes] = {}
    for image, (path, data) in named.data.items():
        try:
            name, small = cover.story_picture(data, path)
        except CoverRefused as error:
            remarks.append(f"the picture was left out: {error.what}")
        else:
            names[image], files[name] = name, small
    return Pictures(names, files, tuple(remarks))


def _find(image: str, article: Article, root: Path) -> Path:
    beside = Path(article.source or "").parent / image
    return beside if is_file(beside) else root / image
