"""The tables of this room: a case a line, ``#`` before a remark."""

from __future__ import annotations

from importlib.resources import files


def lines(name: str) -> list[str]:
    """The cases of a file in ``data/``."""
    text = files("naqeeb.intake").joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def rows(name: str) -> list[list[str]]:
    """The cases of a table in ``data/``, parted at tabs."""
    return [line.split("\t") for line in lines(name)]
