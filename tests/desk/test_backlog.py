"""A backlog is worked off through interruptions: nothing lost, nothing read twice."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from naqeeb.desk.backlog import Backlog
from naqeeb.desk.backlog.json_log import JsonLog
from naqeeb.desk.job import Failure, Result
from naqeeb.settings import Settings, VoiceSettings

SENTENCE = "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا۔ خبر نمبر {}۔"


def articles(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(SENTENCE.format(number), "utf-8")
    return paths


def backlog(station: Any, place: Path, *, jobs: int = 1) -> Backlog:
    return Backlog(replace(station.settings, jobs=jobs), str(place))


def manifest(folder: Path, *lines: object) -> Path:
    place = folder / "list.txt"
    place.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return place


def hidden(output: Path) -> list[str]:
    return [path.name for path in output.glob(".naqeeb-journal-*")]


def test_an_interrupted_run_goes_on_without_reading_what_is_done(build: Any) -> None:
    station = build()
    paths = articles(station.settings.root, 5)
    place = manifest(station.settings.root, *paths)
    with closing(backlog(station, place).outcomes()) as outcomes:
        first = [each.source for each in islice(outcomes, 2)]
    assert len(station.archive.entries()) == 2, "its feed is up to date"
    assert (station.output / "feed.xml").read_text("utf-8").count("<item>") == 2
    for path in paths[:2]:
        path.unlink()  # whoever looks at them fails
    again = backlog(station, place)
    rest = list(again.outcomes())
    assert [each.source for each in rest] == [str(path) for path in paths if str(path) not in first]
    assert not any(isinstance(each, Failure) for each in rest)
    assert again.progress.skipped == 2
    assert len(station.archive.entries()) == 5
    assert hidden(station.output) == []


def test_a_run_that_came_to_its_end_is_begun_anew(build: Any) -> None:
    station = build()
    (path,) = articles(station.settings.root, 1)
    place = manifest(station.settings.root, path)
    kinds = []
    for _ in range(2):
        (outcome,) = backlog(station, place).outcomes()
        assert isinstance(outcome, Result)
        kinds.append(outcome.kind.value)
    assert kinds == ["new", "unchanged"], "an article may have been corrected since"


def test_failures_and_bad_lines_stop_nothing_and_can_be_tried_again(build: Any) -> None:
    station = build()
    root = station.settings.root
    paths = articles(root, 2)
    late = root / "late.txt"
    place = manifest(root, paths[0], late, '{"text": 5}', paths[1])
    first = backlog(station, place)
    failed = [each.source for each in first.outcomes() if isinstance(each, Failure)]
    assert sorted(failed) == sorted([f"{place} line 3", str(late)])
    assert len(station.archive.entries()) == 2

    late.write_text(SENTENCE.format(9), "utf-8")
    second = backlog(station, first.dead_letters.path)
    made, still = sorted(second.outcomes(), key=lambda each: isinstance(each, Failure))
    assert made.source == str(late)
    assert isinstance(still, Failure)
    (letter,) = map(json.loads, second.dead_letters.path.read_text("utf-8").splitlines())
    assert (letter["raw"], letter["tries"]) == ('{"text": 5}', 2)


def test_an_address_with_a_secret_is_tried_again_with_it_and_told_without(build: Any) -> None:
    station = build()
    address = "http://editor:canary@127.0.0.1:9/story?token=canary"
    first = backlog(station, manifest(station.settings.root, address))
    (failure,) = first.outcomes()
    assert failure.source == "http://***@127.0.0.1:9/story?token=***"
    assert address in first.dead_letters.path.read_text("utf-8"), "or it could not be tried again"


def test_an_article_in_a_line_fails_with_its_text_and_is_made_when_tried_again(
    build: Any,
) -> None:
    station = build()
    root = station.settings.root
    lines = [json.dumps({"id": f"row-{n}", "text": SENTENCE.format(n)}) for n in range(3)]
    first = backlog(station, manifest(root, *lines))
    first.dead_letters.path.write_text(
        json.dumps({"id": "row-1", "text": SENTENCE.format(1), "error": "…", "tries": 1}) + "\n"
    )
    again = backlog(station, first.dead_letters.path)
    (made,) = again.outcomes()
    assert made.source == "row-1"
    assert not again.dead_letters.path.exists()
    assert {each.key for each in station.archive.entries()} == {"row-1"}
    kinds = Counter(each.kind.value for each in first.outcomes() if not isinstance(each, Failure))
    assert kinds == {"new": 2, "unchanged": 1}


def test_a_line_that_comes_twice_is_made_once(build: Any) -> None:
    station = build()
    (path,) = articles(station.settings.root, 1)
    outcomes = list(backlog(station, manifest(station.settings.root, path, path)).outcomes())
    assert not any(isinstance(each, Failure) for each in outcomes)
    assert len(outcomes) == 2
    assert len(station.archive.entries()) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="wants POSIX signals")
@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_signal_in_the_middle_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: int, code: int
) -> None:
    root = tmp_path
    place = manifest(root, *(path.name for path in articles(root, 8)))
    command = [sys.executable, "-m", "naqeeb", "make", "--from", place.name, "--voice", "tone"]
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / "cache"))
    with subprocess.Popen(
        [*command, "--json", "--jobs", "1"],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as making:  # fmt: skip
        assert making.stdout is not None
        first = [json.loads(making.stdout.readline()) for _ in range(3)]
        making.send_signal(sent)
        rest, said = making.communicate(timeout=100)
    assert making.returncode == code, said
    first += map(json.loads, rest.splitlines())
    if sent != signal.SIGKILL:
        assert "the same command goes on from here" in said
        feed = (root / "output" / "feed.xml").read_text("utf-8")
        assert all(each["guid"] in feed for each in first)
    noted = b"".join(path.read_bytes() for path in (root / "output").glob(".naqeeb-journal-*"))
    assert noted.count(b"\n") >= len(first)
    settings = Settings(output=root / "output", root=root, voice=VoiceSettings("tone"), jobs=1)
    monkeypatch.chdir(root)
    second = list(Backlog(settings, place.name).outcomes())
    assert {each["source"] for each in first}.isdisjoint({each.source for each in second})
    assert len(list((root / "output" / "episodes").glob("[!.]*/episode.json"))) == 8
    feed = (root / "output" / "feed.xml").read_text("utf-8")
    assert feed.count("<item>") == 8
    assert hidden(root / "output") == []


def test_the_log_goes_on_in_a_new_line_after_one_that_a_crash_tore(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text('{"step": "re', "utf-8")
    for text in ("one", "two"):
        log = JsonLog(path)
        log.progress(text)
        log.close()
    _, *lines = path.read_text("utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["one", "two"]
