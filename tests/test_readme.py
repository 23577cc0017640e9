"""What the README and the docs tell people to run, run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
NAQEEB = Path(sys.executable).with_name("naqeeb")
# They wait for somebody, or want a network; they have tests of their own.
ELSEWHERE = re.compile(r"naqeeb (serve|follow|newsroom)|s3://|--cluster|https?://")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def commands(text: str) -> list[str]:
    """The naqeeb commands of all shell blocks, in order."""
    lines = [
        line
        for block in blocks(text, "sh")
        for line in block.replace("\\\n", " ").splitlines()
        if re.search(r"(^|[|&] *)naqeeb ", line)
    ]
    return [line for line in lines if not ELSEWHERE.search(line)]


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    path = f"{cwd / 'bin'}{os.pathsep}{NAQEEB.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-ec", line],
        cwd=cwd,
        env=os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


Naqeeb = Callable[..., subprocess.CompletedProcess[str]]
SHELL_SIGNS = re.compile(r"[|&;<>$`~(]")


def run(line: str, cwd: Path, naqeeb: Naqeeb) -> subprocess.CompletedProcess[str]:
    """A line as a shell runs it: where it is one command, without the start of a process."""
    if SHELL_SIGNS.search(line) or not line.startswith("naqeeb "):
        return shell(line, cwd)
    _, *words = shlex.split(line)
    return naqeeb(
        *(path for word in words for path in (sorted(cwd.glob(word)) if "*" in word else [word]))
    )


@pytest.fixture
def station(newsroom: Path) -> Path:
    """A checkout's seeds, some news, a manifest, a folder of a web server, and a clipboard."""
    shutil.copytree(ROOT / "seeds", newsroom / "seeds")
    shutil.copy(newsroom / "news" / "cricket.txt", newsroom / "news" / "cricket.md")
    (newsroom / "backlog.txt").write_text("news/flood.txt\n", "utf-8")
    (newsroom / "www").mkdir()
    (newsroom / "bin").mkdir()
    clipboard = newsroom / "bin" / "pbpaste"
    clipboard.write_text(f"#!/bin/sh\ncat {shlex.quote(str(newsroom / 'news' / 'flood.txt'))}\n")
    clipboard.chmod(0o755)
    return newsroom


# -- the two commands ------------------------------------------------------


def test_the_first_command_makes_the_episode_and_prints_what_the_readme_shows(
    station: Path,
) -> None:
    first = blocks(README, "sh")[0].strip()
    setting_up, _, body = first.partition("naqeeb make")
    assert setting_up == "python3 -m venv .venv && . .venv/bin/activate && pip install . && "
    done = shell(f"naqeeb make{body}", station)
    assert done.returncode == 0, done.stderr
    output = station / "output"
    assert (output / "feed.xml").is_file()
    assert (output / "index.html").is_file()
    for kind in ("*.mp3", "transcript.vtt", "transcript.srt", "chapters.json", "episode.json"):
        assert len(list(output.glob(f"episodes/*/{kind}"))) == 1
    (shown,) = blocks(README, "text")
    assert shape(done.stdout) == shape(shown)


def shape(text: str) -> list[str]:
    """Output without what differs from run to run: lengths, hashes, and why no voice answered."""
    text = re.sub(r"^(voice +espeak:).*", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"[0-9a-f]{8}\.mp3", "H.mp3", text)
    return re.sub(r"\d+ min \d+ s, [\d.]+ MB", "N", text).split("\n")[:-1]


def test_the_second_command_runs_these_tests() -> None:
    second = blocks(README, "sh")[1].strip()
    assert second == "pip install '.[test]' && pytest"
    assert "uv run naqeeb make" in README
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    found = re.search(r"awk '(.*?)'", script)
    assert found
    taken = subprocess.run(
        ["awk", found[1], ROOT / "README.md"], capture_output=True, text=True, check=True
    )
    assert taken.stdout.strip() == second, "what .ci/run runs"


# -- all other commands ----------------------------------------------------


@pytest.mark.parametrize(
    "path", [each for each in DOCS if commands(each.read_text("utf-8"))], ids=name_of
)
def test_a_docs_commands_run_one_after_the_other(path: Path, station: Path, naqeeb: Naqeeb) -> None:
    assert naqeeb("make", "news/flood.txt", "--voice", "tone").returncode == 0
    (episode,) = (station / "output" / "episodes").glob("[!.]*")
    for line in commands(path.read_text("utf-8")):
        # What fetches from the world, or serves until it is ended, has tests of its own.
        elsewhere = ("pip install", "pytest", "voices --get", "naqeeb newsroom", "naqeeb release")
        if any(each in line for each in elsewhere):
            continue
        here = re.sub(r"/var/www/\S+", "www", line)
        # Listeners of the station here are on this machine: it has no address of its own.
        here = here.replace("naqeeb publish", "naqeeb publish --anyway")
        here = re.sub(r"(naqeeb remove )\S+", rf"\g<1>{episode.name}", here)
        done = run(here, station, naqeeb)
        assert done.returncode == 0, f"{here}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "path", [each for each in DOCS if blocks(each.read_text("utf-8"), "python")], ids=name_of
)
def test_python_in_the_docs_runs(path: Path, station: Path) -> None:
    code = "\n".join(blocks(path.read_text("utf-8"), "python"))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=station,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_toml_in_the_docs_is_accepted(path: Path, tmp_path: Path) -> None:
    from naqeeb import script, settings

    for number, block in enumerate(blocks(path.read_text("utf-8"), "toml")):
        table = tomllib.loads(block)
        file = tmp_path / f"example{number}.toml"
        file.write_text(block, "utf-8")
        if table.keys() & {"words", "entry"}:
            assert script.Lexicon.load(file).entries
        elif "engine" in table:
            assert settings.read_voice(file)
        elif not table.keys() & {"project", "tool", "build-system"}:
            assert settings.load(file)


def test_examples_in_docstrings_of_the_public_functions() -> None:
    import doctest
    from importlib import import_module

    for module in ("naqeeb.script.speaking", "naqeeb.script.splitting"):
        failed, tried = doctest.testmod(import_module(module))
        assert tried, f"{module} shows no example"
        assert not failed
