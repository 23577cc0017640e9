"""Hugo's front matter: TOML between ``+++`` and ``+++``, as the ``key: value`` lines it means.

What it may state, what is a slip and what an error says is the same as between ``---``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from naqeeb.errors import SourceUnreadable
from naqeeb.text.cleaning import brief
from naqeeb.text.lazy_pattern import LazyPattern
from naqeeb.toml_fault import toml_fault

BLOCK = LazyPattern(r"\A\+\+\+[ \t]*\n(.*?)\n?^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_BEGINS = LazyPattern(r"\s*(?:#[^\n]*\n\s*)*(?:\[|[\w.\"'-]+[ \t]*=|\Z)")
_KEY = LazyPattern(r"[A-Za-z_][\w-]*\Z")
_HEAD = LazyPattern(r"\s*\[\s*([\w-]+)\s*\]")
_LINE = LazyPattern(r"\s*(?:\"?sound\"?\s*\.\s*)?[\"']?([\w-]+)[\"']?\s*=")
_FAULT_LINE = LazyPattern(r" \(at line (\d+), column \d+\)")
_SOUND = "sound"
_LONGEST = 50_000
"""A block that is longer was not closed; nobody writes so many facts."""


def lines(block: str, where: str, first_line: int) -> list[tuple[int, str]] | None:
    """The facts of a block as ``key: value`` lines, each with its number; None: it is no TOML.

    Args:
        block: what stands between the lines of three plus signs.
        where: the source as a message shows it.
        first_line: the number of its first line in the text.

    Raises:
        SourceUnreadable: it is TOML with a mistake in it, or too long.
    """
    if not _BEGINS.match(block[:_LONGEST]):
        return None
    if len(block) > _LONGEST:
        raise _faulty(where, first_line, f"is {len(block):,} characters long")
    try:
        table = tomllib.loads(f"{block}\n")
    except (ValueError, RecursionError) as error:
        fault = toml_fault(block, error)
        at = _FAULT_LINE.search(fault)
        line = first_line + int(at[1]) - 1 if at else first_line
        what = brief(_FAULT_LINE.sub("", fault))
        raise _faulty(where, line, f"is not TOML: {what}") from None
    places = _places(block, first_line)
    return sorted(
        (places.get(key.removeprefix(f"{_SOUND}."), first_line), f"{key}: {_written(value)}")
        for key, value in _facts(table)
    )


def _facts(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The facts at the top, and those of sound; other tables are for other programs."""
    for key, value in table.items():
        if key.lower() == _SOUND and isinstance(value, dict):
            yield from ((f"{_SOUND}.{each}", stated) for each, stated in value.items())
        elif _KEY.match(key) and not isinstance(value, dict | list):
            yield key, value


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f'"{" ".join(str(value).split())}"'


def _places(block: str, first_line: int) -> dict[str, int]:
    """The number of the line that states each key; of a key that stands twice, the first."""
    places: dict[str, int] = {}
    is_ours = True
    for number, line in enumerate(block.split("\n"), first_line):
        if head := _HEAD.match(line):
            is_ours = head[1].lower() == _SOUND
        elif is_ours and (key := _LINE.match(line)):
            places.setdefault(key[1], number)
    return places


def _faulty(where: str, line: int, what: str) -> SourceUnreadable:
    return SourceUnreadable(
        f"{where}:{line}: the front matter {what}",
        hint="correct it, or close the front matter with +++",
        source=where,
    )
