"""Finds a font on this machine that can write a show's name in Urdu."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

# Beginnings of file names in lower case without separators, the best first:
# Nastaliq, as Urdu is printed, then Naskh. Awami Nastaliq is left out, since it
# is drawn by Graphite tables that Pillow's shaper does not read.
_WANTED = (
    "notonastaliqurdubold",
    "notonastaliqurdu",
    "notonastaliq",
    "jameelnoorinastaleeq",
    "mehrnastaliq",
    "alvinastaleeq",
    "nafeesnastaleeq",
    "urdtypeb",
    "urdtype",
    "notonaskharabicbold",
    "notonaskharabic",
    "scheherazadenewbold",
    "scheherazadenew",
    "amiribold",
    "amiri",
    "geezapro",
    "arabtype",
)
_SUFFIXES = {".ttf", ".otf", ".ttc"}


def find() -> Path | None:
    """The best font for Urdu among those installed, or None."""
    ranked: dict[int, Path] = {}
    for folder in _folders():
        for path in _files(folder):
            rank = _rank(path)
            if rank is not None and (rank not in ranked or str(path) < str(ranked[rank])):
                ranked[rank] = path
    return ranked[min(ranked)] if ranked else None


def _rank(path: Path) -> int | None:
    name = "".join(character for character in path.stem.lower() if character.isalnum())
    return next((rank for rank, start in enumerate(_WANTED) if name.startswith(start)), None)


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, n) for n in names if Path(n).suffix.lower() in _SUFFIXES)


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        yield home / ".local/share/fonts"
        yield home / ".fonts"
        yield from (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
