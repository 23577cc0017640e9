"""A folder, a pipe or a device where a file of the output should be: named, and mended."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb import Desk, Episode
from naqeeb.desk import site
from naqeeb.desk.check import repair

if TYPE_CHECKING:
    Station = Any

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")

STAND_INS: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.fixture
def episode(station: Station) -> Episode:
    source = Path(station.settings.root) / "bridge.txt"
    source.write_text("سوات میں پل مکمل ہوا۔ آمد و رفت بحال ہو گئی۔", "utf-8")
    return Desk(station.settings).make(source)


def put_in_place_of(path: Path, kind: str) -> None:
    path.unlink()
    STAND_INS[kind](path)


@pytest.mark.parametrize("kind", STAND_INS)
def test_a_record_is_made_again(station: Station, episode: Episode, kind: str) -> None:
    put_in_place_of(station.archive.folder(episode.id) / "episode.json", kind)
    assert any("is in its place" in fault for fault in station.faults())
    assert any(episode.guid in sentence for sentence in list(repair(station.settings)))
    assert station.faults() == []
    assert station.archive.load(episode.id).guid == episode.guid


@pytest.mark.parametrize("kind", STAND_INS)
def test_show_json_is_made_again(station: Station, episode: Episode, kind: str) -> None:
    path = Path(station.output) / "show.json"
    put_in_place_of(path, kind)
    assert any("show.json cannot be read" in fault for fault in station.faults())
    list(repair(station.settings))
    assert json.loads(path.read_text("utf-8"))["podcast_guid"] == episode.show_guid
    assert station.faults() == []


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_derived_is_derived_again(station: Station, episode: Episode, kind: str) -> None:
    folder = station.archive.folder(episode.id)
    for path in (Path(station.output) / "feed.xml", folder / "index.html"):
        put_in_place_of(path, kind)
        assert station.faults()
        list(repair(station.settings))
        assert station.faults() == []


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize("name", ["icon.png", "cover.png", "index.html", "feed.xml", "robots.txt"])
def test_no_run_waits_for_what_stands_in_the_place_of_a_file(
    station: Station, episode: Episode, kind: str, name: str
) -> None:
    """A run read a pipe in the place of the icon, and never ended."""
    put_in_place_of(station.output / name, kind)
    again = Desk(station.settings).make(Path(station.settings.root) / "bridge.txt")
    assert again.guid == episode.guid
    site.update(station.settings, station.settings.show)
    list(repair(station.settings))
    assert station.faults() == []


def test_a_pipe_in_the_place_of_a_sound_is_no_sound(station: Station, episode: Episode) -> None:
    folder = station.archive.folder(episode.id)
    (folder / "episode.json").unlink()
    put_in_place_of(folder / episode.audio.name, "pipe")
    sentences = list(repair(station.settings))
    assert any("moved to" in sentence and episode.guid in sentence for sentence in sentences)
