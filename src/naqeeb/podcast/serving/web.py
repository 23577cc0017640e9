"""How one request is answered: which file, and in which form.

Ranges, conditions and HEAD are starlette's work; here stands which files there are,
and that texts are sent with the listener's own address in them.
"""

from __future__ import annotations

import hmac
import os
import re
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import anyio
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.staticfiles import NotModifiedResponse, StaticFiles

from naqeeb.podcast import public_files, public_record
from naqeeb.podcast.address import INDEX
from naqeeb.podcast.serving import refusals
from naqeeb.podcast.serving.log import LOG
from naqeeb.podcast.serving.texts import Texts, takes_gzip

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_is_not_modified = StaticFiles().is_not_modified
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
"""No longer than DNS has them: a feed repeats it in each of its links."""

FEED_TYPE = public_files.MEDIA_TYPES[".xml"]
_EVERYWHERE = {
    # Web players on other hosts read the transcript and the chapters.
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "Range, If-Range, If-None-Match, If-Modified-Since",
    "access-control-expose-headers": "Content-Length, Content-Range, Accept-Ranges, ETag",
    "x-content-type-options": "nosniff",
    # A private show's token is part of the address.
    "referrer-policy": "no-referrer",
}


def make(
    output: Path, base: str | None, token: str | None, instead_of: tuple[str, ...] = ()
) -> Starlette:
    """The application; see ``server.app``."""
    site = _Site(output, base, token, instead_of)
    headers = _EVERYWHERE | ({"x-robots-tag": "noindex"} if token else {})
    return Starlette(
        routes=[Route("/{path:path}", site.answer, methods=["GET", "OPTIONS"])],
        middleware=[Middleware(_WithHeaders, headers=headers)],
    )


class _WithHeaders:
    """Adds headers to every answer, also where starlette refuses a range or a method."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        try:
            refused = refusals.refusal_of(Headers(scope=scope))
            await (refused or self._app)(scope, receive, send_with_headers)
        except OSError as error:
            # The file was removed after the answer had begun; the connection is closed.
            LOG.warning("a file went away while it was sent: %s", error)


def _on_air_file(output: Path, parts: tuple[str, ...]) -> Path | None:
    file = public_files.find(output, parts)
    return file if file is not None and public_record.is_on_air(file) else None


class _Site:
    def __init__(
        self, output: Path, base: str | None, token: str | None, instead_of: tuple[str, ...]
    ) -> None:
        self._output = output
        self._base = base
        self._token = token
        self._texts = Texts(instead_of, private=token is not None)

    async def answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204)
        base = self._base_for(request)
        if base is None:
            return PlainTextResponse("The Host header is not an address.\n", 400)
        path: str = request.path_params["path"]
        if self._token:
            first, slash, path = path.partition("/")
            if not hmac.compare_digest(first.encode(), self._token.encode()):
                return _nothing_here()
            if not slash:
                return RedirectResponse(base, 308)
        return await self._at(path, request, base)

    async def _at(self, path: str, request: Request, base: str) -> Response:
        """What lies at a path below the output, if listeners may have it."""
        parts = tuple(path.split("/")) if path else ("",)
        if not parts[-1]:
            parts = (*parts[:-1], INDEX)
        file = await self._find(parts)
        if file is None:
            if await self._find((*parts, INDEX)) is None:
                return _nothing_here()
            return RedirectResponse(base + quote(path) + "/", 308)
        try:
            stat = await anyio.to_thread.run_sync(file.stat)
            if file.suffix in public_files.TEXT:
                response = await self._text(request, file, stat, base)
            else:
                response = _file(file, stat)
        except (OSError, ValueError):
            # It was removed in this moment, or is a record that cannot be read.
            return _nothing_here()
        if _is_not_modified(response.headers, request.headers):
            return NotModifiedResponse(response.headers)
        return response

    async def _find(self, parts: tuple[str, ...]) -> Path | None:
        return await anyio.to_thread.run_sync(_on_air_file, self._output, parts)

    def _base_for(self, request: Request) -> str | None:
        if self._base:
            base = self._base
        else:
            host = request.headers.get("host", "")
            if not _HOST.fullmatch(host):
                return None
            base = f"{request.url.scheme}://{host}/"
        return f"{base}{self._token}/" if self._token else base

    async def _text(
        self, request: Request, path: Path, stat: os.stat_result, base: str
    ) -> Response:
        """The whole text: its bytes depend on the listener, and nobody asks for a part of it."""
        packed = takes_gzip(request.headers.get("accept-encoding", ""))
        body = await self._texts.get(path, stat, base, packed=packed)
        media_type = public_files.media_type(path)
        if media_type == FEED_TYPE and "text/html" in request.headers.get("accept", ""):
            media_type = public_files.PLAIN_FEED_TYPE
        headers = {
            "content-type": media_type,
            "last-modified": formatdate(int(stat.st_mtime), usegmt=True),
            "vary": "Accept-Encoding, Accept" if path.suffix == ".xml" else "Accept-Encoding",
            "cache-control": "no-cache",
            "etag": body.etag,
        }
        if body.packed:
            headers["content-encoding"] = "gzip"
        return Response(body.data, headers=headers)


class _WholeFile(FileResponse):
    # Each piece is read in a thread, and a thread costs more than the reading.
    chunk_size = 256 * 1024


def _file(path: Path, stat: os.stat_result) -> Response:
    # An episode's sound has a new name when it changes; a picture may not.
    lasting = path.suffix in public_files.SOUND
    headers = {
        "content-type": public_files.media_type(path),
        "cache-control": "public, max-age=31536000, immutable" if lasting else "no-cache",
    }
    return _WholeFile(path, headers=headers, stat_result=stat)


def _nothing_here() -> Response:
    return PlainTextResponse("There is nothing here.\n", 404)
