"""What was held or scheduled is news of the moment in which listeners first get it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from later import update_just_after

from naqeeb import Desk, Episode, Overrides
from naqeeb.desk import air, site
from naqeeb.desk.bulletins import Wanted, make_bulletin
from naqeeb.desk.events import silence
from naqeeb.desk.job import Result
from naqeeb.desk.stories import to_correct
from naqeeb.errors import ArchiveError
from naqeeb.model import State
from naqeeb.podcast.inspection import read_feed
from naqeeb.podcast.tags import reading

if TYPE_CHECKING:
    Station = Any

TEXT = "مالاکنڈ میں زیتون کی کاشت بڑھ گئی۔ کسان خوش ہیں۔"
OTHER = "تربیلا میں پانی کی سطح بلند ہوئی۔ دروازے کھولے گئے۔"
OWN = datetime(2026, 11, 20, tzinfo=UTC)


def make(station: Station, text: str = TEXT, name: str = "olive.md", **overrides: Any) -> Episode:
    path = Path(station.settings.root) / name
    path.write_text(text, "utf-8")
    episode: Episode = Desk(station.settings).make(path, Overrides(**overrides))
    return episode


def released(station: Station, episode: Episode, at: datetime | None = None) -> Episode:
    (after,) = air.release(station.settings, [episode.id], at=at)
    return after


def titles(station: Station) -> list[str]:
    """As the feed has them, the newest first."""
    return [item.title for item in read_feed(station.output / "feed.xml").items]


def page(station: Station, episode: Episode) -> str:
    text: str = (station.archive.folder(episode.id) / "index.html").read_text("utf-8")
    return text


def test_what_states_no_date_is_dated_by_its_release(station: Station) -> None:
    held = make(station, hold=True)
    meanwhile = make(station, OTHER, "dam.md")
    episode = released(station, held)
    assert titles(station)[:2] == [episode.title, meanwhile.title]
    assert held.published < meanwhile.published < episode.published == episode.updated
    assert (episode.id, episode.guid, episode.key) == (held.id, held.guid, held.key)
    assert (episode.source_hash, episode.sound_sha256) == (held.source_hash, held.sound_sha256)
    (sound,) = station.archive.folder(held.id).glob("*.mp3")
    tag = reading.read(sound)
    assert tag is not None
    assert tag.stamp is not None
    minute = episode.published.replace(second=0, microsecond=0)
    assert station.settings.show.at_local(tag.stamp) == minute
    assert station.faults() == []


def test_it_is_unchanged_when_it_is_made_again(station: Station) -> None:
    episode = released(station, make(station, hold=True))
    again = make(station)
    assert (again.published, again.updated) == (episode.published, episode.updated)
    assert again.audio == episode.audio


@pytest.mark.parametrize(
    ("text", "date"), [(f"---\ndate: 2026-11-20T00:00:00Z\n---\n{TEXT}", None), (TEXT, OWN)]
)
def test_a_date_of_its_own_stays(station: Station, text: str, date: datetime | None) -> None:
    assert released(station, make(station, text, hold=True, date=date)).published == OWN


def test_a_date_that_it_gets_while_it_is_held_is_its_own(station: Station) -> None:
    make(station, hold=True)
    held = make(station, f"---\ndate: 2026-11-20T00:00:00Z\n---\n{TEXT}", hold=True)
    assert released(station, held).published == OWN


def test_a_bulletin_keeps_the_moment_that_it_is_of(station: Station) -> None:
    source = Path(station.settings.root) / "olive.md"
    source.write_text(TEXT, "utf-8")
    wanted = Wanted(sources=(str(source),))
    (result,) = make_bulletin(station.settings, wanted, Overrides(hold=True), silence)
    assert isinstance(result, Result)
    assert released(station, result.episode).published == result.episode.published


@pytest.mark.parametrize("way", ["--at", "held, then released for a time"])
def test_what_was_scheduled_has_its_time(
    station: Station, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    at = datetime.now(UTC) + timedelta(hours=1)
    if way == "--at":
        scheduled = make(station, at=at)
    else:
        scheduled = released(station, make(station, hold=True), at)
    update_just_after(at, station.settings, monkeypatch)
    episode = station.archive.load(scheduled.id)
    assert (episode.state, episode.published, episode.updated) == (State.ON_AIR, at, at)
    assert titles(station)[0] == episode.title
    assert station.faults() == []


def test_what_listeners_had_before_keeps_its_date(station: Station) -> None:
    episode = released(station, make(station, hold=True))
    air.hold(station.settings, episode.id)
    make(station, f"{TEXT} سب خوش ہیں۔")
    assert released(station, episode).published == episode.published
    air.hold(station.settings, episode.id)
    air.reject(station.settings, episode.id)
    air.remove(station.settings, episode.id, undo=True)
    assert released(station, episode).published == episode.published
    air.remove(station.settings, episode.id)
    air.remove(station.settings, episode.id, undo=True)
    assert station.archive.load(episode.id).published == episode.published


def test_what_was_rejected_and_brought_back_was_heard_by_nobody(station: Station) -> None:
    held = make(station, hold=True)
    air.reject(station.settings, held.id)
    air.remove(station.settings, held.id, undo=True)
    assert released(station, held).published > held.published


def test_what_was_mended_before_its_release_is_no_correction(station: Station) -> None:
    make(station, hold=True)
    mended = make(station, f"{TEXT} سب خوش ہیں۔", hold=True)
    dated = make(station, f"---\ndate: 2026-11-20\n---\n{OTHER}", "dam.md", hold=True)
    dated = make(station, f"---\ndate: 2026-11-20\n---\n{OTHER} سب ٹھیک ہے۔", "dam.md", hold=True)
    for episode in map(released, (station, station), (mended, dated)):
        assert len(list(station.archive.folder(episode.id).glob("*.mp3"))) == 1
        assert "تصحیح" not in page(station, episode)
    assert station.faults() == []


def test_a_correction_says_so_also_when_the_older_sound_is_gone(station: Station) -> None:
    make(station)
    episode = make(station, f"{TEXT} سب خوش ہیں۔")
    long_ago = tuple((name, OWN - timedelta(days=90)) for name, _ in episode.previous_audio)
    with station.archive.lock():
        # As a record of an older version has it.
        station.archive.rewrite(replace(episode, previous_audio=long_ago, corrected=None))
    site.update(station.settings, station.settings.show, everything=True)
    assert station.archive.load(episode.id).previous_audio == ()
    assert "تصحیح" in page(station, episode)
    assert station.faults() == []


def test_a_record_of_an_older_version_is_dated_by_its_release_too(station: Station) -> None:
    held = make(station, hold=True)
    as_an_older_version_has_it(station, held)
    assert released(station, held).published > held.published


def test_what_the_log_has_on_the_air_keeps_its_date_in_a_record_of_an_older_version(
    station: Station,
) -> None:
    episode = make(station)
    air.hold(station.settings, episode.id)
    as_an_older_version_has_it(station, episode)
    assert released(station, episode).published == episode.published
    air.hold(station.settings, episode.id)
    as_an_older_version_has_it(station, episode)
    mended = make(station, f"{TEXT} سب خوش ہیں۔")
    (station.output / ".naqeeb-log.jsonl").unlink()
    # What was once read is kept; and without a log nobody knows.
    assert released(station, mended).published == episode.published
    air.hold(station.settings, episode.id)
    as_an_older_version_has_it(station, episode)
    (station.output / ".naqeeb-log.jsonl").unlink()
    assert released(station, episode).published > episode.published


def as_an_older_version_has_it(station: Station, episode: Episode) -> None:
    record = station.archive.folder(episode.id) / "episode.json"
    table = json.loads(record.read_bytes())
    del table["aired"]
    record.write_text(json.dumps(table), "utf-8")


def test_a_draft_of_an_episode_states_no_date_that_its_editor_did_not(station: Station) -> None:
    episode = make(station, hold=True)
    assert to_correct(station.settings, episode.id).published is None
    dated = make(station, OTHER, "dam.md", date=OWN)
    assert to_correct(station.settings, dated.id).published == OWN


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"?")])
def test_what_was_damaged_while_it_waited_is_not_put_on_the_air(
    station: Station, harm: Callable[[Path], object]
) -> None:
    """An editor heard another sound, or none is there; the error spoke of a lost disk."""
    held = make(station, hold=True)
    harm(station.archive.folder(held.id) / held.audio.name)
    with pytest.raises(ArchiveError, match=r"missing, or is not what was made.*make its source"):
        released(station, held)
    assert station.archive.load(held.id).state is State.HELD
    make(station, hold=True)
    assert released(station, held).state is State.ON_AIR
    assert station.faults() == []


def test_what_was_damaged_until_its_time_came_waits_for_an_editor(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime.now(UTC) + timedelta(days=1)
    held = make(station, hold=True)
    released(station, held, at=at)
    path = station.archive.folder(held.id) / held.audio.name
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    update_just_after(at, station.settings, monkeypatch)
    assert station.archive.load(held.id).state is State.HELD
    assert held.title not in titles(station)
