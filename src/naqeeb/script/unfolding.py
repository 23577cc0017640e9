"""Lines that are written when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import overload

from naqeeb.model import Line


class Unfolding(Sequence[Line]):
    """A row of lines that grows while it is read.

    A voice of this machine speaks the first lines while the later ones are being
    written; both take about as long as starting the program. Several threads may
    read. Asking for the length writes all that is left.
    """

    def __init__(self, source: Iterator[Line]) -> None:
        self._source = source
        self._written: list[Line] = []
        self._lock = Lock()

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, index: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        if index < 0:
            index += len(self)
        while len(self._written) <= index:
            if not self._write_one():
                raise IndexError(index)
        return self._written[index]

    def __len__(self) -> int:
        while self._write_one():
            pass
        return len(self._written)

    def _write_one(self) -> bool:
        with self._lock:
            line = next(self._source, None)
            if line is not None:
                self._written.append(line)
            return line is not None
