"""What stands in the place of naqeeb's files, or of nothing, is mended by a repair."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb import Desk
from naqeeb.desk import air
from naqeeb.desk.check import check, repair
from naqeeb.desk.site import update
from naqeeb.model import Episode

if TYPE_CHECKING:
    Station = Any

TEXT = "چترال میں زلزلے کے جھٹکے محسوس ہوئے۔ لوگ گھروں سے نکل آئے۔"


@pytest.fixture
def source(station: Station) -> Path:
    path = Path(station.settings.root) / "quake.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def episode(station: Station, source: Path) -> Episode:
    return Desk(station.settings).make(source)


def guids(station: Station) -> set[str]:
    return {entry.guid for entry in station.archive.entries()}


def as_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()
    (path / "notes").write_text("x", "utf-8")


@pytest.mark.parametrize(
    "name",
    ["feed.xml", "index.html", "icon.png", "cover.png", "robots.txt", "feed.css", "search.js",
     ".naqeeb-derived", ".naqeeb-lock", ".naqeeb-log.jsonl"],
)  # fmt: skip
@pytest.mark.usefixtures("episode")
def test_a_folder_in_the_place_of_a_file_of_the_show(station: Station, name: str) -> None:
    as_folder(station.output / name)
    assert "is no file of naqeeb's, and in the place of one" in station.faults()
    before = guids(station)
    said = list(repair(station.settings))
    assert f"{name} was no file of naqeeb's: it was put aside" in said
    assert (station.faults(), guids(station)) == ([], before)
    (aside,) = station.output.glob(f".naqeeb-damaged-{name}*/notes")
    assert aside.read_text("utf-8") == "x"


@pytest.mark.parametrize("name", ["index.html", "transcript.json", "chapters.json", "episode.json"])
def test_a_folder_in_the_place_of_a_file_of_an_episode(
    station: Station, episode: Episode, name: str
) -> None:
    as_folder(station.archive.folder(episode.id) / name)
    before = guids(station)
    list(repair(station.settings))
    assert (station.faults(), guids(station)) == ([], before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_in_the_place_of_the_sound_is_put_aside_and_its_source_mends_it(
    station: Station, source: Path, episode: Episode
) -> None:
    sound = station.archive.folder(episode.id) / episode.audio.name
    sound.unlink()
    os.mkfifo(sound)
    list(repair(station.settings))
    (hint,) = {
        fault.hint
        for result in check(station.settings)
        for fault in result.faults
        if fault.what == "is missing"
    }
    assert hint.startswith("make its source again")
    Desk(station.settings).make(source)
    assert station.faults() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.usefixtures("episode")
def test_a_pipe_that_was_put_aside_is_no_fault_any_more(station: Station) -> None:
    feed = station.output / "feed.xml"
    feed.unlink()
    os.mkfifo(feed)
    list(repair(station.settings))
    assert feed.is_file()
    assert (station.faults(), list(repair(station.settings))) == ([], [])
    assert (station.output / ".naqeeb-damaged-feed.xml").is_fifo()


@pytest.mark.parametrize("is_file", [False, True])
def test_an_episode_whose_folder_is_gone_keeps_its_guid(
    station: Station, source: Path, episode: Episode, is_file: bool
) -> None:
    folder = station.archive.folder(episode.id)
    shutil.rmtree(folder)
    if is_file:
        folder.write_text("x", "utf-8")
    said = list(repair(station.settings))
    assert any(f"gives it its guid {episode.guid}" in each for each in said)
    assert list(repair(station.settings)) == []
    assert station.faults() == []
    assert Desk(station.settings).make(source).guid == episode.guid
    assert station.faults() == []


def test_all_episodes_gone_keep_their_guids(
    station: Station, source: Path, episode: Episode
) -> None:
    shutil.rmtree(station.output / "episodes")
    (station.output / "episodes").write_text("x", "utf-8")
    (station.output / "feed.xml").unlink()
    list(repair(station.settings))
    assert Desk(station.settings).make(source).guid == episode.guid


def test_what_was_removed_or_taken_down_is_not_said_to_be_lost(
    station: Station, episode: Episode
) -> None:
    air.remove(station.settings, episode.id, erase=True)
    assert not any("gives it its guid" in each for each in repair(station.settings))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few make links")
@pytest.mark.parametrize("kind", ["of another station", "of nobody", "without a record"])
def test_a_repair_changes_nothing_where_a_link_leads(
    station: Station, episode: Episode, kind: str, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    shutil.copytree(station.archive.folder(episode.id), away)
    (away / "notes").mkdir()
    if kind == "of nobody":
        (away / "episode.json").write_text("{", "utf-8")
    if kind == "without a record":
        (away / "episode.json").unlink()
    before, on_air = contents(away), guids(station)
    link = station.output / "episodes" / "linked"
    link.symlink_to(away, target_is_directory=True)
    update(station.settings, station.settings.show, everything=True)
    assert station.faults()
    list(repair(station.settings))
    assert contents(away) == before
    assert not link.exists()
    assert (station.faults(), guids(station)) == ([], on_air)
