"""Writing so that a reader, a crash or a full disk never meets half a file.

A file is written beside its place, synced, renamed onto it, and the folder is
synced: after that it is there whole, before that the old one is. Errors are
the system's own; each room says what they mean to its user.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from naqeeb import own_files

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

TEMPORARY = ".naqeeb-new-"
"""Temporary files and folders begin with this, and nothing else does: they are swept by age."""
STALE_S = 24 * 3600
"""A temporary file older than this was left by a crash."""
_COPY_BYTES = 1024 * 1024
_AT_ONCE = 4
"""Files that a disk is asked to take at the same time."""


def sha256(path: Path) -> str:
    """The hash of a file, in hex, read piece by piece."""
    with own_files.opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def temporary_beside(path: Path) -> Path:
    """A name in the same folder that nothing else has."""
    return path.with_name(f"{TEMPORARY}{secrets.token_hex(6)}")


def write(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Replace ``path`` by ``data``, whole or not at all.

    Args:
        path: the file.
        data: its new bytes.
        sync: False leaves it to the system when they reach the disk: nobody meets half a file,
            but after a power cut. It is for what can be derived again.

    Raises:
        OSError: the old file stands as it was, and nothing is left beside it.
    """
    _sweep_once(path.parent)
    with _replaced(path, sync=sync) as file:
        file.write(data)
    if sync:
        sync_folder(path.parent)


def copy(source: Path, path: Path) -> None:
    """Replace ``path`` by a copy of ``source``, whole or not at all.

    The folder is not synced: who copies many files into it does so once, with
    ``sync_folder``.

    Raises:
        OSError: the old file stands as it was, and nothing is left beside it.
    """
    with source.open("rb") as original, _replaced(path) as file:
        shutil.copyfileobj(original, file, _COPY_BYTES)


class Together:
    """Files that reach the disk at the same time, and only then their places.

    A disk takes several files in little more than the time of one, and the next one
    may be made meanwhile. Used as a context: at its end all of them are there for
    good. After an error none is, unless it is the renaming that failed: then those
    before it are.

    Raises:
        OSError: its ``filename`` is the file that could not be written.
    """

    def __init__(self) -> None:
        self._stages: list[list[tuple[Path, Path]]] = [[]]
        self._waited_for: list[tuple[Path, Future[None]]] = []
        self._pool: ThreadPoolExecutor | None = None

    def create(self, path: Path, data: bytes) -> None:
        """Write a file in a folder that nobody looks into yet, and that the caller syncs."""
        with _named(path):
            path.write_bytes(data)
        self.sync(path)

    def sync(self, path: Path) -> None:
        """Bring a file to the disk that was written by other means."""
        self._wait_for(path, path)

    def replace(self, path: Path, data: bytes) -> None:
        """Replace ``path`` by ``data``, whole or not at all."""
        temporary = temporary_beside(path)
        self._stages[-1].append((temporary, path))
        with _named(path):
            temporary.write_bytes(data)
        self._wait_for(path, temporary)

    def then(self) -> None:
        """What follows gets its place only after all before it is there for good."""
        self._stages.append([])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: object, __: object) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            if self._pool:
                self._pool.shutdown(cancel_futures=True)
            for stage in self._stages:
                for temporary, _ in stage:
                    with contextlib.suppress(OSError):
                        temporary.unlink()

    def _wait_for(self, path: Path, file: Path) -> None:
        if self._pool is None:
            # Here: a run that finds nothing changed writes nothing.
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(_AT_ONCE, "naqeeb-disk")
        self._waited_for.append((path, self._pool.submit(sync_file, file)))

    def _finish(self) -> None:
        for path, synced in self._waited_for:
            with _named(path):
                synced.result()
        for stage in self._stages:
            for temporary, path in stage:
                with _named(path):
                    temporary.replace(path)
            for folder in {path.parent: None for _, path in stage}:
                sync_folder(folder)
            stage.clear()


class AfterOneSync:
    """Files that replace others after one wait for the whole disk, not one for each.

    It is for very many. Used as a context: at its end each has its place, and is never torn;
    a power cut may still bring back the one before it. After an error none has.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Path, Path]] = []

    def replace(self, path: Path, data: bytes) -> None:
        """Replace ``path`` by ``data`` in the end."""
        temporary = temporary_beside(path)
        self._waiting.append((temporary, path))
        with _named(path):
            temporary.write_bytes(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: object, __: object) -> None:
        try:
            if error is None and self._waiting:
                self._finish()
        finally:
            for temporary, _path in self._waiting:
                with contextlib.suppress(OSError):
                    temporary.unlink()

    def _finish(self) -> None:
        if not sync_all():
            for temporary, path in self._waiting:
                with _named(path):
                    sync_file(temporary)
        for temporary, path in self._waiting:
            with _named(path):
                temporary.replace(path)


def open_lines(path: Path) -> IO[bytes]:
    """A file of lines, opened to add some; after a line that a crash tore a new one begins.

    Raises:
        OSError: it cannot be opened.
    """
    file = path.open("ab+")
    if file.tell():
        file.seek(-1, os.SEEK_END)
        if file.read() != b"\n":
            file.write(b"\n")
    return file


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


def sync_all() -> bool:
    """Make sure that everything written so far has reached the disk. False: no system can here."""
    if not hasattr(os, "sync"):
        return False
    os.sync()
    return True


def sweep(folder: Path) -> None:
    """Remove what crashed runs left behind in ``folder``."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(TEMPORARY):
                continue
            with contextlib.suppress(OSError):
                # A time in the future, from another machine's clock, is no excuse to stay.
                age_s = abs(time.time() - entry.stat(follow_symlinks=False).st_mtime)
                if age_s < STALE_S:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    Path(entry.path).unlink()


_sweep_once = lru_cache(1024)(sweep)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


@contextlib.contextmanager
def _replaced(path: Path, *, sync: bool = True) -> Iterator[IO[bytes]]:
    temporary = temporary_beside(path)
    try:
        with temporary.open("xb") as file:
            yield file
            if sync:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
