"""A cover with the show's name over a picture that comes with naqeeb."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from naqeeb.errors import CoverRefused
from naqeeb.podcast.artwork import cover, fonts
from naqeeb.podcast.phrases import one_line

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

PNG_BYTES = 500_000
"""A larger picture is saved as JPEG: apps fetch it again and again."""
_IN_PACKAGED_FONT = re.compile("[\u0621-\u063a\u0641-\u064a\u0670-\u06d5\u06f0-\u06f9،؛؟۔: ]+")
"""Its letters; Latin ones and Western digits were left out of the subset."""
_SAND = (250, 242, 224)


def draw(title: str, *, font: Path | None = None) -> bytes:
    """A cover of 3000 pixels with the show's name: a PNG, or a JPEG if that exceeds 500 kB.

    Args:
        title: the show's name.
        font: a font file; None looks for a Nastaliq or Naskh font on this
            machine, and takes the one that comes with naqeeb where there is none. Where
            Pillow cannot shape Urdu or open that one, or the name holds other letters
            than Urdu's, the cover is wordless.

    Raises:
        CoverRefused: the given font cannot be read.
    """
    from PIL import ImageDraw, features

    title = one_line(title)
    path = font or fonts.find() or _packaged_font(title)
    if path is None or not title or not features.check("raqm"):
        return _smallest(_background("wordless-3000.png"))
    picture = _background("with-room-3000.png")
    size = picture.width
    lines, face = _fitted(title, path, size)
    pen = ImageDraw.Draw(picture)
    boxes = [_box(face, line) for line in lines]
    # A font's own line height is far more than most lines of Nastaliq fill, so the
    # lines are placed by the height of their letters.
    gap = size * 0.012
    height = sum(bottom - top for _, top, _, bottom in boxes) + gap * (len(lines) - 1)
    level = size * 0.835 - height / 2
    for line, (left, top, right, bottom) in zip(lines, boxes, strict=True):
        place = (size / 2 - (left + right) / 2, level - top)
        pen.text(place, line, _SAND, face, direction="rtl", language="ur")
        level += bottom - top + gap
    return _smallest(picture)


def _packaged_font(title: str) -> Path | None:
    """The font that comes with naqeeb, if it can be opened here and has all of the title."""
    if not _IN_PACKAGED_FONT.fullmatch(title):
        return None
    path = cover.packaged_path("nastaliq.woff2")
    try:
        _face(path, 100)
    except CoverRefused:
        return None  # FreeType was built without brotli
    return path


def _fitted(title: str, path: Path, width_px: int) -> tuple[list[str], FreeTypeFont]:
    """The title on one line or two, whichever can be larger, and the font in that size."""
    words = title.split(" ")
    layouts = [[title]] + [
        [" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))
    ]
    sized = [(_largest(lines, path, width_px), lines) for lines in layouts]
    pixels, lines = max(sized, key=lambda pair: pair[0])
    return lines, _face(path, pixels)


def _largest(lines: list[str], path: Path, width_px: int) -> int:
    """Font size at which the lines fill their place; sizes are in proportion."""
    probe = 100
    face = _face(path, probe)
    boxes = [_box(face, line) for line in lines]
    width = max(right - left for left, _, right, _ in boxes)
    height = sum(bottom - top for _, top, _, bottom in boxes) * (1 + 0.06 * (len(lines) - 1))
    scale = min(width_px * 0.86 / max(width, 1), width_px * 0.23 / max(height, 1))
    return max(8, int(probe * scale))


def _box(face: FreeTypeFont, line: str) -> tuple[float, float, float, float]:
    return face.getbbox(line, direction="rtl", language="ur")


def _face(path: Path, pixels: int) -> FreeTypeFont:
    from PIL import ImageFont

    try:
        return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.RAQM)
    except OSError as error:
        raise CoverRefused(
            f"{path} is not a font that can be read: {error}",
            hint="name a .ttf or .otf file that holds Urdu letters",
            path=str(path),
        ) from None


def _background(name: str) -> Image:
    from PIL import Image

    return Image.open(BytesIO(cover.packaged(name))).convert("RGB")


def _smallest(picture: Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue() if out.tell() <= PNG_BYTES else cover.as_jpeg(picture, PNG_BYTES)
