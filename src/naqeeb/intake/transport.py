"""The transport under :mod:`naqeeb.intake.fetch`.

A name is resolved here, once, and the connection goes to the very address that
was checked, for each redirect again: a second look-up by the client could
answer differently (DNS rebinding).
"""

from __future__ import annotations

import os
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import httpcore
import httpx

from naqeeb.intake.address import is_platform, is_public
from naqeeb.settings import IntakeSettings


class PrivateAddressError(OSError):
    """A name that leads to an address off the public internet."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class _Backend(httpcore.SyncBackend):
    def __init__(self, *, private: bool, end: float) -> None:
        super().__init__()
        self._private = private
        self._end = end

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} has no address ({error})") from error
        addresses = [str(entry[4][0]) for entry in answers]
        for address in addresses:
            if is_platform(address) or not (self._private or is_public(address)):
                raise PrivateAddressError(address)
        last: Exception | None = None
        for address in addresses:
            left = self._end - time.monotonic()
            if left <= 0:
                raise httpcore.ConnectTimeout("deadline")
            wait = left if timeout is None else min(timeout, left)
            try:
                stream = super().connect_tcp(address, port, wait, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return _Stream(stream, self._end)
        raise last or httpcore.ConnectError(f"{host} has no address")


class _Stream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, so that a slow drip does."""

    def __init__(self, inner: httpcore.NetworkStream, end: float) -> None:
        self._inner = inner
        self._end = end

    def _left(self, timeout: float | None) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Stream(inner, self._end)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """httpx over connections that go only where they may, and end when they must.

    Args:
        settings: whether private and loopback addresses are allowed, and which headers each
            site is sent. After a redirect the next site's own are sent, and no other's.
        end: when to give up, on the clock of ``time.monotonic``.
    """

    def __init__(self, settings: IntakeSettings, *, end: float) -> None:
        self._settings = settings
        self._pool = httpcore.ConnectionPool(
            ssl_context=_ssl_context(
                os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
            ),
            network_backend=_Backend(private=settings.private_addresses, end=end),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; httpx calls this for each redirect too."""
        # A copy: httpx takes over the request's own headers into the next one of a redirect.
        headers = request.headers.copy()
        headers.update(dict(self._settings.site(request.url.host).headers))
        try:
            answer = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except httpcore.TimeoutException as error:
            raise httpx.ConnectTimeout(str(error), request=request) from error
        except httpcore.UnsupportedProtocol as error:
            raise httpx.UnsupportedProtocol(str(error), request=request) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.ConnectError(str(error), request=request) from error
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


@cache
def _ssl_context(file: str | None, folder: str | None) -> ssl.SSLContext:
    """Made once for all fetches: reading the authorities' certificates takes 25 ms.

    Args:
        file: where the user's certificates are; httpx asks the environment itself.
        folder: likewise.
    """
    del file, folder  # they make a context of each choice
    return httpx.create_ssl_context()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except httpcore.TimeoutException as error:
            raise httpx.ReadTimeout(str(error)) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.ReadError(str(error)) from error

    def close(self) -> None:
        self._stream.close()
