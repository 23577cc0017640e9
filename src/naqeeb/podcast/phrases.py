"""Text as feeds, tags and captions want it: on one line, cut at words."""

from __future__ import annotations

import re

from naqeeb.text.cleaning import clean

ELLIPSIS = "…"
RLM = "\u200f"
"""The right-to-left mark: no width, makes a line run from right to left."""

_CLAUSE_END = re.compile(r"[۔؟!؛،:…](?=\s|$)|[.?;,](?=\s|$)")
_SHORTEST_CLAUSE = 12
_TRAILING = " \t\n،؛:,;۔.-–—"


def one_line(text: str) -> str:
    """The clean text on one line, its white space collapsed."""
    return " ".join(clean(text).split())


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut at a word with an ellipsis."""
    text = one_line(text)
    if len(text) <= limit:
        return text
    return _at_a_word(text[: limit - 1], follows=text[limit - 1])


def cut_bytes(text: str, limit: int) -> str:
    """At most ``limit`` bytes of UTF-8, cut at a word with an ellipsis."""
    text = one_line(text)
    raw = text.encode()
    if len(raw) <= limit:
        return text
    kept = raw[: limit - len(ELLIPSIS.encode())].decode(errors="ignore")
    return _at_a_word(kept, follows=text[len(kept)])


def first_clause(text: str, limit: int) -> str:
    """The first clause of a sentence as a title, at most ``limit`` characters.

    A very short clause (a vocative, «جی ہاں،») is joined to the next one.
    """
    text = one_line(text)
    for mark in _CLAUSE_END.finditer(text):
        if mark.start() >= _SHORTEST_CLAUSE:
            keeps = mark.group() in "؟?!"
            text = text[: mark.end() if keeps else mark.start()]
            break
    return cut(text.rstrip(_TRAILING) or text, limit)


def _at_a_word(kept: str, *, follows: str) -> str:
    if not follows.isspace() and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(_TRAILING) + ELLIPSIS
