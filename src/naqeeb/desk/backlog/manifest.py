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
from naqeeb.intake import article_parts
from naqeeb.model import Article
from naqeeb.safe_files import is_file
from naqeeb.settings import Settings
from naqeeb.settings.did_you_mean import did_you_mean

LONGEST_LINE_BYTES = 16_000_000
"""The longest article that is taken has 600,000 characters; JSON may write each as six bytes."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Item:
    """One source of a manifest."""

    name: str
    """What its outcome calls it."""
    source: str | Article | NaqeebError
    """A source, an article that needs no reading, or why the line could not be read."""
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
        self._pending: Iterator[tuple[str, bytes]] = iter(())

    def items(self, is_done: Callable[[int], bool]) -> Iterator[Item]:
        """What is to be done.

        Args:
            is_done: whether the line of this digest was done in an earlier run; it is passed
                over, and its source is not looked at.
        """
        self._pending = self._folder() if self._is_folder else self._lines()
        for where, data in self._pending:
            line, cause = _parsed(data, where)
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
        return sum(not is_done(_parsed(data, where)[0].digest) for where, data in self._pending)

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

    def _folder(self) -> Iterator[tuple[str, bytes]]:
        for source in intake.expand(self._place):
            yield intake.shown(source), source.encode("utf-8", "surrogateescape")

    def _lines(self) -> Iterator[tuple[str, bytes]]:
        """The lines that hold something, each with its place."""
        if self._place == intake.STDIN:
            yield from self._lines_of(sys.stdin.buffer)
            return
        with Path(self._place).open("rb") as file:
            yield from self._lines_of(file)

    def _lines_of(self, file: IO[bytes]) -> Iterator[tuple[str, bytes]]:
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
                yield f"{self.name} line {number}", line

    # -- sources ---------------------------------------------------------

    def _of_line(self, line: Line, where: str, is_done: Callable[[int], bool]) -> Iterator[Item]:
        if line.raw is not None:
            yield from self._again(line, line.source or where)
        elif line.text is not None:
            yield self._article(line, line.source or where)
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

    def _article(self, line: Line, where: str) -> Item:
        parts = article_parts.ArticleParts(
            text=line.text or "",
            id=str(line.id) if line.id is not None else None,
            title=line.title,
            date=line.date,
            source=line.source,
            byline=line.byline,
            category=line.category,
            image=line.image,
            remarks=line.remarks,
        )
        zone = self._settings.show.zone
        try:
            article = article_parts.article(
                parts, where=where, settings=self._settings.intake, zone=zone
            )
        except NaqeebError as error:
            return Item(str(line.id or where), error, line)
        return Item(article.id, article, line)

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


def _parsed(data: bytes, where: str) -> tuple[Line, SourceUnreadable | None]:
    """A line, and why it cannot be read where it cannot."""
    try:
        return parse(data, where), None
    except SourceUnreadable as error:
        return unreadable(data, error)


def _is_comment(line: bytes) -> bool:
    """Whether a line is a note for people; a file may be called so, and is not lost for that."""
    return line.startswith(b"#") and not is_file(Path(os.fsdecode(line)))
