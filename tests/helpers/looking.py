"""Runs a command of naqeeb in a process of its own and notes which paths it opens and lists.

A hook on what Python opens cannot be taken out again, and before Python 3.12 no thread can
begin to be measured for coverage while one runs: so it never stands in the tests' own process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from naqeeb.archive import folders
from naqeeb.cli import main

LIST = "*"


@dataclass(frozen=True)
class Looks:
    """What a command looked at."""

    exit_code: int
    paths: tuple[str, ...]
    """What was opened or listed below ``episodes/``; a list of a folder ends in `LIST`."""
    stamps: int
    """At how many records' time stamps it looked."""


def looks_of(*words: str) -> Looks:
    """Runs the command in the current folder."""
    done = subprocess.run(
        [sys.executable, __file__, *words], capture_output=True, text=True, check=True, timeout=60
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return Looks(found["exit_code"], tuple(found["paths"]), found["stamps"])


def _run(words: list[str]) -> None:
    paths: list[str] = []
    stamps = 0
    real = folders.stamp

    def stamp(output: Path, name: str) -> tuple[int, int] | None:
        nonlocal stamps
        stamps += 1
        return real(output, name)

    def look(event: str, arguments: tuple[object, ...]) -> None:
        # Who brings a folder to the disk opens it, and does not list it.
        if event in ("open", "os.scandir", "os.listdir") and "episodes/" in f"{arguments[0]}/":
            paths.append(f"{arguments[0]}/{'' if event == 'open' else LIST}")

    folders.stamp = stamp
    sys.addaudithook(look)
    exit_code = main([*words, "--quiet"])
    json.dump({"exit_code": exit_code, "paths": list(paths), "stamps": stamps}, sys.stdout)


if __name__ == "__main__":
    _run(sys.argv[1:])
