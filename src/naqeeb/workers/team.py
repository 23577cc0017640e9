"""What a team of workers can do, and the team that is this very process."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar, cast

from naqeeb.errors import NaqeebError, WorkerLost
from naqeeb.unforeseen import for_user

Item = TypeVar("Item")
Result = TypeVar("Result")

TASKS_EACH = 3
"""Tasks under way for each worker: enough to keep it busy, few enough to stay small."""
NO_NEEDS: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Done(Generic[Item, Result]):
    """One item's end: a result, or the error that it met."""

    item: Item
    result: Result | None = None
    error: NaqeebError | None = None
    tries: int = 1
    """How often it was given out: 2 where the first worker was lost."""

    def value(self) -> Result:
        """The result.

        Raises:
            NaqeebError: the error that it met.
        """
        if self.error is not None:
            raise self.error
        return cast("Result", self.result)


class Team(Protocol):
    """Workers that take tasks. A context: they are gone after it."""

    far: bool
    """Whether they may run on machines that do not see this one's disk."""

    @property
    def room(self) -> int:
        """How many more tasks they should be given now; below 0 where they have too many."""

    @property
    def under_way(self) -> int:
        """Tasks that were given and have not been asked for yet."""

    def submit(
        self,
        item: Any,
        work: Callable[..., Any],
        *arguments: Any,
        needs: Mapping[str, float] = NO_NEEDS,
    ) -> None:
        """Give a task.

        Args:
            item: what the task is about; it stays here, and comes back with the result.
            work: picklable where the team is not this process.
            arguments: what it is called with.
            needs: resources of Dask that a worker must offer; elsewhere not looked at.
        """

    def ended(self, wait_s: float | None = None) -> Done[Any, Any] | None:
        """The next task that ends; waits for it.

        Args:
            wait_s: after so long without one None comes back. None: for ever. A task that is
                done by this very process is waited for.

        Raises:
            ClusterLost: the scheduler is gone; an error that other tasks share.
        """

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...


class Here:
    """The team that is this process: a task is done when its result is asked for."""

    far = False

    def __init__(self) -> None:
        self._tasks: deque[tuple[Any, Callable[..., Any], tuple[Any, ...]]] = deque()

    @property
    def room(self) -> int:
        """One task is enough."""
        return 1 - len(self._tasks)

    @property
    def under_way(self) -> int:
        """Tasks that wait."""
        return len(self._tasks)

    def submit(
        self,
        item: Any,
        work: Callable[..., Any],
        *arguments: Any,
        needs: Mapping[str, float] = NO_NEEDS,
    ) -> None:
        """Keep a task for later; this machine has what it needs or says so itself."""
        del needs
        self._tasks.append((item, work, arguments))

    def ended(self, wait_s: float | None = None) -> Done[Any, Any] | None:
        """Do the next task."""
        del wait_s
        item, work, arguments = self._tasks.popleft()
        result, error = attempt(work, *arguments)
        return Done(item, result, error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._tasks.clear()


def attempt(
    work: Callable[..., Result], *arguments: Any
) -> tuple[Result | None, NaqeebError | None]:
    """Do a piece of work: its result, or the error that it met."""
    try:
        return work(*arguments), None
    except Exception as error:  # noqa: BLE001 - one item's fault must not end the others
        return None, for_user(error)


def given_up(item: object) -> WorkerLost:
    """The error for an item whose worker died each time."""
    return WorkerLost(
        f"the worker died twice while it worked on {item}",
        cause="not enough memory, or a fault in an engine's native library",
        hint="make this one alone, with --jobs 1 -v, to see what happens",
        item=str(item),
    )
