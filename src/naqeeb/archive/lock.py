"""The archive's lock: one writer at a time, among threads and processes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from naqeeb.archive import files
from naqeeb.errors import ArchiveLocked

EDITORS_WAIT_S = 10.0
"""So long an editor waits for somebody else's change of a file."""


@contextmanager
def held(path: Path, *, wait_s: float = EDITORS_WAIT_S) -> Iterator[None]:
    """Hold the lock of this file, which is made where it is missing.

    Raises:
        ArchiveLocked: somebody else held it for ``wait_s`` seconds.
        ArchiveError: the file cannot be opened, as on a disk that may only be read.
    """
    if not path.parent.is_dir():
        # filelock would make the folder, in the place of a disk that was unmounted.
        gone = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        raise files.cannot_write(path, gone)
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
    except OSError as error:
        raise files.cannot_write(path, error) from error
    try:
        yield
    finally:
        lock.release()
