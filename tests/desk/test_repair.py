"""``check --repair``: what is lost is made again with the guid that it had, or named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from mutagen.id3 import ID3, TDRC

from naqeeb import Desk, Episode, Kind, Overrides, State
from naqeeb.archive import record
from naqeeb.desk import air, stories
from naqeeb.desk.check import check, repair
from naqeeb.desk.make import make
from naqeeb.desk.site import update
from naqeeb.errors import RecordDamaged
from naqeeb.model import AudioFile
from naqeeb.safe_files import sha256
from naqeeb.settings import Settings

if TYPE_CHECKING:
    Station = Any

TEXT = "سوات میں پل مکمل ہوا۔ آمد و رفت بحال ہو گئی۔ لوگ خوش ہیں۔"


def record_of(station: Station, episode: Episode) -> Path:
    return Path(station.archive.folder(episode.id)) / "episode.json"


@pytest.fixture
def source(station: Station) -> Path:
    path = Path(station.settings.root) / "bridge.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def episode(station: Station, source: Path) -> Episode:
    return Desk(station.settings).make(source)


DAMAGE = {
    "torn": lambda path: path.write_bytes(path.read_bytes()[:200]),
    "empty": lambda path: path.write_bytes(b""),
    "missing": lambda path: path.unlink(),
    "brackets": lambda path: path.write_text("[" * 100_000),
    "of no sound": lambda path: path.write_text(
        json.dumps(json.loads(path.read_text("utf-8")) | {"duration_ms": 10**30})
    ),
    "of a file elsewhere": lambda path: path.write_text(
        json.dumps(json.loads(path.read_text("utf-8")) | {"files": {"../../show.json": "00"}})
    ),
    "of another kind": lambda path: path.write_text('{"id": 7, "guid": []}'),
}


@pytest.mark.parametrize("damage", sorted(DAMAGE))
def test_a_lost_record_is_made_again_and_its_source_is_known(
    station: Station, episode: Episode, source: Path, damage: str
) -> None:
    DAMAGE[damage](record_of(station, episode))
    assert station.faults()
    sentences = list(repair(station.settings))
    assert any(episode.guid in sentence for sentence in sentences)
    assert station.faults() == []
    again = station.archive.load(episode.id)
    assert (again.guid, again.title, again.duration_ms) == (
        episode.guid,
        episode.title,
        pytest.approx(episode.duration_ms, abs=60),
    )
    assert [each.text for each in again.transcript] == [each.text for each in episode.transcript]
    assert again.published.replace(microsecond=0) == episode.published.replace(microsecond=0)
    # The next run of the same source finds it, and puts its key back.
    result = make(station.settings, str(source))
    assert (result.kind, result.episode.guid) == (Kind.CORRECTION, episode.guid)
    assert result.episode.key == episode.key


LEFT = {
    "transcript.json": [
        '{"segments":[{"startTime":1e400,"endTime":-5,"body":"x"}]}',
        '{"segments":[{"startTime":1e30,"endTime":1e300,"body":"x"}]}',
        '{"segments":[{"startTime":1,"endTime":2,"body":"x"},{"startTime":0,"endTime":2,"body":""}]}',
        '{"segments":[{"startTime":0,"endTime":1,"body":"x","story":1' + "0" * 40 + "}]}",
        "[" * 100_000,
    ],
    "chapters.json": [
        '{"chapters":[{"startTime":1e400,"endTime":5,"title":"x"}]}',
        '{"chapters":[{"startTime":NaN,"endTime":Infinity,"title":"x"}]}',
        '{"chapters":[{"startTime":-1,"endTime":5,"title":"x"}]}',
        '{"chapters":[{"startTime":5,"endTime":5,"title":7}]}',
    ],
}


@pytest.mark.parametrize(
    ("name", "left"), [(name, left) for name, several in LEFT.items() for left in several]
)
def test_a_lost_record_is_made_again_whatever_its_other_files_say(
    station: Station, episode: Episode, source: Path, name: str, left: str
) -> None:
    path = record_of(station, episode)
    path.unlink()
    path.with_name(name).write_text(left, "utf-8")
    list(repair(station.settings))
    again = station.archive.load(episode.id)
    assert not any("does not lie" in fault for fault in station.faults())
    assert again.guid == episode.guid
    result = make(station.settings, str(source))
    update(station.settings, station.settings.show)
    assert (result.kind, result.episode.guid) == (Kind.CORRECTION, episode.guid)
    assert station.faults() == []


def test_other_news_under_a_name_is_no_correction_of_a_record_that_was_made_again(
    station: Station, episode: Episode, source: Path
) -> None:
    record_of(station, episode).unlink()
    list(repair(station.settings))
    source.write_text("چترال میں برف باری ہوئی۔", "utf-8")
    assert make(station.settings, str(source)).kind is Kind.NEW


def test_no_date_of_a_file_or_its_tag_stops_a_repair(station: Station, episode: Episode) -> None:
    path = record_of(station, episode)
    path.unlink()
    (Path(station.output) / "feed.xml").unlink()
    mp3 = path.with_name(episode.audio.name)
    tag = ID3(mp3, translate=False)
    tag.add(TDRC(text=["0001-01-01 00:00"]))
    tag.delall("TYER")
    tag.save(mp3, v2_version=4)
    os.utime(mp3, (2**40, 2**40))
    list(repair(station.settings))
    assert station.archive.load(episode.id).published.year > 2000


OFF_AIR: dict[str, Callable[[Settings, Path], object]] = {
    "held": lambda settings, source: make(settings, str(source), Overrides(hold=True)),
    "held again": lambda settings, source: air.hold(
        settings, make(settings, str(source)).episode.id
    ),
    "removed": lambda settings, source: air.remove(
        settings, make(settings, str(source)).episode.id
    ),
    "scheduled": lambda settings, source: make(
        settings, str(source), Overrides(at=datetime.now(UTC) + timedelta(days=9))
    ),
}


@pytest.mark.parametrize("way", sorted(OFF_AIR))
@pytest.mark.parametrize("log", ["with its log", "without a log"])
def test_what_no_listener_got_is_not_on_the_air_after_a_repair(
    station: Station, source: Path, way: str, log: str
) -> None:
    OFF_AIR[way](station.settings, source)
    update(station.settings, station.settings.show)
    (lost,) = (entry for entry in station.archive.all()[0] if entry.state is not State.ON_AIR)
    path = record_of(station, station.archive.load(lost.id))
    path.write_bytes(path.read_bytes()[:200])
    if log == "without a log":
        (Path(station.output) / ".naqeeb-log.jsonl").unlink()
    sentences = list(repair(station.settings))
    again = station.archive.load(lost.id)
    off = State.REMOVED if way == "removed" and log == "with its log" else State.HELD
    assert (again.guid, again.state) == (lost.guid, off)
    assert any(
        f"`naqeeb re{'move' if off is State.REMOVED else 'lease'} " in each for each in sentences
    )
    assert lost.id not in (Path(station.output) / "feed.xml").read_text("utf-8")


def test_one_damaged_record_takes_no_other_off_the_air(station: Station, episode: Episode) -> None:
    record_of(station, episode).write_text("[" * 100_000)
    updated = update(station.settings, station.settings.show, everything=True)
    assert updated.episodes == 2
    assert len(updated.damaged) == 1
    assert episode.id in updated.damaged[0]


def test_a_record_of_a_later_version_is_named_and_left_alone(
    station: Station, episode: Episode
) -> None:
    path = record_of(station, episode)
    table = json.loads(path.read_bytes()) | {"version": record.VERSION + 1}
    path.write_text(json.dumps(table), "utf-8")
    list(repair(station.settings))
    assert json.loads(path.read_bytes())["version"] == record.VERSION + 1
    (fault,) = [each for result in check(station.settings) for each in result.faults]
    assert "newer naqeeb" in fault.what
    assert fault.hint == "use that version here too"


def test_what_cannot_be_made_again_goes_to_a_quarantine(station: Station, episode: Episode) -> None:
    folder = Path(station.archive.folder(episode.id))
    for path in folder.iterdir():
        path.unlink()
    (folder / "note.txt").write_text("?", "utf-8")
    sentences = list(repair(station.settings))
    assert any("moved to" in sentence for sentence in sentences)
    assert not folder.exists()
    assert len(list(folder.parent.glob(".naqeeb-quarantine/*/note.txt"))) == 1
    assert station.faults() == []


@pytest.mark.parametrize("left", ["torn", "missing", "off the feed"])
def test_making_its_source_again_gives_a_lost_episode_its_guid(
    station: Station, episode: Episode, source: Path, left: str
) -> None:
    """Its sound is gone, so that it cannot be made again from what there is."""
    for path in Path(station.archive.folder(episode.id)).glob("*.mp3"):
        path.unlink()
    DAMAGE["missing" if left == "off the feed" else left](record_of(station, episode))
    if left == "off the feed":
        # Feed and pages were brought up to date without it: only the log knows it still.
        update(station.settings, station.settings.show, everything=True)
    sentences = list(repair(station.settings))
    assert any(f"gives it its guid {episode.guid}" in sentence for sentence in sentences)
    again = make(station.settings, str(source), Overrides(force=True))
    assert (again.kind, again.episode.guid, again.episode.id) == (
        Kind.NEW,
        episode.guid,
        episode.id,
    )
    other = Path(station.settings.root) / "other.txt"
    other.write_text("چترال میں برف باری ہوئی۔", "utf-8")
    assert make(station.settings, str(other)).episode.guid != episode.guid
    update(station.settings, station.settings.show)
    assert station.faults() == []


def test_two_live_episodes_of_one_article_are_named_and_merged(
    station: Station, episode: Episode
) -> None:
    later = episode.published + timedelta(minutes=1)
    copy = replace(episode, id=f"copy-{episode.id[-8:]}", guid="urn:uuid:other", published=later)
    folder = Path(station.archive.folder(episode.id))
    shutil.copytree(folder, folder.with_name(copy.id))
    for path in folder.with_name(copy.id).glob("*.mp3"):
        path.rename(path.with_name(path.name.replace(episode.id, copy.id)))
    audio = replace(copy.audio, name=copy.audio.name.replace(episode.id, copy.id))
    with station.archive.lock():
        station.archive.rewrite(replace(copy, audio=audio))
    update(station.settings, station.settings.show, everything=True)
    assert any("is the same article as" in fault for fault in station.faults())
    list(repair(station.settings))
    assert [entry.guid for entry in station.archive.entries()].count(episode.guid) == 1
    assert "urn:uuid:other" not in {entry.guid for entry in station.archive.entries()}
    assert not any("is the same article as" in fault for fault in station.faults())


def test_an_article_made_again_while_its_record_was_damaged_is_one_after_a_repair(
    station: Station, source: Path, episode: Episode
) -> None:
    """The record that is made again from the sound knows its source by a hash alone."""
    (Path(station.archive.folder(episode.id)) / "episode.json").write_text("{", "utf-8")
    again = make(station.settings, str(source))
    assert (again.kind, again.episode.guid == episode.guid) == (Kind.NEW, False)
    list(repair(station.settings))
    guids = {entry.guid for entry in station.archive.entries()}
    assert episode.guid in guids
    assert again.episode.guid not in guids
    assert station.faults() == []
    assert make(station.settings, str(source)).kind is Kind.UNCHANGED


@pytest.mark.parametrize("stated", ["another's", "nobody's", "endless"])
def test_a_record_in_another_episodes_folder_stops_that_one_alone(
    station: Station, source: Path, episode: Episode, stated: str
) -> None:
    other = next(entry for entry in station.archive.entries() if entry.id != episode.id)
    before = station.archive.load(other.id)
    path = Path(station.archive.folder(episode.id)) / "episode.json"
    name = {"another's": other.id, "nobody's": "not-there", "endless": "x" * 100_000}[stated]
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"id": name}), "utf-8")
    update(station.settings, station.settings.show)
    assert any("is the record of" in fault for fault in station.faults())
    feed = (Path(station.output) / "feed.xml").read_text("utf-8")
    assert before.guid in feed
    make(station.settings, str(source))
    assert station.archive.load(other.id) == before, "it was overwritten"
    list(repair(station.settings))
    assert station.faults() == []
    assert episode.guid in {entry.guid for entry in station.archive.entries()}


EDITS: dict[str, Callable[[Episode, Episode], dict[str, object]]] = {
    "guid of another": lambda _, other: {"guid": other.guid},
    "guid of nobody": lambda _, __: {"guid": "urn:uuid:00000000-0000-4000-8000-000000000000"},
    "key of another": lambda _, other: {"key": other.key},
    "key of nobody": lambda _, __: {"key": "news/x.txt"},
    "key, and no source": lambda _, __: {"key": "news/x.txt", "source": None},
    "both": lambda _, other: {"key": other.key, "guid": other.guid},
}


def edit(station: Station, episode: Episode, **facts: object) -> None:
    path = record_of(station, episode)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | facts), "utf-8")


@pytest.mark.parametrize("what", sorted(EDITS))
def test_an_edited_guid_or_key_is_taken_back_from_the_tag_of_the_sound(
    station: Station, episode: Episode, source: Path, what: str
) -> None:
    other = next(entry for entry in station.archive.entries() if entry.id != episode.id)
    guids = sorted(entry.guid for entry in station.archive.entries())
    facts = EDITS[what](episode, station.archive.load(other.id))
    edit(station, episode, **facts)
    update(station.settings, station.settings.show)
    assert any("its tag names" in fault for fault in station.faults())
    assert any(episode.guid in sentence for sentence in repair(station.settings))
    assert station.faults() == []
    again = station.archive.load(episode.id)
    assert again.guid == episode.guid
    assert again.key in (episode.key, episode.key_hash)
    result = make(station.settings, str(source))
    assert (result.kind, result.episode.guid) == (Kind.UNCHANGED, episode.guid)
    assert sorted(entry.guid for entry in station.archive.entries()) == guids


def test_a_lost_record_whose_guid_was_edited_into_anothers_is_made_again(
    station: Station, episode: Episode
) -> None:
    guids = {entry.id: entry.guid for entry in station.archive.entries()}
    other = next(each for each in guids if each != episode.id)
    edit(station, station.archive.load(other), guid=episode.guid)
    record_of(station, episode).unlink()
    list(repair(station.settings))
    assert {entry.id: entry.guid for entry in station.archive.entries()} == guids


def test_a_lost_record_is_made_again_while_its_correction_waits(
    station: Station, episode: Episode, source: Path
) -> None:
    source.write_text(TEXT.replace("خوش", "بہت خوش"), "utf-8")
    held = make(station.settings, str(source), Overrides(hold=True)).episode
    record_of(station, episode).unlink()
    list(repair(station.settings))
    assert station.archive.load(episode.id).guid == episode.guid
    (released,) = air.release(station.settings, [held.id])
    assert (released.id, released.guid) == (episode.id, episode.guid)
    assert station.faults() == []


def test_two_guids_that_were_swapped_are_taken_back(station: Station, episode: Episode) -> None:
    listed = next(entry for entry in station.archive.entries() if entry.id != episode.id)
    other = station.archive.load(listed.id)
    edit(station, episode, guid=other.guid)
    edit(station, other, guid=episode.guid)
    list(repair(station.settings))
    assert [station.archive.load(each.id).guid for each in (episode, other)] == [
        episode.guid,
        other.guid,
    ]
    assert station.faults() == []


def test_the_tag_of_another_sound_than_the_record_names_is_not_believed(
    station: Station, episode: Episode
) -> None:
    listed = next(entry for entry in station.archive.entries() if entry.id != episode.id)
    other = station.archive.load(listed.id)
    sound = station.archive.folder(other.id) / other.audio.name
    shutil.copy(sound, station.archive.folder(episode.id) / episode.audio.name)
    list(repair(station.settings))
    assert station.archive.load(episode.id).guid == episode.guid
    assert any("its tag names" in fault for fault in station.faults())


def test_the_guid_of_a_sound_of_0_1_0_is_taken_back_and_its_key_left(
    station: Station, episode: Episode
) -> None:
    mp3 = record_of(station, episode).with_name(episode.audio.name)
    tag = ID3(mp3, translate=False)
    tag.delall("UFID")
    tag.save(mp3, v2_version=3)
    digest = sha256(mp3)
    mp3 = mp3.rename(mp3.with_name(f"{episode.id}-{digest[:8]}.mp3"))
    audio = AudioFile(mp3.name, episode.audio.media_type, mp3.stat().st_size, digest)
    old = replace(episode, audio=audio, key="old", guid="urn:x")
    with station.archive.lock():
        station.archive.rewrite(old)
    list(repair(station.settings))
    again = station.archive.load(episode.id)
    assert again == replace(old, guid=episode.guid, files=again.files)


def test_a_correction_that_waits_takes_no_guid_from_what_it_corrects(
    station: Station, episode: Episode, source: Path
) -> None:
    source.write_text(TEXT.replace("خوش", "بہت خوش"), "utf-8")
    held = make(station.settings, str(source), Overrides(hold=True)).episode
    assert held.corrects == episode.id
    edit(station, episode, guid="urn:x")
    edit(station, held, guid="urn:y")
    list(repair(station.settings))
    assert station.archive.load(episode.id).guid == episode.guid
    assert station.archive.load(held.id) == held


def test_a_lost_show_json_takes_its_guid_back(station: Station, episode: Episode) -> None:
    path = Path(station.output) / "show.json"
    guid = json.loads(path.read_text("utf-8"))["podcast_guid"]
    path.unlink()
    update(station.settings, station.settings.show)
    assert json.loads(path.read_text("utf-8"))["podcast_guid"] == guid
    path.unlink()
    (Path(station.output) / "feed.xml").unlink()
    update(station.settings, station.settings.show)
    assert json.loads(path.read_text("utf-8"))["podcast_guid"] == guid == episode.show_guid


def test_a_show_json_of_brackets_is_named(station: Station) -> None:
    (Path(station.output) / "show.json").write_text("[" * 100_000)
    with pytest.raises(RecordDamaged, match=r"show\.json"):
        station.archive.state()
    assert any("show.json" in fault for fault in station.faults())


@pytest.mark.parametrize(
    "left", ["torn", "empty", "brackets", "foreign", "of wrong types", "no guid"]
)
def test_a_damaged_show_json_is_made_again_with_its_guid(
    station: Station, episode: Episode, left: str
) -> None:
    gone = air.remove(station.settings, episode.id, erase=True)
    token = station.archive.ensure_token()
    path = Path(station.output) / "show.json"
    before = json.loads(path.read_text("utf-8"))
    text = {
        "torn": path.read_text("utf-8")[:-40],
        "empty": "",
        "brackets": "[" * 100_000,
        "foreign": '{"name": "x"}',
        "no guid": json.dumps(before | {"podcast_guid": "9999-12-31T23:59:59"}),
        "of wrong types": json.dumps(before | {"tombstones": 7, "erased": [[]]}),
    }[left]
    path.write_text(text, "utf-8")
    sentences = list(repair(station.settings))
    assert any(before["podcast_guid"] in sentence for sentence in sentences)
    after = json.loads(path.read_text("utf-8"))
    assert after["podcast_guid"] == before["podcast_guid"]
    assert after["erased"][gone.id][0] == gone.guid
    if token in text:
        assert after["token"] == token
    assert (path.with_name(".naqeeb-damaged-show.json")).read_text("utf-8") == text
    assert station.faults() == []


def test_what_a_record_says_since_it_was_edited_by_hand_is_derived(
    station: Station, episode: Episode
) -> None:
    path = Path(station.output) / "episodes" / episode.id / "episode.json"
    table = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(table | {"byline": "صبا قمر"}, ensure_ascii=False), "utf-8")
    update(station.settings, station.settings.show)
    assert any("is out of date" in fault for fault in station.faults())
    list(repair(station.settings))
    assert station.faults() == []
    assert "صبا قمر" in path.with_name("index.html").read_text("utf-8")


@pytest.mark.parametrize("stated", ["19:45", "00:20", "18:00"])
def test_a_lost_record_has_the_date_of_its_sound_where_no_feed_has_it(
    station: Station, source: Path, stated: str
) -> None:
    settings = station.settings
    aired = settings.show.at_local(datetime.fromisoformat(f"2026-11-05 {stated}"))
    episode = make(settings, str(source), Overrides(date=aired)).episode
    record_of(station, episode).unlink()
    (station.output / "feed.xml").unlink(missing_ok=True)
    assert any(episode.guid in sentence for sentence in repair(settings))
    again = settings.show.local(station.archive.load(episode.id).published)
    assert f"{again:%Y-%m-%d %H:%M}" == f"2026-11-05 {stated}"


def test_a_picture_that_is_no_file_of_its_episode_is_not_taken_along(
    station: Station, episode: Episode
) -> None:
    outside = replace(episode, image="../../../naqeeb.toml")
    folder = station.archive.folder(episode.id)
    show = replace(station.settings.show, site_url="")
    assert stories.for_bulletin(outside, folder, show).image is None
    inside = replace(episode, image="a.png", files=dict(episode.files) | {"a.png": "0" * 64})
    assert stories.for_bulletin(inside, folder, show).image == str((folder / "a.png").resolve())
