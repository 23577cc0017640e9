"""Threads that voice texts."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread

from naqeeb.model import Clip
from naqeeb.speech.deadline import set_left


class DaemonPool:
    """Threads that never keep the process alive.

    ``ThreadPoolExecutor`` waits for its threads when the interpreter ends, and
    one of ours may sit in a request that a dead server holds open.

    Args:
        size: how many threads at most.
        work: what to do with a text.
        left: seconds that the whole work still has, or None for no limit.
    """

    def __init__(
        self, size: int, work: Callable[[str], Clip], left: Callable[[], float | None]
    ) -> None:
        self._work = work
        self._left = left
        self._tasks: SimpleQueue[tuple[str, Future[Clip]] | None] = SimpleQueue()
        self._dismissed = False
        self._threads: list[Thread] = []
        self._size = size

    def submit(self, text: str) -> Future[Clip]:
        """Take a task; a thread is started for it while there are fewer than allowed."""
        future: Future[Clip] = Future()
        self._tasks.put((text, future))
        if len(self._threads) < self._size:
            self._threads.append(Thread(target=self._run, name="naqeeb-voice", daemon=True))
            self._threads[-1].start()
        return future

    def drop(self) -> None:
        """Begin nothing more; what is under way goes on."""
        self._dismissed = True
        for _ in self._threads:
            self._tasks.put(None)

    def dismiss(self, seconds: float) -> None:
        """Drop what has not begun, and wait so long for what has."""
        self.drop()
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))

    def _run(self) -> None:
        set_left(lambda: left if (left := self._left()) is not None else float("inf"))
        while (task := self._tasks.get()) is not None:
            text, future = task
            if self._dismissed:
                return
            try:
                future.set_result(self._work(text))
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
                future.set_exception(error)
