"""The episodes on the air, some at a time; the index knows how many may have changed."""

from __future__ import annotations

import gc
import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from naqeeb.archive import Archive, on_air
from naqeeb.archive.index import INDEX_FILE
from naqeeb.errors import ArchiveError
from naqeeb.model import Episode, State

Put = Callable[..., Episode]
LATER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def ten(archive: Archive, put: Put) -> Archive:
    """Ten episodes, the last number the newest, and a site that knows them all."""
    for number in range(10):
        put(archive, number)
    archive.note_site("site")
    return archive


def keys(archive: Archive, start: int, stop: int) -> list[str]:
    return [entry.key for entry in archive.on_air().window(start, stop)]


def test_a_window_is_counted_from_the_newest(ten: Archive) -> None:
    assert len(ten.on_air()) == 10
    assert keys(ten, 0, 2) == ["news/9.txt", "news/8.txt"]
    assert keys(ten, 8, 99) == ["news/1.txt", "news/0.txt"]
    assert keys(ten, 5, 5) == []
    dates = list(ten.on_air().published())
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("mark_every", [3, 5])
def test_a_window_far_back_is_the_same(
    ten: Archive, monkeypatch: pytest.MonkeyPatch, mark_every: int
) -> None:
    whole = ten.on_air().window(0, 10)
    monkeypatch.setattr(on_air, "NEAR", 2)
    monkeypatch.setattr(on_air, "MARK_EVERY", mark_every)
    shelf = ten.on_air()
    for start in range(12):
        for stop in range(13):
            assert shelf.window(start, stop) == whole[start:stop]


def test_what_is_not_on_the_air_is_in_no_window(ten: Archive) -> None:
    with ten.lock():
        ten.set_state(keys_to_id(ten, "news/9.txt"), State.HELD, now=LATER)
    assert keys(ten, 0, 1) == ["news/8.txt"]


def keys_to_id(archive: Archive, key: str) -> str:
    return archive.of_names([key])[0].id


def test_how_many_of_the_newest_may_have_changed(ten: Archive, put: Put) -> None:
    assert ten.on_air().changed("site") == 0
    assert ten.on_air().changed("another site") == 10
    put(ten, 10)
    assert ten.on_air().changed("site") == 2, "the new one, and the one that it follows"
    put(ten, 7, title="نئی سرخی")
    assert ten.on_air().changed("site") == 5
    ten.note_site("site")
    assert ten.on_air().changed("site") == 0


def test_a_site_is_of_what_it_was_made_for_last(ten: Archive) -> None:
    ten.note_site("another")
    assert (ten.on_air().changed("another"), ten.on_air().changed("site")) == (0, 10)


def test_to_note_a_site_again_changes_not_a_byte(ten: Archive) -> None:
    before = (ten.output / INDEX_FILE).stat().st_mtime_ns
    ten.note_site("site")
    assert (ten.output / INDEX_FILE).stat().st_mtime_ns == before


@pytest.mark.parametrize("state", [State.HELD, State.SCHEDULED, State.REMOVED])
def test_what_nobody_hears_changes_no_page(ten: Archive, put: Put, state: State) -> None:
    put(ten, 10, state=state, air_at=LATER)
    put(ten, 10, state=state, air_at=LATER, title="نئی سرخی")
    assert ten.on_air().changed("site") == 0


def test_a_record_that_was_written_as_it_was_is_no_change(ten: Archive) -> None:
    with ten.lock():
        ten.rewrite(ten.load(keys_to_id(ten, "news/3.txt")))
    assert ten.on_air().changed("site") == 0


@pytest.mark.parametrize("what", ["remove", "discard", "damage", "a folder is gone"])
def test_what_went_is_a_change(ten: Archive, what: str) -> None:
    import shutil

    gone = keys_to_id(ten, "news/7.txt")
    if what == "a folder is gone":
        shutil.rmtree(ten.folder(gone))
    elif what == "damage":
        (ten.folder(gone) / "episode.json").write_text("{")
        ten.look_at_each()
    else:
        with ten.lock():
            ten.remove(gone, now=LATER) if what == "remove" else ten.discard(gone)
    assert ten.on_air().changed("site") == 3


