"""What a request asks for: all of a file, a part of it, or nothing, since it is known already."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from starlette.requests import Request

from naqeeb.podcast.serving import byte_range


def choose(request: Request, size: int, headers: dict[str, str]) -> tuple[int, int, int]:
    """Status and the stretch to send; adds the headers that say so."""
    if _is_known(request, headers):
        for name in ("content-type", "content-encoding"):
            headers.pop(name, None)
        return 304, 0, 0
    wanted = request.headers.get("range") if request.method == "GET" else None
    if_range = request.headers.get("if-range")
    if if_range and if_range not in (headers["etag"], headers["last-modified"]):
        wanted = None
    try:
        part = byte_range.part(wanted, size)
    except byte_range.RangeRefusedError:
        headers["content-range"] = f"bytes */{size}"
        headers.pop("content-encoding", None)
        return 416, 0, 0
    if part is None:
        return 200, 0, size
    headers["content-range"] = f"bytes {part[0]}-{part[1] - 1}/{size}"
    return 206, *part


def _is_known(request: Request, headers: dict[str, str]) -> bool:
    """Whether the listener has this form of the file already."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        mine = headers["etag"]
        return any(tag.strip().removeprefix("W/") in (mine, "*") for tag in tags.split(","))
    since = request.headers.get("if-modified-since")
    try:
        return bool(since) and parsedate_to_datetime(since or "") >= parsedate_to_datetime(
            headers["last-modified"]
        )
    except (ValueError, TypeError):
        return False


def takes_gzip(request: Request) -> bool:
    """Whether the listener's program unpacks gzip."""
    for offer in request.headers.get("accept-encoding", "").split(","):
        name, _, weight = offer.partition(";")
        if name.strip().lower() == "gzip":
            return not re.fullmatch(r"q=0(\.0*)?", weight.strip())
    return False
