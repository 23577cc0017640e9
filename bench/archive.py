"""An output of very many episodes: ``python bench/archive.py [EPISODES] [whole]`` (100,000).

Some episodes are made for real, a month apart, and cloned under other names; each clone is
whole down to its hashes. Then everyday commands run on it, each in a process of its own: how
long one more takes, a whole rebuild, a rebuild that was ended in the middle, a check of a
thousand, lists. CPU seconds are those of the process and its children, the peak is of the
largest one. The disk's cache is warm.

With ``whole`` it is only what touches every episode: a feed, a check of all, a change of the
show's title, a first ``publish`` into a folder and another with nothing new.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from naqeeb import workers
from naqeeb.archive import Archive
from naqeeb.desk.job import Overrides
from naqeeb.desk.make import make
from naqeeb.settings import Settings, load
from seed import Run, timed

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))
from cloning import clone  # it lies beside the tests that share it

NAQEEB = Path(sys.executable).with_name("naqeeb")
EPISODES = 100_000
TEMPLATES = 120
BATCH = 500
FIRST = datetime(2016, 1, 1, tzinfo=UTC)
SENTENCES = (
    "صوبائی حکومت نے کہا ہے کہ سیلاب سے متاثرہ علاقوں میں امدادی کام تیزی سے جاری ہے۔",
    "محکمہ موسمیات کے مطابق آئندہ دو روز میں مزید بارش کا امکان نہیں۔",
    "سڑکوں کی بحالی کا کام کل سے شروع ہوگا۔",
)
CONFIG = """[show]
title = "ریڈیو نقیب"
site_url = "https://example.org/news/"

[voice]
name = "tone"
"""


def main() -> None:
    """Build an output and run commands on it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else EPISODES
    with tempfile.TemporaryDirectory(prefix="naqeeb-bench-") as folder:
        # A cache of its own, and a folder without any other naqeeb.toml.
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        os.chdir(folder)
        Path("naqeeb.toml").write_text(CONFIG, "utf-8")
        started = time.perf_counter()
        build(count)
        print(f"{count:,} episodes, built in {time.perf_counter() - started:.0f} s", flush=True)
        print(f"{'':<34}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}")
        if "whole" in sys.argv[2:]:
            measure_whole(Path(folder))
        else:
            measure(Path(folder), count)


def build(count: int) -> None:
    """An output of so many episodes."""
    settings = load()
    templates = []
    for number in range(min(TEMPLATES, count)):
        source = Path(f"{number}.txt")
        source.write_text(f"خبر نمبر {number}\n\n{' '.join(SENTENCES)}\n", "utf-8")
        day = FIRST + timedelta(days=30 * number)
        templates.append(make(settings, str(source), Overrides(date=day)).folder)
    numbers = range(len(templates), count)
    batches = [numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH)]
    for done in workers.run(partial(_clones, templates), batches):
        assert done.error is None, done.error


def _clones(templates: list[Path], numbers: range) -> None:
    for number in numbers:
        clone(templates[number % len(templates)], number, key=f"clones/{number}.txt")


def measure(folder: Path, count: int) -> None:
    """Commands on it, in the order of a day."""
    run("list, no index yet", "list")
    run("list", "list")
    run("feed, first time", "feed")
    for number in (1, 2):
        run(f"make one new ({number})", "make", news(number))
    run("the same again, unchanged", "make", news(2))
    run("the same corrected", "make", news(2, "اور ایک جملہ۔"))
    run("make one new, no archive", "make", news(3), "--output", folder / "empty")
    run("held", "held")
    run("remove the newest", "remove", newest())
    run("feed, nothing changed", "feed")
    ended = end_in_the_middle("feed", pieces=count // 1000)
    run(f"feed, after one ended at {ended:.0f} s", "feed")
    run("check --sample 1000", "check", "--sample", "1000")
    run("index deleted, make one new", "make", news(4), before=_without_index)


def measure_whole(folder: Path) -> None:
    """Commands that touch every episode."""
    run("feed, first time", "feed")
    run("check", "check")
    Path("naqeeb.toml").write_text(CONFIG.replace("نقیب", "صبح"), "utf-8")
    run("feed, the show has another title", "feed")
    run("publish, first time", "publish", folder / "public")
    run("publish, nothing new", "publish", folder / "public")


def news(number: int, more: str = "") -> Path:
    """An article that is not in the output."""
    path = Path(f"new-{number}.txt")
    path.write_text(
        f"نئی خبر {number}\n\nکراچی کی بندرگاہ پر {number} جہاز پہنچ گئے۔ {more}\n", "utf-8"
    )
    return path


def newest() -> str:
    """The id of the newest episode."""
    return Archive(Settings().output).on_air().window(0, 1)[0].id


def end_in_the_middle(command: str, *, pieces: int) -> float:
    """Begin a command and end it once so many pieces are done; gives after how many seconds."""
    started = time.perf_counter()
    with subprocess.Popen([str(NAQEEB), command, "--quiet"]) as process:
        done = 0
        while process.poll() is None and done < pieces:
            time.sleep(0.1)
            done = sum(map(_size, Path("output").glob(".naqeeb-journal-*"))) // 17
        process.send_signal(signal.SIGTERM)  # which a background job does not ignore
    return time.perf_counter() - started


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _without_index() -> None:
    Path("output/.naqeeb-index.sqlite").unlink()


def run(name: str, *command: str | Path, before: object = None) -> Run:
    """Measure a command of naqeeb."""
    if callable(before):
        before()
    done = timed([NAQEEB, *command, "--quiet"])
    print(f"{name:<34}{done.cpu_s:>8.2f}{done.wall_s:>8.2f}{done.peak_mb:>9.0f}", flush=True)
    return done


if __name__ == "__main__":
    main()
