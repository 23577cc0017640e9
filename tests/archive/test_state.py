"""``show.json``, read: all of it is as it must be, or the file is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from naqeeb.archive import state
from naqeeb.errors import RecordDamaged

WHOLE = {
    "podcast_guid": "b6f6ecdd-9d2c-5d9c-a0b6-2a3a6b3f9f6c",
    "tombstones": {"old": "2026-11-22T10:00:00+00:00"},
    "erased": {"gone": ["guid", "2026-11-22T10:00:00+00:00", "hash"]},
    "token": "",
}


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "show.json").write_text(json.dumps(WHOLE))
    loaded = state.load(tmp_path)
    assert loaded.tombstones == WHOLE["tombstones"]
    assert loaded.erased["gone"].guid == "guid"
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


@pytest.mark.parametrize("when", ["None", "", "now", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_is_none_is_named(tmp_path: Path, when: str) -> None:
    (tmp_path / "show.json").write_text(json.dumps({**WHOLE, "tombstones": {"old": when}}))
    with pytest.raises(RecordDamaged, match=r"show\.json cannot be read"):
        state.load(tmp_path)
