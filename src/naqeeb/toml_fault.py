"""What a reader of TOML did not take, in an editor's words, and where it stands."""

from __future__ import annotations

import re

_LONG_NUMBER = r"[0-9][0-9_]{4300,}"
"""Python reads no number of more digits (``sys.get_int_max_str_digits``)."""
_DEEP = 100
"""Brackets within brackets; no settings file has a tenth of it."""
_OUTSIDE_OF_TEXT = r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|([\[{])|([\]}])"


def toml_fault(text: str, error: Exception) -> str:
    """What is wrong with a TOML text, with its line and column as Python's own reader says them.

    Args:
        text: the file's.
        error: what the reader raised of it, Python's or tomlkit's.
    """
    own = str(error)
    if isinstance(error, RecursionError) or "nested" in own:
        return f"brackets are nested too deep{_at(text, _too_deep(text))}"
    number = re.search(_LONG_NUMBER, text) if "limit" in own or "number" in own else None
    if number is not None:
        return f"a number has {len(number[0]):,} digits{_at(text, number.start())}"
    return own


def _too_deep(text: str) -> int:
    """Where brackets are nested too deep for anybody to have meant it; -1 where none are."""
    depth = 0
    for match in re.finditer(_OUTSIDE_OF_TEXT, text):
        depth += bool(match[1]) - bool(match[2])
        if depth == _DEEP:
            return match.start()
    return -1


def _at(text: str, position: int) -> str:
    if position < 0:
        return ""
    line = text.count("\n", 0, position) + 1
    return f" (at line {line}, column {position - text.rfind(chr(10), 0, position)})"
