"""Words run together: ہےکہ is ہے کہ, مےں is میں.

The letters ے and ں end a word. Where a letter follows one of them, either two
words were typed without a blank, or ے was typed for ی.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from naqeeb.script.alphabet import HARAKAT, WORD
from naqeeb.script.late import late
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import rows

_START = late(rf"[{WORD}]*$")
_STRAY = late(f"[{HARAKAT}]+")
_TOKEN = late(rf"[{WORD}]+")


@cache
def glued() -> dict[str, str]:
    """Words that are often typed together though their last letter could join."""
    return {row[0].replace(" ", ""): row[0] for row in rows("glued.tsv")}


@cache
def _heads() -> frozenset[str]:
    """Short words ending in ے or ں to which the next word is often stuck."""
    return frozenset(row[0] for row in rows("glue_heads.tsv"))


@lru_cache(maxsize=256)
def _widened(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def separate_words(text: str, trigger: re.Pattern[str]) -> re.Pattern[str]:
    """``trigger``, widened by the words of `glued` that ``text`` holds."""
    found = glued().keys() & set(text.split())
    if not found:
        return trigger
    any_of = "|".join(sorted(found, key=len, reverse=True))
    return _widened(rf"(?<![{WORD}])(?:{any_of})(?![{WORD}])|{trigger.pattern}")


def read(scan: Scan, position: int) -> Reading | None:
    """The word around ``position``."""
    start = max(scan.floor, position - 40)
    start = _START.search(scan.text, start, position).start()  # type: ignore[union-attr]
    stray = _STRAY.match(scan.text, position)
    if stray is not None and start == position:
        return Reading(position, stray.end(), "mark", "")
    token = _TOKEN.match(scan.text, start)
    if token is None:
        return None
    written = token.group()
    return Reading(start, token.end(), "letters", glued().get(written) or parted(written))


def parted(word: str) -> str:
    """``word`` with its parts set apart, or with ی for a ے within it."""
    heads = _heads()
    said = ""
    at = 0
    for index, letter in enumerate(word[:-1]):
        if letter not in "ےں":
            continue
        head = word[at : index + 1]
        if len(word) - index > 2 and (letter == "ں" or head in heads):
            said += head + " "
            at = index + 1
    rest = word[at:]
    return (said + rest[:-1].replace("ے", "ی") + rest[-1]).strip()
