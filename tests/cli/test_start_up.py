"""Starting up costs next to nothing: what is heavy is imported where it is used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Each takes 20 ms to 1.4 s to import; none is needed to read a command line.
HEAVY = {
    "PIL", "aiohttp", "asyncio", "dask", "distributed", "edge_tts", "espeakng_loader",
    "feedgen", "feedparser", "filelock", "gtts", "httpx", "jinja2", "lameenc", "lxml",
    "markdown_it", "miniaudio", "mutagen", "nh3", "numpy", "obstore", "onnxruntime", "piper",
    "pydantic", "pydub", "pyebur128", "requests", "rich", "segno", "sentencex", "sherpa_onnx",
    "stamina", "starlette", "trafilatura", "urllib3", "uvicorn",
}  # fmt: skip


def imported_by(code: str, tmp_path: Path) -> set[str]:
    """Names of the top-level modules that a line of Python brings in."""
    ask = (
        f"import sys, json; before = set(sys.modules)\n{code}\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(names)


def tops(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def test_importing_naqeeb_brings_in_next_to_nothing(tmp_path: Path) -> None:
    brought = imported_by("import naqeeb", tmp_path)
    assert {name for name in brought if name.startswith("naqeeb")} == {"naqeeb", "naqeeb._version"}
    assert tops(brought) & HEAVY == set()


@pytest.mark.parametrize(
    "code", ["import naqeeb.cli", "import naqeeb.errors, naqeeb.model, naqeeb.settings"]
)
def test_the_command_line_imports_nothing_heavy(code: str, tmp_path: Path) -> None:
    assert tops(imported_by(code, tmp_path)) & HEAVY == set()


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "from naqeeb.cli import main\n"
        "import contextlib, io\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    assert main(['--help']) == 0 and main(['make', '--help']) == 0"
    )
    assert tops(imported_by(code, tmp_path)) & HEAVY == set()


def test_the_words_alone_need_no_network_no_audio_and_no_feed(tmp_path: Path) -> None:
    code = "import naqeeb; naqeeb.speakable('ابت'); naqeeb.sentences('ابت')"
    words = {"sentencex", "numpy"}
    assert tops(imported_by(code, tmp_path)) & HEAVY <= words - {"numpy"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["make", "--help"]])
def test_the_command_answers_at_once(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "naqeeb", *arguments],
        cwd=tmp_path,
        env=os.environ | {"TERM": "dumb"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "naqeeb" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        # A look at a feed that finds nothing new needs nothing that makes an episode.
        ("import naqeeb.desk.follow", {"naqeeb.desk.make", "naqeeb.script", "naqeeb.podcast"}),
        # A voice inside the package asks no server.
        ("import naqeeb.speech", {"httpx", "requests"}),
    ],
)
def test_what_is_not_needed_is_not_imported(code: str, unwanted: set[str], tmp_path: Path) -> None:
    assert imported_by(code, tmp_path) & unwanted == set()


def test_a_run_that_finds_nothing_changed_imports_neither_words_nor_voices(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("کراچی میں بارش\n\nآج شہر میں بارش ہوئی۔\n", "utf-8")
    arguments = ["make", "a.txt", "--voice", "tone", "--quiet"]
    make = f"from naqeeb.cli import main\nassert main({arguments}) == 0"
    assert "naqeeb.script" in imported_by(make, tmp_path)
    again = imported_by(make, tmp_path)
    assert again & {"naqeeb.script", "naqeeb.speech", "naqeeb.sound"} == set()
