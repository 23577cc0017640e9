"""``make --from``: a backlog, its progress, and the files in which programs follow it."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from naqeeb.cli.outcomes import say_result
from naqeeb.cli.printer import Printer
from naqeeb.errors import NaqeebError
from naqeeb.settings import Settings

if TYPE_CHECKING:
    from naqeeb.desk.backlog import Backlog
    from naqeeb.desk.backlog.json_log import JsonLog
    from naqeeb.desk.backlog.metrics import Metrics
    from naqeeb.desk.events import Event
    from naqeeb.desk.job import Outcome, Overrides

LOG_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who is told of each step and each outcome."""

    printer: Printer
    log: JsonLog | None
    metrics: Metrics | None

    def listen(self, event: Event) -> None:
        """The desk's listener."""
        self.printer.listen(event)
        self.look()

    def look(self) -> None:
        """Do what is due from time to time, whether something happened or not."""
        if self.metrics:
            self.metrics.write_if_due()

    def note(self, outcome: Outcome) -> None:
        """Tell them."""
        if self.log:
            self.log.note(outcome)
        if self.metrics:
            self.metrics.note(outcome)


@contextmanager
def watching(printer: Printer, log_json: Path | None, metrics: Path | None) -> Iterator[Watchers]:
    """The watchers that the options ask for; their files are complete in the end."""
    from naqeeb.desk.backlog.json_log import JsonLog
    from naqeeb.desk.backlog.metrics import Metrics

    watchers = Watchers(
        printer, JsonLog(log_json) if log_json else None, Metrics(metrics) if metrics else None
    )
    try:
        yield watchers
    finally:
        if watchers.metrics:
            watchers.metrics.write()
        if watchers.log:
            watchers.log.close()


def watched(
    outcomes: Generator[Outcome, None, None], watchers: Watchers
) -> Generator[Outcome, None, None]:
    """The same outcomes, each told to the watchers."""
    with closing(outcomes):
        for outcome in outcomes:
            watchers.note(outcome)
            yield outcome


def work_off(
    settings: Settings,
    manifest: str,
    dead_letters: Path | None,
    overrides: Overrides,
    watchers: Watchers,
) -> None:
    """Make what stands in a manifest, and say how far it has come.

    Raises:
        typer.Exit: with 1, where something failed.
    """
    from naqeeb.desk.backlog import Backlog
    from naqeeb.desk.job import Failure

    printer = watchers.printer
    backlog = Backlog(settings, manifest, dead_letters=dead_letters)
    teller = _Teller(watchers, backlog, time.monotonic())
    ended = "; the same command goes on from here"
    try:
        with closing(watched(backlog.outcomes(overrides, teller.listen), watchers)) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, Failure):
                    printer.error(outcome.error, source=outcome.source)
                else:
                    say_result(printer, outcome, brief=True)
                teller.say_progress()
        ended = ""
    except NaqeebError:
        if left := backlog.not_tried():
            ended = f", {left:,} not tried{ended}"
        raise
    finally:
        text = backlog.progress_text(time.monotonic()) + ended
        if watchers.log:
            watchers.log.progress(text)
        printer.note(text)
    if backlog.progress.failed:
        printer.note(f"to try again what failed: naqeeb make --from {backlog.dead_letters.path}")
        raise typer.Exit(1)


@dataclass(slots=True)
class _Teller:
    """Says how far a run has come: always on a terminal, once a minute elsewhere."""

    watchers: Watchers
    backlog: Backlog
    last_s: float

    def listen(self, event: Event) -> None:
        """The desk's listener: the bar of the whole run stands where that of one voice would."""
        if event.stage == "speak":
            self.watchers.look()
        else:
            self.watchers.listen(event)
        self.say_progress()

    def say_progress(self) -> None:
        """Say it where it is due."""
        now_s = time.monotonic()
        printer, log = self.watchers.printer, self.watchers.log
        text = self.backlog.progress_text(now_s)
        is_due = now_s - self.last_s >= LOG_EVERY_S
        if is_due:
            self.last_s = now_s
        if is_due and log:
            log.progress(text)
        if printer.is_drawing:
            taken, size = self.backlog.manifest.read_bytes, self.backlog.manifest.size_bytes
            printer.working(text, taken, size)
        elif is_due:
            printer.note(f"{datetime.now().astimezone():%H:%M:%S} {text}")
