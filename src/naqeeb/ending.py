"""Signals that end a process, also where Python would lose them.

A handler ends the work by raising. What is raised inside the callback of a weak
reference, of which there is one at the end of each import, is printed and
forgotten; so it is noted as well, and whoever works asks :func:`check` at every step.
"""

from __future__ import annotations

import signal
import sys

_told: list[type[BaseException]] = []


def end_with(kind: type[BaseException], number: int) -> None:
    """Have a signal raise ``kind`` in the main thread, which must be the caller's."""

    def told(*_: object) -> None:
        _told.append(kind)
        raise kind

    signal.signal(number, told)
    other = sys.unraisablehook

    def unraisable(lost: sys.UnraisableHookArgs) -> None:
        if lost.exc_type not in _told:
            other(lost)

    sys.unraisablehook = unraisable


def check() -> None:
    """Raise what a signal asked for, if any did."""
    if _told:
        raise _told[0]
