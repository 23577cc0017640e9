"""What goes wrong half way: nothing is half-written, and the next run goes on."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = [sys.executable, "-m", "naqeeb"]


def start(*arguments: str, largest_file: int | None = None) -> subprocess.Popen[str]:
    """naqeeb in a process of its own."""

    def limit() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    # Coverage would write its own file under the same limit, and complain in this one's name.
    measured = {"COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"} if largest_file else set()
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name not in measured},
        preexec_fn=limit,  # noqa: PLW1509 - nothing else runs in this test
        start_new_session=True,
    )


def wait_until(seen: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    for _ in range(1200):
        # What is looked at may get its final name just now.
        with contextlib.suppress(FileNotFoundError):
            if seen():
                return
        assert process.poll() is None, "it ended before it was to be disturbed"
        time.sleep(0.05)
    pytest.fail("it never began")


def long_article(newsroom: Path) -> str:
    """Half a minute of work: long enough to be disturbed in the middle."""
    line = "صوبائی حکومت نے کہا ہے کہ متاثرہ علاقوں میں امدادی کام تیزی سے جاری ہے۔ "
    text = "\n\n".join(line * 12 for _ in range(150))
    (newsroom / "long.txt").write_text(text, "utf-8")
    return "long.txt"


def leftovers(output: Path) -> list[str]:
    """Files that no finished episode would have."""
    finished = {path.parent for path in output.rglob("episode.json")}
    return [
        path.relative_to(output).as_posix()
        for path in (output / "episodes").rglob("*")
        if path.is_file() and path.parent not in finished
    ]


def finished(output: Path) -> int:
    """How many episodes have their place."""
    return len(list(output.glob("episodes/[!.]*/episode.json")))


def staged(output: Path) -> bool:
    return any(path.name.startswith(".") and any(path.iterdir())
               for path in output.glob(".naqeeb-new-*") if path.is_dir())  # fmt: skip


def test_an_interrupt_leaves_nothing_and_says_130(newsroom: Path) -> None:
    process = start("make", long_article(newsroom), "--voice", "tone")
    output = newsroom / "output"
    wait_until(lambda: staged(output), process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert "interrupted" in err
    assert "Traceback" not in err
    assert leftovers(output) == []
    assert not list(output.rglob("*.mp3"))


def test_an_interrupt_reaches_the_processes_that_share_the_work(newsroom: Path) -> None:
    name = long_article(newsroom)
    (newsroom / "long2.txt").write_bytes((newsroom / name).read_bytes())
    process = start("make", name, "long2.txt", "--voice", "tone", "--jobs", "2")
    output = newsroom / "output"
    wait_until(lambda: staged(output), process)
    # As a terminal does for Ctrl-C: to all of them.
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == "interrupted; nothing was half-written\n"
    assert leftovers(output) == []
    assert not list(output.rglob("episode.json"))


def test_what_was_finished_before_an_interrupt_is_in_the_feed(make: Naqeeb, newsroom: Path) -> None:
    make("news/cricket.txt")
    # Another title is in every page, so there is more to do than to add one episode.
    (newsroom / "naqeeb.toml").write_text('[show]\ntitle = "دوسرا نام"\n', "utf-8")
    process = start(
        "make", "news/flood.txt", long_article(newsroom), "--voice", "tone", "--jobs", "1"
    )
    output = newsroom / "output"
    wait_until(lambda: finished(output) == 2 and staged(output), process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "2 episodes, up to date" in out
    assert err == "interrupted; nothing was half-written\n"
    feed = (output / "feed.xml").read_text("utf-8")
    assert feed.count("<item>") == 2
    assert "دوسرا نام" in feed
    assert leftovers(output) == []


def test_a_killed_run_is_no_hindrance(make: Naqeeb, naqeeb: Naqeeb, newsroom: Path) -> None:
    process = start("make", long_article(newsroom), "--voice", "tone")
    wait_until(lambda: staged(newsroom / "output"), process)
    process.kill()
    process.communicate(timeout=60)
    assert make("news/flood.txt").returncode == 0
    assert naqeeb("check").returncode == 0


@pytest.mark.parametrize("limit", [3_000, 30_000, 100_000])
def test_a_full_disk_is_said_plainly_and_leaves_the_old_episode(
    limit: int, make: Naqeeb, newsroom: Path
) -> None:
    path, output = newsroom / "news" / "flood.txt", newsroom / "output"
    make(path)
    before = {
        each: each.read_bytes()
        for each in output.rglob("*")
        if each.is_file() and each.stat().st_size
    }
    path.write_text(path.read_text("utf-8").replace("12 ہزار", "15 ہزار"), "utf-8")
    process = start("make", str(path), "--voice", "tone", largest_file=limit)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "error:" in err
    assert "fault in naqeeb itself" not in err
    assert "Traceback" not in err
    assert leftovers(output) == []
    assert {each: each.read_bytes() for each in before} == before
    assert make(path).stdout.startswith("corrected"), "with room again, it is made"


def test_something_in_the_way_of_the_output(make: Naqeeb, newsroom: Path) -> None:
    (newsroom / "output").write_text("a file", "utf-8")
    done = make("news/flood.txt")
    assert done.returncode == 1
    assert "--output" in done.stderr
    assert "fault in naqeeb itself" not in done.stderr


def test_a_damaged_record_is_left_out_and_named(make: Naqeeb, newsroom: Path) -> None:
    make("news/flood.txt")
    (record,) = (newsroom / "output").rglob("episode.json")
    whole = record.read_bytes()
    record.write_bytes(whole[: len(whole) // 2])
    done = make("news/cricket.txt")
    assert done.returncode == 0
    assert record.parent.name in done.stderr
    feed = (newsroom / "output" / "feed.xml").read_text("utf-8")
    assert feed.count("<item>") == 1


def test_two_runs_at_once_lose_nothing(newsroom: Path) -> None:
    runs = [
        start("make", f"news/{name}.txt", "--voice", "tone", "--json")
        for name in ("flood", "cricket")
    ]
    said = [run.communicate(timeout=100) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    made = {json.loads(out)["guid"] for out, _ in said}
    feed = (newsroom / "output" / "feed.xml").read_text("utf-8")
    assert len(made) == 2
    assert all(guid in feed for guid in made)
    guids = {json.loads(path.read_bytes())["guid"]
             for path in (newsroom / "output").rglob("episode.json")}  # fmt: skip
    assert guids == made


def test_a_reader_that_goes_away_is_no_fault(newsroom: Path) -> None:
    assert newsroom
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m naqeeb script news/flood.txt | head -n 1"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert "fault" not in done.stderr
