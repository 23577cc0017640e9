"""What an archive holds, looked at without writing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from naqeeb.archive import Archive
from naqeeb.archive.index import INDEX_FILE
from naqeeb.archive.rows import Rewritten
from naqeeb.model import Episode, State

Put = Callable[..., Episode]


def test_feed_and_pages_are_behind_once_a_scheduled_time_has_come(
    archive: Archive, put: Put
) -> None:
    archive.ensure_token()
    now, day = datetime.now(UTC), timedelta(days=1)
    episode = put(archive, 1, state=State.SCHEDULED, air_at=now + day)
    archive.note_site("these")
    assert not archive.is_behind()
    with archive.lock():
        archive.rewrite(replace(episode, air_at=now - day))
    archive.note_site("these")
    assert archive.is_behind()


def test_a_folder_that_is_no_station_is_not_behind_and_gets_no_index(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    (folder / "episodes").mkdir(parents=True)
    assert not Archive(folder).is_behind()
    assert not (folder / INDEX_FILE).exists()


def test_a_damaged_show_json_hides_no_episode(archive: Archive, put: Put) -> None:
    episode = put(archive, 1)
    (archive.output / "show.json").write_text("{")
    assert [entry.id for entry in archive.entries()] == [episode.id]


@pytest.mark.parametrize("harm", [Path.unlink, lambda file: file.write_bytes(b"other")])
def test_files_that_are_gone_or_changed_are_named_and_no_others(
    archive: Archive, put: Put, harm: Callable[[Path], object]
) -> None:
    episode = put(archive, 1)
    assert archive.mismatches(episode) == frozenset()
    harm(archive.folder(episode.id) / "transcript.vtt")
    assert archive.mismatches(episode) == {"transcript.vtt"}


def test_of_one_name_the_latest_change_comes_first(archive: Archive, put: Put) -> None:
    day = datetime(2026, 11, 22, tzinfo=UTC)
    for number, hour in ((1, 8), (2, 6), (3, 7)):
        put(archive, number, key="today.txt", updated=day.replace(hour=hour))
    assert [each.title[-1] for each in archive.of_names(["today.txt"])] == ["1", "3", "2"]


def test_a_record_whose_rewriting_was_noted_is_not_read_again(
    archive: Archive, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    episode = put(archive, 1)
    before = archive.stamp_of(episode.id)
    archive.refresh([(episode, {"index.html": b"new"})])
    archive.note_rewritten([Rewritten(episode.id, before, archive.stamp_of(episode.id))])
    monkeypatch.setattr("naqeeb.archive.record.from_json", lambda *_: pytest.fail("read again"))
    assert [entry.id for entry in archive.scan()[0]] == [episode.id]


@pytest.mark.parametrize("stamps", [(None, (1, 1)), ((1, 1), None)])
def test_of_a_record_that_was_not_there_nothing_is_noted(
    archive: Archive, put: Put, stamps: tuple[tuple[int, int] | None, tuple[int, int] | None]
) -> None:
    episode = put(archive, 1)
    archive.note_rewritten([Rewritten(episode.id, *stamps)])
    assert archive.of_names([episode.key]) == (episode,)


def test_a_sound_that_was_checked_is_known_as_checked_until_it_is_another(
    archive: Archive, put: Put
) -> None:
    episode = put(archive, 1)
    archive.note_sound_check(episode.id, 5.0)
    put(archive, 1, title="نئی سرخی")
    assert archive.sound_checked_at(episode.id) == 5.0
    put(archive, 1, sound=b"other")
    assert archive.sound_checked_at(episode.id) > 1e9, "whoever commits has just worked it out"
    assert archive.sound_checked_at("2026-11-22-barish-00000009") == 0


@pytest.mark.parametrize("state", State)
def test_a_station_of_which_nothing_is_heard_is_not_empty(
    archive: Archive, put: Put, state: State
) -> None:
    assert archive.is_empty()
    episode = put(archive, 1, state=state, air_at=datetime(2030, 1, 1, tzinfo=UTC))
    assert not archive.is_empty()
    (archive.folder(episode.id) / "episode.json").write_text("{")
    archive.look_at_each()
    assert not archive.is_empty()


def test_what_listeners_do_not_get_is_known_by_id(archive: Archive, put: Put) -> None:
    for number, state in enumerate(State):
        put(archive, number, state=state, air_at=datetime(2030, 1, 1, tzinfo=UTC))
    on_air = [each.id for each in archive.entries() if each.state is State.ON_AIR]
    assert sorted([*archive.off_air(), *on_air]) == archive.ids()
    assert len(on_air) == 1


def test_all_names_of_all_episodes_are_known(archive: Archive, put: Put) -> None:
    put(archive, 1, aliases=("guid:7", "text:ab"))
    put(archive, 2, aliases=("guid:7",), state=State.HELD)
    assert archive.names() == {"news/1.txt", "news/2.txt", "guid:7", "text:ab"}


def test_episodes_on_the_air_that_share_a_name_are_named_together(
    archive: Archive, put: Put
) -> None:
    one, two, three, _ = (
        put(archive, number, aliases=aliases)
        for number, aliases in enumerate(
            (("guid:7", "guid:8"), ("guid:7", "guid:8"), ("text:ab", "guid:9"), ("text:ab",))
        )
    )
    put(archive, 5, aliases=("guid:9",), state=State.HELD)
    assert archive.doubled() == [(one.id, two.id)]
    with archive.lock():
        archive.set_state(archive.of_names(["news/5.txt"])[0].id, State.ON_AIR, now=three.updated)
    assert [len(group) for group in archive.doubled()] == [2, 2]


def test_a_record_that_was_about_to_change_is_read_again_though_it_looks_the_same(
    archive: Archive, put: Put
) -> None:
    """A run that is killed between the two may have written within the same tick of the clock."""
    episode = put(archive, 1, title="Rain")
    archive._index.expect_change(episode.id)
    path = archive.folder(episode.id) / "episode.json"
    before = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes().replace(b"Rain", b"Snow"))
    os.utime(path, ns=(before, before))
    assert [entry.title for entry in archive.entries()] == ["Snow"]


def test_of_several_names_each_is_held_against_its_record(archive: Archive, put: Put) -> None:
    one, two = put(archive, 1), put(archive, 2)
    path = archive.folder(two.id) / "episode.json"
    path.write_bytes(path.read_bytes().replace(b"news/2.txt", b"news/two.txt"))
    assert [each.id for each in archive.of_names([one.key, two.key])] == [one.id]


def test_an_index_that_another_process_holds_is_not_believed_afterwards(
    archive: Archive, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("naqeeb.archive.database._WAIT_S", 0.01)
    one, two = put(archive, 1), put(archive, 2)
    with closing(sqlite3.connect(archive.output / INDEX_FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with archive.lock():
            archive.rewrite(replace(one, title="Snow"))
        # What it says of this episode is no longer true.
        assert not (archive.output / INDEX_FILE).exists()
    assert {entry.title for entry in archive.entries()} == {"Snow", two.title}
