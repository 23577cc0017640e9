"""The show's own files as they were together when publishing began, without a copy in memory."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from naqeeb import file_errors, safe_files
from naqeeb.errors import PublishFailed
from naqeeb.podcast.address import FEED


class Snapshot:
    """A folder in the output, gone after it is left; a crash leaves it to be swept.

    The archive replaces its files and never writes into them. So a link to a file stays what the
    file was, and takes no room.

    Args:
        output: the show's folder.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self._folder = safe_files.temporary_beside(output / FEED)
        self._parts = 0
        self._kept: Path | None = None

    def of(self, names: Iterable[str]) -> dict[str, Path]:
        """Files of the output as they are now, by name.

        Raises:
            OSError: one is gone, or cannot be linked to or copied.
        """
        part = self._part()
        files = {name: part / str(number) for number, name in enumerate(names)}
        for name, path in files.items():
            _link(self._output / name, path)
        return files

    def keep(self, files: Iterable[tuple[str, bytes]]) -> dict[str, Path]:
        """Files that are made now, by name; those of the time before go.

        Raises:
            PublishFailed: the disk of the output is full.
        """
        kept: dict[str, Path] = {}
        try:
            if self._kept is not None:
                shutil.rmtree(self._kept)
            part = self._kept = self._part()
            for number, (name, data) in enumerate(files):
                kept[name] = part / str(number)
                kept[name].write_bytes(data)
        except OSError as error:
            raise PublishFailed(
                f"{self._folder} could not be written: {error.strerror or error}",
                cause=file_errors.cause_of(error),
                hint="mend that, and publish again; listeners still have the feed as it was before",
                path=str(self._folder),
                errno=error.errno,
            ) from error
        return kept

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _part(self) -> Path:
        self._parts += 1
        part = self._folder / str(self._parts)
        part.mkdir(parents=True)
        return part


def _link(source: Path, path: Path) -> None:
    try:
        os.link(source, path)
    except OSError:
        # Not every file system has links.
        shutil.copyfile(source, path)
