"""Markdown into an article: the heading at its head is the title, code is not read."""

from __future__ import annotations

import re
from dataclasses import replace

from naqeeb.intake.assemble import assemble
from naqeeb.intake.pages import furniture, guard, markup
from naqeeb.intake.passages import Facts, Passage
from naqeeb.model import Article, Block
from naqeeb.settings import IntakeSettings
from naqeeb.text.lazy_pattern import LazyPattern

_NOTE = LazyPattern(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?: {2,}|\t).*)*)", re.MULTILINE)
_NOTE_MARK = LazyPattern(r"\[\^([^\]\s]{1,60})\]")
_ATTRIBUTES = LazyPattern(r"\{:?[ \t]*[#.][^{}\n]{0,200}\}")
_MAIN_HEADING = LazyPattern(r"^ {0,3}(?:#[ \t]|=+[ \t]*$)", re.MULTILINE)
_TASK = LazyPattern(r"^([ \t]{0,20}(?:[-*+]|\d{1,9}[.)])[ \t]{1,8})\[[ xX]\][ \t]", re.MULTILINE)


def article(
    body: str,
    stated: Facts,
    *,
    key: str,
    where: str,
    settings: IntakeSettings = IntakeSettings(),
) -> Article:
    """An article of the Markdown below the front matter."""
    text = passages(body, where)
    if stated.title is None:
        heading = next((each for each in text if each.block is Block.HEADING), None)
        # A heading of the second level below the first words is a part's own.
        if heading is not None and (heading is text[0] or _MAIN_HEADING.search(body)):
            text.remove(heading)
            stated = replace(stated, title=heading.text)
    return assemble(text, stated, key=key, where=where, settings=settings)


def passages(body: str, where: str) -> list[Passage]:
    """The passages of Markdown, its footnotes last."""
    from markdown_it import MarkdownIt

    notes = [f"[{_number(label)}] {_joined(text)}" for label, text in _NOTE.findall(body)]
    body = _NOTE.sub("", body)
    body = _NOTE_MARK.sub(lambda mark: f"[{_number(mark[1])}]", body)
    body = _TASK.sub(r"\1", _ATTRIBUTES.sub("", body))
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page = rendered.render(body)
    guard.refuse_deep(page, where)
    tree = markup.parse(page)
    text = [] if tree is None else furniture.with_notes(markup.walk(tree).passages)
    return [*text, *(Passage(note, is_note=True) for note in notes)]


def _number(label: str) -> str:
    return label if label.isdecimal() else "*"


def _joined(text: str) -> str:
    return " ".join(text.split())
