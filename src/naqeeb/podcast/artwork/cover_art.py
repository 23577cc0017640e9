"""The drawing on naqeeb's covers: a microphone in an eight-pointed star.

Everything is flat colour, drawn at twice the size on a canvas of palette
numbers and then halved strip by strip, so that edges are smooth and 3000 px
take some 60 MB.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

FIELD = (12, 62, 66)
LATTICE = (22, 80, 83)
NIGHT = (7, 40, 45)
GOLD = (222, 176, 88)
SAND = (250, 242, 224)
_COLOURS = (FIELD, LATTICE, NIGHT, GOLD, SAND)
_FIELD, _LATTICE, _NIGHT, _GOLD, _SAND = range(len(_COLOURS))

_OVERSAMPLING = 2
_LATTICE_TILES = 7
# Inner to outer radius of the star that two squares make, one turned by 45 degrees.
_STAR_RATIO = math.cos(math.pi / 4) / math.cos(math.pi / 8)


def paint(size: int, *, centre_y: float = 0.5, scale: float = 1.0) -> Image:
    """The wordless drawing as an RGB picture.

    Args:
        size: edge in pixels.
        centre_y: where the emblem's centre stands, as a share of the edge.
        scale: size of the emblem; 1 fills most of the picture.
    """
    from PIL import Image, ImageDraw

    edge = size * _OVERSAMPLING
    canvas = Image.new("P", (edge, edge), _FIELD)
    canvas.putpalette([channel for colour in _COLOURS for channel in colour])
    draw = ImageDraw.Draw(canvas)
    _lattice(draw, edge)
    _emblem(draw, edge / 2, edge * centre_y, edge * 0.43 * scale)
    return _halved(canvas, size)


def _halved(canvas: Image, size: int) -> Image:
    from PIL import Image

    made = Image.new("RGB", (size, size))
    strip = 250
    for top in range(0, size, strip):
        bottom = min(size, top + strip)
        box = (0, top * _OVERSAMPLING, canvas.width, bottom * _OVERSAMPLING)
        made.paste(canvas.crop(box).convert("RGB").reduce(_OVERSAMPLING), (0, top))
    return made


def _lattice(draw: ImageDraw, edge: int) -> None:
    """Stars tip to tip, so that crosses stand between them."""
    tile = edge / _LATTICE_TILES
    width = round(edge / 260)
    for row in range(_LATTICE_TILES + 1):
        for column in range(_LATTICE_TILES + 1):
            points = list(_star(column * tile, row * tile, tile / 2))
            draw.line([*points, *points[:2]], fill=_LATTICE, width=width, joint="curve")


def _emblem(draw: ImageDraw, x: float, y: float, radius: float) -> None:
    draw.polygon(list(_star(x, y, radius)), fill=_GOLD)
    draw.polygon(list(_star(x, y, radius * 0.965)), fill=_NIGHT)
    draw.polygon(list(_star(x, y, radius * 0.925)), fill=_GOLD)
    draw.polygon(list(_star(x, y, radius * 0.912)), fill=_NIGHT)
    _waves(draw, x, y - radius * 0.135, radius)
    _microphone(draw, x, y, radius)


def _waves(draw: ImageDraw, x: float, y: float, radius: float) -> None:
    """Sound that goes out to both sides."""
    width = round(radius * 0.034)
    for number in range(3):
        reach = radius * (0.39 + 0.12 * number)
        box = (x - reach, y - reach, x + reach, y + reach)
        for facing in (0, 180):
            start, end = facing - 30, facing + 30
            draw.arc(box, start, end, fill=_GOLD, width=width)
            for angle in (start, end):
                # Round ends: the arc's own are cut straight.
                at = reach - width / 2
                _dot(draw, *_polar(x, y, at, math.radians(angle)), width / 2, _GOLD)


def _microphone(draw: ImageDraw, x: float, y: float, radius: float) -> None:
    half, top, bottom = radius * 0.165, y - radius * 0.47, y + radius * 0.2
    draw.rounded_rectangle((x - half, top, x + half, bottom), radius=half, fill=_SAND)
    thin = radius * 0.012
    for row in range(4):
        level = top + radius * (0.15 + 0.075 * row)
        inner = half * 0.62
        draw.rounded_rectangle(
            (x - inner, level - thin, x + inner, level + thin), radius=thin, fill=_NIGHT
        )
    # The cradle under the capsule, the stem and the foot.
    cradle, width = half * 1.55, radius * 0.045
    middle = bottom - half
    box = (x - cradle, middle - cradle, x + cradle, middle + cradle)
    draw.arc(box, 0, 180, fill=_SAND, width=round(width))
    for side in (-1, 1):
        end = x + side * (cradle - width / 2)
        draw.rectangle((end - width / 2, middle - half * 0.5, end + width / 2, middle), fill=_SAND)
        _dot(draw, end, middle - half * 0.5, width / 2, _SAND)
    foot = y + radius * 0.52
    draw.rectangle((x - width / 2, middle + cradle - width, x + width / 2, foot), fill=_SAND)
    draw.rounded_rectangle(
        (x - half * 1.1, foot - width / 2, x + half * 1.1, foot + width / 2),
        radius=width / 2,
        fill=_SAND,
    )


def _dot(draw: ImageDraw, x: float, y: float, radius: float, colour: int) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _star(x: float, y: float, radius: float) -> Iterator[tuple[float, float]]:
    for corner in range(16):
        reach = radius if corner % 2 == 0 else radius * _STAR_RATIO
        yield _polar(x, y, reach, math.pi / 8 * corner)


def _polar(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    return x + radius * math.cos(angle), y + radius * math.sin(angle)
