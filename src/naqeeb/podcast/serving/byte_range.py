"""The Range header of HTTP (RFC 9110, section 14): one range of bytes, or none."""

from __future__ import annotations

import re

_ONE = re.compile(r"(\d*)-(\d*)")


class RangeRefusedError(ValueError):
    """The range lies outside the file, or there are several: answer 416."""


def part(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and the one past the last, or None for the whole file.

    Several ranges are refused: no player asks for them, and they let a small
    request ask for many times the file.

    Args:
        header: value of the Range header, if there is one.
        size: length of the file in bytes.

    Raises:
        RangeRefusedError: answer 416.
    """
    unit, equals, ranges = (header or "").partition("=")
    if not equals or unit.strip().lower() != "bytes":
        return None
    if "," in ranges:
        raise RangeRefusedError("several ranges")
    found = _ONE.fullmatch(ranges.strip())
    if not found or not any(found.groups()):
        # What is not a range at all is passed over, as the RFC wants.
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start = int(first)
        if last and int(last) < start:
            return None
        stop = min(size, int(last) + 1) if last else size
    if start >= stop:
        raise RangeRefusedError("outside the file")
    return start, stop
