"""The cover: what directories accept, and small in the MP3."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from naqeeb.errors import CoverRefused
from naqeeb.podcast.artwork import cover


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_the_default_is_what_directories_accept(tmp_path: Path) -> None:
    name, data = cover.default_cover()
    assert name == "cover.png"
    (tmp_path / name).write_bytes(data)
    assert cover.check(tmp_path / name) == ".png"
    assert len(data) < 500_000


def test_the_default_s_small_one_is_at_hand_without_pillow() -> None:
    code = (
        "import sys; from naqeeb.podcast.artwork import cover;"
        "cover.embed(cover.default_cover()[1]); sys.exit('PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    small = cover.embed(cover.default_cover()[1])
    assert len(small) <= cover.EMBED_BYTES
    assert picture(small).size == (600, 600)


def test_a_noisy_picture_still_becomes_small() -> None:
    noise = Image.effect_noise((1400, 1400), 120).convert("RGB")
    out = BytesIO()
    noise.save(out, "PNG")
    small = cover.embed(out.getvalue())
    assert len(small) <= cover.EMBED_BYTES
    assert picture(small).width <= 600


def test_an_own_cover_s_name_changes_with_it(tmp_path: Path) -> None:
    names = set()
    for colour in ("red", "blue"):
        Image.new("RGB", (1400, 1400), colour).save(tmp_path / "mine.jpeg")
        name, data = cover.load(tmp_path / "mine.jpeg")
        assert name.startswith("cover-")
        assert name.endswith(".jpg")
        assert data == (tmp_path / "mine.jpeg").read_bytes()
        names.add(name)
    assert len(names) == 2


@pytest.mark.parametrize(
    ("mode", "size", "kind", "says"),
    [
        ("RGB", (1400, 1500), "PNG", "not square"),
        ("RGB", (1399, 1399), "PNG", "1399 pixels"),
        ("RGB", (3001, 3001), "PNG", "3001 pixels"),
        ("RGBA", (1400, 1400), "PNG", "RGBA"),
        ("CMYK", (1400, 1400), "JPEG", "CMYK"),
        ("RGB", (1400, 1400), "GIF", "GIF"),
    ],
)
def test_what_directories_refuse_is_refused_with_the_reason(
    tmp_path: Path, mode: str, size: tuple[int, int], kind: str, says: str
) -> None:
    Image.new(mode, size).save(tmp_path / "c", kind)
    with pytest.raises(CoverRefused, match=says) as caught:
        cover.check(tmp_path / "c")
    assert caught.value.hint


def test_a_damaged_or_missing_file_is_refused(tmp_path: Path) -> None:
    whole = cover.default_cover()[1]
    (tmp_path / "torn.png").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.png").write_text("hello")
    for name in ("torn.png", "text.png", "none.png"):
        with pytest.raises(CoverRefused, match=name):
            cover.check(tmp_path / name)


def test_a_story_s_picture_is_upright_small_and_without_its_camera_s_notes(
    tmp_path: Path,
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "camera of somebody"
    noise = Image.effect_noise((2400, 1600), 100).convert("RGB")
    noise.save(tmp_path / "a.jpg", exif=exif)
    name, data = cover.story_picture((tmp_path / "a.jpg").read_bytes(), "a.jpg")
    assert name.startswith("story-")
    assert len(data) <= 300_000
    small_picture = picture(data)
    assert small_picture.height == max(small_picture.size)
    assert not small_picture.getexif()
    small = cover.embed(data, px=300, limit=20_000)
    assert len(small) <= 20_000
    assert max(picture(small).size) <= 300


def test_what_is_no_story_s_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("x")
    Image.new("1", (8000, 8000)).save(tmp_path / "huge.png")
    for name in ("a.jpg", "huge.png"):
        with pytest.raises(CoverRefused, match=name):
            cover.story_picture((tmp_path / name).read_bytes(), name)


@pytest.mark.parametrize("side", [10_000, 15_000])
def test_a_picture_of_very_many_pixels_is_refused_without_a_warning(
    tmp_path: Path, side: int, recwarn: pytest.WarningsRecorder
) -> None:
    """Some kilobytes of file; Pillow would warn of it on the command's own error output."""
    path = tmp_path / "flag.png"
    Image.new("1", (side, side)).save(path)
    with pytest.raises(CoverRefused):
        cover.check(path)
    with pytest.raises(CoverRefused):
        cover.story_picture(path.read_bytes(), "flag.png")
    assert not recwarn.list
