"""What is held, scheduled or removed reaches no listener until an editor says so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from later import update_just_after

from naqeeb import Desk, Episode, Overrides
from naqeeb.desk import air, bulletins, episode_list
from naqeeb.desk.events import silence
from naqeeb.desk.station import serve
from naqeeb.errors import ArchiveError, EpisodeUnknown, NaqeebError, PodcastError, SettingsError
from naqeeb.model import State

if TYPE_CHECKING:
    Station = Any

TEXT = "گلگت میں برف باری ہوئی۔ راستے بند ہیں۔"
WORD = "گلگت"


def write(station: Station, text: str, name: str = "held.txt") -> Path:
    path = Path(station.settings.root) / name
    path.write_text(text, "utf-8")
    return path


def public_text(output: Path) -> str:
    """All that listeners can read outside of the episodes' own folders."""
    return "".join(
        path.read_text("utf-8")
        for path in output.iterdir()
        if path.suffix in {".xml", ".html", ".js", ".json"}
    )


@pytest.fixture
def held(station: Station) -> Episode:
    """An episode that waits for an editor."""
    return Desk(station.settings).make(write(station, TEXT), Overrides(hold=True))


def test_what_is_held_is_nowhere_until_it_is_released(
    station: Station, held: Episode, tmp_path: Path
) -> None:
    assert held.state is State.HELD
    assert WORD not in public_text(station.output)
    station.publish(tmp_path / "web", verify=False)
    assert not list((tmp_path / "web").rglob(f"*{held.id}*"))
    assert [each.entry.id for each in episode_list.waiting(station.settings)] == [held.id]
    assert station.faults() == []

    (episode,) = air.release(station.settings, [held.id])
    assert (episode.guid, episode.state) == (held.guid, State.ON_AIR)
    assert WORD in public_text(station.output)
    assert episode_list.waiting(station.settings) == []
    station.publish(tmp_path / "web", verify=False)
    assert list((tmp_path / "web").rglob(f"*{held.id}*"))
    assert station.faults() == []


def test_a_show_may_hold_all_that_is_made(station: Station) -> None:
    strict = station.on(replace(station.settings.show, hold=True))
    waiting = Desk(strict.settings).make(write(strict, TEXT))
    assert waiting.state is State.HELD
    before = station.archive.load(next(iter(each.id for each in station.archive.entries())))
    path = station.settings.root / before.key
    path.write_text(path.read_text("utf-8").replace("۔", "، تصحیح۔", 1), "utf-8")
    assert Desk(strict.settings).make(path).corrects == before.id
    assert station.archive.load(before.id).state is State.ON_AIR


def test_what_is_rejected_never_goes_on_the_air_and_can_be_brought_back(
    station: Station, held: Episode
) -> None:
    air.reject(station.settings, held.id)
    assert episode_list.waiting(station.settings) == []
    assert WORD not in public_text(station.output)
    air.remove(station.settings, held.id, undo=True)
    assert WORD not in public_text(station.output), "nobody released it"
    assert [each.entry.id for each in episode_list.waiting(station.settings)] == [held.id]
    list(air.release(station.settings, [held.id]))
    assert WORD in public_text(station.output)


def test_what_was_scheduled_is_held_when_it_is_brought_back(
    station: Station, held: Episode
) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    for out in (air.reject, air.remove):
        list(air.release(station.settings, [held.id], at=later))
        out(station.settings, held.id)
        air.remove(station.settings, held.id, undo=True)
        assert station.archive.load(held.id).state is State.HELD
    air.reject(station.settings, held.id)
    source = station.settings.root / held.key
    assert Desk(station.settings).make(source, Overrides(force=True)).state is State.REMOVED
    air.remove(station.settings, held.id, undo=True)
    assert station.archive.load(held.id).state is State.HELD
    list(air.release(station.settings, [held.id]))
    air.remove(station.settings, held.id)
    air.remove(station.settings, held.id, undo=True)
    assert station.archive.load(held.id).state is State.ON_AIR


def test_an_episode_on_the_air_is_neither_released_nor_rejected(station: Station) -> None:
    episode = station.make("roads", 0, 2, day=20)
    with pytest.raises(SettingsError, match="is on air, not held"):
        list(air.release(station.settings, [episode.id]))
    with pytest.raises(SettingsError, match="is on air, not held"):
        air.reject(station.settings, episode.id)


