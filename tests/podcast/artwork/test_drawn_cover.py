"""The cover that `init` draws: the show's name where there is a font for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from PIL import features

from naqeeb.errors import CoverRefused
from naqeeb.podcast.artwork import cover, drawn_cover, fonts

with_raqm = pytest.mark.skipif(
    not features.check("raqm") or not fonts.find(), reason="no Urdu font, or Pillow has no raqm"
)


@cache
def wordless() -> bytes:
    """The cover without a name; to draw one takes a second."""
    return drawn_cover.draw("")


@with_raqm
@pytest.mark.parametrize("title", ["نقیب", "اردو خبرنامہ: صبح کی اہم خبریں اور تبصرے", "BBC"])
def test_a_drawn_cover_is_accepted_and_small(tmp_path: Path, title: str) -> None:
    data = drawn_cover.draw(title)
    (tmp_path / "cover").write_bytes(data)
    assert cover.check(tmp_path / "cover") in (".png", ".jpg")
    assert len(data) < 500_000
    assert data != wordless()


@pytest.fixture
def no_font_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "_folders", lambda: iter([tmp_path]))
    assert fonts.find() is None


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow has no raqm")
@pytest.mark.usefixtures("no_font_here")
def test_without_a_font_on_the_machine_the_packaged_one_writes_the_name() -> None:
    assert drawn_cover.draw("نقیب") != wordless()


@pytest.mark.usefixtures("no_font_here")
def test_a_name_that_the_packaged_font_lacks_letters_of_leaves_the_cover_wordless() -> None:
    assert drawn_cover.draw("BBC") == wordless()


def test_nastaliq_is_preferred_to_naskh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("NotoNaskhArabic-Regular.ttf", "deep/NotoNastaliqUrdu-Regular.ttf", "x.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr(fonts, "_folders", lambda: iter([tmp_path, tmp_path / "none"]))
    assert fonts.find() == tmp_path / "deep/NotoNastaliqUrdu-Regular.ttf"


@with_raqm
def test_a_font_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "font.ttf").write_text("not a font")
    with pytest.raises(CoverRefused, match=r"font\.ttf"):
        drawn_cover.draw("نقیب", font=tmp_path / "font.ttf")
