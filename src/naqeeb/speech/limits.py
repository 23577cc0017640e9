"""What the work at hand may still take: seconds, and characters of a paid service.

``speak``, ``choose`` and ``survey`` set the limits of each thread that calls an engine. The
engine asks how much time is left, so that no request, wait or retry goes on after the deadline,
and spends the characters that a paid service bills.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from naqeeb.speech.budget import Budget


def no_deadline() -> float | None:
    """The time left where there is no deadline."""
    return None


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one piece of work."""

    left: Callable[[], float | None] = no_deadline
    """Gives the seconds that are left, None where there is no deadline."""
    budget: Budget | None = None
    """None where characters are not counted."""


_NONE = Limits()
_limits: ContextVar[Limits] = ContextVar("limits", default=_NONE)


def work_under(limits: Limits) -> None:
    """Set the limits of what this thread does from now on."""
    _limits.set(limits)


def left_s(at_most: float) -> float:
    """Seconds left, never more than ``at_most`` and never below zero."""
    seconds = _limits.get().left()
    return at_most if seconds is None else max(0.0, min(at_most, seconds))


def countdown(seconds: float) -> Callable[[], float]:
    """A function that gives what is left of ``seconds``, counted from now."""
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()


def spend(service: str, characters: int) -> None:
    """Take characters from the budget, before they are sent.

    Raises:
        BudgetReached: so many are not left today.
    """
    if (budget := _limits.get().budget) is not None:
        budget.spend(service, characters)


def give_back(service: str, characters: int) -> None:
    """Return characters that were taken and then not billed."""
    if (budget := _limits.get().budget) is not None:
        budget.give_back(service, characters)
