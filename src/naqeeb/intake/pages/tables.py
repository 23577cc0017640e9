"""A table in a page: read row by row with its headings, or named where it is too large."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from naqeeb.intake.passages import Passage
from naqeeb.model import Block
from naqeeb.text.lazy_pattern import LazyPattern

MAX_ROWS = 12
MAX_COLUMNS = 6
"""A table of more is not listened to: it is named by its caption."""
_LONG_CELL = 200
"""A cell with so many characters holds text: the table is the page's layout."""
_SENTENCE_END = LazyPattern(r"[۔؟!]")


def is_layout(table: Any, text_of: Callable[[Any], str]) -> bool:
    """Whether a table only arranges the page: its cells hold text, tables or lists.

    Args:
        table: the ``table`` element.
        text_of: all words of an element in one line.
    """
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return True
    if table.find(".//th") is not None or table.find("./caption") is not None:
        return False
    rows = _rows(table, text_of)
    if len(rows) < 2 or max(map(len, rows), default=0) < 2:  # noqa: PLR2004 - no grid
        return True
    return any(
        len(cell) > _LONG_CELL or len(_SENTENCE_END.findall(cell)) > 1
        for row in rows
        for cell in row
    )


def read(
    table: Any, caption: str, text_of: Callable[[Any], str]
) -> tuple[list[Passage], str | None]:
    """The passages of a table, and a remark where it is too large to be read out.

    Args:
        table: the ``table`` element.
        caption: what stands under it where it has no caption of its own.
        text_of: all words of an element in one line.
    """
    rows = [row for row in _rows(table, text_of) if any(row)]
    own = table.find("./caption")
    caption = text_of(own) if own is not None else caption
    if not rows:
        return [], None
    columns = max(map(len, rows))
    head = rows[0] if _has_head(table, rows) else None
    body = rows[1:] if head else rows
    if len(body) > MAX_ROWS or columns > MAX_COLUMNS:
        size = f"a table of {len(body)} rows and {columns} columns is not read out"
        named = [Passage(_sentence(f"جدول: {caption}"))] if caption else []
        return named, f"{size}: {caption}" if caption else size
    named = [Passage(caption, Block.HEADING)] if caption else []
    return [*named, *(Passage(_line(row, head), Block.ROW) for row in body)], None


def _line(row: list[str], head: list[str] | None) -> str:
    """``پنجاب: اموات 12، زخمی 40۔`` with headings, else the cells one after the other."""
    if head is None:
        first, *rest = row
        return _sentence(f"{first}: {'، '.join(filter(None, rest))}" if any(rest) else first)
    if len(row) == 1:
        return _sentence(row[0])
    pairs = [
        f"{name} {cell}" if name and name != cell else cell
        for name, cell in zip([*head[1:], *[""] * len(row)], row[1:], strict=False)
        if cell
    ]
    return _sentence(f"{row[0]}: {'، '.join(pairs)}" if row[0] and pairs else row[0] or pairs[0])


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in "۔؟!." else f"{text}۔"


def _has_head(table: Any, rows: list[list[str]]) -> bool:
    if len(rows) < 2:  # noqa: PLR2004 - a heading alone heads nothing
        return False
    first = next(iter(table.iter("tr")), None)
    if first is None:
        return False
    if table.find("./thead") is not None:
        return True
    cells = [cell.tag for cell in first if isinstance(cell.tag, str)]
    return bool(cells) and all(tag == "th" for tag in cells)


def _rows(table: Any, text_of: Callable[[Any], str]) -> list[list[str]]:
    return [[text_of(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
