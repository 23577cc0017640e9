"""How the room reads its data files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache

_FOLDER = os.path.join(os.path.dirname(__file__), "data", "")  # noqa: PTH118, PTH120 - the same


def rows(name: str) -> list[list[str]]:
    """The rows of a tab-separated data file, without comments and blank lines."""
    # Wheels are installed unpacked, and importlib.resources would cost 10 ms.
    with open(_FOLDER + name, encoding="utf-8") as file:  # noqa: PTH123 - pathlib costs 8 ms
        text = file.read()
    return [
        line.split("\t") for line in text.split("\n") if line.strip() and not line.startswith("#")
    ]


@cache
def pairs(name: str) -> dict[str, str]:
    """A data file of two columns as a dictionary; further columns are notes."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def groups(name: str) -> dict[str, frozenset[str]]:
    """A data file of two columns: a name, and the words that belong to it."""
    made: dict[str, frozenset[str]] = {}
    for row in rows(name):
        made[row[0]] = made.get(row[0], frozenset()) | frozenset(row[1].split())
    return made


def any_of(words: Iterable[str]) -> str:
    """An expression for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
