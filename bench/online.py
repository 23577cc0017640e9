"""Google's voice: the whole command beside ``gtts-cli``, over the same slow line.

    python bench/online.py [--rounds 5] [--latency-ms 150]

Both go to a stand-in for the service on this machine, which answers each
request after so many milliseconds with speech that was made before the clock
starts; nothing is sent anywhere. In turn, several rounds: ``naqeeb make --voice
gtts`` as a whole process with an empty output and an empty cache, and
``gtts-cli`` on the same text, which makes an MP3 and nothing else. At last
``naqeeb make --force`` once more with the cache that the last round left.
Medians of wall time, their ratio, and the requests that each one made.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_b94b77c0ced95709.txt"
TARGET = 3.5

sys.path.insert(0, str(ROOT / "tests" / "standins"))
from voice_services import Services  # noqa: E402 - it lies beside the tests that share it


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description="Google's voice beside gtts-cli.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--latency-ms", type=int, default=150)
    parser.add_argument("--seed", type=Path, default=SEED)
    wanted = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="naqeeb-bench-") as name,
        Services(Path(name)) as services,
    ):
        folder = Path(name)
        env = os.environ | services.env | {"XDG_CACHE_HOME": str(folder / "cache")}
        programs = contestants(folder, wanted.seed, env)
        for program in programs.values():
            program()
        services.google.latency_s = wanted.latency_ms / 1000
        walls: dict[str, list[float]] = {key: [] for key in programs}
        asked: dict[str, int] = {}
        for _ in range(wanted.rounds):
            for key, program in programs.items():
                before = len(services.google.requests)
                walls[key].append(timed(program))
                asked[key] = len(services.google.requests) - before
        before = len(services.google.requests)
        walls["naqeeb, warm cache"] = [timed(lambda: again(folder, wanted.seed, env))]
        asked["naqeeb, warm cache"] = len(services.google.requests) - before
    for key, seconds in walls.items():
        print(f"{key:20} {median(seconds):7.2f} s  {asked[key]:4} requests")
    ratio = median(walls["gtts-cli"]) / median(walls["naqeeb"])
    print(f"gtts-cli / naqeeb    {ratio:7.2f}    (target: at least {TARGET})")


def contestants(folder: Path, seed: Path, env: dict[str, str]) -> dict[str, Callable[[], None]]:
    """The two whole commands, each from nothing."""

    def naqeeb() -> None:
        shutil.rmtree(folder / "output", ignore_errors=True)
        shutil.rmtree(folder / "cache", ignore_errors=True)
        run([_tool("naqeeb"), *_make(folder, seed)], env)

    def gtts_cli() -> None:
        written = folder / "gtts.mp3"
        run([_tool("gtts-cli"), "-l", "ur", "-f", str(seed), "-o", str(written)], env)

    return {"naqeeb": naqeeb, "gtts-cli": gtts_cli}


def again(folder: Path, seed: Path, env: dict[str, str]) -> None:
    """The same episode once more, from chunks that are all in the cache."""
    run([_tool("naqeeb"), *_make(folder, seed), "--force"], env)


def _make(folder: Path, seed: Path) -> list[str]:
    output = str(folder / "output")
    return ["make", str(seed), "--voice", "gtts", "--output", output, "--quiet"]


def timed(program: Callable[[], None]) -> float:
    """Seconds on the wall."""
    began = time.perf_counter()
    program()
    return time.perf_counter() - began


def run(command: list[str], env: dict[str, str]) -> None:
    """Run to the end, or end with what it said."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


if __name__ == "__main__":
    main()
