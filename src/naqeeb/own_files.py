"""Reading what naqeeb itself wrote: plain files, and nothing that stands in their place."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path


class NoFileError(OSError):
    """A folder, a pipe or a device stands where a file should."""


def opened(path: Path) -> BufferedReader:
    """A plain file, open to be read.

    A pipe to which nobody writes would hold the run up for ever, and a device may have no end.

    Raises:
        OSError: it cannot be opened; a ``NoFileError`` where something else stands in its place.
    """
    try:
        return open(path, "rb", opener=_opened)  # Path.open takes no opener
    except IsADirectoryError as error:
        raise _no_file(path) from error


def read(path: Path) -> bytes:
    """The bytes of a plain file.

    Raises:
        OSError: as for ``opened``.
    """
    with opened(path) as file:
        return file.read()


def _opened(path: str, flags: int) -> int:
    # Without waiting for somebody who writes; to a plain file it makes no difference.
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _no_file(Path(path))
    return handle


def _no_file(path: Path) -> NoFileError:
    return NoFileError(errno.EINVAL, "a folder, a pipe or a device is in its place", str(path))
