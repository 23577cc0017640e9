"""A draft's text: the front matter that the newsroom edits, and all else as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from naqeeb.errors import SourceUnreadable
from naqeeb.intake import toml_front_matter
from naqeeb.model import Article, Block

FACTS = ("title", "headline", "date", "category", "image", "priority")
"""The facts that an editor sets in the newsroom, in the order in which they are written."""
CAME_AS = "came_as"
"""Hash of the story as it came in, so that the same file is not taken for another story."""

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)\n?---[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"\s*([A-Za-z_][\w.-]*)[ \t]*:[ \t]*(.*?)\s*\Z")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_NOTES = "## حوالہ جات"
"""What stands below it is read as notes again."""
_MARKERS = {Block.HEADING: "## ", Block.ITEM: "- ", Block.QUOTE: "> "}


def parse(text: str) -> tuple[dict[str, str], str]:
    """Front matter and text of a draft; without a front matter all of it is text."""
    lines, body = _split(text)
    pairs = (_PAIR.match(line) for line in lines)
    return {pair[1].lower(): _unquoted(pair[2]) for pair in pairs if pair}, body


def edited(text: str, facts: Mapping[str, str], body: str) -> str:
    """The draft with these facts and this text; lines that say other things are kept.

    Args:
        text: the draft as it is.
        facts: new values; an empty one takes the line out. Each becomes one line.
        body: the new text.
    """
    lines, _ = _split(text)
    left = {key: " ".join(value.split()) for key, value in facts.items()}
    kept: list[str] = []
    for line in lines:
        pair = _PAIR.match(line)
        if pair is None or pair[1].lower() not in left:
            kept.append(line)
        elif value := left.pop(pair[1].lower()):
            kept.append(f"{pair[1]}: {_quoted(value)}")
    kept += [f"{key}: {_quoted(value)}" for key, value in left.items() if value]
    head = "\n".join(["---", *filter(str.strip, kept), "---", ""])
    return f"{head}\n{body.strip()}\n"


def pasted(text: str) -> str:
    """Pasted text as Markdown: where no empty line parts paragraphs, each line is one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return text if _EMPTY_LINE.search(text) else text.replace("\n", "\n\n")


def of_article(article: Article) -> tuple[dict[str, str], str]:
    """Front matter and text of an article that was read from elsewhere.

    Its id stands there too, so that the episode is known as the page's own.
    """
    facts = {
        "title": article.title if article.title_stated else "",
        "headline": article.headline or "",
        "date": article.published.isoformat() if article.published else "",
        "category": article.category or "",
        "image": article.image or "",
        "byline": article.byline or "",
        "source": article.source or "",
        "priority": str(article.priority or ""),
        "id": article.id,
        **{f"sound.{key}": value for key, value in article.sound.items()},
    }
    blocks = article.blocks or (Block.PARAGRAPH,) * len(article.paragraphs)
    parts = [
        _MARKERS.get(block, "") + paragraph
        for block, paragraph in zip(blocks, article.paragraphs, strict=True)
    ]
    if article.footnotes:
        parts += [_NOTES, *article.footnotes]
    return {key: value for key, value in facts.items() if value}, "\n\n".join(parts)


def _split(text: str) -> tuple[list[str], str]:
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if block := _BLOCK.match(text):
        return block[1].split("\n"), text[block.end() :].lstrip("\n")
    if block := toml_front_matter.BLOCK.match(text):
        # One with a mistake stays text: the list of drafts names the mistake.
        with suppress(SourceUnreadable):
            facts = toml_front_matter.lines(block[1], "", 1)
            if facts is not None:
                return [line for _, line in facts], text[block.end() :].lstrip("\n")
    return [], text


def _quoted(value: str) -> str:
    """A value that is read back as it is: quotation marks at both ends are taken for ours."""
    both = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return f'"{value}"' if both else value


def _unquoted(value: str) -> str:
    both = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if both else value
