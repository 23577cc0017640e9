"""What an archive holds, looked at without writing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from naqeeb.archive import Archive
from naqeeb.archive.index import INDEX_FILE
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
