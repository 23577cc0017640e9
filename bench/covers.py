"""Draws the covers that come with naqeeb: run it after a change to cover_art.py."""

from __future__ import annotations

from pathlib import Path

from naqeeb.podcast.artwork import cover, cover_art

DATA = Path(cover.__file__).parent / "data"


def main() -> None:
    """Write both sizes into the package."""
    DATA.mkdir(exist_ok=True)
    for size in (cover.SMALLEST_PX, cover.EMBED_PX):
        path = DATA / f"cover-{size}.png"
        cover_art.paint(size).save(path, "PNG", optimize=True)
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
