"""No command but a rebuild and ``check`` looks at the folders of all episodes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from cloning import clone

from naqeeb.archive import folders
from naqeeb.cli import main

EPISODES = 30
LIST = "*"
LOOKED: list[str] = []
"""Paths that were opened or listed below ``episodes/``; a hook cannot be taken out again."""


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    # Who brings a folder to the disk opens it, and does not list it.
    if event in ("open", "os.scandir", "os.listdir") and "episodes/" in f"{arguments[0]}/":
        LOOKED.append(f"{arguments[0]}/{'' if event == 'open' else LIST}")


sys.addaudithook(_hook)


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


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """At how many records' time stamps it was looked."""
    counts = {"stamps": 0}
    real = folders.stamp

    def stamp(output: Path, name: str) -> tuple[int, int] | None:
        counts["stamps"] += 1
        return real(output, name)

    monkeypatch.setattr(folders, "stamp", stamp)
    return counts


def listed(output: Path) -> int:
    return sum(Path(path).resolve() == (output / "episodes" / LIST).resolve() for path in LOOKED)


def episodes(output: Path) -> set[str]:
    """Episodes of which something was opened or listed."""
    below = (output / "episodes").resolve()
    paths = (Path(path).resolve() for path in LOOKED)
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
def test_it_looks_at_no_other_episodes(
    output: Path, looks: dict[str, int], words: list[str], most: int
) -> None:
    if words[0] == "release":
        words = ["release", str(EPISODES + 1)]
    LOOKED.clear()
    looks["stamps"] = 0
    assert main([*words, "--quiet"]) == 0
    assert listed(output) == 0
    assert looks["stamps"] <= 3 * most


def test_publish_looks_at_what_changed_since_it_was_last_there(
    output: Path, looks: dict[str, int]
) -> None:
    assert main(["publish", "www", "--anyway", "--quiet"]) == 0
    assert main(["make", "new.txt", "--quiet"]) == 0
    LOOKED.clear()
    looks["stamps"] = 0
    assert main(["publish", "www", "--anyway", "--quiet"]) == 0
    assert listed(output) == 0
    assert looks["stamps"] == 0
    assert len(episodes(output)) == 1


def test_a_damaged_record_does_not_cost_a_look_at_all(output: Path, looks: dict[str, int]) -> None:
    (folder, *_) = sorted((output / "episodes").glob("[!.]*"))
    (folder / "episode.json").write_text("{", "utf-8")
    main(["feed", "--quiet"])
    LOOKED.clear()
    looks["stamps"] = 0
    assert main(["list", "--quiet"]) == 0
    assert listed(output) == 0
    assert looks["stamps"] == 1


def test_a_rebuild_and_a_check_look_at_all(output: Path, looks: dict[str, int]) -> None:
    for command in ("feed", "check"):
        LOOKED.clear()
        looks["stamps"] = 0
        main([command, "--quiet"])
        assert listed(output)
        assert looks["stamps"] > EPISODES
        assert len(episodes(output)) >= EPISODES
