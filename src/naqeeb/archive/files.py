"""The archive's files: written whole or not at all, hashed, and only where they changed."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from naqeeb import file_errors, own_files, safe_files
from naqeeb.errors import ArchiveError
from naqeeb.safe_files import (
    TEMPORARY,
    AfterOneSync,
    Together,
    sha256,
    sweep,
    sync_all,
    sync_file,
    sync_folder,
    temporary_beside,
)

__all__ = [
    "TEMPORARY",
    "AfterOneSync",
    "Together",
    "cannot_write",
    "holds",
    "put_aside",
    "sha256",
    "staging_errors",
    "sweep",
    "sync_all",
    "sync_file",
    "sync_folder",
    "temporary_beside",
    "vanished",
    "write",
    "write_if_changed",
]

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS, errno.EIO}


def write(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Replace ``path`` by ``data``, whole or not at all; ``sync`` as in ``safe_files.write``.

    Raises:
        ArchiveError: the disk is full, or the folder may not be written to.
    """
    try:
        safe_files.write(path, data, sync=sync)
    except OSError as error:
        raise cannot_write(path, error) from error


def write_if_changed(path: Path, data: bytes, *, sync: bool = True) -> bool:
    """Write only where the bytes differ, so that time stamps and ETags stay. True if written."""
    if holds(path, data):
        return False
    write(path, data, sync=sync)
    return True


def holds(path: Path, data: bytes) -> bool:
    """Whether there is a file with these bytes."""
    try:
        return path.stat().st_size == len(data) and own_files.read(path) == data
    except OSError:
        return False


def put_aside(path: Path) -> None:
    """Get what is damaged out of the way: a file, or what stands in the place of one.

    Raises:
        ArchiveError: it cannot be moved.
    """
    aside = path.with_name(f".naqeeb-damaged-{path.name}")
    if path.is_dir() or aside.is_dir():  # no folder takes the place of another one
        aside = path.with_name(f"{aside.name}-{time.time_ns()}")
    try:
        path.replace(aside)
    except OSError as error:
        raise cannot_write(aside, error) from error


def cannot_write(path: Path, error: OSError) -> ArchiveError:
    """The error for a file that could not be written."""
    hint = "mend that, then run the same command again; no file was half-written"
    return file_errors.cannot_write(path, error, hint=hint)


def vanished(output: Path) -> ArchiveError:
    """The error for an output that was there when the run began."""
    return ArchiveError(
        f"{output} is no longer what it was when this run began: its show.json is gone",
        cause="the disk or the network share was unmounted",
        hint="mount it again and run the command again; nothing was written beside it",
        path=str(output),
        errno=errno.ENOENT,
    )


@contextmanager
def staging_errors(staging: Path) -> Iterator[None]:
    """A full or a lost disk as an ArchiveError: who builds with libraries meets their OSError.

    Raises:
        ArchiveError: there is no room for what is built in ``staging``, or it is gone.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise cannot_write(staging.parent, error) from error
        if not staging.is_dir():
            raise vanished(staging.parent) from error
        raise
