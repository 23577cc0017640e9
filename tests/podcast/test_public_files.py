"""Only what an output holds for listeners is served."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.podcast import public_files


@pytest.mark.parametrize(
    "path",
    [
        "feed.xml",
        "feed-12.xml",
        "index.html",
        "cover.png",
        "cover-1a2b3c4d.jpg",
        "search.js",
        "search-2.js",
        "page-2.html",
        "episodes/e1/e1-00ff00ff.mp3",
        "episodes/e1/transcript.vtt",
        "episodes/e1/episode.json",
        "sport/feed.xml",
        "sport/episodes/e1/index.html",
        "کھیل/feed.xml",
    ],
)
def test_what_listeners_may_fetch_is_public(path: str) -> None:
    assert public_files.is_held(tuple(path.split("/")))


@pytest.mark.parametrize(
    "path",
    [
        "show.json",
        "sport/show.json",
        "naqeeb.toml",
        ".naqeeb-index.json",
        "episodes/.tmp/e.mp3",
        "episodes/e1/.hidden.mp3",
        "episodes/e1/e.mp3.tmp",
        "episodes/e1/deep/e.mp3",
        "episodes/e1",
        "../feed.xml",
        "episodes/../show.json",
        "a/b/feed.xml",
        "episodes//e.mp3",
        "",
        "/etc/passwd",
        "private.json",
        "notes.html",
        "cover-of-my-own.png",
    ],
)
def test_what_is_the_newsrooms_own_is_not_public(path: str) -> None:
    assert not public_files.is_held(tuple(path.split("/")))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "secret.html").write_text("secret")
    output = tmp_path / "output"
    (output / "episodes" / "e1").mkdir(parents=True)
    (output / "index.html").write_text("hello")
    (output / "show.json").write_text("{}")
    return output


def test_a_link_out_of_the_folder_is_not_followed(output: Path) -> None:
    (output / "episodes" / "e1" / "index.html").symlink_to(output.parent / "secret.html")
    (output / "sport").symlink_to(output.parent)
    (output / "feed.xml").symlink_to(output / "index.html")
    assert public_files.find(output, ("episodes", "e1", "index.html")) is None
    assert public_files.find(output, ("sport", "feed.xml")) is None
    assert public_files.find(output, ("feed.xml",)) is not None


def test_a_folder_is_not_a_file(output: Path) -> None:
    (output / "feed.xml").mkdir()
    assert public_files.find(output, ("feed.xml",)) is None


@pytest.mark.parametrize("name", ["index.html\0", "..\\index.html"])
def test_strange_names_are_not_looked_for(output: Path, name: str) -> None:
    assert public_files.find(output, (name,)) is None


@given(st.lists(st.sampled_from(["..", ".", "", "episodes", "show.json", "e1", "index.html", "a"])))
def test_no_path_leads_to_the_show_s_state_or_outside(parts: list[str]) -> None:
    held = public_files.is_held(tuple(parts))
    assert not held or not {"..", ".", "", "show.json"} & set(parts)


def test_chapters_have_a_type_of_their_own() -> None:
    assert public_files.media_type(Path("chapters.json")) == "application/json+chapters"
    assert public_files.media_type(Path("episode.json")) == "application/json"
