"""An output that was lost comes back from where it was published: with guids, and unchanged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from naqeeb import Desk, Kind
from naqeeb.desk import air
from naqeeb.desk.batch import make_all
from naqeeb.desk.bulletins import Wanted, make_bulletin
from naqeeb.desk.check import check, repair
from naqeeb.desk.events import silence
from naqeeb.desk.job import Overrides, Result
from naqeeb.errors import EpisodeErased
from naqeeb.model import Show

if TYPE_CHECKING:
    Station = Any
    Build = Any

SHOW = Show(title="ریڈیو نقیب", site_url="http://127.0.0.1:9/radio/")
TEXTS = {
    "lake": "---\nimage: lake.png\n---\nکلنگ جھیل پر آئے۔ لوگ دیکھنے گئے۔ موسم اچھا تھا۔",
    "fair": "---\nsource: https://example.org/7\n---\nپشاور میں کتابوں کا میلہ ہے۔ لوگ خوش ہیں۔",
    "snow": "---\nid: wire-7\ndate: 2026-11-20\n---\nچترال میں برف باری ہوئی۔ راستے بند ہیں۔",
}


def make_everything(station: Station) -> dict[str, Result]:
    """What became of each source, and of a bulletin of them all."""
    sources = [str(station.settings.root / f"{name}.txt") for name in TEXTS]
    results = [
        *make_all(station.settings, sources, Overrides(), silence),
        *make_bulletin(station.settings, Wanted(sources=tuple(sources)), Overrides(), silence),
    ]
    assert all(isinstance(each, Result) for each in results)
    return {each.source: each for each in results if isinstance(each, Result)}


def test_an_output_comes_back_from_a_published_folder(build: Build, tmp_path: Path) -> None:
    station = build("karachi", SHOW)
    Image.new("RGB", (1500, 1500), "blue").save(station.settings.root / "lake.png")
    for name, text in TEXTS.items():
        (station.settings.root / f"{name}.txt").write_text(text, "utf-8")
    before = make_everything(station)
    state = station.archive.state()
    www = tmp_path / "www"
    station.publish(www, verify=False)
    shown = "".join(path.read_text("utf-8") for path in www.glob("episodes/*/episode.json"))
    assert "lake.txt" not in shown

    shutil.rmtree(station.output)
    shutil.copytree(www, station.output, ignore=shutil.ignore_patterns(".naqeeb-*"))
    list(repair(station.settings))
    assert [fault for each in check(station.settings) for fault in each.faults] == []
    assert station.archive.state().podcast_guid == state.podcast_guid

    for _ in range(2):
        after = make_everything(station)
        assert {each.kind for each in after.values()} == {Kind.UNCHANGED}
        for source, result in after.items():
            was, now = before[source].episode, result.episode
            assert (now.id, now.guid, now.key) == (was.id, was.guid, was.key)
            assert (now.published, now.updated) == (was.published, was.updated)
            assert (now.source, now.source_hash) == (was.source, was.source_hash)
    steps = station.publish(www, verify=False)
    assert [step.name for step in steps if step.did == "sent"] == []


def restored(station: Station, www: Path) -> None:
    """The output as a copy of what was published."""
    shutil.rmtree(station.output)
    shutil.copytree(www, station.output, ignore=shutil.ignore_patterns(".naqeeb-*"))


@pytest.mark.parametrize("repairs", [True, False], ids=["repaired", "used at once"])
def test_what_was_taken_down_for_good_does_not_come_back(
    build: Build, tmp_path: Path, repairs: bool
) -> None:
    station, www = build("karachi", SHOW), tmp_path / "www"
    source = station.settings.root / "fair.txt"
    source.write_text(TEXTS["fair"], "utf-8")
    station.make("stays", 4)
    erased = Desk(station.settings).make(source)
    station.publish(www, verify=False)
    air.remove(station.settings, erased.id, erase=True)
    station.publish(www, verify=False)
    restored(station, www)
    if repairs:
        list(repair(station.settings))
    moved = source.with_name("moved.txt")
    shutil.copyfile(source, moved)
    for each in (source, moved):
        with pytest.raises(EpisodeErased):
            Desk(station.settings).make(each)
    again = Desk(station.settings).make(source, Overrides(force=True))
    assert erased.guid != again.guid, "nobody knows it any more"
    assert Desk(station.settings).make(source).updated == again.updated
    assert [fault for each in check(station.settings) for fault in each.faults] == []


def test_the_list_of_what_was_taken_down_names_nothing_of_it(build: Build, tmp_path: Path) -> None:
    station, www = build("karachi", SHOW), tmp_path / "www"
    erased = station.make("ships", 3, day=20)
    station.make("stays", 4)
    air.remove(station.settings, erased.id, erase=True)
    station.publish(www, verify=False)
    (line,) = json.loads((www / "taken-down.json").read_bytes())
    assert line.keys() == {"digits", "content", "day"}
    assert line["digits"] == erased.id[-8:]
    text = (www / "taken-down.json").read_text("utf-8")
    assert not [each for each in (erased.guid, erased.title, "karachi", "ships") if each in text]


def test_who_publishes_to_one_place_keeps_what_others_took_down(
    build: Build, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    stations = [build(name, SHOW) for name in ("karachi", "lahore")]
    for number, station in enumerate(stations):
        station.make(f"stays{number}", 4 + number)
        gone = station.make(f"goes{number}", number)
        air.remove(station.settings, gone.id, erase=True)
        station.publish(www, verify=False)
    assert len(json.loads((www / "taken-down.json").read_bytes())) == 2
    steps = stations[0].publish(www, verify=False)
    assert "taken-down.json" not in [step.name for step in steps]


@pytest.mark.parametrize(
    "damage", ["", "{}", "[1]", '[{"digits": "../../x", "content": "", "day": ""}]']
)
def test_a_damaged_list_stops_nothing(build: Build, damage: str) -> None:
    station = build("karachi", SHOW)
    station.output.mkdir(parents=True, exist_ok=True)
    (station.output / "taken-down.json").write_text(damage, "utf-8")
    station.make("stays", 4)
    assert station.archive.state().erased == {}
