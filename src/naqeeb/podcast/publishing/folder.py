"""A folder as target: what nginx or any other static host serves."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from naqeeb import file_errors, own_files, safe_files
from naqeeb.errors import PublishFailed
from naqeeb.podcast.publishing.plan import Sending, is_ours
from naqeeb.podcast.publishing.target import Held, Version

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_FILE = ".naqeeb-publish-lock"
LOCK_WAIT_S = 60.0


class Folder:
    """One publisher at a time, by a lock file in the folder itself."""

    swaps = True

    def __init__(self, folder: Path, lock: BaseFileLock | None) -> None:
        self._folder = folder
        self._lock = lock
        self._touched: set[Path] = set()
        self._littered: set[Path] = set()
        """Where temporary files lay."""
        self.label = str(folder)

    @classmethod
    def open(cls, folder: Path, output: Path, below: str, *, dry_run: bool) -> Folder:
        """Make the folder and take its lock; a dry run does neither.

        Raises:
            PublishFailed: it lies in the output, may not be written to, or another
                publisher holds it.
        """
        import filelock

        place = folder / below if below else folder
        if any(each.resolve().is_relative_to(output.resolve()) for each in (folder, place)):
            raise PublishFailed(
                f"{folder} lies in the output itself",
                hint="name a folder outside of it",
                target=str(folder),
            )
        if dry_run:
            return cls(place, None)
        lock = filelock.FileLock(place / LOCK_FILE, timeout=LOCK_WAIT_S)
        try:
            place.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except filelock.Timeout:
            raise PublishFailed(
                f"another naqeeb is publishing to {place}",
                cause="a run that hangs, or one that takes long",
                hint="wait for it, or end it, and run the command again",
                target=str(place),
            ) from None
        except OSError as error:
            raise _failed(place, error) from None
        return cls(place, lock)

    def listing(self) -> Iterator[tuple[str, Held]]:
        """All files of a show that are there."""
        for name, entry in self._walk(self._folder, ""):
            if is_ours(name):
                status = entry.stat()
                modified = datetime.fromtimestamp(status.st_mtime, UTC)
                yield name, Held(status.st_size, modified, tag="there")

    def has(self, held: Held, sending: Sending, source: Path | bytes) -> bool:
        """The same size and bytes; a name that holds a hash is enough."""
        there = self._folder / sending.name
        if isinstance(source, bytes):
            return held.size_bytes == len(source) and there.read_bytes() == source
        if held.size_bytes != source.stat().st_size:
            return False
        return sending.immutable or filecmp.cmp(source, there, shallow=False)

    def read(self, name: str) -> Version | None:
        """A small file; the lock stands in the place of a tag."""
        try:
            return own_files.read(self._folder / name), "there"
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _failed(self._folder / name, error) from None

    def send(self, sending: Sending, source: Path | bytes) -> None:
        """Put a file there, whole or not at all."""
        path = self._folder / sending.name
        self._refuse_links(path)
        try:
            self._make(path.parent)
            if isinstance(source, bytes):
                safe_files.write(path, source)
            else:
                safe_files.copy(source, path)
        except OSError as error:
            raise _failed(path, error) from error
        self._touched |= {path.parent, path.parent.parent}

    def _make(self, folder: Path) -> None:
        """Make a folder below the target; the target itself may be gone, as with its disk."""
        if folder == self._folder:
            return
        self._make(folder.parent)
        folder.mkdir(exist_ok=True)

    def _refuse_links(self, path: Path) -> None:
        """A link below the target leads out of it, to files that are not the station's."""
        for folder in path.relative_to(self._folder).parents:
            place = self._folder / folder
            if place != self._folder and place.is_symlink():
                raise PublishFailed(
                    f"{place} is a link to {place.resolve()}",
                    cause="somebody else may write to the target",
                    hint="remove the link, and publish again",
                    target=str(self._folder),
                )

    def swap(self, sending: Sending, data: bytes, tag: str | None) -> bool:  # noqa: ARG002 - no one else is in
        """The same as ``send``: the lock keeps others out."""
        self.send(sending, data)
        return True

    def settle(self) -> None:
        """Sync the folders once for all files that were put into them."""
        for folder in sorted(self._touched):
            try:
                safe_files.sync_folder(folder)
            except OSError as error:
                raise _failed(folder, error) from error
        self._touched.clear()

    def remove(self, name: str) -> None:
        """Take a file away, and its folder where it was the last."""
        path = self._folder / name
        try:
            path.unlink(missing_ok=True)
            if path.parent != self._folder and not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError as error:
            raise _failed(path, error) from error

    def close(self) -> None:
        """Let the lock go, and sweep what crashed publishers left behind."""
        if self._lock is None:
            return
        for folder in self._littered:
            safe_files.sweep(folder)
        self._lock.release()

    def _walk(self, folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith(safe_files.TEMPORARY):
                        self._littered.add(folder)
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        yield from self._walk(Path(entry.path), f"{prefix}{entry.name}/")
                    elif entry.is_file(follow_symlinks=False):
                        yield prefix + entry.name, entry
        except FileNotFoundError:
            return


def _failed(path: Path, error: OSError) -> PublishFailed:
    return PublishFailed(
        f"{path} could not be written: {error.strerror or error}",
        cause=file_errors.cause_of(error),
        hint="mend that, and publish again; what was sent already stays, "
        "and listeners still have the feed as it was before",
        path=str(path),
        errno=error.errno,
    )
