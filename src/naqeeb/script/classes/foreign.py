"""Other scripts: Devanagari, Cyrillic and Greek are read by letter; the rest is not read."""

from __future__ import annotations

import unicodedata

from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import pairs
from naqeeb.script.transliterate import transliterate
from naqeeb.text.lazy_pattern import LazyPattern

_DEVANAGARI = LazyPattern(r"[\u0900-\u0963\u0970-\u097f]+")
_EUROPEAN = LazyPattern(r"[\u0370-\u03ff\u0400-\u052f]+")


def read(scan: Scan, position: int) -> Reading | None:
    """A run of letters that are neither Urdu nor Latin."""
    text = scan.text
    table = pairs("foreign.tsv")
    match = _EUROPEAN.match(text, position)
    if match is not None:
        name = pairs("greek.tsv").get(match.group())
        if name is not None:
            return Reading(position, match.end(), "foreign", name)
        latin = "".join(table.get(each, "") for each in match.group().lower())
        return Reading(position, match.end(), "foreign", transliterate(latin) if latin else "")
    match = _DEVANAGARI.match(text, position)
    if match is not None:
        spoken = "".join(table.get(each, "") for each in match.group())
        return Reading(position, match.end(), "foreign", spoken)
    end = position
    while end < len(text) and _strange(text[end]):
        end += 1
    return Reading(position, end, "foreign", "") if end > position else None


def _strange(character: str) -> bool:
    return (
        ord(character) > 0x52F
        and unicodedata.category(character)[0] == "L"
        and not (0x0600 <= ord(character) <= 0x06FF or 0x0900 <= ord(character) <= 0x097F)
    )
