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
    from naqeeb.desk.job import Outcome, Overrides

LOG_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who is told of each outcome."""

    log: JsonLog | None
    metrics: Metrics | None

    def note(self, outcome: Outcome) -> None:
        """Tell them."""
        if self.log:
            self.log.note(outcome)
        if self.metrics:
            self.metrics.note(outcome)


@contextmanager
def watching(log_json: Path | None, metrics: Path | None) -> Iterator[Watchers]:
    """The watchers that the options ask for; their files are complete in the end."""
    from naqeeb.desk.backlog.json_log import JsonLog
    from naqeeb.desk.backlog.metrics import Metrics

    watchers = Watchers(
        JsonLog(log_json) if log_json else None, Metrics(metrics) if metrics else None
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
    printer: Printer,
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

    backlog = Backlog(settings, manifest, dead_letters=dead_letters)
    last_s = time.monotonic()
    ended = "; the same command goes on from here"
    try:
        with closing(watched(backlog.outcomes(overrides, printer.listen), watchers)) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, Failure):
                    printer.error(outcome.error, source=outcome.source)
                else:
                    say_result(printer, outcome, brief=True)
                now_s = time.monotonic()
                is_due = now_s - last_s >= LOG_EVERY_S
                _say_progress(printer, watchers, backlog, now_s, is_due=is_due)
                last_s = now_s if is_due else last_s
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


def _say_progress(
    printer: Printer, watchers: Watchers, backlog: Backlog, now_s: float, *, is_due: bool
) -> None:
    """A line that is drawn again and again on a terminal, one a minute elsewhere."""
    text = backlog.progress_text(now_s)
    if is_due and watchers.log:
        watchers.log.progress(text)
    if printer.is_drawing:
        taken, size = backlog.manifest.read_bytes, backlog.manifest.size_bytes
        printer.working(text, taken, size)
    elif is_due:
        printer.note(f"{datetime.now().astimezone():%H:%M:%S} {text}")
