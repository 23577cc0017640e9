"""JSON of strangers, of which one number stops nothing."""

from __future__ import annotations

import json
from typing import Any

_MOST_DIGITS = 4300
"""Python makes no whole number of more (``sys.get_int_max_str_digits``)."""


def read(text: str | bytes, *, strict: bool = True) -> Any:
    """What a text in JSON says; a number of thousands of digits is an endless one.

    Args:
        text: the JSON.
        strict: whether line ends within a text are refused.

    Raises:
        ValueError: it is none.
    """
    try:
        return json.loads(text, strict=strict, parse_int=_whole_number)
    except RecursionError:
        raise ValueError("brackets are nested too deep") from None


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)
