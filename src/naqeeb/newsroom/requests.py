"""What a request of the newsroom's pages carries: bytes, or a JSON object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST_BYTES = 30_000_000
"""The largest body that is read: a cover or a page that is dropped."""
_BAD = 400


async def body_of(request: Request) -> bytes:
    """The body of a request.

    Raises:
        HTTPException: it is larger than anything that the newsroom takes.
    """
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BYTES:
            raise HTTPException(413, "This is too large.")
        parts.append(part)
    return b"".join(parts)


async def table_of(request: Request) -> dict[str, Any]:
    """The JSON object that a request carries.

    Raises:
        HTTPException: it carries none.
    """
    try:
        table = _whole(json.loads(await body_of(request)))
    except (ValueError, RecursionError):
        table = None
    if not isinstance(table, dict):
        raise HTTPException(_BAD, "The request holds no JSON object.")
    return table


def _whole(table: Any) -> Any:
    """The same without halves of characters, which no file could hold: a browser may send some."""
    text = json.dumps(table, ensure_ascii=False)
    whole = text.encode("utf-8", "replace")
    return table if whole == text.encode("utf-8", "surrogatepass") else json.loads(whole)


def text_of(table: Mapping[str, Any], key: str) -> str:
    """A text of such an object; empty where it has none.

    Raises:
        HTTPException: it is something else than a text.
    """
    value = table.get(key) or ""
    if not isinstance(value, str):
        raise HTTPException(_BAD, f"{key} is not a text.")
    return value
