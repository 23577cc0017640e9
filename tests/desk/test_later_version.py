"""What a later version of naqeeb wrote is named and left as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb import Desk
from naqeeb.desk.check import check, repair
from naqeeb.errors import RecordDamaged

if TYPE_CHECKING:
    Station = Any

TEXT = "سبی میں درجہ حرارت بلند رہا۔ لوگ گھروں میں رہے۔"


@pytest.fixture
def source(station: Station) -> Path:
    path = Path(station.settings.root) / "heat.txt"
    path.write_text(TEXT, "utf-8")
    return path


def as_of_later(path: Path) -> bytes:
    table = json.loads(path.read_bytes())
    path.write_text(json.dumps({**table, "version": 9}), "utf-8")
    return path.read_bytes()


@pytest.mark.parametrize("text", [TEXT, "اور خبر ہے۔ کچھ اور ہوا۔"])
def test_its_source_is_not_made_into_a_second_episode(
    station: Station, source: Path, text: str
) -> None:
    episode = Desk(station.settings).make(source)
    later = as_of_later(station.archive.folder(episode.id) / "episode.json")
    source.write_text(text, "utf-8")
    with pytest.raises(RecordDamaged, match=f"{episode.id}.* of version 9.*use that version") as e:
        Desk(station.settings).make(source)
    assert e.value.version == 9
    list(repair(station.settings))
    assert (station.archive.folder(episode.id) / "episode.json").read_bytes() == later


def test_the_state_of_a_show_is_neither_read_nor_mended(station: Station, source: Path) -> None:
    path = station.output / "show.json"
    later = as_of_later(path)
    with pytest.raises(RecordDamaged, match=r"show\.json is of version 9"):
        Desk(station.settings).make(source)
    whats = [fault.what for result in check(station.settings) for fault in result.faults]
    assert any("of version 9" in what for what in whats)
    with pytest.raises(RecordDamaged):
        list(repair(station.settings))
    assert path.read_bytes() == later
