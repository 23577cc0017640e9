"""An output that was lost comes back from where it was published: with guids, and unchanged."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from naqeeb import Kind
from naqeeb.desk.batch import make_all
from naqeeb.desk.bulletins import Wanted, make_bulletin
from naqeeb.desk.check import check, repair
from naqeeb.desk.events import silence
from naqeeb.desk.job import Overrides, Result
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
