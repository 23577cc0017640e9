"""One line of a manifest: a path, an address, or a JSON object that holds an article."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from naqeeb import intake
from naqeeb.archive.journal import digest_of
from naqeeb.errors import SourceUnreadable
from naqeeb.intake import front_matter
from naqeeb.paths import is_file
from naqeeb.text import json_reading
from naqeeb.text.cleaning import brief

_FACTS = ("source", "text", "id", "title", "date", "byline", "category", "image")
_LONGEST_SHOWN = 60
_MOST_REMARKS = 5
_SCHEMA_HINT = (
    'write a path, an address, or an object such as {"id": "...", "title": "...", '
    '"date": "2026-11-22", "text": "..."}'
)


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a line says; keys that are not listed here are passed over, slips with a remark.

    A line without ``text`` names a source; one with it is the article itself.
    """

    source: str | None = None
    """A path or an address; beside ``text``, what a reader can go back to."""
    text: str | None = None
    id: str | int | None = None
    """The article's lasting name."""
    title: str | None = None
    date: str | None = None
    byline: str | None = None
    category: str | None = None
    image: str | None = None
    raw: str | None = None
    """In a dead letter: a line that could not be read, as it stood there."""
    tries: int = 0
    """In a dead letter: how often it was tried before."""
    remarks: tuple[str, ...] = ()
    """Slips in its keys; not written again."""

    @property
    def digest(self) -> int:
        """A number of 64 bits by which the line is known again, whatever became of it."""
        parts: tuple[Any, ...] = (self.source,)
        if self.raw is not None:
            parts = ("raw", self.raw)
        elif self.text is not None:
            facts = (self.title, self.date, self.byline, self.category, self.image)
            parts = ("text", self.id, self.text, *facts)
        return digest_of(*parts)

    def table(self) -> dict[str, Any]:
        """The line as an object that can be written into a manifest again."""
        table: dict[str, Any] = msgspec.to_builtins(self)
        table.pop("tries", None)
        table.pop("remarks", None)
        return table


def parse(data: bytes, where: str) -> Line:
    """What a line says.

    Args:
        data: the line without its end, and not empty.
        where: its place, as a message shows it.

    Raises:
        SourceUnreadable: it is neither a source nor an object of the right form.
    """
    if not data.lstrip().startswith(b"{"):
        # As the shell hands it over: a name need not be UTF-8.
        return _named(Line(source=os.fsdecode(data)), where)
    try:
        # Unlike msgspec's own, this reader takes names that are not UTF-8 as they were written.
        table = json_reading.read(data)
        line = msgspec.convert(table, Line)
    except (msgspec.ValidationError, ValueError) as error:
        if is_file(Path(os.fsdecode(data))):
            return _named(Line(source=os.fsdecode(data)), where)
        raise SourceUnreadable(
            f"{where} cannot be read: {error}",
            cause="the line was cut off, or is of another form",
            hint=_SCHEMA_HINT,
            source=where,
        ) from None
    if line.raw is not None:
        return line
    return _named(msgspec.structs.replace(line, remarks=_slips(table)), where)


def _slips(table: Mapping[str, object]) -> tuple[str, ...]:
    """Keys that look like a slip for one of ours; a row of a database may have many others."""
    asked = ((key, front_matter.meant(key.lower(), _FACTS)) for key in table if key not in _FACTS)
    remarks = (f"{brief(key, 40)} is not read: {question}" for key, question in asked if question)
    return tuple(islice(remarks, _MOST_REMARKS))


def unreadable(data: bytes, error: SourceUnreadable) -> tuple[Line, SourceUnreadable]:
    """A line that could not be read, as a dead letter keeps it."""
    return Line(source=error.source, raw=data.decode("utf-8", "backslashreplace")), error


def _named(line: Line, where: str) -> Line:
    if line.text is not None:
        return line
    if not line.source:
        raise SourceUnreadable(
            f"{where} has neither text nor source",
            cause="its keys have other names",
            hint=_SCHEMA_HINT,
            source=where,
        )
    if line.id is not None or line.title is not None or line.date is not None:
        raise SourceUnreadable(
            f"{where} states facts of {brief(line.source, _LONGEST_SHOWN)!r} without its text",
            cause="id, title and date belong to an article that stands in the line",
            hint="add the text, or state them in the front matter of the source",
            source=where,
        )
    if line.source == intake.STDIN:
        raise SourceUnreadable(
            f"{where} is {intake.STDIN}, and standard input is no line of a manifest",
            hint="name a file or an address",
            source=where,
        )
    return line
