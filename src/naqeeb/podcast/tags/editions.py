"""Tags of the Opus and M4B editions: what the MP3's tag says, as far as they have words for it.

Vorbis comments (with the chapters, which players know as ``CHAPTERnnn``) in the one,
iTunes atoms in the other, whose chapters were written with the sound. An M4B holds
the cover; Opus, which is for those who count their megabytes, holds none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from naqeeb.model import Episode, Show
from naqeeb.podcast import address, tags
from naqeeb.podcast.phrases import one_line
from naqeeb.text.clock import timestamp

SUFFIXES = frozenset({".opus", ".m4b"})

_AUDIOBOOK = 2
"""``stik``: the shelf on which players that read chapters look for an M4B."""


def write(path: Path, episode: Episode, show: Show, cover: bytes) -> None:
    """Write the tags of an ``.opus`` or ``.m4b`` file.

    The file grows in place, so call this before its size and hash are taken.

    Args:
        path: the file, with one of ``SUFFIXES``.
        episode: what it holds; ``audio`` is not looked at.
        show: the station.
        cover: a small JPEG or PNG (see ``cover.embed``); empty for none.

    Raises:
        PodcastError: the file is missing, is read-only or cannot be tagged.
    """
    where = tags.known_address(show)
    with tags.tagging(path):
        if path.suffix == ".opus":
            _opus(path, episode, show, where)
        else:
            _m4b(path, episode, show, cover, where)


def _opus(path: Path, episode: Episode, show: Show, where: address.Address | None) -> None:
    from mutagen.oggopus import OggOpus

    file = OggOpus(path)
    comments: dict[str, str | None] = {
        "TITLE": episode.title,
        "ARTIST": show.author,
        "ALBUM": show.title,
        "DATE": f"{episode.published:%Y-%m-%d}",
        "GENRE": "Podcast",
        "LANGUAGE": tags.language(episode.language),
        "LYRICIST": episode.byline,
        "COPYRIGHT": show.copyright,
        "GUID": episode.guid,
    }
    for number, chapter in enumerate(episode.chapters):
        comments[f"CHAPTER{number:03}"] = timestamp(chapter.start_ms)
        comments[f"CHAPTER{number:03}NAME"] = chapter.title
    for key, value in comments.items():
        if value:
            file[key] = one_line(value)
    file["COMMENT"] = tags.comment(episode, where)
    file.save()


def _m4b(
    path: Path, episode: Episode, show: Show, cover: bytes, where: address.Address | None
) -> None:
    from mutagen.mp4 import MP4, MP4Cover

    file = MP4(path)
    atoms: dict[str, str | None] = {
        "©nam": episode.title,
        "©ART": show.author,
        "aART": show.author,
        "©alb": show.title,
        "©day": f"{episode.published:%Y-%m-%dT%H:%M:%SZ}",
        "©gen": "Podcast",
        "©wrt": episode.byline,
        "cprt": show.copyright,
        "egid": episode.guid,
        "purl": where.feed if where else None,
    }
    for key, value in atoms.items():
        if value:
            file[key] = [one_line(value)]
    file["©cmt"] = [tags.comment(episode, where)]
    file["©lyr"] = [tags.lyrics(episode)]
    file["stik"] = [_AUDIOBOOK]
    if cover:
        png = cover.startswith(b"\x89PNG")
        kind: Any = MP4Cover.FORMAT_PNG if png else MP4Cover.FORMAT_JPEG
        file["covr"] = [MP4Cover(cover, imageformat=kind)]
    file.save()
