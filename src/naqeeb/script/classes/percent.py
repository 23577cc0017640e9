"""Percent: the sign may stand on either side; فیصد is always said after the amount."""

from __future__ import annotations

import re

from naqeeb.script.quantity import amount
from naqeeb.script.reading import Reading, Scan

_SIGN = re.compile(r" ?([%‰])(?: ?(?:فیصد|فی صد))?| ?per ?cent\b", re.IGNORECASE)
_WORD_AFTER = re.compile(r" ?(?:فیصد|فی صد)")


def read(scan: Scan, position: int) -> Reading | None:
    """An amount with the sign after it: 5%, 5-10 %."""
    found = amount(scan.text, position)
    if found is None:
        return None
    sign = _SIGN.match(scan.text, found.end)
    if sign is None:
        return None
    unit = "فی ہزار" if sign[1] == "‰" else "فیصد"
    return Reading(position, sign.end(), "percent", f"{found.spoken} {unit}")


def read_sign(scan: Scan, position: int) -> Reading | None:
    """The sign before its amount (٪۸۱), or alone."""
    text = scan.text
    unit = "فی ہزار" if text[position] == "‰" else "فیصد"
    at = position + 1
    if text[at : at + 1] == " ":
        at += 1
    found = amount(text, at)
    if found is None:
        return Reading(position, position + 1, "percent", unit)
    doubled = _WORD_AFTER.match(text, found.end)
    end = doubled.end() if doubled else found.end
    return Reading(position, end, "percent", f"{found.spoken} {unit}")
