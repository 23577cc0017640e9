"""What the system's errors about files mean to a person."""

from __future__ import annotations

import errno
from pathlib import Path

from naqeeb.errors import ArchiveError
from naqeeb.own_files import NoFileError


def cause_of(error: OSError) -> str:
    """Why a file could most probably not be written, in words."""
    if isinstance(error, NoFileError):
        return "something else stands where a file should"
    return _CAUSES.get(error.errno or 0, "the disk is full, or the folder belongs to another user")


_CAUSES = {
    errno.EROFS: "the disk may only be read: it was mounted so, or is so after an error of it",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the user's share of the disk is full",
    errno.ENOENT: "its folder is gone: the disk or the network share was unmounted",
    errno.EACCES: "the folder belongs to another user",
    errno.EPERM: "the folder belongs to another user, or is protected",
    errno.EIO: "the disk or the network share is failing",
    errno.ELOOP: "a link stands where a file should",
    errno.EISDIR: "a folder of that name is in the way",
    errno.ENOTDIR: "a file stands where a folder should",
    errno.EEXIST: "a file of that name is in the way",
    errno.ENAMETOOLONG: "the name is longer than the disk takes",
}


def cannot_write(path: Path, error: OSError, *, hint: str) -> ArchiveError:
    """The error for a file that could not be written; ``hint`` is what its writer can do."""
    return ArchiveError(
        f"{path} could not be written: {error.strerror or error}",
        cause=cause_of(error),
        hint=hint,
        path=str(path),
        errno=error.errno,
    )
