"""Errors of the disk, as errors of the sound."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from naqeeb import file_errors
from naqeeb.errors import SoundError


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Within it an ``OSError`` becomes one that names the file.

    Only writing and reading of sound belongs in it: an ``OSError`` of the voice that is
    speaking is no fault of the disk.

    Raises:
        SoundError: the file could not be written or read.
    """
    try:
        yield
    except OSError as error:
        raise SoundError(
            f"the sound {path} could not be written: {error.strerror or error}",
            cause=file_errors.cause_of(error),
            hint="mend that, then run the same command again; no file was half-written",
            path=str(path),
            errno=error.errno,
        ) from error
