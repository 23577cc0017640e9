"""Requests whose end two servers may see at two places."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response


def refusal_of(headers: Headers) -> Response | None:
    """The answer to a request that states two lengths; None for any other.

    A server before this one may see the end of such a request elsewhere, and then take what
    follows for another listener's (RFC 9112, section 6.1). So the connection is closed,
    whatever was asked and by which method.
    """
    if "content-length" not in headers or "transfer-encoding" not in headers:
        return None
    return PlainTextResponse("The request has two lengths.\n", 400, {"connection": "close"})
