"""The station's icon on a phone's home screen: its cover, small."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePosixPath

from naqeeb import own_files
from naqeeb.podcast.artwork.cover import default_cover, packaged

_BEGINS = b"\x89PNG\r\n\x1a\n"
_ENDS = b"IEND\xaeB\x60\x82"
PX = 512
"""What https://www.w3.org/TR/appmanifest/ calls for is one icon large enough for all uses."""


def name_for(cover_name: str) -> str:
    """The file name of the icon; it changes with the cover's."""
    return PurePosixPath(cover_name.replace("cover", "icon", 1)).stem + ".png"


def is_whole(path: Path) -> bool:
    """Whether such an icon lies there: a PNG of its size whose last chunk was written.

    Each run asks, and importing Pillow for it would take longer than the rest of a short one.
    """
    try:
        data = own_files.read(path)
    except OSError:
        return False
    size = PX.to_bytes(4, "big") * 2
    return data.startswith(_BEGINS) and data[16:24] == size and data.endswith(_ENDS)


def draw(cover: bytes) -> bytes:
    """The cover as a PNG of 512 pixels; the default cover's is at hand without Pillow."""
    if cover == default_cover()[1]:
        return packaged("icon-512.png")
    from PIL import Image

    with Image.open(BytesIO(cover)) as picture:
        small = picture.convert("RGB").resize((PX, PX), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
