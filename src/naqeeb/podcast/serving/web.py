"""How one request is answered: which file, which part of it, in which form."""

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
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from naqeeb.podcast import public_files
from naqeeb.podcast.address import INDEX
from naqeeb.podcast.serving import conditions
from naqeeb.podcast.serving.texts import Texts

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_HOST = re.compile(r"[A-Za-z0-9._-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
_CHUNK_BYTES = 256 * 1024
_WITHOUT_BODY = (304, 416)

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
    """The application; see ``serve.app``."""
    site = _Site(output, base, token, instead_of)
    return Starlette(routes=[Route("/{path:path}", site.answer, methods=["GET", "OPTIONS"])])


class _Site:
    def __init__(
        self, output: Path, base: str | None, token: str | None, instead_of: tuple[str, ...]
    ) -> None:
        self._output = output
        self._base = base
        self._token = token
        self._texts = Texts(instead_of, private=token is not None)

    async def answer(self, request: Request) -> Response:
        headers = dict(_EVERYWHERE)
        if self._token:
            headers["x-robots-tag"] = "noindex"
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=headers)
        base = self._base_for(request)
        if base is None:
            return _plain(400, "The Host header is not an address.\n", headers)
        path: str = request.path_params["path"]
        if self._token:
            first, slash, path = path.partition("/")
            if not hmac.compare_digest(first.encode(), self._token.encode()):
                return _plain(404, "There is nothing here.\n", headers)
            if not slash:
                return RedirectResponse(base, 308, headers)
        parts = tuple(path.split("/")) if path else ("",)
        if not parts[-1]:
            parts = (*parts[:-1], INDEX)
        found = await anyio.to_thread.run_sync(public_files.find, self._output, parts)
        if found is None:
            with_index = await anyio.to_thread.run_sync(
                public_files.find, self._output, (*parts, INDEX)
            )
            if with_index is None:
                return _plain(404, "There is nothing here.\n", headers)
            return RedirectResponse(base + quote(path) + "/", 308, headers)
        try:
            stat = await anyio.to_thread.run_sync(found.stat)
            headers["content-type"] = public_files.media_type(found)
            headers["last-modified"] = formatdate(int(stat.st_mtime), usegmt=True)
            headers["accept-ranges"] = "bytes"
            if found.suffix in public_files.TEXT:
                return await self._text(request, found, stat, base, headers)
        except OSError:
            return _plain(404, "There is nothing here.\n", headers)
        return _file(request, found, stat, headers)

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
        self,
        request: Request,
        path: Path,
        stat: os.stat_result,
        base: str,
        headers: dict[str, str],
    ) -> Response:
        packed = conditions.takes_gzip(request)
        body = await self._texts.get(path, stat, base, packed=packed)
        if body.packed:
            headers["content-encoding"] = "gzip"
        headers |= {"vary": "Accept-Encoding", "cache-control": "no-cache", "etag": body.etag}
        status, start, stop = conditions.choose(request, len(body.data), headers)
        return Response(body.data[start:stop] if stop else None, status, headers)


class _FilePart(Response):
    """A stretch of a file, read piece by piece in a thread."""

    def __init__(
        self, path: Path, start: int, stop: int, status: int, headers: dict[str, str]
    ) -> None:
        super().__init__(None, status, headers | {"content-length": str(stop - start)})
        self._path = path
        self._start = start
        self._stop = stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        async with await anyio.open_file(self._path, "rb") as file:
            await file.seek(self._start)
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            left = self._stop - self._start if scope["method"] == "GET" else 0
            while left:
                chunk = await file.read(min(_CHUNK_BYTES, left))
                if not chunk:
                    # The file has shrunk: uvicorn then breaks the connection,
                    # so that no client takes the part for the whole.
                    break
                left -= len(chunk)
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


def _file(request: Request, path: Path, stat: os.stat_result, headers: dict[str, str]) -> Response:
    headers["etag"] = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    # An episode's sound has a new name when it changes; a picture may not.
    lasting = path.suffix in public_files.SOUND
    headers["cache-control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
    status, start, stop = conditions.choose(request, stat.st_size, headers)
    if status in _WITHOUT_BODY:
        return Response(None, status, headers)
    return _FilePart(path, start, stop, status, headers)


def _plain(status: int, text: str, headers: dict[str, str]) -> Response:
    return Response(text, status, headers | {"content-type": "text/plain; charset=utf-8"})
