"""A title for an article that states none."""

from __future__ import annotations

import re

LONGEST_HEADLINE = 120
"""A first paragraph up to so many characters, without a full stop, is a headline."""
LONGEST_TITLE = 130

_STOP = re.compile(r"[۔؟!…]|\.(?=\s|\Z)")
_CLAUSE = re.compile(r"[،؛:]")


def headline(paragraphs: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The first paragraph where it stands like a headline, and the rest."""
    if len(paragraphs) > 1:
        first = paragraphs[0]
        if len(first) <= LONGEST_HEADLINE and not _STOP.search(first):
            return first, paragraphs[1:]
    return None, paragraphs


def from_text(paragraphs: tuple[str, ...]) -> str:
    """The first sentence, cut at its first clause end that leaves a title of some length."""
    text = paragraphs[0]
    stop = _STOP.search(text)
    sentence = text[: stop.start()] if stop else text
    for mark in _CLAUSE.finditer(sentence):
        if mark.start() > LONGEST_TITLE:
            break
        if mark.start() >= LONGEST_TITLE // 4:
            return sentence[: mark.start()].strip()
    return _cut(sentence.strip())


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    head = sentence[: LONGEST_TITLE + 1]
    return head[: head.rfind(" ") if " " in head else LONGEST_TITLE].strip() + "…"
