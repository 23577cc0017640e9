"""The weights of the two models, in one file that is mapped, not read (``data/weights.bin``).

A word asks for some hundreds of the 300,000 clues; two checksums say where each one lies.
The file is packed by ``bench/pack_weights.py`` from tables that can be read, and holds,
little-endian, after two lines of text (what it is; how many clues, how many cells, and
the labels, each after the number of its model):

========  =================  =====================================================
starts    uint32 x 65,537    first clue of each bucket, which is the upper half of
                             the first checksum, and the end of the last bucket
firsts    uint32 x clues+1   CRC-32 of each clue, ascending; closed by the greatest
ends      uint32 x clues+1   first cell of each clue, and the end of the last one
seconds   uint16 x clues     CRC-16 of each clue
weights   int16 x cells      in 1/100
labels    uint8 x cells      for which label a weight speaks
========  =================  =====================================================
"""

from __future__ import annotations

import sys
from array import array
from binascii import crc32, crc_hqx
from collections.abc import Iterable, Iterator, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Literal

MAGIC = "# naqeeb weights 1, packed by bench/pack_weights.py"
BUCKETS = 1 << 16
AS_WRITTEN = "."
"""The label that is the letter itself; every model has it."""


class Weights:
    """What each clue says for and against each label, of all models at once."""

    def __init__(self, path: Path) -> None:
        """Map a file; raises OSError where there is none, ValueError where it is another."""
        with path.open("rb") as file:
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
        if mapped.readline() != f"{MAGIC}\n".encode():
            raise ValueError(f"{path} holds no weights")
        clues, cells, *labels = mapped.readline().decode().split()
        self.labels = [label[1:] for label in labels]
        self.models = [int(label[0]) for label in labels]
        self._at = mapped.tell() + -mapped.tell() % 4
        self._file = memoryview(mapped)
        self._starts = self._numbers("I", 4, BUCKETS + 1)
        self._firsts = self._numbers("I", 4, int(clues) + 1)
        self._ends = self._numbers("I", 4, int(clues) + 1)
        self._seconds = self._numbers("H", 2, int(clues))
        self._weights = self._numbers("h", 2, int(cells))
        self._labels = self._numbers("B", 1, int(cells))

    def _numbers(self, kind: Literal["I", "H", "h", "B"], size: int, count: int) -> Sequence[int]:
        """Return the next ``count`` numbers of the file."""
        start, self._at = self._at, self._at + size * count
        part = self._file[start : self._at]
        if sys.byteorder == "little":
            return part.cast(kind)
        swapped = array(kind, part.tobytes())
        swapped.byteswap()
        return swapped

    def _places(self, clues: Iterable[str]) -> Iterator[int]:
        """Yield where those of the clues lie that weigh anything."""
        starts, firsts, seconds = self._starts, self._firsts, self._seconds
        for clue in clues:
            key = clue.encode("utf-8", "surrogatepass")
            wanted = crc32(key)
            # Two or three lie in a bucket, and the next bucket's first is greater than they.
            at = starts[wanted >> 16]
            while (first := firsts[at]) < wanted:
                at += 1
            if first == wanted:
                second = crc_hqx(key, 0)
                for place in range(at, starts[(wanted >> 16) + 1]):
                    if seconds[place] == second and firsts[place] == wanted:
                        yield place

    def cells(self, clue: str) -> list[tuple[int, int]]:
        """Return the labels that a clue names, by number, with their weights."""
        cells: list[tuple[int, int]] = []
        for place in self._places((clue,)):
            part = slice(self._ends[place], self._ends[place + 1])
            cells += zip(self._labels[part], self._weights[part], strict=True)
        return cells

    def sums(self, clues: Iterable[str]) -> list[int]:
        """Return what the clues say together for each label, by its number."""
        sums = [0] * len(self.labels)
        ends, labels, weights = self._ends, self._labels, self._weights
        for place in self._places(clues):
            for cell in range(ends[place], ends[place + 1]):
                sums[labels[cell]] += weights[cell]
        return sums
