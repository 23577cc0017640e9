"""A manifest: many sources, one a line, taken one by one and never held all at once."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from naqeeb import intake
from naqeeb.desk.backlog.line import Line, parse, unreadable
from naqeeb.errors import NaqeebError, SettingsError, SourceUnreadable
from naqeeb.intake.article_parts import ArticleParts
from naqeeb.paths import is_file
from naqeeb.settings import Settings
from naqeeb.settings.did_you_mean import did_you_mean

LONGEST_LINE_BYTES = 16_000_000
"""The longest article that is taken has 600,000 characters; JSON may write each as six bytes."""
_BOM = b"\xef\xbb\xbf"
_Entry = tuple[str, Line, SourceUnreadable | None]
"""Where a line stands, what it says, and why it cannot be read where it cannot."""


@dataclass(frozen=True, slots=True)
class Item:
    """One source of a manifest."""

    name: str
    """What its outcome calls it."""
    source: str | ArticleParts | NaqeebError
    """A source, the article that stands in the line, or why the line could not be read."""
    line: Line


class Manifest:
    """The sources of a manifest, in order.

    Args:
        place: a file, a folder whose articles are meant, or ``-`` for standard input.
        settings: of the run.

    Raises:
        SettingsError: it is not there, or cannot be opened.
    """

    def __init__(self, place: str, settings: Settings) -> None:
        self._place = place
        self._settings = settings
        self.name = "standard input" if place == intake.STDIN else intake.shown(place)
        self.read_bytes = 0
        """How much of it was taken."""
        self.size_bytes: int | None = None
        """How much there is; None where that cannot be told, as of a pipe."""
        self._is_folder = place != intake.STDIN and Path(place).is_dir()
        if place != intake.STDIN and not self._is_folder:
            self.size_bytes = self._size()
        self._pending: Iterator[_Entry] = iter(())

    def items(self, is_done: Callable[[int], bool]) -> Iterator[Item]:
        """What is to be done.

        Args:
            is_done: whether the line of this digest was done in an earlier run; it is passed
                over, and its source is not looked at.
        """
        self._pending = self._folder() if self._is_folder else self._lines()
        for where, line, cause in self._pending:
            if is_done(line.digest):
                continue
            if cause is not None:
                yield Item(where, cause, line)
            else:
                yield from self._of_line(line, where, is_done)

    def left(self, is_done: Callable[[int], bool]) -> int | None:
        """How many lines ``items`` would have read still; None for standard input, which may wait.

        Args:
            is_done: as in ``items``.
        """
        if self._place == intake.STDIN:
            return None
        return sum(not is_done(line.digest) for _, line, _ in self._pending)

    # -- lines -----------------------------------------------------------

    def _size(self) -> int | None:
        try:
            status = Path(self._place).stat()
        except OSError as error:
            raise SettingsError(
                f"the manifest {self.name} cannot be opened: {error.strerror}",
                cause="the name is mistyped, or the file is in another folder",
                hint=f"{did_you_mean(Path(self._place))}--from takes a file with one source a "
                "line, a folder, or - for standard input",
                path=self._place,
            ) from None
        return status.st_size if stat.S_ISREG(status.st_mode) else None

    def _folder(self) -> Iterator[_Entry]:
        for source in intake.expand(self._place):
            yield intake.shown(source), Line(source=source), None

    def _lines(self) -> Iterator[_Entry]:
        """The lines that hold something, each with its place."""
        if self._place == intake.STDIN:
            yield from self._lines_of(sys.stdin.buffer)
            return
        with Path(self._place).open("rb") as file:
            yield from self._lines_of(file)

    def _lines_of(self, file: IO[bytes]) -> Iterator[_Entry]:
        number = 0
        # What is added meanwhile, as to a file of dead letters, is for the next run.
        while self.size_bytes is None or self.read_bytes < self.size_bytes:
            data = file.readline(LONGEST_LINE_BYTES + 1)
            if not data:
                return
            number += 1
            self.read_bytes += len(data)
            rest = data
            while not rest.endswith(b"\n") and len(rest) > LONGEST_LINE_BYTES:
                rest = file.readline(LONGEST_LINE_BYTES + 1)
                self.read_bytes += len(rest)
            line = data.removeprefix(_BOM if number == 1 else b"").strip(b"\r\n")
            if line.strip() and not _is_comment(line):
                yield _parsed(line, f"{self.name} line {number}")

    # -- sources ---------------------------------------------------------

    def _of_line(self, line: Line, where: str, is_done: Callable[[int], bool]) -> Iterator[Item]:
        if line.raw is not None:
            yield from self._again(line, line.source or where)
        elif line.text is not None:
            parts = _parts(line, line.source or where)
            yield Item(parts.name, parts, line)
        else:
            yield from self._expanded(line, is_done)

    def _again(self, line: Line, where: str) -> Iterator[Item]:
        """A line that could not be read in an earlier run, and that was corrected or not."""
        raw = (line.raw or "").encode("utf-8", "replace")
        try:
            corrected = parse(raw, where)
        except SourceUnreadable as error:
            yield Item(where, error, line)
            return
        for item in self._of_line(corrected, where, lambda _: False):
            yield replace(item, line=line)

    def _expanded(self, line: Line, is_done: Callable[[int], bool]) -> Iterator[Item]:
        """A folder stands for its articles, a book for its chapters."""
        source = line.source or ""
        if self._settings.cluster.address and not intake.is_url(source):
            # A worker's current folder is not this one.
            source = str(Path(source).resolve())
        try:
            for each in intake.expand(source):
                own = line if each == source else Line(source=each, tries=line.tries)
                if own is line or not is_done(own.digest):
                    yield Item(each, each, own)
        except NaqeebError as error:
            yield Item(source, error, line)


def _parsed(data: bytes, where: str) -> _Entry:
    try:
        return where, parse(data, where), None
    except SourceUnreadable as error:
        return where, *unreadable(data, error)


def _parts(line: Line, where: str) -> ArticleParts:
    return ArticleParts(
        text=line.text or "",
        where=where,
        id=str(line.id) if line.id is not None else None,
        title=line.title,
        date=line.date,
        source=line.source,
        byline=line.byline,
        category=line.category,
        image=line.image,
        remarks=line.remarks,
    )


def _is_comment(line: bytes) -> bool:
    """Whether a line is a note for people; a file may be called so, and is not lost for that."""
    return line.startswith(b"#") and not is_file(Path(os.fsdecode(line)))
