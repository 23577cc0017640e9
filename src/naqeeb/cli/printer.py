"""What a command says: to a person, or one JSON object a line to a program.

With ``--json`` standard output holds objects and nothing else; errors, notes
and progress go to standard error. Progress is drawn on a terminal only.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from naqeeb.errors import FaultInNaqeeb, NaqeebError
from naqeeb.text.addresses import redacted
from naqeeb.text.cleaning import clean
from naqeeb.text.counting import counted

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from naqeeb.desk.events import Event, Updated

_SURE_CHARS = 60
"""So much of a source's name in a message is enough: a long name is shown cut there."""


MOST_CHARS = 2000
"""Of a line; no path or address that is of any use is longer."""


class Printer:
    """Says things in the way that the options ask for."""

    def __init__(
        self, *, as_json: bool = False, quiet: bool = False, verbose: bool = False
    ) -> None:
        self.as_json = as_json
        self.quiet = quiet
        self.verbose = verbose
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._printed: set[tuple[str, str]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def say(self, text: str = "", *, whole: bool = False) -> None:
        """A line for a person; nothing with --json or --quiet.

        Args:
            text: the line.
            whole: do not cut it, of whatever length it is.
        """
        if not self.quiet and not self.as_json:
            self._stop()
            print(plain(text if whole else cut(text)))  # noqa: T201 - this is where commands speak

    def address(self, url: str) -> None:
        """The one line that a program waits for."""
        print(plain(url), flush=True)  # noqa: T201

    def row(self, head: str, text: str) -> None:
        """A line of a summary: a word, and what there is to say of it."""
        self.say(f"{head:<10} {text}")

    def row_once(self, head: str, text: str) -> None:
        """The same, but for what this run has said already."""
        if (head, text) not in self._printed:
            self._printed.add((head, text))
            self.row(head, text)

    def note(self, text: str) -> None:
        """A line beside the result, on standard error."""
        if not self.quiet:
            self._stop()
            print(plain(cut(text)), file=sys.stderr)  # noqa: T201

    def object(self, table: dict[str, Any]) -> None:
        """A result for a program; nothing without --json."""
        if self.as_json:
            self._stop()
            print(json.dumps(table, ensure_ascii=False, default=str), flush=True)  # noqa: T201

    def error(self, error: NaqeebError, *, source: str | None = None) -> None:
        """An error: what happened (and to which source), the probable cause, the next step."""
        self._stop()
        is_named = source is None or source[:_SURE_CHARS] in error.what
        lines = [f"error: {error.what}" if is_named else f"error: {source}: {error.what}"]
        if error.cause:
            lines.append(f"  probable cause: {error.cause}")
        if error.hint:
            lines.append(f"  next step: {error.hint}")
        print(plain("\n".join(map(cut, lines))), file=sys.stderr)  # noqa: T201
        if self.verbose:
            ours = error.trace if isinstance(error, FaultInNaqeeb) else ""
            trace = ours or "".join(traceback.format_exception(error))
            print(redacted(trace), file=sys.stderr)  # noqa: T201
        if self.as_json:
            table = {"error": redacted(cut(error.what)), "kind": type(error).__name__}
            table |= {"cause": redacted(error.cause), "hint": redacted(error.hint)}
            self.object(({"source": source} if source is not None else {}) | table)

    # -- progress --------------------------------------------------------

    def listen(self, event: Event) -> None:
        """The desk's listener: notes with -v, a bar on a terminal."""
        if event.stage == "note":
            self.note(event.text)
        elif self.verbose and event.text:
            self.note(f"{event.stage}: {event.text}")
        if event.updated is not None:
            self._updated(event.updated)
        if not self.is_drawing:
            return
        if event.stage == "speak" and event.total:
            self._bar("speaking", event.done, event.total)
        elif event.stage in ("save", "unchanged"):
            self._stop()

    def _updated(self, updated: Updated) -> None:
        """Where feed and pages are, and what to do next."""
        for damage in updated.damaged:
            self.note(f"left out of the feed: {damage}")
        count = number_of(updated.episodes, "episode")
        state = "up to date" if updated.written else "unchanged"
        self.row("feed", f"{shown(updated.folder / 'feed.xml')} ({count}, {state})")
        if updated.show.site_url:
            self.row("", updated.feed_url)
            self.row("next", "naqeeb publish TARGET    put it on the air")
        else:
            self.row("", "no site_url is set yet, so its links say http://localhost:8000/")
            self.row("next", "naqeeb serve             listen on a phone in the same network")
            self.row("", "see docs/on-air.md       a public address for everybody")

    @property
    def is_drawing(self) -> bool:
        """Whether progress is drawn: on a terminal, unless nothing is to be said."""
        return not self.quiet and sys.stderr.isatty()

    def working(self, text: str, done: int, total: int | None) -> None:
        """How far a long run has come, as a bar with a text that changes."""
        if self.is_drawing:
            self._bar(text, done, total)

    def fetched(self, name: str, done: int, total: int) -> None:
        """The bytes of a file that have come, as a bar on a terminal."""
        if not self.is_drawing:
            return
        if total:
            self._bar(name, done, total)
        if done >= total:
            self._stop()

    def _bar(self, title: str, done: int, total: int | None) -> None:
        if self._progress is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            self._progress = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TextColumn("{task.percentage:>3.0f} %"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._progress.add_task(title, total=total)
            self._progress.start()
        if self._task is not None:
            self._progress.update(self._task, completed=done, total=total, description=title)

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None


def cut(line: str) -> str:
    """A line as it is said: a damaged title, or an id, may have a million letters."""
    return line if len(line) <= MOST_CHARS else f"{line[: MOST_CHARS - 1]}…"


def plain(text: str) -> str:
    """Text without anything that a terminal would obey, and without the secrets of addresses."""
    return redacted(clean(text))


def shown(path: Path) -> str:
    """A path as it is shortest to read: from here where it lies below, else in full."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def number_of(count: int, thing: str) -> str:
    """A number of things, or none: ``2 files``, ``no faults``."""
    return counted(count, thing) if count else f"no {thing}s"


def size(size_bytes: int) -> str:
    """A size for a person: ``1.8 MB``."""
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 1e5 else f"{size_bytes / 1e3:.0f} kB"  # noqa: PLR2004
