"""How the room reads its data files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    """The rows of a tab-separated data file, without comments and blank lines."""
    text = (_FOLDER / name).read_text("utf-8")
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
    groups_by_name: dict[str, frozenset[str]] = {}
    for row in rows(name):
        groups_by_name[row[0]] = groups_by_name.get(row[0], frozenset()) | frozenset(row[1].split())
    return groups_by_name


def any_of(words: Iterable[str]) -> str:
    """An expression for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