def test_without_its_file_the_index_knows_of_no_site(ten: Archive) -> None:
    (ten.output / INDEX_FILE).unlink()
    assert ten.on_air().changed("site") == 10


@pytest.mark.skipif(os.name == "nt", reason="wants POSIX rights")
def test_where_the_index_cannot_be_written_it_is_made_once_in_memory(
    ten: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ten.output / INDEX_FILE).unlink()
    monkeypatch.setattr("os.access", lambda *_: False)
    shelf = ten.on_air()
    read: list[Path] = []
    monkeypatch.setattr("naqeeb.archive.reading._read", read.append)
    assert [entry.key for entry in shelf.window(0, 1)] == ["news/9.txt"]
    assert len(list(shelf.published())) == 10
    assert read == []
    assert not (ten.output / INDEX_FILE).exists()


def test_a_scheduled_episode_is_due_at_its_time(ten: Archive) -> None:
    with ten.lock():
        name = keys_to_id(ten, "news/4.txt")
        ten.set_state(name, State.SCHEDULED, now=LATER, air_at=LATER)
    assert [each.id for each in ten.due(LATER)] == [name]
    assert ten.due(LATER - timedelta(microseconds=1)) == []
    assert name in ten.ids()


def test_what_is_scheduled_for_no_time_waits(ten: Archive) -> None:
    with ten.lock():
        ten.set_state(keys_to_id(ten, "news/4.txt"), State.SCHEDULED, now=LATER)
    assert ten.due(LATER) == []


def look(archive: Archive) -> None:
    archive.on_air().changed("site")
    archive.on_air().window(0, 10)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE site SET made_for = CAST(x'80' AS TEXT)",
        "UPDATE episodes SET title = CAST(x'80' AS TEXT)",
        "UPDATE episodes SET published = '20x6-11-22'",
        "UPDATE episodes SET state = 'on_air', updated = 'now'",
    ],
)
def test_an_index_with_a_damaged_value_is_made_anew(ten: Archive, damage: str) -> None:
    before = [entry.title for entry in ten.on_air().window(0, 10)]
    with sqlite3.connect(ten.output / INDEX_FILE) as database:
        database.execute(damage)
    database.close()
    with pytest.raises(ArchiveError, match="damaged") as caught:
        look(ten)
    assert "made anew" in caught.value.hint
    again = Archive(ten.output).on_air()
    assert [entry.title for entry in again.window(0, 10)] == before
    assert len(list(again.published())) == 10


def test_an_index_in_memory_may_be_let_go_in_any_thread(
    ten: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newsroom asks in one thread, and the collector of garbage runs in another."""
    monkeypatch.setattr("os.access", lambda *_: False)
    (ten.output / INDEX_FILE).unlink()
    said: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", said.append)
    held: list[on_air.OnAir] = []
    thread = threading.Thread(target=lambda: held.append(ten.on_air()))
    thread.start()
    thread.join()
    held.clear()
    gc.collect()
    assert said == []


@pytest.mark.parametrize("change", ["rewrite", "discard"])
def test_an_index_that_was_taken_away_in_the_middle_of_a_change_knows_all_again(
    ten: Archive, change: str
) -> None:
    """On a full disk the index cannot be written, and is taken away; then there is room again."""
    name = keys_to_id(ten, "news/4.txt")
    with ten.lock():
        episode = ten.load(name)
        (ten.output / INDEX_FILE).unlink()
        if change == "rewrite":
            ten.rewrite(replace(episode, state=State.HELD))
        else:
            ten.discard(name)
    on_air_now = [f"news/{number}.txt" for number in (9, 8, 7, 6, 5, 3, 2, 1, 0)]
    assert keys(ten, 0, 99) == on_air_now
    assert len(ten.all()[0]) == (10 if change == "rewrite" else 9)
