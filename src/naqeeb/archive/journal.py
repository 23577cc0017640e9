"""The journal of a long run: which pieces of its work are done.

A line of 16 hex digits for each, added once the piece is there for good. So a run that was
killed goes on without looking at what is done; what it had done and could not note is found
unchanged. A journal is removed when its run comes to an end, and may be removed at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from array import array
from bisect import bisect_left
from pathlib import Path
from typing import IO

from naqeeb import own_files, safe_files
from naqeeb.archive.files import cannot_write

PREFIX = ".naqeeb-journal-"
_LINE = re.compile(rb"[0-9a-f]{16}\n")


class Journal:
    """What is done, as 64-bit digests; 8 bytes of memory for each.

    Args:
        path: the journal's file; it need not be there.
        not_before_s: one that was last written before, in seconds of the epoch, is removed.
    """

    def __init__(self, path: Path, *, not_before_s: float = 0) -> None:
        self._path = path
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < not_before_s:
                path.unlink()
        self._known = _read(path)
        self._file: IO[bytes] | None = None

    @classmethod
    def of(cls, output: Path, work: str, *, not_before_s: float = 0) -> Journal:
        """The journal of a work on this output, such as a manifest's full path."""
        return cls(output / f"{PREFIX}{digest_of(work):016x}", not_before_s=not_before_s)

    def __len__(self) -> int:
        """How many pieces an earlier run has done."""
        return len(self._known)

    def __contains__(self, digest: object) -> bool:
        """Whether an earlier run has done this piece."""
        if not isinstance(digest, int):
            return False
        at = bisect_left(self._known, digest)
        return at < len(self._known) and self._known[at] == digest

    def note(self, digest: int) -> None:
        """Note a piece as done.

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


def digest_of(*facts: object) -> int:
    """A number of 64 bits by which a piece of work is known again."""
    packed = repr(facts).encode("utf-8", "backslashreplace")
    return int.from_bytes(hashlib.sha256(packed).digest()[:8])


def _read(path: Path) -> array[int]:
    known: list[int] = []
    with contextlib.suppress(OSError), own_files.opened(path) as file:
        known.extend(int(line, 16) for line in file if _LINE.fullmatch(line))
    return array("Q", sorted(known))
