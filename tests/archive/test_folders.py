"""Which folders a station may lie in, and what lies in those of its episodes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from naqeeb.archive import folders
from naqeeb.errors import ArchiveError


@pytest.mark.parametrize("name", ["output", "نیا اسٹیشن", "not/there/yet", "a.b", "x" * 100])
def test_a_folder_that_may_be_made_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    assert folders.usable(tmp_path / name) == tmp_path / name


def test_a_tilde_is_a_folder_here_and_nobodys_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert folders.usable(Path("~news")) == tmp_path / "~news"
    assert folders.usable(Path("news~")) == Path("news~")


@pytest.mark.skipif(os.name == "nt", reason="wants POSIX names")
@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("a\udcffb", "its name is not UTF-8"),
        ("a\0b", "null"),
        ("x" * 256, "too long"),
        # Where the folder itself can be named, but not an episode's file in it.
        ("/".join(["x" * 200] * 20), "too long"),
    ],
)
def test_a_folder_that_cannot_be_named_is_refused(tmp_path: Path, name: str, cause: str) -> None:
    with pytest.raises(ArchiveError, match="no station can lie in the folder") as error:
        folders.usable(tmp_path / name)
    assert cause in error.value.cause
    assert "--output" in error.value.hint


@pytest.mark.skipif(os.name == "nt", reason="wants POSIX names")
def test_a_refusal_shows_200_letters_of_a_name() -> None:
    def shown(length: int) -> str:
        with pytest.raises(ArchiveError) as error:
            folders.usable(Path("x" * length + "\udcff"))
        return error.value.what.rpartition(" ")[2]

    assert shown(194) == "x" * 194 + r"\udcff"
    assert shown(195) == "x" * 195 + r"\udcf" + "…"


def test_what_is_begun_is_no_episode(tmp_path: Path) -> None:
    for name in ("b", "a", ".c.tmp"):
        (tmp_path / name).mkdir()
    assert sorted(folders.names(tmp_path)) == ["a", "b"]
    assert list(folders.names(tmp_path / "none")) == []


def test_a_folder_that_is_not_there_has_no_stamp(tmp_path: Path) -> None:
    assert folders.listing_stamp(tmp_path) == 0
    assert folders.stamp(tmp_path, "one") is None
    record = folders.record(tmp_path, "one")
    record.parent.mkdir(parents=True)
    record.write_bytes(b"1234")
    status = record.stat()
    assert folders.stamp(tmp_path, "one") == (status.st_mtime_ns, 4)
    assert folders.listing_stamp(tmp_path) == (tmp_path / "episodes").stat().st_mtime_ns


def test_the_files_of_an_episode_are_named_from_the_output_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "episodes" / "one"
    (folder / "pictures").mkdir(parents=True)
    for name in ("index.html", "episode.json", "pictures/a.jpg"):
        (folder / name).touch()
    assert folders.names_within(tmp_path, "one") == [
        "episodes/one/episode.json",
        "episodes/one/index.html",
        "episodes/one/pictures",
        "episodes/one/pictures/a.jpg",
    ]
