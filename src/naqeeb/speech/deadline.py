"""How long the work at hand may still take.

``speak`` and ``choose`` set a moment by which an online voice must have
answered; engines ask how much is left, so that no single request, wait or
retry outlives it. It belongs to the thread that calls the engine.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar

_left: ContextVar[Callable[[], float] | None] = ContextVar("left", default=None)


def set_left(left: Callable[[], float] | None) -> None:
    """Say how to learn the seconds that this thread's work has left."""
    _left.set(left)


def left_s(at_most: float) -> float:
    """Seconds left, never more than ``at_most`` and never below zero."""
    left = _left.get()
    return at_most if left is None else max(0.0, min(at_most, left()))


def countdown(seconds: float) -> Callable[[], float]:
    """A function that tells what is left of ``seconds``, counted from now."""
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()
