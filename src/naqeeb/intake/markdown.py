"""Markdown into an article: the heading at its head is the title, code is not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from naqeeb.intake.assemble import assemble
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import furniture, guard, markup
from naqeeb.intake.passages import Facts, Passage, reads_on
from naqeeb.model import Article, Block
from naqeeb.settings import IntakeSettings
from naqeeb.text.lazy_pattern import LazyPattern

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_END = "\ue000"
"""Stands for the end of a line on its way through HTML, where ends of lines are blanks."""
_NOTE = LazyPattern(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?: {2,}|\t).*)*)", re.MULTILINE)
_NOTE_MARK = LazyPattern(r"\[\^([^\]\s]{1,60})\]")
_ATTRIBUTES = LazyPattern(r"\{:?[ \t]*[#.][^{}\n]{0,200}\}")
_MAIN_HEADING = LazyPattern(r"^ {0,3}(?:#[ \t]|=+[ \t]*$)", re.MULTILINE)
_TASK = LazyPattern(r"^([ \t]{0,20}(?:[-*+]|\d{1,9}[.)])[ \t]{1,8})\[[ xX]\][ \t]", re.MULTILINE)


def article(
    body: str,
    stated: Facts,
    origin: Origin,
    *,
    settings: IntakeSettings = IntakeSettings(),
) -> Article:
    """An article of the Markdown below the front matter."""
    text = passages(body, origin.where)
    if stated.title is None:
        heading = next((each for each in text if each.block is Block.HEADING), None)
        # A heading of the second level below the first words is a part's own.
        if heading is not None and (heading is text[0] or _MAIN_HEADING.search(body)):
            text.remove(heading)
            stated = replace(stated, title=heading.text)
    return assemble(text, stated, origin, settings=settings)


def passages(body: str, where: str) -> list[Passage]:
    """The passages of Markdown, its footnotes last."""
    from markdown_it import MarkdownIt

    notes = [f"[{_number(label)}] {_joined(text)}" for label, text in _NOTE.findall(body)]
    body = _NOTE.sub("", body.replace(_LINE_END, ""))
    body = _NOTE_MARK.sub(lambda mark: f"[{_number(mark[1])}]", body)
    body = _TASK.sub(r"\1", _ATTRIBUTES.sub("", body))
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(body)
    _keep_lines(tokens, max(map(len, body.split("\n"))))
    page = parser.renderer.render(tokens, parser.options, {})
    guard.refuse_deep(page, where)
    tree = markup.parse(page)
    text = [] if tree is None else furniture.with_notes(markup.walk(tree).passages)
    text = [replace(each, text=lines) for each in text if (lines := _lines(each.text))]
    return [*text, *(Passage(note, is_note=True) for note in notes)]


def _keep_lines(tokens: Sequence[Token], width: int) -> None:
    """Mark in a paragraph where a line of verse or of an address ends, as `paragraphs` does."""
    for token in tokens:
        children = token.children or ()
        ends = [each for each in children if each.type in ("softbreak", "hardbreak")]
        lines = token.content.split("\n")
        if not ends or len(lines) != len(ends) + 1:
            continue
        for end, (line, following) in zip(ends, pairwise(lines), strict=True):
            if end.type == "softbreak" and not reads_on(line.strip(), following.strip(), width):
                end.type, end.content = "text", _LINE_END


def _lines(text: str) -> str:
    """A passage with its ends of lines; empty where it held nothing else."""
    return "\n".join(filter(None, map(str.strip, text.split(_LINE_END))))


def _number(label: str) -> str:
    return label if label.isdecimal() else "*"


def _joined(text: str) -> str:
    return " ".join(text.split())
