"""Processes of this machine, and what becomes of the tasks of one that dies."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import active_children, connection, get_context
from queue import Empty, SimpleQueue
from typing import Any, Self

from naqeeb.errors import NaqeebError
from naqeeb.signals import begin_worker, unwinding
from naqeeb.workers.team import NO_NEEDS, TASKS_EACH, Done, attempt, given_up

_LOOK_EVERY_S = 5.0
"""So often it is looked after the processes while none of them reports."""
FAREWELL_S = 5.0
"""How long a process that is told to end may tidy up."""


@dataclass(frozen=True, slots=True)
class _Task:
    item: Any
    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    alone: bool = False
    """It was under way when a worker died: a second death is its own doing."""


class Processes:
    """A pool of processes.

    Where one dies, Python takes its whole pool down and does not say whose task it was. So a
    new pool goes on with what comes, and each task that was under way is tried once more by a
    single process, one after the other.

    Args:
        workers: how many processes.
    """

    far = False

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: _Pool | None = None
        self._lone: _Pool | None = None
        self._under_way: dict[Future[Any], tuple[_Task, _Pool]] = {}
        # futures.wait() locks every future in turn: a signal in the middle of that leaves one
        # locked, and the pool could never be closed.
        self._finished: SimpleQueue[Future[Any]] = SimpleQueue()
        self._suspects: deque[_Task] = deque()
        self._ended: deque[Done[Any, Any]] = deque()

    @property
    def room(self) -> int:
        """Tasks until each process has some in store."""
        return self._workers * TASKS_EACH - self.under_way

    @property
    def under_way(self) -> int:
        """Tasks that were given and not asked for."""
        return len(self._under_way) + len(self._suspects) + len(self._ended)

    def submit(
        self,
        item: Any,
        work: Callable[..., Any],
        *arguments: Any,
        needs: Mapping[str, float] = NO_NEEDS,
    ) -> None:
        """Give a task to the pool; this machine has what it needs or says so itself."""
        del needs
        self._pool = self._pool or _Pool(self._workers)
        self._start(_Task(item, work, arguments), self._pool)

    def ended(self, wait_s: float | None = None) -> Done[Any, Any] | None:
        """The next task that ends; one whose worker was lost is tried once more before."""
        while not self._ended:
            if self._suspects and not any(task.alone for task, _ in self._under_way.values()):
                self._lone = self._lone or _Pool(1)
                self._start(self._suspects.popleft(), self._lone)
            try:
                future = self._finished.get(timeout=_LOOK_EVERY_S if wait_s is None else wait_s)
            except Empty:
                self._end_stuck_pools()
                if wait_s is not None:
                    return None
            else:
                self._take(future)
        return self._ended.popleft()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for pool in (self._pool, self._lone):
            if pool is not None:
                pool.close(at_once=error[0] is not None)

    # -- inside ----------------------------------------------------------

    def _end_stuck_pools(self) -> None:
        """End a pool of which a process died in the middle of sending its result.

        Python waits for the rest of it for as long as another process of the pool lives.
        """
        for pool in (self._pool, self._lone):
            if pool is not None and pool.has_lost_one:
                pool.end_processes()

    def _start(self, task: _Task, pool: _Pool) -> None:
        future = pool.start(task)
        self._under_way[future] = task, pool
        future.add_done_callback(self._finished.put)

    def _take(self, future: Future[Any]) -> None:
        task, pool = self._under_way.pop(future)
        tries = 2 if task.alone else 1
        if not isinstance(future.exception(), BrokenExecutor):
            result, error = future.result()
            self._ended.append(Done(task.item, result, error, tries))
            return
        pool.close(at_once=True)
        self._pool = None if pool is self._pool else self._pool
        self._lone = None if pool is self._lone else self._lone
        if task.alone:
            self._ended.append(Done(task.item, error=given_up(task.item), tries=tries))
        else:
            self._suspects.append(replace(task, alone=True))


def _in_worker(work: Callable[..., Any], *arguments: Any) -> tuple[Any, NaqeebError | None]:
    with unwinding():
        return attempt(work, *arguments)


class _Pool:
    """A pool of processes that are all started."""

    def __init__(self, workers: int) -> None:
        others = set(active_children())
        # spawn: a forked child would inherit locks and threads in the middle of their work.
        self._executor = ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=begin_worker
        )
        # A pool starts a process for each call until all run. That must not come later:
        # Python 3.11 waits forever for one that it starts while a broken pool is taken apart.
        for _ in range(workers):
            self._executor.submit(os.getpid)
        self._processes = set(active_children()) - others

    def start(self, task: _Task) -> Future[Any]:
        """Give the pool a task."""
        try:
            return self._executor.submit(_in_worker, task.work, *task.arguments)
        except BrokenExecutor as error:
            # A worker died while nobody looked.
            refused: Future[Any] = Future()
            refused.set_exception(error)
            return refused

    @property
    def has_lost_one(self) -> bool:
        """Whether one of the processes has ended."""
        return not all(process.is_alive() for process in self._processes)

    def close(self, *, at_once: bool = False) -> None:
        """Wait until the processes are gone; ``at_once``: nobody waits for their work."""
        if at_once:
            self.end_processes()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def end_processes(self) -> None:
        """Have all processes tidy up and end: what they had is lost."""
        for process in self._processes:
            process.terminate()
        farewell_s = time.monotonic() + FAREWELL_S
        for process in self._processes:
            if not connection.wait([process.sentinel], max(0.0, farewell_s - time.monotonic())):
                process.kill()
        self._refuse_results()

    def _refuse_results(self) -> None:
        """Have Python wait for no rest of a result whose process ended while it sent it.

        It would wait for ever: this process itself holds the end of the pipe that is written to.
        """
        results: Any = self._executor._result_queue  # noqa: SLF001 - there is no public way
        if results is not None:  # else the pool was closed before
            results._writer.close()  # noqa: SLF001
