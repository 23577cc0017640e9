"""The archive's lock: one writer at a time, among threads and processes.

filelock's lock is flock on a file, and so is this one: they hold each other
off. But whoever finds the archive free takes it by the system call alone;
filelock, which takes 6 ms to import, comes only where one has to wait, where
there is no flock, and for everything that goes wrong.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from naqeeb.errors import ArchiveLocked

try:
    import fcntl
except ImportError:  # Windows
    HAS_FLOCK = False
else:
    HAS_FLOCK = True


@contextlib.contextmanager
def held(path: Path, *, wait_s: float) -> Iterator[None]:
    """Hold the lock of this file, which is made where it is missing.

    Raises:
        ArchiveLocked: somebody else held it for ``wait_s`` seconds.
        OSError: the file cannot be opened.
    """
    handle = _at_once(path) if HAS_FLOCK else None
    if handle is None:
        with _in_turn(path, wait_s):
            yield
        return
    try:
        yield
    finally:
        # Said, not left to the closing: a forked child may have the handle, too.
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _at_once(path: Path) -> int | None:
    """A handle that holds the lock; None where that takes more than asking once."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)
    except OSError:
        return None
    with contextlib.suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Without a name it was removed in between: the next one would lock another file.
        if os.fstat(handle).st_nlink:
            return handle
    os.close(handle)
    return None


@contextlib.contextmanager
def _in_turn(path: Path, wait_s: float) -> Iterator[None]:
    import filelock

    lock = filelock.FileLock(path, timeout=wait_s)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise ArchiveLocked(
            f"another naqeeb is writing to {path.parent}",
            cause="a run that hangs, or one that takes long",
            hint="wait for it, or end it, and run the command again",
            path=str(path.parent),
        ) from None
    try:
        yield
    finally:
        lock.release()
