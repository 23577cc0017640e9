"""Signals that end a process.

Ctrl-C (SIGINT) becomes :class:`Interrupted`, a KeyboardInterrupt; SIGTERM, which ``timeout``,
systemd and a container's stop send, becomes :class:`Terminated`. Both unwind the work in
order: what is finished is kept, temporary files are removed, and the exit status is 130 or
143. A signal that the parent process ignores stays ignored.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType

INTERRUPTED = 130
TERMINATED = 143


class Interrupted(KeyboardInterrupt):
    """The process was asked to end by SIGINT.

    Where a bare KeyboardInterrupt came through an ``exec`` of text, as dataclasses are made by,
    Python ends the process by the signal, even where it was caught and a status was given.
    """


class Terminated(SystemExit):
    """The process was asked to end by SIGTERM."""

    def __init__(self) -> None:
        super().__init__(TERMINATED)


def end_at_once() -> None:
    """Have SIGINT and SIGTERM end the process without a word: nothing is begun."""
    _on_signals(_end, _end)


def end_with(code: int) -> None:
    """Have SIGINT and SIGTERM end the process with this exit status: all is done."""
    end = partial(_end, code=code)
    _on_signals(end, end)


def unwind_on_signals() -> None:
    """Have SIGINT and SIGTERM raise in the main thread, which must be the caller's."""
    _on_signals(_raise_interrupted, _raise_terminated)


def _on_signals(interrupt: _Handler, terminate: _Handler) -> None:
    """A signal that the parent ignores stays so, as what a program that calls us has set."""
    ours = (signal.default_int_handler, _end, _raise_interrupted)
    if signal.getsignal(signal.SIGINT) in ours:
        signal.signal(signal.SIGINT, interrupt)
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_IGN:
        signal.signal(signal.SIGTERM, terminate)


_Handler = Callable[[int, FrameType | None], None]


@contextmanager
def held_back() -> Iterator[None]:
    """Within this SIGINT and SIGTERM wait until its end.

    Where C calls back into Python an exception gets no further: Ctrl-C would be printed and
    forgotten. Signals are handled in the main thread alone; in another there is nothing to do.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        came.append(number)

    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    raising = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in raising:
        signal.signal(number, note)
    try:
        yield
    finally:
        for number, handler in raising.items():
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)


def begin_worker() -> None:
    """Set up a worker process: its parent decides when it ends.

    Ctrl-C reaches the whole group of processes; a worker leaves it to its parent, which
    sends SIGTERM. A parent that was killed can send nothing, so a thread waits for its end.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_worker)
    threading.Thread(target=_end_with_parent, name="naqeeb-parent", daemon=True).start()


@contextmanager
def unwinding() -> Iterator[None]:
    """Within this a worker unwinds what it does when it is told to end; else it ends at once.

    What is around it is Python's pool, which would take the exception for a task's own and
    wait for more work.
    """
    _WORK.append(True)
    try:
        yield
    except Terminated as error:
        os._exit(int(str(error.code)))
    finally:
        _WORK.clear()


_WORK: list[bool] = []
"""Not empty while this worker is in the middle of a piece of work."""


def _end_worker(_: int, __: FrameType | None) -> None:
    if not _WORK:
        os._exit(TERMINATED)
    _WORK.clear()  # told a second time it ends at once
    raise Terminated


def _end(number: int, _: FrameType | None, code: int | None = None) -> None:
    with suppress(Exception):
        sys.stdout.flush()
    os._exit(128 + number if code is None else code)


def _raise_interrupted(_: int, __: FrameType | None) -> None:
    raise Interrupted


def _raise_terminated(_: int, __: FrameType | None) -> None:
    raise Terminated


def _end_with_parent() -> None:
    # Here: the process that was started has no parent of this kind, and spares its import.
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(TERMINATED)
