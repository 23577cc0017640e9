"""What the editions beside an MP3 are called. Without PyAV, which only writes them."""

from __future__ import annotations

from typing import NamedTuple


class EditionKind(NamedTuple):
    """One of the names of ``[sound] editions``."""

    suffix: str
    media_type: str
    """With the codec, as RFC 6381 writes it."""
    title: str


EDITION_KINDS = {
    "opus": EditionKind(".opus", "audio/ogg; codecs=opus", "Opus"),
    "m4b": EditionKind(".m4b", "audio/mp4; codecs=mp4a.40.2", "M4B"),
}
