"""What a run leaves that was killed between a record and what else knows of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from naqeeb.archive import Archive, record
from naqeeb.archive.index import Index
from naqeeb.model import Episode, State

Put = Callable[..., Episode]
NOW = datetime(2026, 11, 29, tzinfo=UTC)


def change_and_die(archive: Archive, episode: Episode) -> None:
    """A record is written, and the index hears no more of it."""
    index = Index(archive.output, lambda path: record.from_json(path.read_bytes(), str(path)))
    index.expect_change(episode.id)
    (archive.folder(episode.id) / "episode.json").write_bytes(record.to_json(episode))


def states(archive: Archive) -> dict[str, State]:
    return {entry.id: entry.state for entry in archive.all()[0]}


def test_the_index_reads_a_record_again_that_was_being_changed(archive: Archive, put: Put) -> None:
    episode, other = put(archive, 1), put(archive, 2)
    change_and_die(archive, replace(episode, state=State.REMOVED))
    assert states(archive) == {episode.id: State.REMOVED, other.id: State.ON_AIR}


def test_another_change_meanwhile_hides_nothing(archive: Archive, put: Put) -> None:
    episode, other = put(archive, 1), put(archive, 2)
    change_and_die(archive, replace(episode, state=State.REMOVED))
    with archive.lock():
        archive.set_state(other.id, State.HELD, now=NOW)
    third = put(archive, 3)
    assert states(archive) == {
        episode.id: State.REMOVED,
        other.id: State.HELD,
        third.id: State.ON_AIR,
    }


def test_feed_and_pages_are_behind_until_somebody_brings_them_up_to_date(
    archive: Archive, put: Put
) -> None:
    episode = put(archive, 1)
    for change in (
        lambda: archive.set_state(episode.id, State.REMOVED, now=NOW),
        lambda: archive.discard(episode.id),
    ):
        archive.note_site("these")
        with archive.lock():
            change()
        assert archive.is_behind()


def test_a_state_that_is_there_already_changes_nothing(archive: Archive, put: Put) -> None:
    episode = put(archive, 1)
    archive.note_site("these")
    path: Path = archive.folder(episode.id) / "episode.json"
    before = path.stat().st_mtime_ns
    with archive.lock():
        archive.set_state(episode.id, State.ON_AIR, now=NOW)
    assert (archive.is_behind(), path.stat().st_mtime_ns) == (False, before)
