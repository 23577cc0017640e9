"""How the room reads its data files."""

from __future__ import annotations

from importlib.resources import files


def rows(name: str) -> list[list[str]]:
    """The rows of a tab-separated data file, without comments and blank lines."""
    text = (files("naqeeb.script") / "data" / name).read_text("utf-8")
    return [
        line.split("\t") for line in text.split("\n") if line.strip() and not line.startswith("#")
    ]


def pairs(name: str) -> dict[str, str]:
    """A data file of two columns as a dictionary; further columns are notes."""
    return {row[0]: row[1] for row in rows(name)}


def columns(name: str) -> dict[str, tuple[str, ...]]:
    """First column to the words of the second, which blanks or commas part."""
    return {row[0]: tuple(part.strip() for part in row[1].split("،")) for row in rows(name)}
