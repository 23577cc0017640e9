"""The work that is running: its progress as server-sent events, and an end to it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from naqeeb.newsroom.context import Context, context_of

LOOK_EVERY_S = 0.2
ALIVE_EVERY_S = 15.0
"""An empty comment is sent so often, so that a proxy does not end a silent stream."""


async def events(request: Request) -> Response:
    """All work whenever it changes, until the browser goes away."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(
        _changes(request, context_of(request)), media_type="text/event-stream", headers=headers
    )


async def works(request: Request) -> Response:
    """All work as it stands."""
    return JSONResponse({"works": context_of(request).board.tables()})


async def cancel(request: Request) -> Response:
    """Ask a piece of work to stop."""
    stopped = context_of(request).board.cancel(int(request.path_params["work"]))
    return JSONResponse({"cancelled": stopped}, 202 if stopped else 409)


async def _changes(request: Request, context: Context) -> AsyncIterator[str]:
    seen, silent_s = -1, 0.0
    while not context.closing.is_set() and not await request.is_disconnected():
        if context.board.version != seen:
            seen, silent_s = context.board.version, 0.0
            yield f"data: {json.dumps(context.board.tables(), ensure_ascii=False)}\n\n"
        elif silent_s >= ALIVE_EVERY_S:
            silent_s = 0.0
            yield ": still here\n\n"
        await anyio.sleep(LOOK_EVERY_S)
        silent_s += LOOK_EVERY_S
