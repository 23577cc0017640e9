"""Tags: what a file says of itself to a player that has nothing but the file."""

from naqeeb.podcast.tags.mp3 import (
    TEXT_CHARS,
    comment,
    known_address,
    language,
    lyrics,
    tagging,
    write,
)

__all__ = ["TEXT_CHARS", "comment", "known_address", "language", "lyrics", "tagging", "write"]
