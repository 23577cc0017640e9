"""A little S3 on loopback that passes over conditional writes; and the way to a store."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest


def lead_to(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the environment that leads to a store of our own."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")


class _Careless(BaseHTTPRequestHandler):
    """A little S3 that takes If-Match and If-None-Match and writes all the same."""

    kept: dict[str, bytes]

    def do_PUT(self) -> None:
        key = unquote(urlsplit(self.path).path)
        self.kept[key] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200, b"", etag=True, key=key)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        key = unquote(parts.path)
        if "list-type" in parts.query:
            prefix = f"{key}/{parse_qs(parts.query)['prefix'][0]}"
            found = "".join(
                f"<Contents><Key>{name.split('/', 2)[2]}</Key><Size>{len(data)}</Size>"
                f'<ETag>"{_md5(data)}"</ETag><LastModified>2026-11-22T10:00:00.000Z</LastModified>'
                "</Contents>"
                for name, data in self.kept.items()
                if name.startswith(prefix)
            )
            self._answer(200, f"<ListBucketResult>{found}</ListBucketResult>".encode())
        elif key in self.kept:
            self._answer(200, self.kept[key], etag=True, key=key)
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_DELETE(self) -> None:
        self.kept.pop(unquote(urlsplit(self.path).path), None)
        self._answer(204, b"")

    def _answer(self, status: int, data: bytes, *, etag: bool = False, key: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if etag:
            self.send_header("ETag", f'"{_md5(self.kept[key])}"')
            self.send_header("Last-Modified", "Sun, 22 Nov 2026 10:00:00 GMT")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        pass


def _md5(data: bytes) -> str:
    return hashlib.md5(data).hexdigest()


@contextmanager
def careless_store() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Its address, and what it keeps by path."""
    kept: dict[str, bytes] = {}
    handler = type("Handler", (_Careless,), {"kept": kept, "protocol_version": "HTTP/1.1"})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", kept
    server.shutdown()
    thread.join()
    server.server_close()
