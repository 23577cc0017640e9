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
    """A data file of two columns: a name, and the words that belong to it.

    An underscore in such a word is a blank: it holds the words of a phrase together.
    """
    groups_by_name: dict[str, frozenset[str]] = {}
    for row in rows(name):
        words = frozenset(word.replace("_", " ") for word in row[1].split())
        groups_by_name[row[0]] = groups_by_name.get(row[0], frozenset()) | words
    return groups_by_name


def any_of(words: Iterable[str]) -> str:
    """An expression for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(sorted(words), key=len, reverse=True))


def any_in(name: str, group: str) -> str:
    """An expression for any word of one group of a data file, see :func:`groups`."""
    return any_of(groups(name)[group])
