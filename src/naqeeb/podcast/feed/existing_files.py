"""Which of a show's files stand there as they are to be, so that nobody makes them again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from naqeeb import own_files
from naqeeb.podcast.feed.paging import reach

_STAMP = re.compile(rb"<!-- naqeeb ([0-9a-f]{64}) -->")
_STAMP_WITHIN = 200


class Existing:
    """No file counts: each is made, whatever stands there."""

    def stamp(self, name: str) -> str | None:
        """The stamp of the file of this name; None where it is to be made in any case."""
        del name
        return None

    def stays(self, name: str, start: int, items: int) -> bool:
        """Whether a file surely stands as it is to be; then its episodes are not even looked at.

        Args:
            name: of the file.
            start: the place of its newest episode, counted from the newest of all.
            items: how many episodes such a file holds, as ``paging.plan`` takes it.
        """
        del name, start, items
        return False


NOTHING = Existing()


@dataclass(frozen=True, slots=True)
class Stamped(Existing):
    """Files of a folder: one is made again where its stamp is another."""

    folder: Path
    names: frozenset[str] = frozenset()
    """Files that are there, and that stay where no episode of theirs can have changed."""
    changed: int = 0
    """How many of the newest episodes may be others than before."""

    def stamp(self, name: str) -> str | None:
        """The stamp of the file of this name; None where there is none."""
        return stamp_in(self.folder / name)

    def stays(self, name: str, start: int, items: int) -> bool:
        """Whether it is there, and lies beyond all changes."""
        return name in self.names and start >= reach(self.changed, items)


@dataclass(frozen=True, slots=True)
class AllBut(Existing):
    """All files are made but these."""

    names: frozenset[str]

    def stays(self, name: str, start: int, items: int) -> bool:
        """Whether it is one of these."""
        del start, items
        return name in self.names


@dataclass(frozen=True, slots=True)
class Only(Existing):
    """Of all files these alone are made."""

    names: frozenset[str]

    def stays(self, name: str, start: int, items: int) -> bool:
        """Whether it is none of these."""
        del start, items
        return name not in self.names


def stamp_in(path: Path) -> str | None:
    """The stamp in a file of a show; None where there is no such file, or no stamp in it."""
    try:
        with own_files.opened(path) as file:
            match = _STAMP.search(file.read(_STAMP_WITHIN))
    except OSError:
        return None
    return match[1].decode() if match else None
