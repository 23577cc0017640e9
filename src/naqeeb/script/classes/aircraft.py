"""Aircraft: بوئنگ 777-300 is سات سو ستتر تین سو; the two may be typed in either order."""

from __future__ import annotations

from naqeeb.script.numbers import cardinal
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in
from naqeeb.text.lazy_pattern import LazyPattern

_MODEL = LazyPattern(r"(\d{2,3}) ?[-۔/] ?(\d{3}|\d{1,2})(?!\d|[.,]\d)")
_MAKER = LazyPattern(rf"(?:{any_in('aircraft_words.tsv', 'maker')}) ?-?$")
_FAMILY = LazyPattern("7[0-9]7|3[1-8]0")
"""Boeing's and Airbus' models; what stands beside is a variant."""


def read(scan: Scan, position: int) -> Reading | None:
    """A model and its variant behind the maker's name."""
    match = _MODEL.match(scan.text, position)
    if match is None or not _MAKER.search(scan.before(position, 12)):
        return None
    model, variant = match[1], match[2]
    if _FAMILY.fullmatch(variant) and not _FAMILY.fullmatch(model):
        model, variant = variant, model
    spoken = f"{cardinal(int(model))} {cardinal(int(variant))}"
    return Reading(position, match.end(), "acronym", spoken)
