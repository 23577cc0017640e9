"""Work in a thread of its own, fed through a queue that never grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Queue
from threading import Thread
from typing import Generic, Self, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Cancelled(Exception):
    """Raised inside the work when the one who feeds it gave up."""


class Beside(Generic[Item, Result]):
    """Runs ``work(items)`` in a thread; ``put`` feeds it, ``result`` ends it.

    ``put`` waits while ``room`` items are pending, so a slow worker slows the
    one who feeds it and memory stays flat. An error inside ``work`` is raised
    by the next ``put`` or by ``result``. As a context it ends with the block.
    """

    def __init__(self, name: str, work: Callable[[Iterator[Item]], Result], *, room: int) -> None:
        self._queue: Queue[Item | _End] = Queue(room)
        self._work = work
        self._error: BaseException | None = None
        self._result: Result | None = None
        self._ended = False
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, item: Item) -> None:
        """Hand over one item; waits while the worker is behind."""
        if self._error is not None:
            raise self._error
        self._queue.put(item)

    def result(self) -> Result:
        """Say that no more comes, wait for the end and return what ``work`` returned."""
        self._end(_End(cancelled=False))
        if self._error is not None:
            raise self._error
        return cast("Result", self._result)

    def cancel(self) -> None:
        """Stop the worker and wait until it has let go. May follow anything."""
        self._end(_End(cancelled=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def _end(self, end: _End) -> None:
        if not self._ended:
            self._ended = True
            self._queue.put(end)
        self._thread.join()

    def _run(self) -> None:
        items = self._items()
        try:
            self._result = self._work(items)
        except _Cancelled:
            return
        except BaseException as error:  # noqa: BLE001 - raised again where it is awaited
            self._error = error
        # Whoever feeds a worker that has stopped must not wait for it.
        while not self._drained:
            self._drained = isinstance(self._queue.get(), _End)

    _drained = False

    def _items(self) -> Iterator[Item]:
        while True:
            item = self._queue.get()
            if isinstance(item, _End):
                self._drained = True
                if item.cancelled:
                    raise _Cancelled
                return
            yield item


class _End:
    def __init__(self, *, cancelled: bool) -> None:
        self.cancelled = cancelled
