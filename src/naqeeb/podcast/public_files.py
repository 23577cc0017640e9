"""What an output folder holds for listeners, by name; all else is not served."""

from __future__ import annotations

import re
from pathlib import Path

MEDIA_TYPES = {
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg; codecs=opus",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4; codecs=mp4a.40.2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".xml": "application/rss+xml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
TEXT = frozenset({".xml", ".html", ".js", ".json", ".vtt", ".srt", ".css", ".txt", ".webmanifest"})
"""Types that are packed for the way and whose links follow the listener's host."""
SOUND = frozenset({".mp3", ".opus", ".m4a", ".m4b"})

_TYPES_BY_NAME = {
    "chapters.json": "application/json+chapters",
}
PLAIN_FEED_TYPE = "text/xml; charset=utf-8"
"""Under it a browser shows the feed by its style, under the feed's own type as bare text."""
_SITEMAP_TYPE = "application/xml; charset=utf-8"
_TOP = re.compile(
    r"feed(-\d+)?\.xml|index\.html|page-\d+\.html|search(-\d+)?\.js|list(-\d+)?\.js"
    r"|cover(-[0-9a-f]{8})?\.(png|jpg)|icon(-[0-9a-f]{8})?\.png"
    r"|feed\.css|robots\.txt|sitemap(-\d+)?\.xml|manifest\.webmanifest|nastaliq\.woff2"
    r"|taken-down\.json"
)
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
EPISODES = "episodes"
RECORD = "episode.json"
TAKEN_DOWN = "taken-down.json"
"""What was taken down for good, without its names: an output that is restored from here knows."""
_EPISODE_PARTS = 3


def media_type(path: Path) -> str:
    """The type under which a file is served."""
    other = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    if path.name.startswith("sitemap") and path.suffix == ".xml":
        return _SITEMAP_TYPE
    return _TYPES_BY_NAME.get(path.name, other)


def is_held(parts: tuple[str, ...]) -> bool:
    """Whether a path below the output is one that listeners may have.

    Feed, pages, search and cover, and ``episodes/ID/NAME``, each also below the
    folder of a show. ``show.json`` holds the private token and is never served.
    """
    if not parts or not all(parts) or any(part.startswith(".") or "/" in part for part in parts):
        return False
    if not _NAME.fullmatch(parts[-1]) or Path(parts[-1]).suffix.lower() not in MEDIA_TYPES:
        return False
    return _in_show(parts) or (parts[0] != EPISODES and _in_show(parts[1:]))


def find(output: Path, parts: tuple[str, ...]) -> Path | None:
    """The regular file at this path below the output, if listeners may have it.

    A link that leads out of the output is not followed.
    """
    if any("\0" in part or "\\" in part for part in parts) or not is_held(parts):
        return None
    try:
        root = output.resolve()
        path = root.joinpath(*parts).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
    except (OSError, ValueError):
        # A name is longer than the file system takes, or cannot be written in its encoding.
        return None


def _in_show(parts: tuple[str, ...]) -> bool:
    if len(parts) == 1:
        return _TOP.fullmatch(parts[0]) is not None
    return parts[:1] == (EPISODES,) and len(parts) == _EPISODE_PARTS
