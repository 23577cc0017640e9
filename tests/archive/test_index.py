"""The index says what the records say; lost, damaged or behind it is made anew from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from naqeeb.archive import Archive
from naqeeb.archive.index import INDEX_FILE
from naqeeb.model import Episode

New = Callable[..., Episode]
Put = Callable[..., Episode]
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_entries_stand_newest_first(archive: Archive, put: Put) -> None:
    put(archive, 1)
    put(archive, 3)
    put(archive, 2)
    assert [entry.key for entry in archive.entries()] == [f"news/{n}.txt" for n in (3, 2, 1)]


def test_a_record_is_read_once(archive: Archive, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put(archive, 1)
    put(archive, 2)
    first = archive.entries()

    def never(*_: object) -> None:
        raise AssertionError("was read again")

    with monkeypatch.context() as patched:
        patched.setattr("naqeeb.archive.record.from_json", never)
        assert archive.entries() == first
    put(archive, 1, title="نئی سرخی")
    assert "نئی سرخی" in {entry.title for entry in archive.entries()}


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\xfe\x00", b"SQLite format 3\0" + bytes(4000)])
def test_a_lost_or_damaged_index_is_made_anew(archive: Archive, put: Put, broken: bytes) -> None:
    put(archive, 1)
    whole = archive.entries()
    path = archive.output / INDEX_FILE
    path.write_bytes(broken)
    assert archive.entries() == whole
    assert archive.entries() == whole
    path.unlink()
    assert archive.entries() == whole


def test_an_index_of_another_version_is_made_anew(archive: Archive, put: Put) -> None:
    put(archive, 1)
    whole = archive.entries()
    with closing(sqlite3.connect(archive.output / INDEX_FILE)) as database:
        database.execute("PRAGMA user_version = 99")
    assert archive.entries() == whole


def test_a_record_that_was_edited_is_noticed_by_a_scan_and_by_its_key(
    archive: Archive, put: Put
) -> None:
    one = put(archive, 1)
    path = archive.folder(one.id) / "episode.json"
    path.write_text(path.read_text("utf-8").replace("news/1.txt", "news/one.txt"), "utf-8")
    assert archive.of_names(["news/1.txt"]) == ()
    assert archive.scan()[0][0].key == "news/one.txt"
    assert archive.of_names(["news/one.txt"])[0].key == "news/one.txt"


def test_an_alias_finds_its_episode(archive: Archive, put: Put) -> None:
    one = put(archive, 1, aliases=("https://example.org/a", "guid:7"))
    put(archive, 2)
    assert archive.of_names(["guid:7"]) == (one,)
    assert archive.of_names(["nothing", "https://example.org/a"]) == (one,)


def test_a_folder_that_was_copied_in_is_taken_up(
    archive: Archive, put: Put, tmp_path: Path
) -> None:
    import shutil

    one = put(archive, 1)
    other = Archive(tmp_path / "other")
    put(other, 2)
    shutil.copytree(archive.folder(one.id), other.output / "episodes" / one.id)
    assert len(other.entries()) == 2


def test_a_damaged_record_is_named_and_the_others_stay(archive: Archive, put: Put) -> None:
    one, two = put(archive, 1), put(archive, 2)
    (archive.folder(one.id) / "episode.json").write_text("{")
    entries, damaged = archive.scan()
    assert [entry.id for entry in entries] == [two.id]
    assert len(damaged) == 1
    assert one.id in damaged[0].what
    assert "or the disk is failing" in damaged[0].cause
    assert "naqeeb check --repair" in damaged[0].hint


def test_an_episode_whose_folder_was_removed_by_hand_is_gone(archive: Archive, put: Put) -> None:
    import shutil

    one, two = put(archive, 1), put(archive, 2)
    assert len(archive.entries()) == 2
    shutil.rmtree(archive.folder(one.id))
    assert [entry.id for entry in archive.entries()] == [two.id]


def test_an_archive_that_is_not_there_is_empty(archive: Archive) -> None:
    assert archive.entries() == ()
    assert "2026-11-22-barish-00000001" not in archive
    assert not archive.output.exists()
