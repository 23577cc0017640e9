"""Many sources: taken one by one, files and articles alike, and none stops the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from naqeeb.desk.batch import make_all
from naqeeb.desk.events import silence
from naqeeb.desk.job import Failure, Outcome, Overrides, Result
from naqeeb.errors import SettingsError, SourceMissing
from naqeeb.model import Article

SENTENCES = (
    "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا۔",
    "لاہور میں کھیلے گئے میچ میں میزبان ٹیم جیت گئی۔",
    "محکمہ موسمیات کے مطابق کل بارش کا امکان ہے۔",
    "کراچی کی بندرگاہ پر نئے جہاز پہنچ گئے۔",
)


def an_article(number: int) -> Article:
    return Article(id=f"wire:{number}", title=f"خبر {number}", paragraphs=(SENTENCES[number % 4],))


def made(station: Any, *sources: str | Article) -> list[Outcome]:
    settings = replace(station.settings, jobs=1)
    return list(make_all(settings, sources, Overrides(), silence))


def test_articles_that_need_no_reading_are_made_like_files(build: Any) -> None:
    station = build()
    (station.settings.root / "roads.txt").write_text(SENTENCES[0], "utf-8")
    outcomes = made(station, an_article(1), str(station.settings.root / "roads.txt"))
    assert [each.source for each in outcomes] == [
        "wire:1",
        str(station.settings.root / "roads.txt"),
    ]
    assert {each.key for each in station.archive.entries()} == {"wire:1", "roads.txt"}


def test_sources_are_taken_as_there_is_room_for_them(build: Any) -> None:
    station, taken = build(), 0

    def articles() -> Iterator[Article]:
        nonlocal taken
        for taken in count(1):
            yield an_article(taken)

    settings = replace(station.settings, jobs=1)
    with closing(make_all(settings, articles(), Overrides(), silence)) as outcomes:
        ended = list(islice(outcomes, 3))
    assert [each.source for each in ended] == ["wire:1", "wire:2", "wire:3"]
    assert taken < 20


def test_what_is_named_twice_is_made_once(build: Any, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "roads.txt").write_text(SENTENCES[0], "utf-8")
    outcomes = made(build(), str(folder), str(folder / "roads.txt"))
    assert len(outcomes) == 1


def test_what_cannot_be_opened_is_named_and_stops_nothing(build: Any) -> None:
    failure, result = sorted(
        made(build(), "nowhere.txt", an_article(2)), key=lambda each: each.source
    )
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, SourceMissing)
    assert isinstance(result, Result)


def test_a_title_is_for_one_article(build: Any) -> None:
    settings = build().settings
    with pytest.raises(SettingsError, match="these are 2"):
        make_all(settings, (an_article(1), an_article(2)), Overrides(title="ایک"), silence)
