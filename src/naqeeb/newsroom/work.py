"""Work that takes longer than an answer: one thing after the other, in one background thread.

It is the only state of the newsroom. Where the program is killed it is gone, and the archive
is as it was before the work, for episodes are committed whole.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from naqeeb.desk.events import Event, Listener
from naqeeb.newsroom.wording import ErrorWords, Wording
from naqeeb.unforeseen import for_user

KEPT = 8
"""So many finished pieces of work are shown still."""

Phase = Literal["waiting", "running", "done", "failed", "cancelled"]
OVER = ("done", "failed", "cancelled")


class Cancelled(BaseException):
    """The editor cancelled the work; it unwinds it as an interrupt does."""


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one thing, for a person."""

    text: str
    failed: bool = False
    hint: str = ""
    episode: str = ""
    """The id of the episode that it is about."""


Run = Callable[[Listener], Generator[Note, None, None]]
"""Does the work and gives its notes; it calls the listener often, which may raise Cancelled."""


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work as it stands."""

    id: int
    title: str
    phase: Phase = "waiting"
    stage: str = ""
    done: int = 0
    """Characters spoken so far."""
    total: int = 0
    notes: tuple[Note, ...] = field(default_factory=tuple)


class Board:
    """What is to be done, what is being done, and what was done last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._works: dict[int, Work] = {}
        self._runs: queue.Queue[tuple[int, Run, Wording] | None] = queue.Queue()
        self._cancelled: set[int] = set()
        self._count = 0
        self._thread: threading.Thread | None = None
        self.version = 0
        """Counts changes, so that whoever shows the board knows when to look again."""

    def start(self, title: str, run: Run, words: Wording) -> int:
        """Put work on the board; it begins when what is before it is over.

        Args:
            title: of the work, for a person.
            run: does it.
            words: in the language in which what fails is told.

        Returns:
            Its number.
        """
        with self._lock:
            self._count += 1
            number = self._count
            self._works[number] = Work(number, title)
            for old in [each.id for each in self._works.values() if each.phase in OVER][:-KEPT]:
                del self._works[old]
            self.version += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="newsroom", daemon=True)
                self._thread.start()
        self._runs.put((number, run, words))
        return number

    def cancel(self, number: int) -> bool:
        """Ask work to stop; False where there is none of this number or it is over."""
        with self._lock:
            work = self._works.get(number)
            if work is None or work.phase in OVER:
                return False
            self._cancelled.add(number)
            if work.phase == "waiting":
                self._change(number, phase="cancelled")
            return True

    def close(self, wait_s: float) -> None:
        """Cancel everything and wait a while for what is running to unwind."""
        with self._lock:
            self._cancelled.update(self._works)
            thread = self._thread
        self._runs.put(None)
        if thread is not None:
            thread.join(wait_s)

    def works(self) -> list[Work]:
        """All work, the newest first."""
        with self._lock:
            return sorted(self._works.values(), key=lambda work: -work.id)

    def tables(self) -> list[dict[str, Any]]:
        """The same as tables."""
        return [asdict(work) for work in self.works()]

    def _loop(self) -> None:
        while (item := self._runs.get()) is not None:
            self._do(*item)

    def _do(self, number: int, run: Run, words: Wording) -> None:
        if number in self._cancelled:
            return
        self._set(number, phase="running")

        def listen(event: Event) -> None:
            self._end_if_cancelled(number)
            self._set(number, stage=event.stage, done=event.done, total=event.total)

        notes: list[Note] = []
        phase: Phase = "done"
        try:
            with closing(run(listen)) as results:
                for note in results:
                    notes.append(note)
                    self._set(number, notes=tuple(notes))
                    self._end_if_cancelled(number)
        except Cancelled:
            phase = "cancelled"
        except Exception as error:  # noqa: BLE001 - the thread goes on with the next work
            notes.append(failed(words.error_words(for_user(error))))
        if phase == "done" and any(note.failed for note in notes):
            phase = "failed"
        self._set(number, phase=phase, notes=tuple(notes))

    def _end_if_cancelled(self, number: int) -> None:
        if number in self._cancelled:
            raise Cancelled

    def _set(self, number: int, **changes: Any) -> None:
        with self._lock:
            self._change(number, **changes)

    def _change(self, number: int, **changes: Any) -> None:
        self._works[number] = replace(self._works[number], **changes)
        self.version += 1


def failed(words: ErrorWords) -> Note:
    """The note of what could not be done."""
    text = " · ".join(filter(None, (words.in_short, words.cause)))
    return Note(text, failed=True, hint=words.hint)
