"""Words run together: ہےکہ is ہے کہ, مےں is میں.

The letters ے and ں end a word. Where a letter follows one of them, either two
words were typed without a blank, or ے was typed for ی.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache, lru_cache

from naqeeb.script.alphabet import HARAKAT, NO_MARKS, WORD
from naqeeb.script.harakat import lexicon
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import rows

_START = re.compile(rf"[{WORD}]*$")
_STRAY = re.compile(f"[{HARAKAT}]+")
_TOKEN = re.compile(rf"[{WORD}]+")


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
    tokens = set(text.translate(NO_MARKS).split())
    joined = glued().keys() & tokens
    joined |= {token for token in tokens if _halves(token) and _stuck(token)}
    if not joined:
        return trigger
    any_of = "|".join(sorted(joined, key=len, reverse=True))
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
    return Reading(
        start, token.end(), "letters", glued().get(written) or _stuck(written) or parted(written)
    )


@lru_cache(maxsize=4096)
def _stuck(token: str) -> str | None:
    """گیاہے as گیا ہے, اورکہا as اور کہا; None where the token is a word of its own."""
    halves = _halves(token)
    if not halves or not token.isalnum() or token in _whole_words():
        return None
    return " ".join(halves) if all(half in _whole_words() for half in halves) else None


def _halves(token: str) -> tuple[str, str] | None:
    """The two words that ``token`` may be made of."""
    if token.endswith(_ENDINGS):
        at = len(token) - (2 if token.endswith("ہے") else 3)
        if at > 1 and token[at - 1] in _BEFORE_ENDINGS:
            return token[:at], token[at:]
    return ("اور", token[3:]) if token.startswith("اور") and len(token) > 4 else None


_ENDINGS = ("ہے", "ہیں", "تھا", "تھی", "تھے")
_BEFORE_ENDINGS = frozenset("ادڈذرڑزژو")


def parted(word: str) -> str:
    """``word`` with its parts set apart, or with ی for a ے within it."""
    if len(word) > _LONGEST:
        return word[:-1].replace("ے", "ی") + word[-1]
    parts: list[str] = []
    rest = word
    while (at := _break(rest)) is not None:
        head, rest = rest[:at], rest[at:]
        parts.append(_inner(head, stuck=bool(at)))
    parts.append(_inner(rest, stuck=bool(parts)))
    return " ".join(parts)


def _inner(word: str, *, stuck: bool) -> str:
    """A part with ی for a ے within it; کہاہے beside another word is کہا ہے."""
    word = word[:-1].replace("ے", "ی") + word[-1]
    if stuck and word not in _heads() and word not in _whole_words():
        for tail in ("ہے", "ہیں", "تھے"):
            head = word.removesuffix(tail)
            if head != word and head[-1:] in _LONERS and head in _whole_words():
                return f"{head} {tail}"
    return word


def _break(word: str) -> int | None:
    """Where the first word of ``word`` ends, None where it is one word."""
    for index, letter in enumerate(word[:-1]):
        if letter not in "ےں" or len(word) - index <= 2:
            continue
        head, tail = word[: index + 1], word[index + 1 :]
        if letter == "ں":
            return index + 1
        if word[:-1].replace("ے", "ی") + word[-1] in _whole_words():
            # نےوز: ے was typed for ی.
            return None
        if head in _heads() and (tail in _whole_words() or len(tail) > 2):
            return index + 1
        if tail in _TAILS or (tail in _whole_words() and head in _whole_words()):
            return index + 1
    return None


_LONGEST = 40
"""No run of words is longer; what is, is no text, and must not cost more than its length."""
_LONERS = frozenset("ادڈذرڑزژوۂء")
"""Letters that never join the next one, so that a missing blank is not seen."""
_TAILS = frozenset(("کہ", "اور", "جو", "لیکن", "جس", "جبکہ", "جب", "مگر", "تاہم", "اس", "ان"))


def _whole_words() -> Container[str]:
    """The words that we know to be words; few texts ask for any."""
    return lexicon()
