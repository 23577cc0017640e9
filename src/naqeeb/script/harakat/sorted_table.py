"""A sorted table on the disk, of which only what is asked for becomes strings.

The lexicon and the models are megabytes, and an article asks for a few hundred of
their lines. A dictionary of them all takes longer to make than the article takes to
read, and ten times the memory.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path

_BLOCK_BYTES = 2048
"""From one known line to the next: smaller is slower to open, larger slower to ask."""


class SortedTable(Mapping[str, str]):
    """A tab-separated file as a mapping: the first field of each line to the rest of it.

    The file is UTF-8, opens with a comment, is sorted by its bytes (the order of code
    points) and ends with a line feed. It is mapped into memory, so all processes share
    its pages.
    """

    def __init__(self, path: Path) -> None:
        """Open a table; raises OSError where there is none, ValueError where it has no comment."""
        with path.open("rb") as file:
            self._data = data = mmap(file.fileno(), 0, access=ACCESS_READ)
        find, start = data.find, 0
        while data[start : start + 1] == b"#":
            start = find(b"\n", start) + 1
        if not start:
            raise ValueError(f"{path} does not open with a comment")
        # Only the first line of each block is kept by its key; the block itself is searched.
        self._keys: list[bytes] = []
        self._starts: list[int] = []
        while start < len(data):
            self._starts.append(start)
            self._keys.append(data[start : find(b"\t", start) + 1])
            start = find(b"\n", start + _BLOCK_BYTES) + 1 or len(data)
        self._starts.append(len(data))

    def find(self, key: str) -> str | None:
        """Return what stands after ``key``, None where no line begins with it."""
        start = key.encode(errors="surrogatepass") + b"\t"
        block = bisect_right(self._keys, start)
        if not block:
            return None
        # From the line feed before the block, so that its first line is found like the others.
        lines = self._data[self._starts[block - 1] - 1 : self._starts[block]]
        at = lines.find(b"\n" + start)
        if at < 0:
            return None
        return lines[at + 1 + len(start) : lines.index(b"\n", at + 1)].decode().rstrip("\r")

    def around(self, key: str) -> list[str]:
        """Return the lines before and after the place of ``key``, which itself is left out."""
        start = key.encode(errors="surrogatepass") + b"\t"
        block = max(bisect_right(self._keys, start), 1)
        first = self._starts[max(block - 2, 0)]
        last = self._starts[min(block + 1, len(self._starts) - 1)]
        lines = self._data[first:last].decode().split("\n")[:-1]
        place = bisect_left(lines, f"{key}\t")
        after = place + (lines[place : place + 1] != [] and lines[place].startswith(f"{key}\t"))
        return [*lines[max(place - 1, 0) : place], *lines[after : after + 1]]

    def __getitem__(self, key: str) -> str:
        rest = self.find(key)
        if rest is None:
            raise KeyError(key)
        return rest

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.find(key) is not None

    def __iter__(self) -> Iterator[str]:
        start = self._starts[0]
        while start < len(self._data):
            yield self._data[start : self._data.find(b"\t", start)].decode()
            start = self._data.find(b"\n", start) + 1

    def __len__(self) -> int:
        return self._data[self._starts[0] :].count(b"\n")
