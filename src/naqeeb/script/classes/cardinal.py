"""Cardinals: 528 is پانچ سو اٹھائیس, 66 ہزار500 is چھیاسٹھ ہزار پانچ سو."""

from __future__ import annotations

from naqeeb.script.quantity import amount
from naqeeb.script.reading import Reading, Scan


def read(scan: Scan, position: int) -> Reading | None:
    """A number, with the scales that belong to it."""
    number = amount(scan.text, position, ranges=False)
    if number is None:
        return None
    kind = "decimal" if "اعشاریہ" in number.spoken else "cardinal"
    return Reading(position, number.end, kind, number.spoken)
