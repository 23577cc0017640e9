"""The station's icon on a phone's home screen: its cover, small."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath

from naqeeb.podcast.artwork.cover import default_cover, packaged

PX = 512
"""What https://www.w3.org/TR/appmanifest/ calls for is one icon large enough for all uses."""


def name_for(cover_name: str) -> str:
    """The file name of the icon; it changes with the cover's."""
    return PurePosixPath(cover_name.replace("cover", "icon", 1)).stem + ".png"


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
