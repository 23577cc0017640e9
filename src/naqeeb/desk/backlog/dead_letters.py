"""Dead letters: what could not be made, one JSON object a line, for another try.

The file holds what is still to be done. A failure is added at once; when a run comes to its
end, what it has made is taken out, and each failure stands once. ``--from`` takes the file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from naqeeb import safe_files
from naqeeb.desk.backlog.line import Line
from naqeeb.errors import NaqeebError, SettingsError
from naqeeb.file_errors import cannot_write, cause_of

_HINT = "mend that, or name another file with --dead-letters, and run the command again"
SUFFIX = ".dead-letters.jsonl"
_LONGEST_NAME_BYTES = 255
"""Of a file, on all systems of today."""
_KEPT_CHARS = 40
"""Of the name of a manifest that is too long to stand before the suffix."""


class _Letter(Line, frozen=True, kw_only=True):
    error: str


class DeadLetters:
    """The dead letters in a file.

    Args:
        path: the file; it is made with the first failure.

    Raises:
        SettingsError: it holds something else, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None
        self._solved: set[int] = set()
        try:
            self._tries = {line.digest: line.tries for line, _ in _read(path)}
            writable = path if path.exists() else path.resolve().parent
        except OSError as error:
            raise _refusal(path, cause_of(error)) from None
        if not os.access(writable, os.W_OK):
            raise _refusal(path, "the folder is not there, or belongs to another user")

    @classmethod
    def beside(cls, manifest: str) -> Path:
        """Where they lie by default: beside the manifest, under its name.

        There whoever handed the manifest in finds them. A file of dead letters that is tried
        again keeps those that fail again.
        """
        if manifest == "-":
            return Path(f"naqeeb{SUFFIX}")
        path = Path(manifest)
        if path.name.endswith(SUFFIX):
            return path
        name = path.name + SUFFIX
        if len(os.fsencode(name)) > _LONGEST_NAME_BYTES:
            short = path.name[:_KEPT_CHARS]
            name = f"{short}-{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]}{SUFFIX}"
        return path.with_name(name)

    def add(self, line: Line, error: NaqeebError, *, tries: int) -> None:
        """Keep a failure.

        Args:
            line: what was to be made.
            error: what happened.
            tries: how often it was tried in this run.

        Raises:
            ArchiveError: the file cannot be written.
        """
        before = max(line.tries, self._tries.get(line.digest, 0))
        self._tries[line.digest] = before + tries
        self._solved.discard(line.digest)
        letter = {
            **line.table(),
            "error": error.what,
            "kind": type(error).__name__,
            "cause": error.cause,
            "hint": error.hint,
            "tries": before + tries,
        }
        try:
            if self._file is None:
                self._file = safe_files.open_lines(self.path)
            self._file.write(_packed(letter))
            self._file.flush()
        except OSError as fault:
            raise cannot_write(self.path, fault, hint=_HINT) from fault

    def solve(self, line: Line) -> None:
        """Note that a source was made, whatever became of it before."""
        if line.digest in self._tries:
            self._solved.add(line.digest)

    def close(self, *, finished: bool) -> int:
        """End the run; gives how many dead letters there are.

        Raises:
            ArchiveError: the file cannot be written.
        """
        if self._file is not None:
            self._file.close()
            self._file = None
        if finished and self.path.exists():
            # The latest of each, in the order in which they first failed.
            letters = {
                line.digest: data.rstrip(b"\n") + b"\n"
                for line, data in _read(self.path)
                if line.digest not in self._solved
            }
            try:
                if letters:
                    safe_files.write(self.path, b"".join(letters.values()))
                else:
                    self.path.unlink()
            except OSError as error:
                raise cannot_write(self.path, error, hint=_HINT) from error
        return len(self._tries.keys() - self._solved)


def _refusal(path: Path, cause: str) -> SettingsError:
    return SettingsError(
        f"dead letters cannot be written to {path}",
        cause=cause,
        hint="name another file with --dead-letters",
        path=str(path),
    )


def _packed(letter: dict[str, Any]) -> bytes:
    try:
        text = json.dumps(letter, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a name that is not UTF-8
        text = json.dumps(letter).encode()
    return text + b"\n"


def _read(path: Path) -> Iterator[tuple[Line, bytes]]:
    """The letters of a file, none where there is no file; a torn one is passed over."""
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        for number, data in enumerate(file, 1):
            try:
                yield msgspec.convert(json.loads(data), _Letter), data
            except (msgspec.ValidationError, ValueError, RecursionError):
                if data.strip() and not data.startswith(b"{"):
                    raise SettingsError(
                        f"{path} is no file of dead letters: see line {number}",
                        cause="--dead-letters names a file that holds something else",
                        hint="name another file; this one was left as it is",
                        path=str(path),
                    ) from None
