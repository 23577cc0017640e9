"""A title for an article that states none."""

from __future__ import annotations

from collections.abc import Sequence

from naqeeb.intake.passages import Passage
from naqeeb.model import Block
from naqeeb.text.editor_marks import plain
from naqeeb.text.lazy_pattern import LazyPattern

LONGEST_HEADLINE = 120
"""A first paragraph up to so many characters, without a full stop, is a headline."""
LONGEST_TITLE = 130

_STOP = LazyPattern(r"[۔؟!…]|\.(?=\s|\Z)")
_CLAUSE = LazyPattern(r"[،؛:]")


def headline(passages: Sequence[Passage]) -> tuple[str | None, list[Passage]]:
    """The first passage where it is a heading or stands like one, and the rest."""
    if len(passages) > 1:
        first = passages[0]
        if first.block is Block.HEADING or (
            first.block is Block.PARAGRAPH
            and len(first.text) <= LONGEST_HEADLINE
            and not _STOP.search(first.text)
        ):
            return _one_line(first.text), list(passages[1:])
    return None, list(passages)


def from_text(paragraphs: tuple[str, ...]) -> str:
    """The first sentence, cut at its first clause end that leaves a title of some length."""
    text = _one_line(plain(paragraphs[0]))
    stop = _STOP.search(text)
    sentence = text[: stop.start()] if stop else text
    for mark in _CLAUSE.finditer(sentence):
        if mark.start() > LONGEST_TITLE:
            break
        if mark.start() >= LONGEST_TITLE // 4:
            return sentence[: mark.start()].strip()
    return _cut(sentence.strip())


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    head = sentence[: LONGEST_TITLE + 1]
    return head[: head.rfind(" ") if " " in head else LONGEST_TITLE].strip() + "…"
