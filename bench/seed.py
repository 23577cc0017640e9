"""The whole command on the seed article, beside the shortest pipe that makes an MP3.

    python bench/seed.py [--rounds 7] [--voice espeak]

In turn, several rounds: ``naqeeb make`` as a whole process with an empty output
(tags, transcript, chapters, feed, pages and checks included), the same again
with nothing changed, and ``espeak-ng | lame -b 64``. Medians of wall time, CPU
time and peak memory, and ratios of walls. Programs that are not there are left
out with a word. Nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SEED = Path(__file__).parents[1] / "seeds" / "000_b94b77c0ced95709.txt"
TARGETS = {"naqeeb / pipe": 1.0}
TARGET_AGAIN_S = 0.4
TARGET_PEAK_MB = 100


@dataclass(frozen=True, slots=True)
class Run:
    """One process (or pipe) from start to end."""

    wall_s: float
    cpu_s: float
    """User and system time, children's included."""
    peak_mb: float
    """Resident memory of the largest process."""


def timed(*commands: Sequence[str | Path], into: Path | None = None) -> Run:
    """Run commands as a pipe; the last one's output goes to a file."""
    started = time.perf_counter()
    processes: list[subprocess.Popen[bytes]] = []
    with (into or Path(os.devnull)).open("wb") as sink:
        for number, command in enumerate(commands):
            last = number == len(commands) - 1
            processes.append(
                subprocess.Popen(
                    [str(word) for word in command],
                    stdin=processes[-1].stdout if processes else subprocess.DEVNULL,
                    stdout=sink if last else subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            )
        cpu_s = peak_mb = 0.0
        for process, command in zip(processes, commands, strict=True):
            if process.stdout is not None:
                process.stdout.close()  # the next one in the pipe has its own
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu_s += usage.ru_utime + usage.ru_stime
            peak_mb = max(peak_mb, usage.ru_maxrss / 1024)
            if process.returncode:
                sys.exit(f"{command[0]} ended with {process.returncode}: {command}")
    return Run(time.perf_counter() - started, cpu_s, peak_mb)


def contestants(folder: Path, voice: str, seed: Path) -> dict[str, Callable[[], Run]]:
    """What runs in each round, by name, in this order."""
    naqeeb = Path(sys.executable).with_name("naqeeb")
    output = folder / "output"
    make: list[str | Path] = [naqeeb, "make", seed, "--voice", voice, "--output", output, "--quiet"]

    def fresh() -> Run:
        shutil.rmtree(output, ignore_errors=True)
        return timed(make)

    runs = {"naqeeb make": fresh, "naqeeb make again": lambda: timed(make)}
    missing = [name for name in ("espeak-ng", "lame") if shutil.which(name) is None]
    if missing:
        print(f"left out, since {' and '.join(missing)} is not installed: the pipes\n")
        return runs
    speak: list[str | Path] = ["espeak-ng", "-v", "ur", "-s", "150", "-f", seed, "--stdout"]
    encode: list[str | Path] = ["lame", "--quiet", "-b", "64", "-m", "m"]
    out = folder / "pipe.mp3"
    runs["pipe"] = lambda: timed(speak, [*encode, "-", out])
    return runs


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--voice", default="espeak")
    parser.add_argument("--seed", type=Path, default=SEED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naqeeb-bench-") as made:
        folder = Path(made)
        # A cache of its own, and a folder without a naqeeb.toml.
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        # As where it is installed: else each start compiles a checkout's sources.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        seed = options.seed.resolve()
        os.chdir(folder)
        runs = contestants(folder, options.voice, seed)
        for run in runs.values():
            run()  # the files are in the system's cache for all
        results: dict[str, list[Run]] = {name: [] for name in runs}
        for _ in range(options.rounds):
            for name, run in runs.items():
                results[name].append(run())
    show(results, options.rounds)


def show(results: dict[str, list[Run]], rounds: int) -> None:
    """Print medians, and ratios beside what was aimed at."""
    print(f"medians of {rounds} rounds, {os.cpu_count()} processors")
    print(f"{'':<20}{'wall s':>8}{'best':>8}{'CPU s':>8}{'peak MB':>9}")
    wall = {}
    for name, each in results.items():
        wall[name] = median(run.wall_s for run in each)
        best = min(run.wall_s for run in each)
        cpu = median(run.cpu_s for run in each)
        peak = median(run.peak_mb for run in each)
        print(f"{name:<20}{wall[name]:>8.2f}{best:>8.2f}{cpu:>8.2f}{peak:>9.0f}")
    print()
    for name, target in TARGETS.items():
        pipe = name.removeprefix("naqeeb / ")
        if pipe in wall:
            # The ratio of each round, since a noisy neighbour slows a whole round.
            pairs = zip(results["naqeeb make"], results[pipe], strict=True)
            ratio = median(mine.wall_s / theirs.wall_s for mine, theirs in pairs)
            print(f"{name:<20}{ratio:>8.2f}   aim: at most {target}")
    peak = max(run.peak_mb for run in results["naqeeb make"])
    print(f"{'peak memory':<20}{peak:>8.0f}   aim: at most {TARGET_PEAK_MB} MB")
    again = wall["naqeeb make again"]
    print(f"{'nothing changed':<20}{again:>8.2f}   aim: at most {TARGET_AGAIN_S} s")


if __name__ == "__main__":
    main()
