"""Errors that nobody raised for the user, put into words for one."""

from __future__ import annotations

import traceback

from naqeeb import file_errors
from naqeeb.errors import ArchiveError, FaultInNaqeeb, NaqeebError


def for_user(error: Exception) -> NaqeebError:
    """An error as the user is to read it.

    Returns:
        The error itself where it is one of ours; ``ArchiveError`` where a file or folder could
        not be read or written, with ``errno``; else ``FaultInNaqeeb``.
    """
    if isinstance(error, NaqeebError):
        return error
    if isinstance(error, OSError) and error.filename and error.strerror is not None:
        return ArchiveError(
            f"{str(error.filename)[:200]} cannot be used: {error.strerror}",
            cause=file_errors.cause_of(error),
            hint="mend that, or run the command in another folder",
            errno=error.errno,
        )
    return FaultInNaqeeb(
        f"a fault in naqeeb itself: {type(error).__name__}: {error}",
        hint="run it again with -v and report what it prints",
        trace="".join(traceback.format_exception(error)),
    )
