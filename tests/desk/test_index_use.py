"""No command but a rebuild and ``check`` looks at the folders of all episodes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cloning import clone
from looking import LIST, Looks, looks_of

from naqeeb.cli import main

EPISODES = 30


@pytest.fixture
def output(build: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output of many episodes that the index knows, in the current folder."""
    station = build()
    monkeypatch.chdir(station.settings.root)
    Path("naqeeb.toml").write_text('jobs = 1\n[voice]\nname = "tone"\n', "utf-8")
    first = station.make("roads", 0, 2, day=20)
    for number in range(EPISODES - 1):
        clone(station.archive.folder(first.id), number, key=f"clones/{number}.txt")
    Path("new.txt").write_text("کراچی کی بندرگاہ پر نئے جہاز پہنچ گئے۔\n", "utf-8")
    Path("held.txt").write_text("پشاور میں کتابوں کا میلہ جاری ہے۔\n", "utf-8")
    assert main(["make", "held.txt", "--hold", "--quiet"]) == 0
    output: Path = station.output
    return output


def listed(output: Path, looks: Looks) -> int:
    whole = (output / "episodes" / LIST).resolve()
    return sum(Path(path).resolve() == whole for path in looks.paths)


def episodes(output: Path, looks: Looks) -> set[str]:
    """Episodes of which something was opened or listed."""
    below = (output / "episodes").resolve()
    paths = (Path(path).resolve() for path in looks.paths)
    names = {path.relative_to(below).parts[0] for path in paths if below in path.parents}
    return names - {LIST}


@pytest.mark.parametrize(
    ("words", "most"),
    [
        (["list"], 0),
        (["held"], 0),
        (["make", "roads.txt"], 1),
        (["make", "new.txt"], 1),
        (["release", "held"], 1),
        (["remove", "1"], 1),
        (["remove", "1", "--erase"], 1),
        (["make", "new.txt", "held.txt", "--jobs", "1"], 2),
    ],
    ids=str,
)
def test_it_looks_at_no_other_episodes(output: Path, words: list[str], most: int) -> None:
    if words[0] == "release":
        words = ["release", str(EPISODES + 1)]
    looks = looks_of(*words)
    assert looks.exit_code == 0
    assert listed(output, looks) == 0
    assert looks.stamps <= 3 * most


def test_publish_looks_at_what_changed_since_it_was_last_there(output: Path) -> None:
    assert main(["publish", "www", "--anyway", "--quiet"]) == 0
    assert main(["make", "new.txt", "--quiet"]) == 0
    looks = looks_of("publish", "www", "--anyway")
    assert looks.exit_code == 0
    assert listed(output, looks) == 0
    assert looks.stamps == 0
    assert len(episodes(output, looks)) == 1


def test_a_damaged_record_does_not_cost_a_look_at_all(output: Path) -> None:
    (folder, *_) = sorted((output / "episodes").glob("[!.]*"))
    (folder / "episode.json").write_text("{", "utf-8")
    main(["feed", "--quiet"])
    looks = looks_of("list")
    assert looks.exit_code == 0
    assert listed(output, looks) == 0
    assert looks.stamps == 1


@pytest.mark.parametrize("command", ["feed", "check"])
def test_a_rebuild_and_a_check_look_at_all(output: Path, command: str) -> None:
    looks = looks_of(command)
    assert listed(output, looks)
    assert looks.stamps > EPISODES
    assert len(episodes(output, looks)) >= EPISODES
