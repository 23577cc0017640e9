"""How long the work at hand may still take.

``speak`` and ``choose`` set a moment by which an online voice must have answered. Engines ask
how much time is left, so that no request, wait or retry goes on after it. Each thread that
calls an engine has its own deadline.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar

_left: ContextVar[Callable[[], float | None] | None] = ContextVar("left", default=None)


def set_left(left: Callable[[], float | None]) -> None:
    """Set the function that gives the seconds that this thread's work has left.

    It gives None where there is no limit.
    """
    _left.set(left)


def left_s(at_most: float) -> float:
    """Seconds left, never more than ``at_most`` and never below zero."""
    left = _left.get()
    seconds = left() if left is not None else None
    return at_most if seconds is None else max(0.0, min(at_most, seconds))


def countdown(seconds: float) -> Callable[[], float]:
    """A function that gives what is left of ``seconds``, counted from now."""
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()
