"""Corrections and releases for a time to come: what is on the air stays there until then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from later import update_just_after
from PIL import Image

from naqeeb import Desk, Episode, Overrides
from naqeeb.cli.air import held
from naqeeb.desk import air, episode_list
from naqeeb.errors import SettingsError
from naqeeb.model import State

if TYPE_CHECKING:
    Station = Any

OLD = "گلگت میں برف باری ہوئی۔ راستے بند ہیں۔"
NEW = "گلگت میں برف باری ہوئی۔ راستے کھل گئے۔"
AT = datetime.now(UTC) + timedelta(hours=1)


def make(station: Station, text: str, **overrides: Any) -> Episode:
    path = Path(station.settings.root) / "snow.txt"
    path.write_text(text, "utf-8")
    episode: Episode = Desk(station.settings).make(path, Overrides(**overrides))
    return episode


def states(station: Station) -> dict[str, State]:
    """Of what was made here."""
    entries = station.archive.all()[0]
    return {each.id: each.state for each in entries if each.key == "snow.txt"}


@pytest.mark.parametrize("way", ["--at", "held, then released for a time"])
def test_a_correction_for_a_time_to_come_takes_its_place_then(
    station: Station, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    old = make(station, OLD)
    if way == "--at":
        waiting = make(station, NEW, at=AT)
    else:
        (waiting,) = air.release(station.settings, [make(station, NEW, hold=True).id], at=AT)
    assert states(station) == {old.id: State.ON_AIR, waiting.id: State.SCHEDULED}
    feed = (station.output / "feed.xml").read_text("utf-8")
    assert ("راستے بند" in feed, "راستے کھل" in feed) == (True, False)

    update_just_after(AT, station.settings, monkeypatch)
    assert states(station) == {old.id: State.ON_AIR}
    aired = station.archive.load(old.id)
    assert (aired.guid, aired.air_at) == (old.guid, None)
    assert aired.state_since > AT
    feed = (station.output / "feed.xml").read_text("utf-8")
    assert ("راستے بند" in feed, "راستے کھل" in feed) == (False, True)
    assert station.faults() == []


def test_a_held_correction_of_what_is_scheduled_keeps_its_time(station: Station) -> None:
    make(station, OLD, at=AT)
    assert make(station, NEW, hold=True).air_at == AT


def test_a_second_held_correction_takes_the_place_of_the_first(station: Station) -> None:
    old = make(station, OLD)
    first = make(station, NEW, hold=True)
    second = make(station, f"{NEW} لوگ خوش ہیں۔", hold=True)
    assert (second.id, second.audio == first.audio) == (first.id, False)
    assert states(station) == {old.id: State.ON_AIR, first.id: State.HELD}


def test_a_released_correction_brings_all_its_sound_and_a_later_time(station: Station) -> None:
    sound = replace(station.settings.sound, data_saver=True)
    station = replace(station, settings=replace(station.settings, sound=sound))
    old = make(station, OLD)
    waiting = make(station, f"{NEW} لوگ خوش ہیں۔", hold=True)
    (released,) = air.release(station.settings, [waiting.id])
    assert old.updated < waiting.updated < released.updated
    (data_saver,) = released.alternates
    assert data_saver.name == f"{old.id}-{data_saver.sha256[:8]}.mp3"
    assert {old.alternates[0].name, old.audio.name} == {each for each, _ in released.previous_audio}
    assert station.faults() == []


def test_a_released_correction_brings_its_picture(station: Station) -> None:
    Image.new("RGB", (1600, 900), "navy").save(Path(station.settings.root) / "snow.png")
    old = make(station, OLD)
    waiting = make(station, f"---\nimage: snow.png\n---\n{NEW}", hold=True)
    shown = {name for name in waiting.files if name not in old.files}
    assert shown
    (released,) = air.release(station.settings, [waiting.id])
    assert shown < released.files.keys()
    assert released.image in shown
    assert station.faults() == []


def test_what_was_removed_is_not_brought_back_by_its_scheduled_correction(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make(station, OLD)
    waiting = make(station, NEW, at=AT)
    air.remove(station.settings, old.id)
    update_just_after(AT, station.settings, monkeypatch)
    assert states(station) == {old.id: State.REMOVED, waiting.id: State.HELD}


def test_what_is_held_with_a_time_is_released_for_that_time(station: Station) -> None:
    held = make(station, OLD, hold=True, at=AT)
    assert (held.state, held.air_at) == (State.HELD, AT)
    (scheduled,) = air.release(station.settings, [held.id])
    assert (scheduled.state, scheduled.air_at) == (State.SCHEDULED, AT)
    held_again = air.hold(station.settings, held.id)
    assert (held_again.state, held_again.air_at) == (State.HELD, AT)
    # A second release is meant for now.
    for state in (State.SCHEDULED, State.ON_AIR):
        (released,) = air.release(station.settings, [held.id])
        assert released.state is state


@pytest.mark.parametrize("options", [{}, {"undo": True}, {"erase": True}])
def test_a_correction_that_waits_is_rejected_and_not_removed(
    station: Station, options: dict[str, bool]
) -> None:
    old = make(station, OLD)
    waiting = make(station, NEW, hold=True)
    with pytest.raises(SettingsError, match="correction that waits"):
        air.remove(station.settings, waiting.id, **options)
    assert states(station) == {old.id: State.ON_AIR, waiting.id: State.HELD}


def test_a_list_says_which_episode_a_correction_will_replace(
    station: Station, capsys: pytest.CaptureFixture[str]
) -> None:
    old = make(station, OLD)
    make(station, NEW, hold=True)
    (waiting,) = episode_list.waiting(station.settings)
    assert episode_list.corrects(station.settings, waiting) == old.id
    assert [
        episode_list.corrects(station.settings, each)
        for each in episode_list.listed(station.settings)
    ].count(None) == len(episode_list.listed(station.settings)) - 1
    held(output=station.output)
    assert f"held, corrects {old.id}" in capsys.readouterr().out
