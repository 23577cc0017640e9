"""Takes on disk, while a voice's level is still unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from naqeeb.model import Clip
from naqeeb.sound.disk import disk_errors
from naqeeb.sound.prepare import Prepared


class Spool:
    """Keeps the sound of takes in a file without a name, and gives them back in order.

    Used as a context: at its end the file is gone.
    """

    def __init__(self, folder: Path) -> None:
        # In the folder of the track: a bulletin of ten hours is larger than many a /tmp.
        self._folder = folder
        with disk_errors(folder):
            self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        self._entries: list[tuple[Prepared, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, prepared: Prepared) -> None:
        """Write one take."""
        pcm = prepared.clip.pcm
        with disk_errors(self._folder):
            self._file.write(pcm)
        marks_only = Clip(b"", prepared.take.clip.rate_hz, prepared.take.clip.marks)
        entry = Prepared(
            take=replace(prepared.take, clip=marks_only),
            clip=prepared.clip._replace(pcm=memoryview(b"")),
        )
        self._entries.append((entry, len(pcm)))

    def replay(self) -> Iterator[Prepared]:
        """All takes in the order they came."""
        with disk_errors(self._folder):
            self._file.seek(0)
        for entry, size in self._entries:
            pcm = memoryview(self._file.read(size))
            yield entry._replace(clip=entry.clip._replace(pcm=pcm))
