"""A server of large files, as the hubs of models are: ranges, ETags, and lines that break."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass
class Hub:
    """What it holds by path, how it is to behave, and what it was asked."""

    files: dict[str, bytes] = field(default_factory=dict)
    etag: str = '"v1"'
    """Empty for none."""
    ranges: bool = True
    break_after: list[int] = field(default_factory=list)
    """The bytes after which each of the next answers breaks off."""
    statuses: list[int] = field(default_factory=list)
    """Answered instead of the next files."""
    endless: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and ``Range`` of each request."""

    def __enter__(self) -> Self:
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the exercise."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        hub = self.server.hub
        wanted = self.headers.get("Range", "")
        hub.asked.append((self.path, wanted))
        if hub.statuses:
            self.send_error(hub.statuses.pop(0))
            return
        data = hub.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        start = self._start(wanted)
        if start >= len(data) > 0:
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        if hub.etag:
            self.send_header("ETag", hub.etag)
        if not hub.endless:
            self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        body = data[start:]
        if hub.break_after:
            body = body[: hub.break_after.pop(0)]
        self.wfile.write(body)
        while hub.endless:
            self.wfile.write(bytes(1 << 16))

    def _start(self, wanted: str) -> int:
        hub = self.server.hub
        condition = self.headers.get("If-Range")
        if not hub.ranges or not wanted or condition not in (None, hub.etag):
            return 0
        return int(wanted.removeprefix("bytes=").removesuffix("-"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the same
        """Nothing: the tests look at ``asked``."""