def test_a_scheduled_episode_goes_on_the_air_with_the_first_update_after_its_time(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime.now(UTC) + timedelta(hours=1)
    episode = Desk(station.settings).make(write(station, TEXT), Overrides(at=at))
    assert (episode.state, episode.air_at) == (State.SCHEDULED, at)
    assert WORD not in public_text(station.output)

    update_just_after(at, station.settings, monkeypatch)
    assert WORD in public_text(station.output)
    assert station.archive.load(episode.id).state is State.ON_AIR


def scheduled_for_just_now(station: Station) -> Episode:
    """An episode whose time came while no command ran."""
    episode = Desk(station.settings).make(write(station, TEXT), Overrides(hold=True))
    now = datetime.now(UTC)
    archive = station.archive
    with archive.lock():
        archive.set_state(episode.id, State.SCHEDULED, now=now, air_at=now)
    return episode


def test_a_run_that_makes_nothing_puts_on_the_air_what_is_due(station: Station) -> None:
    scheduled_for_just_now(station)
    (station.output / ".naqeeb-behind").unlink()
    assert list(bulletins.make_due(station.settings, Overrides(), silence)) == []
    assert WORD in public_text(station.output)


def test_serving_begins_with_what_a_killed_run_left_undone(station: Station) -> None:
    scheduled_for_just_now(station)
    (station.output / "feed.xml").unlink()
    with pytest.raises(PodcastError):  # no machine here has this address
        serve(
            station.settings, host="203.0.113.77", port=0, base_url=None, private=False, say=print
        )
    assert WORD in public_text(station.output)


def test_a_folder_that_is_no_station_is_left_as_it_is(build: Any) -> None:
    station: Station = build()
    station.output.mkdir()
    with pytest.raises(ArchiveError, match="no feed"):
        serve(station.settings, host="127.0.0.1", port=0, base_url=None, private=False, say=print)
    assert list(station.output.iterdir()) == []


def test_a_date_to_come_schedules_an_article(station: Station) -> None:
    date = datetime.now(UTC) + timedelta(days=2)
    episode = Desk(station.settings).make(write(station, TEXT), Overrides(date=date))
    assert (episode.state, episode.air_at, episode.published) == (State.SCHEDULED, date, date)


def test_a_held_correction_leaves_the_old_on_the_air_until_it_is_released(
    station: Station,
) -> None:
    desk = Desk(station.settings)
    path = write(station, TEXT)
    old = desk.make(path)
    path.write_text(TEXT.replace("راستے بند ہیں", "راستے کھل گئے"), "utf-8")
    waiting = desk.make(path, Overrides(hold=True))
    assert (waiting.guid, waiting.corrects) == (old.guid, old.id)
    assert waiting.id != old.id
    assert "کھل گئے" not in public_text(station.output)
    assert station.archive.load(old.id) == old
    assert station.faults() == []
    assert desk.make(path, Overrides(hold=True)).id == waiting.id

    (released,) = air.release(station.settings, [waiting.id])
    assert (released.id, released.guid, released.published) == (old.id, old.guid, old.published)
    assert released.audio.name == f"{old.id}-{released.audio.sha256[:8]}.mp3"
    assert released.previous_audio[0][0] == old.audio.name
    assert "کھل گئے" in public_text(station.output)
    assert waiting.id not in station.archive
    assert station.faults() == []
    assert desk.make(path).id == old.id


def test_numbers_mean_what_they_meant_when_the_command_began(station: Station) -> None:
    desk, ids = Desk(station.settings), []
    desk.make(write(station, f"{TEXT} {TEXT}", "first.txt"))
    correction = desk.make(write(station, f"{TEXT} نئی بات۔", "first.txt"), Overrides(hold=True))
    assert correction.corrects is not None
    for number, text in enumerate(("پشاور میں میلہ ہے۔", "ملتان میں آم ہیں۔", "سبی میں دھوپ ہے۔")):
        path = write(station, f"{text} لوگ خوش ہیں۔", f"other-{number}.txt")
        ids.append(desk.make(path, Overrides(hold=True)).id)
    numbers = {each.entry.id: str(each.number) for each in episode_list.listed(station.settings)}
    # The first leaves the list as it goes into its place.
    wanted = [numbers[correction.id], numbers[ids[0]], numbers[ids[0]]]
    released = [each.id for each in air.release(station.settings, wanted)]
    assert released == [correction.corrects, ids[0]]
    assert [each.entry.id for each in episode_list.waiting(station.settings)] == ids[:0:-1]


def test_of_several_that_are_to_be_released_one_that_is_not_held_stops_all(
    station: Station, held: Episode
) -> None:
    on_air = next(each for each in station.archive.entries() if each.id != held.id)
    for wrong in (on_air.id, "no-such"):
        with pytest.raises(NaqeebError):
            list(air.release(station.settings, [held.id, wrong]))
        assert station.archive.load(held.id).state is State.HELD


def test_a_held_correction_brings_the_date_that_was_given_with_it(station: Station) -> None:
    desk = Desk(station.settings)
    path = write(station, TEXT)
    desk.make(path)
    date = datetime(2026, 11, 3, 9, tzinfo=UTC)
    waiting = desk.make(path, Overrides(hold=True, date=date))
    (released,) = air.release(station.settings, [waiting.id])
    assert (released.published, released.corrects) == (date, None)


def test_an_erased_episode_leaves_only_its_guid(station: Station) -> None:
    episode = Desk(station.settings).make(write(station, TEXT))
    air.remove(station.settings, episode.id, erase=True)
    assert episode.id not in station.archive
    assert WORD not in public_text(station.output)
    state = json.loads((station.output / "show.json").read_text("utf-8"))
    assert state["erased"][episode.id][0] == episode.guid
    assert not any(WORD in path.read_text("utf-8") for path in station.output.rglob("*.js*"))
    assert station.faults() == []


def test_an_erased_episode_is_taken_down_at_the_next_publish(
    station: Station, tmp_path: Path
) -> None:
    episode = Desk(station.settings).make(write(station, TEXT))
    web = tmp_path / "web"
    station.publish(web, verify=False)
    assert (web / "episodes" / episode.id / episode.audio.name).is_file()
    air.remove(station.settings, episode.id, erase=True)
    station.publish(web, verify=False)
    assert not list(web.rglob(f"*{episode.id}*.*"))
    assert WORD not in public_text(web)


def test_an_episode_is_found_by_number_by_id_and_by_part_of_it(station: Station) -> None:
    episodes = episode_list.listed(station.settings)
    assert [each.number for each in episodes] == [2, 1]
    first = episodes[-1].entry
    assert episode_list.find(station.settings, "1").entry == first
    assert episode_list.find(station.settings, first.id).entry == first
    assert episode_list.find(station.settings, first.id[-8:]).entry == first
    with pytest.raises(EpisodeUnknown, match="2 episodes have"):
        episode_list.find(station.settings, "2026")
    assert episode_list.find(station.settings, "۱").entry == first


def test_who_means_no_episode_is_told_which_are_near(station: Station) -> None:
    first, second = (each.entry.id for each in episode_list.listed(station.settings))

    def hint(name: str) -> str:
        with pytest.raises(EpisodeUnknown) as error:
            episode_list.find(station.settings, name)
        return error.value.hint

    assert hint(f"{first[:-1]}z").startswith(f"it may be one of: {first}")
    assert hint("2026") == f"it may be one of: {first}, {second}"
    assert hint("qqqqqqqq") == "`naqeeb list` shows them all"
    assert "it may be" not in hint("")


def test_of_many_that_may_be_meant_five_are_named(station: Station) -> None:
    for number in range(5):
        station.make(f"more-{number}", number % 3, (number + 1) % 3, day=10 + number)
    with pytest.raises(EpisodeUnknown, match="7 episodes have '2026'") as error:
        episode_list.find(station.settings, "2026")
    assert error.value.hint.count("2026-") == 5


@pytest.mark.parametrize("state", State)
def test_only_what_is_or_will_be_on_the_air_can_be_held(
    station: Station, held: Episode, state: State
) -> None:
    at = datetime.now(UTC) + timedelta(days=1)
    with station.archive.lock():
        station.archive.set_state(held.id, state, now=datetime.now(UTC), air_at=at)
    if state in (State.ON_AIR, State.SCHEDULED):
        again = air.hold(station.settings, held.id)
        assert (again.state, again.air_at) == (State.HELD, at)
    else:
        with pytest.raises(SettingsError, match=f"is {state.in_words}, and cannot be held"):
            air.hold(station.settings, held.id)


@pytest.mark.parametrize("state", State)
def test_only_what_waits_is_released_or_rejected(
    station: Station, held: Episode, state: State
) -> None:
    def put() -> None:
        with station.archive.lock():
            station.archive.set_state(held.id, state, now=datetime.now(UTC))

    put()
    is_waiting = state in (State.HELD, State.SCHEDULED)
    assert (
        held.id in [each.entry.id for each in episode_list.waiting(station.settings)]
    ) is is_waiting
    if is_waiting:
        assert air.reject(station.settings, held.id).state is State.REMOVED
        put()
        (released,) = air.release(station.settings, [held.id])
        assert released.state is State.ON_AIR
        return
    for change in (air.reject, lambda *names: list(air.release(names[0], names[1:]))):
        with pytest.raises(SettingsError, match=f"is {state.in_words}, not held"):
            change(station.settings, held.id)


def test_a_number_that_is_not_in_the_list_means_no_episode(station: Station) -> None:
    """Though the digits at the end of an id hold it by chance."""
    episodes = episode_list.listed(station.settings)
    hashes = [each.entry.id[-8:] for each in episodes]
    parts = {each[start : start + size] for each in hashes for start in range(8) for size in (1, 2)}
    slips = [part for part in parts if part.isdecimal() and int(part) not in (1, 2)]
    assert slips
    for number in (*slips, "99"):
        with pytest.raises(EpisodeUnknown, match="there is no episode"):
            episode_list.find(station.settings, number)


def test_what_was_done_is_noted(station: Station, held: Episode) -> None:
    settings, later = station.settings, datetime.now(UTC) + timedelta(days=1)
    list(air.release(settings, [held.id], at=later))
    list(air.release(settings, [held.id]))
    air.hold(settings, held.id)
    air.reject(settings, held.id)
    air.remove(settings, held.id, undo=True)
    air.remove(settings, held.id)
    air.remove(settings, held.id, erase=True)
    lines = (station.output / ".naqeeb-log.jsonl").read_text("utf-8").splitlines()
    notes = [json.loads(line) for line in lines if json.loads(line)["id"] == held.id]
    assert [note["what"] for note in notes] == [
        "made", "scheduled", "released", "held", "rejected", "brought back", "removed", "erased",
    ]  # fmt: skip


def test_dates_are_shown_in_the_shows_time_zone(station: Station) -> None:
    show = replace(station.settings.show, timezone="Asia/Karachi")
    moment = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
    assert f"{show.local(moment):%Y-%m-%d %H:%M}" == "2026-11-23 01:30"
    assert show.at_local(datetime(2026, 11, 23, 1, 30)) == moment  # noqa: DTZ001 - a wall time


def killed_before_the_feed(station: Station, episode: Episode, state: State) -> None:
    """The record says so already, feed and pages do not."""
    with station.archive.lock():
        station.archive.set_state(episode.id, state, now=datetime.now(UTC))


def test_a_run_that_was_killed_is_caught_up_with_by_its_second_run(
    station: Station, held: Episode
) -> None:
    killed_before_the_feed(station, held, State.ON_AIR)
    assert WORD not in public_text(station.output)
    with pytest.raises(SettingsError, match="is on air, not held"):
        list(air.release(station.settings, [held.id]))
    assert WORD in public_text(station.output)
    assert station.faults() == []


def test_an_erased_episode_is_out_of_the_feed_before_its_files_go(
    station: Station, held: Episode
) -> None:
    list(air.release(station.settings, [held.id]))
    killed_before_the_feed(station, held, State.REMOVED)
    air.remove(station.settings, held.id, erase=True)
    with pytest.raises(EpisodeUnknown):
        air.remove(station.settings, held.id, erase=True)
    assert WORD not in public_text(station.output)
    assert station.faults() == []


def test_the_feed_names_no_file_that_is_being_erased(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is killed in between leaves no listener with a dead link."""
    episode = Desk(station.settings).make(write(station, TEXT))
    named: list[bool] = []
    rename = Path.rename

    def watched(path: Path, target: Path) -> Path:
        if path.name == episode.id:
            named.append(WORD in public_text(station.output))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", watched)
    air.remove(station.settings, episode.id, erase=True)
    assert named == [False]
