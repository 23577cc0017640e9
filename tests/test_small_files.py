"""What a person wrote is read whole, and a device without an end is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from naqeeb import small_files
from naqeeb.errors import SettingsError
from naqeeb.script.wording import Wording
from naqeeb.settings import load_voices
from naqeeb.settings.table import read_toml

ENDLESS = Path("/dev/zero")
pytestmark = pytest.mark.skipif(not ENDLESS.exists(), reason="this system has no such device")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_files, "MOST_BYTES", 1000)


def test_what_is_too_large_or_has_no_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_bytes(b"x" * 1000)
    assert len(small_files.read(path)) == 1000
    path.write_bytes(b"x" * 1001)
    for each in (path, ENDLESS):
        with pytest.raises(OSError, match="it has over"):
            small_files.read(each)


def test_text_is_read_without_its_mark_and_with_plain_ends_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_bytes("\ufeffبارش\r\nدھوپ\r".encode())
    assert small_files.read_text(path) == "بارش\nدھوپ\n"


@pytest.mark.parametrize(
    "read_what",
    [
        lambda _: read_toml(ENDLESS),
        lambda root: Wording(str(ENDLESS), root),
        load_voices,
    ],
    ids=["settings", "wording", "voice"],
)
def test_each_file_of_an_editor_is_asked_so(
    tmp_path: Path, read_what: Callable[[Path], object]
) -> None:
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "x.toml").symlink_to(ENDLESS)
    with pytest.raises(SettingsError, match="cannot be read: it has over"):
        read_what(tmp_path)
