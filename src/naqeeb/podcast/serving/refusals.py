"""Requests that are refused whatever they ask for, by ``serve`` and by the newsroom."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response

_NO_PLACE_IN_A_FILE = re.compile(r"\d{19}")


def refusal_of(headers: Headers) -> Response | None:
    """The answer to a request that states two lengths, or no range; None for any other.

    Of two lengths a server before this one may see another end than this one, and then take what
    follows for another listener's (RFC 9112, section 6.1). So the connection is closed.
    """
    if "content-length" in headers and "transfer-encoding" in headers:
        return PlainTextResponse("The request has two lengths.\n", 400, {"connection": "close"})
    if _NO_PLACE_IN_A_FILE.search(headers.get("range", "")):
        return PlainTextResponse("No file is so long.\n", 400)
    return None
