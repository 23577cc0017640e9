"""Writing so that a reader, a crash or a full disk never meets half a file.

A file is written beside its place, synced, renamed onto it, and the folder is
synced: after that it is there whole, before that the old one is.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from pathlib import Path

from naqeeb.errors import ArchiveError

TEMPORARY = ".naqeeb-"
"""Temporary files and folders begin with this; they are never served or published."""
STALE_S = 24 * 3600
"""A temporary file older than this was left by a crash."""


def temporary_beside(path: Path) -> Path:
    """A name in the same folder that nothing else has."""
    return path.with_name(f"{TEMPORARY}{secrets.token_hex(6)}")


def write(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data``, whole or not at all.

    Raises:
        ArchiveError: the disk is full, or the folder may not be written to.
    """
    temporary = temporary_beside(path)
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise cannot_write(path, error) from error
    sync_folder(path.parent)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write only where the bytes differ, so that time stamps and ETags stay. True if written."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        pass
    write(path, data)
    return True


def sync_file(path: Path) -> None:
    """Make sure that a file written by other means has reached the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that a rename has reached the disk, on systems that can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256(path: Path) -> str:
    """The hash of a file, in hex, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sweep(folder: Path, *, now_s: float | None = None) -> None:
    """Remove what crashed runs left behind in ``folder``."""
    import shutil

    now_s = time.time() if now_s is None else now_s
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if not entry.name.startswith(TEMPORARY):
                continue
            with contextlib.suppress(OSError):
                if now_s - entry.stat(follow_symlinks=False).st_mtime < STALE_S:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    Path(entry.path).unlink()


def cannot_write(path: Path, error: OSError) -> ArchiveError:
    """The error for a file that could not be written."""
    return ArchiveError(
        f"{path} could not be written: {error.strerror or error}",
        cause="the disk is full, or the folder belongs to another user",
        hint="make room or choose another folder with --output; nothing was half-written",
        path=str(path),
        errno=error.errno,
    )
