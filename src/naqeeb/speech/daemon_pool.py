"""Threads that voice texts, and that never keep the process alive."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread

from naqeeb.model import Clip
from naqeeb.speech.limits import Limits, work_under


class DaemonPool:
    """A pool of daemon threads, used like an executor of ``concurrent.futures``.

    ``ThreadPoolExecutor`` waits for its threads when the interpreter ends. One of ours may
    wait for a server that never answers, and the program must be able to end without it.

    Args:
        max_workers: how many threads at most.
        work: what is done with each text.
        limits: of all that the threads do together.
    """

    def __init__(self, max_workers: int, work: Callable[[str], Clip], limits: Limits) -> None:
        self._max_workers = max_workers
        self._work = work
        self._limits = limits
        self._tasks: SimpleQueue[tuple[str, Future[Clip]] | None] = SimpleQueue()
        self._cancelled = False
        self._threads: list[Thread] = []

    def submit(self, text: str) -> Future[Clip]:
        """Take a text on. A thread is started for it while there are fewer than allowed."""
        future: Future[Clip] = Future()
        self._tasks.put((text, future))
        if len(self._threads) < self._max_workers:
            thread = Thread(target=self._run, name="naqeeb-voice", daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def cancel(self) -> None:
        """Begin no further text. What a thread works on now goes on."""
        self._cancelled = True
        for _ in self._threads:
            self._tasks.put(None)

    def shutdown(self, wait_s: float) -> None:
        """Begin no further text, and wait at most ``wait_s`` seconds for the threads."""
        self.cancel()
        end = time.monotonic() + wait_s
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))

    def _run(self) -> None:
        work_under(self._limits)
        while (task := self._tasks.get()) is not None:
            text, future = task
            if self._cancelled:
                return
            try:
                future.set_result(self._work(text))
            except BaseException as error:  # noqa: BLE001 - the caller of result() gets it
                future.set_exception(error)
