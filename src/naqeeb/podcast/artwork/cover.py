"""The show's cover: the one that comes with naqeeb, a drawn one, or the user's own."""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from naqeeb.errors import CoverRefused
from naqeeb.podcast.artwork import fonts
from naqeeb.podcast.phrases import one_line

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

SMALLEST_PX = 1400
LARGEST_PX = 3000
"""Apple's bounds for a square cover."""
EMBED_PX = 600
EMBED_BYTES = 60_000
"""What an MP3 carries: more makes every download longer."""
DRAWN_BYTES = 500_000

_DATA = Path(__file__).parent / "data"
_STORY_BYTES = 300_000
_PIXELS_AT_MOST = 50_000_000
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png"}


def default_cover() -> tuple[str, bytes]:
    """File name and content of the wordless cover that comes with naqeeb."""
    return "cover.png", _packaged("cover-1400.png")


def load(path: Path) -> tuple[str, bytes]:
    """File name in the output and content of the user's own cover.

    The name changes with the picture, since apps and directories keep what
    they once fetched under a name.

    Raises:
        CoverRefused: see ``check``.
    """
    suffix = check(path)
    data = path.read_bytes()
    return f"cover-{hashlib.sha256(data).hexdigest()[:8]}{suffix}", data


def check(path: Path) -> str:
    """Refuse what directories refuse; gives the right suffix, ``.jpg`` or ``.png``.

    Raises:
        CoverRefused: not a JPEG or PNG, not square, smaller than 1400 or
            larger than 3000 px, not RGB, or damaged.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            _check_kind(picture, path)
            picture.load()
            return _SUFFIXES[picture.format or ""]
    except UnidentifiedImageError:
        raise _refused(path, "is not a picture", "save it as JPEG or PNG") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _refused(path, f"cannot be read: {error}", "save it again as JPEG or PNG") from None


def embed(cover: bytes, *, px: int = EMBED_PX, limit: int = EMBED_BYTES) -> bytes:
    """The cover as an MP3 carries it: at most ``px`` pixels and ``limit`` bytes.

    The default cover's is at hand, so that Pillow is not imported for it.
    """
    if cover == default_cover()[1] and (px, limit) == (EMBED_PX, EMBED_BYTES):
        return _packaged("cover-600.png")
    from PIL import Image

    with Image.open(BytesIO(cover)) as picture:
        small = picture.convert("RGB")
    small.thumbnail((px, px), Image.Resampling.LANCZOS)
    return _as_jpeg(small, limit)


def story_picture(path: Path) -> tuple[str, bytes]:
    """A story's own picture as it lies beside the episode: file name and JPEG.

    At most 1400 px and 300 kB, upright, and without what the camera wrote into
    it (place, time, owner). ``embed(data, px=300, limit=20_000)`` makes the
    small one for the chapter in the MP3.

    Raises:
        CoverRefused: not a picture, damaged, or of more than 50 million pixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > _PIXELS_AT_MOST:
                raise _refused(path, f"has {picture.width} by {picture.height} pixels", "shrink it")
            small = ImageOps.exif_transpose(picture).convert("RGB")
    except UnidentifiedImageError:
        raise _refused(path, "is not a picture", "save it as JPEG or PNG") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _refused(path, f"cannot be read: {error}", "save it again as JPEG or PNG") from None
    small.thumbnail((SMALLEST_PX, SMALLEST_PX), Image.Resampling.LANCZOS)
    data = _as_jpeg(small, _STORY_BYTES)
    return f"story-{hashlib.sha256(data).hexdigest()[:8]}.jpg", data


def draw(title: str, *, size: int = LARGEST_PX, font: Path | None = None) -> bytes:
    """A cover with the show's name, as PNG, or as JPEG where that is smaller than 500 kB.

    Args:
        title: the show's name.
        size: edge in pixels.
        font: a font file; None looks for a Nastaliq or Naskh font on this
            machine. Where there is none, or Pillow cannot shape Urdu, the
            cover is wordless.

    Raises:
        CoverRefused: the given font cannot be read.
    """
    from PIL import ImageDraw, features

    from naqeeb.podcast.artwork import cover_art

    path = font or fonts.find()
    title = one_line(title)
    if path is None or not title or not features.check("raqm"):
        return _smallest(cover_art.paint(size))
    picture = cover_art.paint(size, centre_y=0.37, scale=0.74)
    lines, face = _fitted(title, path, size)
    pen = ImageDraw.Draw(picture)
    boxes = [_box(face, line) for line in lines]
    # Lines are set one below the other by what they really cover.
    gap = size * 0.012
    height = sum(bottom - top for _, top, _, bottom in boxes) + gap * (len(lines) - 1)
    level = size * 0.835 - height / 2
    for line, (left, top, right, bottom) in zip(lines, boxes, strict=True):
        place = (size / 2 - (left + right) / 2, level - top)
        pen.text(place, line, cover_art.SAND, face, direction="rtl", language="ur")
        level += bottom - top + gap
    return _smallest(picture)


def _fitted(title: str, path: Path, size: int) -> tuple[list[str], FreeTypeFont]:
    """The title on one line or two, whichever can be larger, and the font in that size."""
    words = title.split(" ")
    layouts = [[title]] + [
        [" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))
    ]
    sized = [(_largest(lines, path, size), lines) for lines in layouts]
    pixels, lines = max(sized, key=lambda pair: pair[0])
    return lines, _face(path, pixels)


def _largest(lines: list[str], path: Path, size: int) -> int:
    """Font size at which the lines fill their place; sizes are in proportion."""
    probe = 100
    face = _face(path, probe)
    boxes = [_box(face, line) for line in lines]
    width = max(right - left for left, _, right, _ in boxes)
    height = sum(bottom - top for _, top, _, bottom in boxes) * (1 + 0.06 * (len(lines) - 1))
    return max(8, int(probe * min(size * 0.86 / max(width, 1), size * 0.23 / max(height, 1))))


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


def _smallest(picture: Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue() if out.tell() <= DRAWN_BYTES else _as_jpeg(picture, DRAWN_BYTES)


def _as_jpeg(picture: Image, limit: int) -> bytes:
    for quality in (88, 80, 70, 60, 45, 30):
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= limit:
            return out.getvalue()
    return _as_jpeg(picture.reduce(2), limit)


def _check_kind(picture: Image, path: Path) -> None:
    width, height = picture.size
    if picture.format not in _SUFFIXES:
        raise _refused(path, f"is {picture.format}", "save it as JPEG or PNG")
    if width != height:
        raise _refused(path, f"is {width} by {height} pixels, not square", "cut it to a square")
    if not SMALLEST_PX <= width <= LARGEST_PX:
        raise _refused(
            path,
            f"is {width} pixels wide",
            f"make it {SMALLEST_PX} to {LARGEST_PX} pixels wide and high",
        )
    if picture.mode != "RGB":
        raise _refused(
            path,
            f"is in colour mode {picture.mode}, not RGB",
            "save it in RGB without transparency, 8 bits a channel",
        )


def _refused(path: Path, what: str, hint: str) -> CoverRefused:
    return CoverRefused(
        f"the picture {path} {what}",
        cause="podcast directories take square RGB pictures of 1400 to 3000 pixels only",
        hint=hint,
        path=str(path),
    )


@cache
def _packaged(name: str) -> bytes:
    return (_DATA / name).read_bytes()
