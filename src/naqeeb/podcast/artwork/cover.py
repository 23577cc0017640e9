"""The show's cover: the one that comes with naqeeb, or the user's own; and stories' pictures."""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from naqeeb.errors import CoverRefused

if TYPE_CHECKING:
    from PIL.Image import Image

SMALLEST_PX = 1400
LARGEST_PX = 3000
"""Apple's bounds for a square cover."""
EMBED_PX = 600
EMBED_BYTES = 60_000
"""What an MP3 carries: more makes every download longer."""

_DATA = Path(__file__).parent / "data"
_STORY_BYTES = 300_000
_PIXELS_AT_MOST = 50_000_000
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png"}


def default_cover() -> tuple[str, bytes]:
    """File name and content of the wordless cover that comes with naqeeb."""
    return "cover.png", packaged("cover-1400.png")


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
        with _opened(path) as picture:
            _check_kind(picture, path)
            picture.load()
            return _SUFFIXES[picture.format or ""]
    except UnidentifiedImageError:
        raise _refused(path, "is not a picture", "save it as JPEG or PNG") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _refused(path, f"cannot be read: {error}", "save it again as JPEG or PNG") from None


def _opened(source: Path | BytesIO) -> Image:
    """A picture that somebody handed in; whoever opens it refuses one of too many pixels."""
    import PIL.Image

    with warnings.catch_warnings():
        # Pillow's own word on it would stand between the lines of the summary.
        warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)
        return PIL.Image.open(source)


def embed(cover: bytes, *, px: int = EMBED_PX, limit: int = EMBED_BYTES) -> bytes:
    """The cover as an MP3 carries it: at most ``px`` pixels and ``limit`` bytes.

    The default cover's is at hand, so that Pillow is not imported for it.
    """
    if cover == default_cover()[1] and (px, limit) == (EMBED_PX, EMBED_BYTES):
        return packaged("cover-600.png")
    from PIL import Image

    with Image.open(BytesIO(cover)) as picture:
        small = picture.convert("RGB")
    small.thumbnail((px, px), Image.Resampling.LANCZOS)
    return as_jpeg(small, limit)


def story_picture(data: bytes, path: str) -> tuple[str, bytes]:
    """A story's own picture as it lies beside the episode: file name and JPEG.

    ``path`` is where it was found, for the error. At most 1400 px and 300 kB, upright,
    and without what the camera wrote into it (place, time, owner).
    ``embed(data, px=300, limit=20_000)`` makes the small one for the chapter in the MP3.

    Raises:
        CoverRefused: not a picture, damaged, or of more than 50 million pixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with _opened(BytesIO(data)) as picture:
            if picture.width * picture.height > _PIXELS_AT_MOST:
                raise _refused(path, f"has {picture.width} by {picture.height} pixels", "shrink it")
            small = ImageOps.exif_transpose(picture).convert("RGB")
    except UnidentifiedImageError:
        raise _refused(path, "is not a picture", "save it as JPEG or PNG") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _refused(path, f"cannot be read: {error}", "save it again as JPEG or PNG") from None
    small.thumbnail((SMALLEST_PX, SMALLEST_PX), Image.Resampling.LANCZOS)
    jpeg = as_jpeg(small, _STORY_BYTES)
    return f"story-{hashlib.sha256(jpeg).hexdigest()[:8]}.jpg", jpeg


def as_jpeg(picture: Image, limit: int) -> bytes:
    """The picture in the best quality that fits into ``limit`` bytes, smaller if it must be."""
    for quality in (88, 80, 70, 60, 45, 30):
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= limit:
            return out.getvalue()
    return as_jpeg(picture.reduce(2), limit)


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


def _refused(path: Path | str, what: str, hint: str) -> CoverRefused:
    return CoverRefused(
        f"the picture {path} {what}",
        cause="podcast directories take square RGB pictures of 1400 to 3000 pixels only",
        hint=hint,
        path=str(path),
    )


def packaged_path(name: str) -> Path:
    """Where a file lies that comes with naqeeb."""
    return _DATA / name


def packaged(name: str) -> bytes:
    """A picture that comes with naqeeb."""
    return (_DATA / name).read_bytes()
