"""``show.json``, read: all of it is as it must be, or the file is named."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from naqeeb.archive import Archive, state
from naqeeb.errors import RecordDamaged

WHOLE = {
    "podcast_guid": "b6f6ecdd-9d2c-5d9c-a0b6-2a3a6b3f9f6c",
    "tombstones": {"old": "2026-11-22T10:00:00+00:00"},
    "erased": {"gone": ["guid", "2026-11-22T10:00:00+00:00", "hash"]},
    "token": "",
    "taken_down": {"gone-00ff00ff.mp3": "guid"},
}


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "show.json").write_text(json.dumps(WHOLE))
    loaded = state.load(tmp_path)
    assert loaded.tombstones == WHOLE["tombstones"]
    assert loaded.erased["gone"].guid == "guid"
    assert loaded.taken_down == WHOLE["taken_down"]
    state.save(tmp_path, loaded)
    assert state.load(tmp_path) == loaded


@pytest.mark.parametrize("wrong", [None, 7, 1e999, True, [], ["x"], {"items": None}])
@pytest.mark.parametrize("key", sorted(WHOLE))
def test_a_value_of_another_type_is_named(tmp_path: Path, key: str, wrong: Any) -> None:
    if wrong == {"items": None} and key == "tombstones":
        wrong = {"old": None}
    (tmp_path / "show.json").write_text(json.dumps({**WHOLE, key: wrong}))
    with pytest.raises(RecordDamaged, match=r"show\.json cannot be read"):
        state.load(tmp_path)


def test_a_show_has_one_guid_and_one_token_for_good() -> None:
    fresh = state.with_token(state.with_guid(state.ShowState(), "made"))
    assert fresh.podcast_guid == "made"
    assert re.fullmatch(r"[A-Za-z0-9_-]{24}", fresh.token)
    assert state.with_token(state.with_guid(fresh, "another")) == fresh
    assert state.with_token(state.ShowState()).token != fresh.token


def test_the_same_state_is_the_same_file_in_whatever_order_it_came(tmp_path: Path) -> None:
    when = "2026-11-22T10:00:00+00:00"
    stone = state.Tombstone("guid", when)
    written = []
    for names in ("ab", "ba"):
        saved = state.ShowState(
            tombstones=dict.fromkeys(names, when),
            erased=dict.fromkeys(names, stone),
            taken_down=dict.fromkeys(names, "guid"),
        )
        state.save(tmp_path, saved)
        written.append((tmp_path / "show.json").read_bytes())
    assert written[0] == written[1]
    assert written[0].count(b"\n") > 10, "one fact a line, for people and for version control"


def test_a_show_of_which_nothing_was_taken_down_says_nothing_of_it(tmp_path: Path) -> None:
    state.save(tmp_path, state.ShowState(podcast_guid="guid"))
    table = json.loads((tmp_path / "show.json").read_text("utf-8"))
    assert table == {"podcast_guid": "guid", "tombstones": {}, "token": ""}


def test_times_are_read_in_utc(tmp_path: Path) -> None:
    stone = {"old": "2026-11-22T15:00:00+05:00"}
    (tmp_path / "show.json").write_text(json.dumps({**WHOLE, "tombstones": stone}))
    assert state.load(tmp_path).tombstones == WHOLE["tombstones"]


def test_what_names_a_show_is_salvaged_from_a_torn_file() -> None:
    erased = {"gone": state.Tombstone("guid", "2026-11-22T10:00:00+00:00")}
    torn = json.dumps({**WHOLE, "token": "a-private_token-0123"}).encode()[:-20] + b"\xff"
    saved = state.salvaged(torn, erased, {"gone.mp3": "guid"})
    assert saved == state.ShowState(
        podcast_guid=str(WHOLE["podcast_guid"]),
        erased=erased,
        token="a-private_token-0123",
        taken_down={"gone.mp3": "guid"},
    )
    assert state.salvaged(b"{", {}, {}) == state.ShowState()


@pytest.mark.parametrize("when", ["None", "", "now", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_is_none_is_named(tmp_path: Path, when: str) -> None:
    (tmp_path / "show.json").write_text(json.dumps({**WHOLE, "tombstones": {"old": when}}))
    with pytest.raises(RecordDamaged, match=r"show\.json cannot be read"):
        state.load(tmp_path)


def test_the_shows_guid_and_token_are_made_once(archive: Archive) -> None:
    assert archive.ensure_state("one").podcast_guid == "one"
    assert archive.ensure_state("two").podcast_guid == "one"
    token = archive.ensure_token()
    assert len(token) >= 16
    assert archive.ensure_token() == token
    assert archive.state().podcast_guid == "one"


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"{}", b'{"tombstones": []}', b"\xff"])
def test_a_damaged_state_is_never_made_up_anew(archive: Archive, broken: bytes) -> None:
    archive.put("show.json", broken)
    with pytest.raises(RecordDamaged) as error:
        archive.ensure_state("new")
    assert "podcast's identity" in error.value.hint
    assert (archive.output / "show.json").read_bytes() == broken


def test_it_is_read_again_only_where_it_was_written_again(tmp_path: Path) -> None:
    state.save(tmp_path, state.ShowState("first"))
    first = state.load(tmp_path)
    assert state.load(tmp_path) is first
    state.save(tmp_path, state.ShowState("other"))
    assert state.load(tmp_path).podcast_guid == "other"
    (tmp_path / state.STATE_FILE).write_bytes(b"{")
    with pytest.raises(RecordDamaged):
        state.load(tmp_path)
    (tmp_path / state.STATE_FILE).unlink()
    assert state.load(tmp_path) == state.ShowState()
