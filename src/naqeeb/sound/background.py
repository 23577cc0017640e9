"""Work in a thread of its own, one piece after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self


def _nothing() -> None:
    pass


class Background:
    """Does what it is given in the order in which it was given. A context that ends its thread.

    After an error no more is done. It is raised by a later ``do``, or by ``wait``.

    Args:
        name: of the thread.
        room: so many pieces of work may wait at most. ``do`` then waits, too, so that
            memory does not grow with what a slow encoder has not taken yet.
    """

    def __init__(self, name: str, *, room: int) -> None:
        self._pool = ThreadPoolExecutor(1, name)
        self._room = room
        self._pending: deque[Future[None]] = deque()
        self._has_failed = False

    def do(self, work: Callable[[bytes], None], pcm: bytes) -> None:
        """Have one piece done; waits while too many are pending."""
        self._pending.append(self._pool.submit(self._run, work, pcm))
        # What is done is looked at soon, so that an error is not found minutes later.
        while self._pending and (len(self._pending) > self._room or self._pending[0].done()):
            self._pending.popleft().result()

    def wait(self, meanwhile: Callable[[], None] = _nothing) -> None:
        """Until all is done; ``meanwhile`` is called after each piece."""
        while self._pending:
            self._pending.popleft().result()
            meanwhile()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _run(self, work: Callable[[bytes], None], pcm: bytes) -> None:
        if self._has_failed:
            return
        try:
            work(pcm)
        except BaseException:
            self._has_failed = True
            raise
