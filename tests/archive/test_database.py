"""The index as a file that may be damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from naqeeb.archive.database import transaction


@pytest.mark.parametrize("name", [b"episodes", b"CREATE TABLE", b"damage TEXT"])
@pytest.mark.parametrize("byte", [b"\x80", b"\xff"])
def test_a_byte_that_is_no_text_is_damage(tmp_path: Path, name: bytes, byte: bytes) -> None:
    path = tmp_path / "index.sqlite"
    with transaction(path, write=True):
        pass
    data = path.read_bytes()
    path.write_bytes(data.replace(name, name[:3] + byte + name[4:]))
    with pytest.raises(sqlite3.DatabaseError), transaction(path) as database:
        database.execute("SELECT * FROM episodes").fetchall()
