"""``taken-down.json``: by what an output that is restored knows again what was taken down for good.

It is published, since ``show.json`` never is. So it names neither title nor guid: the digits in
which the id ended, a hash of what was said, and the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from naqeeb import own_files

TAKEN_DOWN_FILE = "taken-down.json"
_DIGITS = re.compile(r"[0-9a-f]{8}\Z")
_CONTENT = re.compile(r"[a-z]+:[0-9a-f]{32}\Z")


class _Stone(Protocol):
    @property
    def when(self) -> str: ...
    @property
    def content(self) -> str: ...


class _Line(msgspec.Struct, frozen=True):
    digits: str
    content: str
    day: str


def to_json(erased: Mapping[str, _Stone]) -> bytes:
    """The file, the same bytes for the same episodes."""
    lines = {_Line(key[-8:], stone.content, stone.when[:10]) for key, stone in erased.items()}
    ordered = sorted(lines, key=lambda each: (each.day, each.digits, each.content))
    return msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n"


def read(output: Path) -> Iterator[tuple[str, str, str]]:
    """What the file of an output says: something like an id, the day and the content of each."""
    try:
        lines = msgspec.json.decode(own_files.read(output / TAKEN_DOWN_FILE), type=list[_Line])
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return
    for line in lines:
        if _DIGITS.match(line.digits) and (not line.content or _CONTENT.match(line.content)):
            # Of one file there may have been an episode a day.
            yield f"{line.content[-8:]}-{line.digits}".lstrip("-"), line.day, line.content
