"""Signals that end a process, without harm to an import that they meet.

A handler ends the work by raising. Raised in the middle of Python's own machinery
of imports that would be lost, or leave the lock of all imports locked for every
other thread. So there the handler only notes what it was told; it comes again in
a moment, and whoever works asks :func:`check` at every step.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType

_MACHINERY = "<frozen importlib"
"""How the file names of that machinery begin."""
_SOON_S = 0.02
_AGAIN_S = 1.0
"""Time enough to tidy up on the way out."""

_told: list[type[BaseException]] = []


def end_with(kind: type[BaseException], number: int, *, insist: bool = False) -> None:
    """Have a signal raise ``kind`` in the main thread, which must be the caller's.

    For one signal a process: SIGALRM, where there is one, is what it comes again by. A
    signal that is ignored stays so: a shell has what it puts into the background ignore
    the Ctrl-C that is meant for another. ``insist`` is for where somebody catches all
    that is raised, and waits: it is then raised every second until the process has ended.
    """
    if signal.getsignal(number) is signal.SIG_IGN:
        return

    def told(_: int, frame: FrameType | None) -> None:
        _told.append(kind)
        if frame is not None and frame.f_code.co_filename.startswith(_MACHINERY):
            once_more()
            return
        if insist and sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, _AGAIN_S)
        raise kind

    signal.signal(number, told)
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, told)


def once_more() -> None:
    """Where a signal asked for an end that did not come, have it ask again in a moment."""
    if _told and sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, _SOON_S)


def check() -> None:
    """Raise what a signal asked for, if any did."""
    if _told:
        _ask_no_more()
        raise _told[0]


def forget() -> None:
    """Where the end has come, let what must still be done for it be done to its own end."""
    _ask_no_more()
    _told.clear()


def _ask_no_more() -> None:
    # Coming a second time it would break off whatever is tidied up on the way out.
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)
