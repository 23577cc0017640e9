"""Arguments and paths that cannot be: each is named, none is a fault in naqeeb itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from naqeeb.cli import _PATHS
from naqeeb.desk.follow.memory import name_of
from naqeeb.errors import ArchiveError
from naqeeb.settings import Settings

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]
COMMANDS = (
    ("make", "news/flood.txt"),
    ("make", "news/flood.txt", "news/cricket.txt"),
    ("bulletin", "news/flood.txt"),
    *(("list",), ("held",), ("feed",), ("check",), ("remove", "1"), ("follow", "--status")),
    *(("serve",), ("publish", "web", "--anyway")),
)
OUTPUTS = {
    "too long a name": "a" * 300,
    "too long in bytes": "ا" * 200,
    "too long a path": "output/" * 600,
}
if sys.platform == "linux":
    OUTPUTS["not UTF-8"] = os.fsdecode(b"\xff\xfe")


@pytest.mark.skipif(sys.platform == "win32", reason="other lengths are too long there")
@pytest.mark.parametrize("kind", sorted(OUTPUTS))
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_output_that_no_system_can_name_is_refused(
    kind: str, command: tuple[str, ...], naqeeb: Naqeeb, newsroom: Path
) -> None:
    done = naqeeb(*command, "--output", OUTPUTS[kind])
    assert done.returncode == 1
    assert "no station can lie in the folder" in done.stderr
    assert len(done.stderr) < 1000
    assert not list(newsroom.glob("*a*a*"))


def test_the_settings_output_is_judged_as_the_options_is(naqeeb: Naqeeb, newsroom: Path) -> None:
    (newsroom / "naqeeb.toml").write_text(f'output = "{"ا" * 250}"\n', "utf-8")
    done = naqeeb("make", "news/flood.txt", "--voice", "tone")
    assert "no station can lie in the folder" in done.stderr


def test_a_folder_whose_name_begins_with_a_tilde_is_a_folder(make: Naqeeb, newsroom: Path) -> None:
    done = make("news/flood.txt", "--output", "~nobody-of-this-name/radio")
    assert done.returncode == 0
    assert (newsroom / "~nobody-of-this-name" / "radio" / "feed.xml").is_file()


@pytest.mark.parametrize("way", ["{}", "{}="])
@pytest.mark.parametrize("option", _PATHS)
def test_an_empty_path_is_not_the_current_folder(
    option: str, way: str, naqeeb: Naqeeb, newsroom: Path
) -> None:
    words = [way.format(option), *([""] if way == "{}" else [])]
    done = naqeeb("make", "news/flood.txt", "--voice", "tone", *words)
    assert done.returncode == 2
    assert f"{option} is empty" in done.stderr
    assert sorted(path.name for path in newsroom.iterdir()) == ["news"]


def test_an_empty_target_is_not_the_current_folder(make: Naqeeb, naqeeb: Naqeeb) -> None:
    make("news/flood.txt")
    done = naqeeb("publish", "", "--anyway")
    assert done.returncode == 2
    assert "the target's name is empty" in done.stderr
    assert not Path("feed.xml").exists()


@pytest.mark.skipif(os.name == "nt", reason="half a character is part of a name there")
@pytest.mark.parametrize("option", [*_PATHS, "--title", "--id", "--voice", "--date"])
def test_half_a_character_is_refused(option: str, naqeeb: Naqeeb) -> None:
    done = naqeeb("make", "news/flood.txt", option, "x\ud800y")
    assert done.returncode == 2
    assert "half a character" in done.stderr


def test_a_program_is_told_as_the_command_is(newsroom: Path) -> None:
    from naqeeb import Desk

    with pytest.raises(ArchiveError, match="no station can lie"):
        Desk(Settings(output=newsroom / "x\udcff")).make(newsroom / "news" / "flood.txt")


@pytest.mark.parametrize("every", ["9" * 5000, "9" * 400 + "d", "2000d", "1"])
def test_a_pause_without_end_is_no_pause(every: str, naqeeb: Naqeeb) -> None:
    done = naqeeb("follow", "http://127.0.0.1:9/feed", "--every", every)
    assert done.returncode == 2
    assert "from 30 s to a year" in done.stderr
    assert len(done.stderr) < 300


IN_THE_WAY = {
    "voices --hear tone": "tone.wav",
    "voices --compare بارش": "compare.html",
    "follow http://127.0.0.1:9/feed": f"output/.naqeeb-follow-{name_of('http://127.0.0.1:9/feed')}.lock",
}


@pytest.mark.parametrize("command", sorted(IN_THE_WAY))
def test_what_stands_in_the_way_is_named(command: str, naqeeb: Naqeeb, newsroom: Path) -> None:
    (newsroom / "naqeeb.toml").write_text("[voice]\nonline = false\n")
    (newsroom / IN_THE_WAY[command] / "x").mkdir(parents=True)
    done = naqeeb(*command.split())
    assert done.returncode == 1
    assert "fault in naqeeb" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "next step: mend that" in done.stderr


@pytest.mark.parametrize("command", ["follow http://127.0.0.1:9/feed", "make news"])
def test_an_output_that_is_a_file_is_named(command: str, naqeeb: Naqeeb, newsroom: Path) -> None:
    (newsroom / "output").write_text("x")
    done = naqeeb(*command.split())
    assert done.returncode == 1
    assert "cannot be made" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="wants arguments that are not UTF-8")
def test_a_name_of_which_nothing_can_be_shown_is_told_by_its_option(naqeeb: Naqeeb) -> None:
    nothing = os.fsdecode(b"\xff\xfe")
    edition = naqeeb("bulletin", "news/flood.txt", "--voice", "tone", "--edition", nothing)
    assert edition.returncode == 2
    assert "error: --edition holds nothing" in edition.stderr
    removed = naqeeb("remove", nothing)
    assert removed.returncode == 1
    assert "there is no episode '\\udcff\\udcfe'" in removed.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("make", "news/flood.txt", "news/cricket.txt", "--jobs"),
        ("follow", "http://127.0.0.1:9/", "--limit"),
        ("check", "--sample"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "-1"])
def test_a_number_that_nobody_means_is_refused_in_few_words(
    words: tuple[str, ...], number: str, naqeeb: Naqeeb
) -> None:
    done = naqeeb(*words, number)
    assert done.returncode == 2
    assert words[-1] in done.stderr
    assert len(done.stderr) < 500
