"""Long lists in pages: which part is shown, and where the newer and older ones are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request

_NUMBER = re.compile(r"[0-9]{1,9}\Z")
SIZE = 100
"""So many rows stand on one page."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list."""

    number: int
    """Counted from 1."""
    last: int
    start: int
    """Index of its first row in the whole list."""
    end: int
    newer: str
    """The query that leads to the page before; empty on the first."""
    older: str


def part(request: Request, name: str, total: int) -> Part:
    """The page of a list that a request asks for; the last where it asks for one behind it.

    Args:
        request: its query states the page.
        name: of the list, in the query; other lists of the same page stay where they are.
        total: rows of the whole list.
    """
    last = max(1, -(-total // SIZE))
    asked = request.query_params.get(name, "")
    stated = int(asked) if _NUMBER.match(asked) else 1
    number = max(1, min(stated, last))

    def query(page: int) -> str:
        return f"?{request.url.include_query_params(**{name: page}).query}"

    return Part(
        number=number,
        last=last,
        start=(number - 1) * SIZE,
        end=min(total, number * SIZE),
        newer=query(number - 1) if number > 1 else "",
        older=query(number + 1) if number < last else "",
    )
