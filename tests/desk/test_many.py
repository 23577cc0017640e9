"""Many sources: taken one by one, files and articles alike, and none stops the others."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from books import packed
from dask_commands import POISONED, SENTENCE, deadly_voice

from naqeeb.desk.backlog import Backlog
from naqeeb.desk.batch import make_all
from naqeeb.desk.events import silence
from naqeeb.desk.job import Failure, Outcome, Overrides, Result
from naqeeb.errors import SettingsError, SourceMissing, WorkerLost
from naqeeb.intake.article_parts import ArticleParts
from naqeeb.model import Article
from naqeeb.settings import VoiceSettings

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


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_caller_who_stops_early_leaves_nothing_staged(build: Any, jobs: int) -> None:
    station = build()
    settings = replace(station.settings, jobs=jobs)
    with closing(make_all(settings, map(an_article, count(1)), Overrides(), silence)) as outcomes:
        assert isinstance(next(outcomes), Result)
        staged = list(station.output.glob(".naqeeb-new-*"))
    assert bool(staged) is (jobs > 1), "what other workers produce is staged"
    assert not list(station.output.glob(".naqeeb-new-*"))


def test_a_failure_that_is_kept_keeps_no_article(build: Any) -> None:
    settings = replace(build().settings, jobs=2)
    texts = (ArticleParts("No Urdu.", "a row", id=f"english:{number}") for number in range(3))
    failures = list(make_all(settings, texts, Overrides(), silence))
    assert [type(each) for each in failures] == [Failure] * 3
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, ArticleParts)]


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


def a_folder_with_a_damaged_book(folder: Path) -> list[str]:
    """Its sources by name; the third is no book."""
    folder.mkdir()
    (folder / "m.epub").write_bytes(packed({"META-INF/container.xml": "<x"}))
    for name, text in zip(("a", "b", "y", "z"), SENTENCES, strict=True):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return [str(folder / name) for name in ("a.txt", "b.txt", "m.epub", "y.txt", "z.txt")]


@pytest.mark.parametrize("way", ["a folder", "a line of a manifest", "a folder as the manifest"])
def test_a_damaged_book_in_a_folder_fails_alone(build: Any, tmp_path: Path, way: str) -> None:
    station, folder = build(), tmp_path / "news"
    sources = a_folder_with_a_damaged_book(folder)
    if way == "a folder":
        outcomes = made(station, str(folder))
    else:
        (tmp_path / "list.txt").write_text(f"{folder}\n")
        place = folder if way.endswith("manifest") else tmp_path / "list.txt"
        backlog = Backlog(replace(station.settings, jobs=1), str(place))
        outcomes = list(backlog.outcomes())
        letters = backlog.dead_letters.path.read_text("utf-8").splitlines()
        assert [json.loads(letter)["source"] for letter in letters] == [sources[2]]
    assert [each.source for each in outcomes] == sources
    (failure,) = [each for each in outcomes if isinstance(each, Failure)]
    assert failure.source == sources[2]
    assert "is not an EPUB book that can be read" in str(failure.error)


def test_a_title_is_for_one_article(build: Any) -> None:
    settings = build().settings
    with pytest.raises(SettingsError, match="these are 2"):
        make_all(settings, (an_article(1), an_article(2)), Overrides(title="ایک"), silence)


@pytest.mark.skipif(sys.platform == "win32", reason="wants SIGKILL and sh")
def test_processes_make_all_but_what_kills_them(build: Any, tmp_path: Path) -> None:
    station = build()
    deadly_voice(station.settings.root, tmp_path)
    settings = replace(station.settings, jobs=2, voice=VoiceSettings(name="deadly"))
    articles = [
        Article(f"wire:{number}", "", (text.replace("صوبائی", city),))
        for number, city in enumerate(("لاہور", "ملتان", "پشاور", "گجرات", "مردان"))
        for text in [POISONED if number == 2 else SENTENCE]
    ]
    outcomes = list(make_all(settings, iter(articles), Overrides(), silence))
    (failure,) = [each for each in outcomes if isinstance(each, Failure)]
    assert (failure.source, type(failure.error)) == ("wire:2", WorkerLost)
    assert failure.effort.tries == 2
    results = [each for each in outcomes if isinstance(each, Result)]
    assert sorted(each.source for each in results) == ["wire:0", "wire:1", "wire:3", "wire:4"]
    assert {entry.key for entry in station.archive.entries()} == {each.source for each in results}
    # What each took is said, and by whom; nothing is left behind.
    assert all(each.effort.step_s.keys() == {"produce", "commit"} for each in results)
    assert all(each.effort.worker for each in results)
    assert not list(station.output.glob(".naqeeb-new-*"))
