"""Styles and scripts that stand in the pages, and a hash of all that pages are made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "templates"
"""Where templates, styles and scripts lie."""
STYLES = {"embed.html": ("embed.css",)}
STYLE = ("style.css",)
"""That of all pages but those that ``STYLES`` names."""
SCRIPTS = {
    "episode.html": (
        "page.js",
        "player.js",
        "transcript.js",
        "options.js",
        "neighbours.js",
        "share.js",
        "embed.js",
        "subscribe.js",
    ),
    "station.html": (
        "page.js",
        "player.js",
        "station.js",
        "options.js",
        "fold.js",
        "search.js",
        "subscribe.js",
    ),
    "embed.html": (),
}
"""The scripts of each page, in the order in which they run."""


@cache
def joined(names: tuple[str, ...]) -> str:
    """These files one after the other, without the white space around each."""
    return "\n".join(_files()[name].strip() for name in names)


@cache
def digest() -> str:
    """A hash of all templates, styles and scripts: pages change when they do."""
    digest = hashlib.sha256()
    for name, text in sorted(_files().items()):
        digest.update(f"{name}\0{text}".encode())
    return digest.hexdigest()


@cache
def _files() -> Mapping[str, str]:
    return {path.name: path.read_text("utf-8") for path in FOLDER.iterdir() if path.is_file()}
