"""What naqeeb wrote is read as a plain file, and what stands in its place holds nobody up."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from naqeeb import own_files, safe_files

STAND_INS: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
}
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")


@pytest.mark.parametrize("kind", STAND_INS)
def test_what_stands_in_the_place_of_a_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "episode.json"
    STAND_INS[kind](path)
    for read in (own_files.read, safe_files.sha256):
        with pytest.raises(own_files.NoFileError, match="is in its place"):
            read(path)


def test_a_plain_file_is_read_also_through_a_link(tmp_path: Path) -> None:
    path = tmp_path / "episode.json"
    path.write_bytes(b"{}")
    (tmp_path / "link").symlink_to(path)
    assert own_files.read(tmp_path / "link") == own_files.read(path) == b"{}"
    with pytest.raises(FileNotFoundError):
        own_files.read(tmp_path / "none")
