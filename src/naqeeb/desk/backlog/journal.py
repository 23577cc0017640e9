"""The journal of a backlog: which of its lines an earlier run has done.

A line of 16 hex digits for each, added once the episode is there for good. So a run that was
killed goes on without looking at what is done; what it had done and could not note is found
unchanged. A journal is removed when its run comes to an end, and may be removed at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
from array import array
from bisect import bisect_left
from pathlib import Path
from typing import IO

from naqeeb import safe_files
from naqeeb.archive.files import cannot_write

PREFIX = ".naqeeb-journal-"
_LINE_BYTES = 17
"""Sixteen digits and the line's end."""


class Journal:
    """What is done of one manifest, as 64-bit digests; 8 bytes of memory for each.

    Args:
        path: the journal's file; it need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)
        self._file: IO[bytes] | None = None

    @classmethod
    def of(cls, output: Path, manifest: str) -> Journal:
        """The journal of a manifest for this output: named by the manifest's full path."""
        name = manifest if manifest == "-" else str(Path(manifest).resolve())
        digits = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        return cls(output / f"{PREFIX}{digits}")

    def __len__(self) -> int:
        """How many lines an earlier run has done."""
        return len(self._known)

    def __contains__(self, digest: object) -> bool:
        """Whether an earlier run has done this line."""
        if not isinstance(digest, int):
            return False
        at = bisect_left(self._known, digest)
        return at < len(self._known) and self._known[at] == digest

    def note(self, digest: int) -> None:
        """Note a line as done.

        Raises:
            ArchiveError: the journal cannot be written.
        """
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = safe_files.open_lines(self._path)
            self._file.write(b"%016x\n" % digest)
            # The system has it then, so that it outlives this process.
            self._file.flush()
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def close(self, *, finished: bool) -> None:
        """End the run; a journal of one that came to its end is removed."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None
        if finished:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def _read(path: Path) -> array[int]:
    known: list[int] = []
    with contextlib.suppress(OSError), path.open("rb") as file:
        for line in file:
            if len(line) == _LINE_BYTES and line.endswith(b"\n"):
                with contextlib.suppress(ValueError):
                    known.append(int(line, 16))
    return array("Q", sorted(known))
