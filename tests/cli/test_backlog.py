"""``naqeeb make --from``: a backlog at the command line, and the files that programs follow."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import leaving_voice
import pytest

from naqeeb.desk.backlog.json_log import JsonLog
from naqeeb.desk.backlog.metrics import Metrics
from naqeeb.desk.backlog.progress import Progress
from naqeeb.desk.job import Effort, Failure, Outcome
from naqeeb.errors import ArchiveError, FetchFailed

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


def objects(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_list_of_sources_on_standard_input(make: Naqeeb, newsroom: Path) -> None:
    done = make("--from", "-", "--json", "--jobs", 1, stdin="news/flood.txt\nnews/no.txt\n")
    assert done.returncode == 1
    made, failed = sorted(objects(done.stdout), key=lambda each: "error" in each)
    assert (made["source"], failed["source"]) == ("news/flood.txt", "news/no.txt")
    assert "1 done, 1 failed" in done.stderr
    assert "naqeeb make --from naqeeb.dead-letters.jsonl" in done.stderr
    (letter,) = objects((newsroom / "naqeeb.dead-letters.jsonl").read_text("utf-8"))
    assert (letter["source"], letter["kind"], letter["tries"]) == (
        "news/no.txt",
        "SourceMissing",
        1,
    )


def test_all_that_is_made_is_said_in_a_line_each(make: Naqeeb, newsroom: Path) -> None:
    (newsroom / "list").write_text("news/flood.txt\nnews/cricket.txt\n")
    done = make("--from", "list", "--jobs", 1)
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()[:2]] == ["made", "made"]
    assert "2 done, 0 failed" in done.stderr
    assert not (newsroom / "list.dead-letters.jsonl").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("news/flood.txt", "--from", "list"), "do not go together"),
        (("--from", "list", "--title", "x"), "for one article"),
        (("--from", "list", "--estimate"), "do not go together"),
        (("news/flood.txt", "--dead-letters", "x"), "goes with --from"),
        (("--from", "no-such-list"), "cannot be opened"),
        ((), "nothing to make"),
    ],
)
def test_what_does_not_fit_together_is_an_error_of_the_command(
    make: Naqeeb, newsroom: Path, words: tuple[str, ...], says: str
) -> None:
    (newsroom / "list").write_text("news/flood.txt\n")
    done = make(*words)
    assert done.returncode == 2
    assert says in done.stderr
    assert not (newsroom / "output").exists()


def test_where_there_is_no_terminal_a_line_a_minute_says_how_far_it_is(
    make: Naqeeb, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("naqeeb.cli.backlog.LOG_EVERY_S", 0.0)
    (newsroom / "list").write_text("news/flood.txt\nnews/no.txt\n")
    done = make("--from", "list", "--jobs", 1, "--log-json", "log.jsonl")
    lines = [line for line in done.stderr.splitlines() if re.match(r"\d\d:\d\d:\d\d ", line)]
    counts = [re.sub(r"^\S+ (.*failed).*", r"\1", line) for line in lines]
    assert list(dict.fromkeys(counts)) == [
        "0 done, 0 failed",
        "1 done, 0 failed",
        "1 done, 1 failed",
    ]
    said = objects((newsroom / "log.jsonl").read_text("utf-8"))
    steps = [line["step"] for line in said]
    assert steps.count("progress") == len(lines) + 1, "and one in the end"


@pytest.mark.skipif(sys.platform == "win32", reason="the voice is a shell's")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_slow_voice_does_not_silence_who_follows_the_run(
    naqeeb: Naqeeb, newsroom: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    pytest.importorskip("prometheus_client")
    monkeypatch.setattr("naqeeb.cli.backlog.LOG_EVERY_S", 0.0)
    monkeypatch.setattr("naqeeb.desk.many._WAKE_EVERY_S", 0.05)
    monkeypatch.setattr("naqeeb.desk.backlog.metrics.WRITE_EVERY_S", 0.0)
    leaving_voice.install(newsroom, newsroom / "no-output-to-take-away")
    steps: list[str] = []
    write, note = Metrics.write, Metrics.note

    def writing(metrics: Metrics) -> None:
        steps.append("metrics")
        write(metrics)

    def noting(metrics: Metrics, outcome: Outcome) -> None:
        steps.append("outcome")
        note(metrics, outcome)

    monkeypatch.setattr(Metrics, "write", writing)
    monkeypatch.setattr(Metrics, "note", noting)
    (newsroom / "list").write_text("news/flood.txt\nnews/cricket.txt\n")
    words = ("--from", "list", "--jobs", jobs, "--log-json", "log.jsonl", "--metrics", "n.prom")
    assert naqeeb("make", *words, "--voice", leaving_voice.NAME).returncode == 0
    assert steps.index("outcome") > 2, "metrics when it begins, and while the voice speaks"
    lines = objects((newsroom / "log.jsonl").read_text("utf-8"))
    assert lines[0]["step"] == "progress"


def test_on_a_terminal_a_bar_says_it(
    make: Naqeeb, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[object, ...]] = []
    monkeypatch.setattr("naqeeb.cli.printer.Printer.is_drawing", True)
    monkeypatch.setattr("naqeeb.cli.printer.Printer.working", lambda _, *facts: drawn.append(facts))
    (newsroom / "list").write_text("news/flood.txt\n")
    assert make("--from", "list", "--jobs", 1).returncode == 0
    assert str(drawn[0][0]).startswith("0 done, 0 failed"), "while the voice speaks"
    text, read, size = drawn[-1]
    assert str(text).startswith("1 done, 0 failed")
    assert read == size == len("news/flood.txt\n")


def test_a_mistyped_key_is_told_below_its_article(make: Naqeeb, newsroom: Path) -> None:
    line = {"titel": "x", "title": "سڑکیں", "text": "صوبائی حکومت نے سڑکوں کا کام شروع کر دیا۔"}
    (newsroom / "list").write_text(json.dumps(line), "utf-8")
    made, note, *_ = make("--from", "list", "--jobs", 1, "--hold").stdout.splitlines()
    assert made.split() == ["made", "سڑکیں"]
    assert note.split(maxsplit=1) == ["note", "titel is not read: did you mean title?"]


# -- for programs ------------------------------------------------------------


def test_a_log_has_a_line_for_each_source(make: Naqeeb, newsroom: Path) -> None:
    done = make("news/flood.txt", "news/no.txt", "--log-json", "log.jsonl", "--jobs", 1)
    assert done.returncode == 1
    lines = objects((newsroom / "log.jsonl").read_text("utf-8"))
    ends = [line for line in lines if line["step"] in ("new", "failed")]
    assert {line["source"] for line in ends} == {"news/flood.txt", "news/no.txt"}
    for line in ends:
        assert line.keys() >= {
            "time", "run", "worker", "source", "step", "seconds", "cache_hits", "retries",
        }  # fmt: skip
    (failed,) = [line for line in ends if line["step"] == "failed"]
    assert (failed["level"], failed["kind"]) == ("ERROR", "SourceMissing")
    assert len({line["run"] for line in lines}) == 1


def steps(path: Path, source: str) -> dict[object, dict[str, object]]:
    """What a log says of a source, by step."""
    lines = objects(path.read_text("utf-8"))
    return {line["step"]: line for line in lines if line.get("source") == source}


@pytest.mark.parametrize(
    ("words", "source"),
    [
        (("news/flood.txt",), "news/flood.txt"),
        (("news/flood.txt", "news/cricket.txt", "--jobs", 1), "news/flood.txt"),
        (("news/flood.txt", "news/cricket.txt", "--jobs", 2), "news/flood.txt"),
    ],
)
def test_a_log_has_the_steps_and_the_chunks_of_one_article_and_of_many(
    naqeeb: Naqeeb, newsroom: Path, words: tuple[object, ...], source: str
) -> None:
    leaving_voice.install(newsroom, newsroom / "no-output-to-take-away")
    make = ("make", *words, "--voice", leaving_voice.NAME)
    assert naqeeb(*make, "--log-json", "first.jsonl").returncode == 0
    first = steps(newsroom / "first.jsonl", source)
    assert list(first) == ["read", "produce", "commit", "new"]
    assert all(
        isinstance(line["seconds"], float) and line["seconds"] > 0 for line in first.values()
    )
    assert (first["new"]["chunks"], first["new"]["cache_hits"]) == (5, 0)
    words = (*make, "--force", "--log-json", "second.jsonl", "--metrics", "naqeeb.prom")
    assert naqeeb(*words).returncode == 0
    again = steps(newsroom / "second.jsonl", source)
    (end,) = [line for step, line in again.items() if "chunks" in line]
    assert (end["chunks"], end["cache_hits"]) == (5, 5)
    metrics = (newsroom / "naqeeb.prom").read_text("utf-8")
    assert re.search(r'naqeeb_chunks_total\{cache="hit"\} [1-9]', metrics)
    assert 'naqeeb_chunks_total{cache="miss"} 0.0' in metrics


def test_a_failure_of_one_article_has_the_steps_before_it(naqeeb: Naqeeb, newsroom: Path) -> None:
    leaving_voice.install(newsroom, newsroom / "output")
    (newsroom / "leaving_voice.py").write_text("raise SystemExit(1)")
    make = ("make", "news/flood.txt", "--voice", leaving_voice.NAME, "--log-json", "log.jsonl")
    assert naqeeb(*make).returncode == 1
    lines = steps(newsroom / "log.jsonl", "news/flood.txt")
    assert list(lines) == ["read", "failed"]
    assert lines["failed"]["seconds"] == lines["read"]["seconds"] != 0


def test_a_voice_of_which_no_clip_is_kept_has_chunks_too(make: Naqeeb, newsroom: Path) -> None:
    make("news/flood.txt", "--log-json", "log.jsonl")
    new = steps(newsroom / "log.jsonl", "news/flood.txt")["new"]
    assert (new["chunks"], new["cache_hits"]) == (5, 0)


def test_each_step_has_its_seconds_and_its_worker(tmp_path: Path) -> None:
    log = JsonLog(tmp_path / "log")
    effort = Effort(worker="host:7", step_s={"read": 0.25, "produce": 2.0}, tries=2, cache_hits=3)
    log.note(Failure("a.txt", FetchFailed("no answer"), effort))
    log.close()
    read, produce, failed = objects((tmp_path / "log").read_text("utf-8"))
    assert (read["step"], read["seconds"], read["worker"]) == ("read", 0.25, "host:7")
    assert (produce["step"], produce["seconds"]) == ("produce", 2.0)
    assert (failed["seconds"], failed["retries"], failed["cache_hits"]) == (2.25, 1, 3)


def test_metrics_are_what_prometheus_reads(make: Naqeeb, newsroom: Path) -> None:
    parser = pytest.importorskip("prometheus_client.parser")
    make("news/flood.txt", "news/no.txt", "--metrics", "naqeeb.prom", "--jobs", 1)
    text = (newsroom / "naqeeb.prom").read_text("utf-8")
    samples = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in parser.text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert samples["naqeeb_articles_total", "", "new"] == 1
    assert samples["naqeeb_articles_total", "SourceMissing", "failed"] == 1
    assert samples["naqeeb_audio_seconds_total",] > 1
    assert samples["naqeeb_retries_total",] == 0
    assert samples["naqeeb_last_success_timestamp_seconds",] > 1.7e9
    assert [path.name for path in newsroom.iterdir() if "prom" in path.name] == ["naqeeb.prom"]


def test_without_the_extra_it_names_what_to_install(
    make: Naqeeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    done = make("news/flood.txt", "--metrics", "naqeeb.prom")
    assert done.returncode == 2
    assert "pip install 'naqeeb[metrics]'" in done.stderr


@pytest.mark.parametrize("option", ["--metrics", "--log-json"])
def test_a_file_that_cannot_be_written_is_named_before_the_work(
    make: Naqeeb, newsroom: Path, option: str
) -> None:
    done = make("news/flood.txt", option, "no-folder/file")
    assert done.returncode != 0
    assert "no-folder/file" in done.stderr
    assert not (newsroom / "output").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="wants a device that is full")
@pytest.mark.parametrize("words", [("news/flood.txt", "news/cricket.txt"), ("--from", "news")])
def test_a_log_for_which_there_is_no_room_ends_the_run_with_a_word(
    make: Naqeeb, words: tuple[str, ...]
) -> None:
    done = make(*words, "--log-json", "/dev/full", "--jobs", 1)
    assert done.returncode == 1
    assert "/dev/full could not be written: No space left on device" in done.stderr
    assert "--log-json" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Logging error" not in done.stderr


# -- progress ----------------------------------------------------------------


def test_progress_says_the_rate_the_failures_and_the_time_left() -> None:
    progress = Progress(began_s=1000.0, skipped=20)
    progress.left_s(400, 1000, 1000.0)  # an earlier run has done the first 400 bytes
    for _ in range(30):
        progress.note(Failure("a", ArchiveError("full")))
    progress.done = 90
    text = progress.text(600, 1000, 1060.0)
    assert text == "90 done, 30 failed, 20 done before, 120 a minute, 2 min 0 s left"


def test_the_time_left_of_a_pipe_is_not_known() -> None:
    progress = Progress(began_s=0.0, done=5)
    assert "left" not in progress.text(600, None, 60.0)
    assert "left" not in progress.text(600, 1000, 0.0)
