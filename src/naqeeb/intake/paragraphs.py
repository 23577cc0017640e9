"""Lines into paragraphs, after every kind of line end was made one."""

from __future__ import annotations

import re

from naqeeb.text import cleaning

_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def clean(text: str) -> str:
    """Line ends made one kind; control characters and bidi controls taken out."""
    return cleaning.clean(_LINE_ENDS.sub("\n", text))


def paragraphs(text: str) -> tuple[str, ...]:
    """Blocks parted by empty lines; where there are none, one paragraph a line."""
    blocks = _EMPTY_LINE.split(text.strip())
    if len(blocks) == 1:
        blocks = blocks[0].split("\n")
    joined = (re.sub(r"\s*\n\s*", " ", block).strip() for block in blocks)
    return tuple(block for block in joined if block)
