"""What was just done leaves nothing for `check` to find: all is derived as `feed` would."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from naqeeb.desk import air
from naqeeb.desk.batch import make_all
from naqeeb.desk.bulletins import Wanted, make_bulletin
from naqeeb.desk.check import check
from naqeeb.desk.events import silence
from naqeeb.desk.job import Overrides, Result
from naqeeb.settings import Settings

if TYPE_CHECKING:
    Station = Any

LAKE = "کلنگ جھیل پر آئے۔ لوگ دیکھنے گئے۔ موسم اچھا تھا۔"
FAIR = "پشاور میں کتابوں کا میلہ جاری ہے۔ لوگ خوش ہیں۔"


@pytest.fixture
def settings(station: Station) -> Settings:
    """The station's, with two articles that have pictures of their own."""
    settings: Settings = station.settings
    for name, text, colour in (("lake", LAKE, "blue"), ("fair", FAIR, "red")):
        Image.new("RGB", (1500, 1500), colour).save(settings.root / f"{name}.png")
        write(settings.root / f"{name}.txt", f"{name}.png", text)
    return settings


def write(path: Path, image: str, text: str) -> None:
    path.write_text(f"---\ntitle: {text[:12]}\nimage: {image}\n---\n{text}\n", "utf-8")


def make(settings: Settings, *names: str, **options: Any) -> list[str]:
    """The ids of what was made of these articles."""
    sources = [str(settings.root / f"{name}.txt") for name in names]
    return ids(make_all(settings, sources, Overrides(**options), silence))


def ids(outcomes: Any) -> list[str]:
    results = list(outcomes)
    assert all(isinstance(each, Result) for each in results)
    return [each.episode.id for each in results]


def assert_clean(settings: Settings) -> None:
    assert [fault for each in check(settings) for fault in each.faults] == []


def test_articles_and_a_bulletin_with_pictures(settings: Settings) -> None:
    made = make(settings, "lake", "fair")
    assert_clean(settings)
    sources = tuple(str(settings.root / f"{name}.txt") for name in ("lake", "fair"))
    made += ids(make_bulletin(settings, Wanted(sources=sources), Overrides(), silence))
    assert_clean(settings)
    for each in made:
        chapters = settings.output / "episodes" / each / "chapters.json"
        assert "/story-" in chapters.read_text("utf-8")


def test_a_correction_with_another_picture(settings: Settings) -> None:
    make(settings, "lake")
    write(settings.root / "lake.txt", "fair.png", f"{LAKE} لوگ خوش ہوئے۔")
    make(settings, "lake")
    assert_clean(settings)


def test_a_held_correction_that_is_released(settings: Settings) -> None:
    make(settings, "lake")
    write(settings.root / "lake.txt", "fair.png", f"{LAKE} لوگ خوش ہوئے۔")
    (held,) = make(settings, "lake", hold=True)
    assert_clean(settings)
    list(air.release(settings, [held]))
    assert_clean(settings)


def test_one_that_is_removed_brought_back_and_erased(settings: Settings) -> None:
    (made,) = make(settings, "lake")
    for undo in (False, True):
        air.remove(settings, made, undo=undo)
        assert_clean(settings)
    air.remove(settings, made, erase=True)
    assert_clean(settings)
