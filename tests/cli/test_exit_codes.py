"""Exit codes, errors and what goes where."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from naqeeb import cli
from naqeeb.errors import NaqeebError

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


def objects(out: str) -> list[dict[str, object]]:
    """Standard output as JSON lines; anything else on it is a failure."""
    return [json.loads(line) for line in out.splitlines()]


# -- exit codes ------------------------------------------------------------


def test_0_when_all_is_done(make: Naqeeb) -> None:
    done = make("news/flood.txt")
    assert (done.returncode, done.stderr) == (0, "")


def test_1_when_a_source_fails(make: Naqeeb) -> None:
    done = make("news/no-such.txt")
    assert done.returncode == 1
    assert "news/no-such.txt" in done.stderr
    assert "next step" in done.stderr


def test_an_error_names_the_source_that_met_it(make: Naqeeb, newsroom: Path) -> None:
    text = "---\nsound.intro: gone.wav\n---\nلاہور میں بارش ہوئی۔ سڑکیں بند ہیں۔\n"
    (newsroom / "news" / "rain.txt").write_text(text, "utf-8")
    done = make("news/flood.txt", "news/rain.txt")
    assert "error: news/rain.txt: [sound] intro = 'gone.wav'" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["make"],
        ["make", "--no-such-option", "news/flood.txt"],
        ["no-such-command"],
        ["make", "news/flood.txt", "--jobs", "many"],
        ["make", "news/flood.txt", "--voice", "no-such-voice"],
        ["make", "news/flood.txt", "--config", "no-such.toml"],
        ["make", "news/flood.txt", "--date", "yesterday"],
        ["make", "news/flood.txt", "news/cricket.txt", "--title", "ایک"],
        ["follow", "https://example.org/feed.xml", "--every", "soon"],
        ["serve", "--port", "99999"],
    ],
    ids=" ".join,
)
def test_2_when_the_command_is_wrong(arguments: list[str], naqeeb: Naqeeb, newsroom: Path) -> None:
    done = naqeeb(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert not (newsroom / "output" / "episodes").exists(), "nothing was begun"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["serve", "--port", "80x"], "'80x' is not a whole number"),
        (["make", "news", "--jobs", "0"], "0 is not from 1 to 1024"),
        (["bulletin", "news", "--headlines", "99"], "99 is not from 0 to 50"),
    ],
)
def test_a_wrong_number_is_told_in_words(arguments: list[str], says: str, naqeeb: Naqeeb) -> None:
    assert says in naqeeb(*arguments).stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[voice]\nnmae = 'tone'\n", "did you mean name?"),
        ("[voice]\nprobe_s = 'two'\n", "probe_s is 'two'"),
        ("[voice\n", "is not TOML"),
        ("[[show]]\ntitle = 'a'\n[[show]]\ntitle = 'b'\n", "need a slug each"),
    ],
)
def test_2_when_the_settings_are_wrong(
    text: str, says: str, naqeeb: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_text(text, "utf-8")
    done = naqeeb("make", "news/flood.txt")
    assert done.returncode == 2
    assert "naqeeb.toml" in done.stderr
    assert says in done.stderr


def test_an_interrupted_command_says_so_and_exits_with_130(
    naqeeb: Naqeeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("naqeeb.cli.options.gather", interrupted)
    done = naqeeb("make", "news/flood.txt")
    assert done.returncode == 130
    assert "interrupted" in done.stderr


# -- errors ----------------------------------------------------------------


def test_a_fault_of_our_own_shows_no_traceback_without_v(
    naqeeb: Naqeeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr("naqeeb.cli.options.gather", broken)
    quiet = naqeeb("make", "news/flood.txt")
    assert quiet.returncode == 1
    assert "of all things" in quiet.stderr
    assert "Traceback" not in quiet.stderr
    assert "-v" in quiet.stderr
    assert "Traceback" in naqeeb("make", "news/flood.txt", "-v").stderr


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("english.txt", b"Nothing here is Urdu.\n", "Urdu"),
        ("old.txt", "خبر سنو".encode("cp1256"), "UTF-8"),
        ("wide.txt", "خبر سنیے".encode("utf-16-le"), "UTF-8"),
        ("picture.jpg", b"\xff\xd8\xff", ".txt"),
    ],
)
def test_an_error_names_the_file_the_cause_and_the_next_step(
    name: str, data: bytes, says: str, make: Naqeeb, newsroom: Path
) -> None:
    (newsroom / name).write_bytes(data)
    done = make(name)
    assert done.returncode == 1
    assert name in done.stderr
    assert says in done.stderr
    assert "next step:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((newsroom / "output").rglob("*.mp3"))


def test_an_error_cannot_move_the_cursor(naqeeb: Naqeeb) -> None:
    done = naqeeb("make", "news/\x1b[2J\x07gone.txt", "--voice", "tone")
    assert done.returncode == 1
    assert "gone.txt" in done.stderr
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", done.stderr)


def test_errors_with_json_are_objects_too(make: Naqeeb) -> None:
    done = make("news/no-such.txt", "--json")
    (said,) = objects(done.stdout)
    assert said["source"] == "news/no-such.txt"
    assert said["kind"] == "SourceMissing"
    assert said["error"]
    assert said["hint"]


def test_each_error_that_is_raised_on_purpose_has_an_exit_code() -> None:
    def kinds(kind: type[NaqeebError]) -> set[type[NaqeebError]]:
        return {kind}.union(*(kinds(each) for each in kind.__subclasses__()))

    assert {kind.exit_code for kind in kinds(NaqeebError)} == {1, 2}


# -- what goes where -------------------------------------------------------


def test_json_is_all_that_standard_output_holds(make: Naqeeb) -> None:
    done = make("news/no-such.txt", "news/flood.txt", "news/cricket.txt", "--json", "-v")
    said = objects(done.stdout)
    assert sorted(str(each["source"]) for each in said) == [
        "news/cricket.txt", "news/flood.txt", "news/no-such.txt",
    ]  # fmt: skip
    made = next(each for each in said if each["source"] == "news/flood.txt")
    assert {"id", "guid", "title", "published", "updated", "duration_ms", "audio", "voice"} <= set(
        made
    )
    assert Path(str(made["audio"])).is_file()


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("naqeeb rel", "release"),
        ("naqeeb make --ou", "--output"),
        ("naqeeb make --voice espeak-w", "espeak-woman"),
        ("naqeeb voices --get piper-f", "piper-fasih"),
    ],
)
def test_a_shell_can_complete_commands_options_and_voices(typed: str, completed: str) -> None:
    asked = {
        "_NAQEEB_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split()) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "naqeeb"],
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [completed]


def test_who_speaks_and_why_is_said_once_a_run(make: Naqeeb) -> None:
    done = make("news/flood.txt", "news/cricket.txt")
    rows = done.stdout.splitlines()
    assert sum(row.startswith("made ") for row in rows) == 2
    assert sum(row.startswith("voice ") for row in rows) == 1


def test_quiet_says_nothing_but_errors(make: Naqeeb) -> None:
    good = make("news/flood.txt", "--quiet")
    assert (good.stdout, good.stderr) == ("", "")
    bad = make("news/no-such.txt", "news/flood.txt", "--quiet")
    assert bad.stdout == ""
    assert "no-such.txt" in bad.stderr
    assert "flood" not in bad.stderr


def test_the_summary_says_what_was_made_by_whom_where_and_what_next(make: Naqeeb) -> None:
    done = make("news/flood.txt")
    for part in ("سیلاب", "voice tone", "output/feed.xml", "naqeeb serve", "localhost"):
        assert part in done.stdout
    assert re.search(r"\d+ s, \d+(\.\d)? [kM]B", done.stdout)


def test_no_colours_and_no_bar_when_nobody_watches(make: Naqeeb) -> None:
    done = make("news/flood.txt")
    assert "\x1b" not in done.stdout + done.stderr


def test_version_says_name_and_number(naqeeb: Naqeeb) -> None:
    from naqeeb import __version__

    assert naqeeb("--version").stdout == f"naqeeb {__version__}\n"


def test_every_command_has_help(naqeeb: Naqeeb) -> None:
    import typer.main

    for name in typer.main.get_command(cli.app).commands:  # type: ignore[attr-defined]
        done = naqeeb(name, "--help")
        assert done.returncode == 0
        assert f"naqeeb {name}" in done.stdout


# -- on a terminal ---------------------------------------------------------


def on_a_terminal(*arguments: str) -> tuple[int, str]:
    """naqeeb as a person sees it: exit code, and all that reached the screen."""
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "naqeeb", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"},
    )
    os.close(terminal)
    seen = b""
    with contextlib.suppress(OSError):  # the other end is closed when the process ends
        while piece := os.read(screen, 65536):
            seen += piece
    os.close(screen)
    return process.wait(timeout=60), seen.decode()


def test_a_bar_shows_how_far_the_voice_is(newsroom: Path) -> None:
    code, seen = on_a_terminal("make", "news/flood.txt", "--voice", "espeak")
    assert code == 0
    assert "speaking" in seen
    assert "output/feed.xml" in seen
    assert newsroom


def test_script_colours_each_rewrite(newsroom: Path) -> None:
    code, seen = on_a_terminal("script", "news/flood.txt", "--voice", "tone")
    assert code == 0
    assert re.search("\x1b\\[38;5;\\d+mبارہ ہزار\x1b\\[0m", seen)
    assert newsroom


def test_a_title_cannot_move_the_cursor_or_set_colours(make: Naqeeb, newsroom: Path) -> None:
    title = "خبر \x1b[31m\x07[/bold] \u202eالٹی"
    (newsroom / "a.txt").write_text(f"---\ntitle: {title}\n---\nآج موسم اچھا ہے۔", "utf-8")
    done = make("a.txt")
    assert done.returncode == 0, done.stderr
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.stdout)
    assert "خبر" in done.stdout
    code, seen = on_a_terminal("script", "a.txt", "--voice", "tone")
    assert code == 0
    assert "\x07" not in seen
    assert "\x1b[31m" not in seen
