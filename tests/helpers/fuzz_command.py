"""The whole command in this process, and what must hold whatever it is given."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from naqeeb.cli import main

CODES = frozenset({0, 1, 2})
"""The exit codes of docs/commands.md; none of the others ends a command that nobody stopped."""
MOST_CPU_S = 20.0
MOST_BYTES = 20_000_000
_MOST_EPISODES = 40


class Harness:
    """Runs commands in a folder of its own and counts what became of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inputs: Counter[str] = Counter()
        self.codes: Counter[int] = Counter()
        self.slowest_s = 0.0
        self.largest_bytes = 0

    def begin(self) -> None:
        """An input begins: the files of the one before are gone, its output soon."""
        for path in self.folder.iterdir():
            if path.name == "output" and len(list(path.glob("episodes/*"))) < _MOST_EPISODES:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def write(self, name: str, data: str | bytes) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
        return path

    def run(self, *words: str, stdin: bytes = b"") -> str:
        """One command; gives all that it printed.

        Raises:
            AssertionError: it is a fault in naqeeb itself, or costs too much.
        """
        before = self._size()
        out, err = _stream("strict"), _stream("backslashreplace")
        began = time.process_time()
        with _streams(io.TextIOWrapper(io.BytesIO(stdin), "utf-8"), out, err):
            code = main(list(words))
        cpu_s = time.process_time() - began
        printed = _bytes(out) + _bytes(err)
        written = len(printed) + max(0, self._size() - before)
        shown = printed.decode("utf-8", "replace")
        assert "fault in naqeeb" not in shown, (words, shown[-3000:])
        assert "Traceback" not in shown, (words, shown[-3000:])
        assert code in CODES, (words, code)
        assert cpu_s < MOST_CPU_S, (words, cpu_s)
        assert written < MOST_BYTES, (words, written)
        self.codes[code] += 1
        self.slowest_s = max(self.slowest_s, cpu_s)
        self.largest_bytes = max(self.largest_bytes, written)
        return shown

    def counts(self) -> str:
        """What was counted, in a line."""
        kinds = ", ".join(f"{count} of {kind}" for kind, count in self.inputs.items())
        ends = sorted(self.codes.items())
        codes = ", ".join(f"{count} ended with {code}" for code, count in ends)
        return (
            f"{kinds}: {codes}; at most {self.slowest_s:.1f} s of CPU"
            f" and {self.largest_bytes / 1e6:.1f} MB"
        )

    def _size(self) -> int:
        return sum(
            entry.stat(follow_symlinks=False).st_size for entry in _files(os.fsencode(self.folder))
        )


def _files(folder: bytes) -> Iterator[os.DirEntry[bytes]]:
    # Names of bytes: some of these files have names that are no text.
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry


def _stream(errors: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", errors=errors, write_through=True)


def _bytes(stream: io.TextIOWrapper) -> bytes:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@contextlib.contextmanager
def _streams(
    stdin: io.TextIOWrapper, out: io.TextIOWrapper, err: io.TextIOWrapper
) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = stdin
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield
    finally:
        sys.stdin = before
