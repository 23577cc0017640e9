"""A file is replaced whole or not at all, and several of them together."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from naqeeb import safe_files
from naqeeb.safe_files import TEMPORARY, AfterOneSync, Together


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def full(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def replaced(*files: Path) -> None:
    """Each file in a stage of its own."""
    with Together() as together:
        for file in files:
            together.replace(file, b"after")
            together.then()


def test_all_are_in_place_at_the_end_and_none_before(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"before")
    with Together() as together:
        together.replace(tmp_path / "old", b"after")
        together.replace(tmp_path / "new", b"first")
        assert (tmp_path / "old").read_bytes() == b"before"
        assert not (tmp_path / "new").exists()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "old": b"after",
        "new": b"first",
    }


def test_each_file_is_synced_before_the_first_is_renamed_and_each_folder_after_its_stage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    lock = threading.Lock()
    sync_file, sync_folder, replace = safe_files.sync_file, safe_files.sync_folder, Path.replace

    def note(what: str) -> None:
        with lock:
            happened.append(what)

    def watched_file(path: Path) -> None:
        sync_file(path)
        note("file")

    def watched_folder(folder: Path) -> None:
        sync_folder(folder)
        note("folder")

    def watched_replace(path: Path, target: Path) -> Path:
        note(target.name)
        return replace(path, target)

    monkeypatch.setattr(safe_files, "sync_file", watched_file)
    monkeypatch.setattr(safe_files, "sync_folder", watched_folder)
    monkeypatch.setattr(Path, "replace", watched_replace)
    with Together() as together:
        together.replace(tmp_path / "page", b"1")
        together.replace(tmp_path / "cover", b"2")
        together.then()
        together.replace(tmp_path / "feed", b"3")
    assert happened == ["file", "file", "file", "page", "cover", "folder", "feed", "folder"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_names_the_file_and_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    (tmp_path / "a").write_bytes(b"before")
    with monkeypatch.context() as disk:
        disk.setattr(os if failing == "fsync" else Path, failing, full)
        with pytest.raises(OSError, match="No space left") as error:
            replaced(tmp_path / "a", tmp_path / "b")
    assert error.value.filename == str(tmp_path / "a")
    assert names(tmp_path) == {"a"}
    assert (tmp_path / "a").read_bytes() == b"before"


def test_an_error_of_the_one_who_makes_them_leaves_all_as_it_was(tmp_path: Path) -> None:
    def made() -> None:
        with Together() as together:
            together.replace(tmp_path / "a", b"1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        made()
    assert names(tmp_path) == set()


def test_what_fails_in_a_later_stage_leaves_the_earlier_ones_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def no_feed(path: Path, target: Path) -> Path:
        return full() if target.name == "feed" else replace(path, target)

    monkeypatch.setattr(Path, "replace", no_feed)
    with pytest.raises(OSError, match="No space left"):
        replaced(tmp_path / "page", tmp_path / "feed")
    assert names(tmp_path) == {"page"}


def test_files_in_a_folder_of_ones_own_are_written_in_their_places(tmp_path: Path) -> None:
    (tmp_path / "sound").write_bytes(b"sound")
    with Together() as together:
        together.sync(tmp_path / "sound")
        together.create(tmp_path / "record", b"record")
    assert names(tmp_path) == {"sound", "record"}


def test_nothing_to_write_begins_no_thread(tmp_path: Path) -> None:
    before = threading.active_count()
    with Together() as together:
        together.then()
        assert threading.active_count() == before
    assert names(tmp_path) == set()


def test_a_name_beside_begins_as_those_that_are_swept(tmp_path: Path) -> None:
    assert safe_files.temporary_beside(tmp_path / "x").name.startswith(TEMPORARY)


# -- after one sync --------------------------------------------------------


def test_very_many_wait_for_the_disk_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[str] = []

    def sync() -> None:
        waits.append("all")
        assert all(path.name.startswith(TEMPORARY) for path in tmp_path.iterdir())

    monkeypatch.setattr(os, "sync", sync, raising=False)
    monkeypatch.setattr(os, "fsync", waits.append)
    with AfterOneSync() as records:
        for number in range(20):
            records.replace(tmp_path / f"{number}", b"after")
    assert waits == ["all"]
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"after"}
    assert names(tmp_path) == {f"{number}" for number in range(20)}


def test_a_system_that_cannot_wait_for_all_waits_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[int] = []
    monkeypatch.delattr(os, "sync", raising=False)
    monkeypatch.setattr(os, "fsync", waits.append)
    with AfterOneSync() as records:
        for name in ("a", "b"):
            records.replace(tmp_path / name, b"after")
    assert len(waits) == 2
    assert names(tmp_path) == {"a", "b"}


def test_an_error_before_the_end_leaves_all_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"before")
    with contextlib.suppress(KeyError), AfterOneSync() as records:
        records.replace(tmp_path / "old", b"after")
        raise KeyError
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old": b"before"}


def test_a_file_that_is_written_takes_away_what_killed_runs_left_beside_it(tmp_path: Path) -> None:
    """Also where no station lies: beside settings, drafts, a budget or counts for Prometheus."""
    old, ahead, young = (tmp_path / f"{TEMPORARY}{name}" for name in ("old", "ahead", "young"))
    for path in (old, ahead, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(ahead, (2**32, 2**32))
    safe_files.write(tmp_path / "naqeeb.toml", b"whole")
    assert names(tmp_path) == {young.name, "naqeeb.toml"}
