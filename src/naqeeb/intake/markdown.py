"""Markdown into an article: the first heading is the title, code and tables are not read."""

from __future__ import annotations

from itertools import pairwise

from naqeeb.intake.front_matter import FrontMatter
from naqeeb.intake.plain import assemble
from naqeeb.model import Article

_SPOKEN_CHILDREN = {"text", "code_inline"}


def article(body: str, stated: FrontMatter, *, key: str, where: str) -> Article:
    """An article of the Markdown below the front matter."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(body)
    heading: str | None = None
    parts: list[str] = []
    for before, token in pairwise(tokens):
        if token.type != "inline":
            continue
        text = "".join(
            child.content if child.type in _SPOKEN_CHILDREN else " "
            for child in token.children or ()
            if child.type in _SPOKEN_CHILDREN or child.type in {"softbreak", "hardbreak"}
        ).strip()
        if not text:
            continue
        if before.type == "heading_open" and heading is None and stated.title is None:
            heading = text
        else:
            parts.append(text)
    return assemble(tuple(parts), stated, key=key, where=where, heading=heading)
