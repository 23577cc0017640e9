"""Text as feeds, tags and captions can carry it: clean, and cut at words."""

from __future__ import annotations

import re
from functools import cache

ELLIPSIS = "…"
RLM = "\u200f"
"""The right-to-left mark: no width, makes a line run from right to left."""

_CLAUSE_END = re.compile(r"[۔؟!؛،:…](?=\s|$)|[.?;,](?=\s|$)")
_TRAILING = " \t\n،؛:,;۔.-–—"


def clean(text: str) -> str:
    """The text without what XML or a tag cannot hold, or what turns a line around."""
    # What is forbidden is not printable either, and most text is: that is asked in no time.
    return text if text.isprintable() else _forbidden().sub("", text)


@cache
def _forbidden() -> re.Pattern[str]:
    """What XML 1.0 cannot hold, the C1 controls, and the marks that turn text around.

    Those are U+202A-E and U+2066-9. ZWNJ, ZWJ and the plain direction marks stay.
    """
    return re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
    )


def escaped(text: str, *, quotes: bool = True) -> str:
    """The text as it stands in HTML, in WebVTT and, with its quotes, in an attribute.

    As ``html.escape`` does it, which brings 1 ms of entities along.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;") if quotes else text


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


def first_clause(text: str, limit: int, *, shortest: int = 12) -> str:
    """The first clause of a sentence as a title, at most ``limit`` characters.

    A clause of fewer than ``shortest`` characters (a vocative, «جی ہاں،») is
    joined to the next one.
    """
    text = one_line(text)
    for mark in _CLAUSE_END.finditer(text):
        if mark.start() >= shortest:
            keeps = mark.group() in "؟?!"
            text = text[: mark.end() if keeps else mark.start()]
            break
    return cut(text.rstrip(_TRAILING) or text, limit)


def _at_a_word(kept: str, *, follows: str) -> str:
    if not follows.isspace() and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(_TRAILING) + ELLIPSIS
