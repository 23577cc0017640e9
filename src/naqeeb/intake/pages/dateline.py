"""A story's dateline: the place is read, the reporter and the agencies are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from naqeeb.intake import data_files
from naqeeb.intake.passages import Passage
from naqeeb.model import Block
from naqeeb.text.lazy_pattern import LazyPattern

_LOOKED_AT = 3
"""Passages at the head of an article in which a dateline can stand."""
_AFTER = r"\s*(?:[:؛۔.،,|/]|[-–—ـ]+|۔+)*\s*"
# «حیدرآباد۔ 14؍جون»
_DAY = r"[۔.]\s?[0-9۰-۹]{1,2}\s?[؍/۔-]?\s?[ء-ے]{2,8}"
# «اسلام آباد (نامہ نگار، اے پی پی) ...»: one to five words without a full stop, then brackets.
_PLACED = LazyPattern(
    rf"(?P<place>[^\s()۔؟!:،,][^()۔؟!:]{{0,48}}?(?:{_DAY})?)\s*[:،,-]?\s*[(\[](?P<who>[^()\[\]]{{2,90}})[)\]]{_AFTER}"
)
_UNPLACED = LazyPattern(rf"[(\[](?P<who>[^()\[\]]{{2,90}})[)\]]{_AFTER}")
_BARE = LazyPattern(r"(?P<who>[^()\[\]:۔؟!–—-]{2,40}?)\s*(?::|[–—-]{1,3})\s*")
_PARTS = LazyPattern(r"\s*(?:[/،,;؛+&|]|[-–—]| اور )\s*")
_MOST_PLACE_WORDS = 6


def tidy(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, the reporter and the agencies taken out of the dateline."""
    tidied = list(passages)
    for index, passage in enumerate(tidied[:_LOOKED_AT]):
        if passage.block is Block.PARAGRAPH:
            tidied[index] = replace(passage, text=_tidied(passage.text) or passage.text)
    return tidied


def _tidied(text: str) -> str:
    if (match := _PLACED.match(text)) and _is_source(match["who"]):
        place = match["place"].strip()
        rest = text[match.end() :]
        if len(place.split()) <= _MOST_PLACE_WORDS and rest:
            return rest if _is_source(place) else f"{place}: {rest}"
    if (match := _UNPLACED.match(text)) and _is_source(match["who"]):
        return text[match.end() :]
    if (match := _BARE.match(text)) and _is_source(match["who"]):
        return text[match.end() :]
    return text


def _is_source(text: str) -> bool:
    """Whether all that is named are reporters and agencies."""
    parts = [part.strip(" .۔'\"") for part in _PARTS.split(text.lower())]
    return bool(parts) and all(_sources().fullmatch(part) for part in parts if part)


@cache
def _sources() -> re.Pattern[str]:
    names = data_files.lines("agencies.txt")
    return re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in names))
