"""One request to a service's REST interface, within its time and size, each fault named."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from naqeeb.errors import VoiceFailed
from naqeeb.speech import failures
from naqeeb.speech.address import Address
from naqeeb.speech.answers import json_of
from naqeeb.speech.environment import bundle, proxy_to
from naqeeb.speech.limits import left_s
from naqeeb.speech.online import Patience

_OK = 200


Explain = Callable[[int, Any, str | None], VoiceFailed | None]
"""What a status, the service's own error (JSON, or None) and ``Retry-After`` mean.

None where the status means no more than it does everywhere.
"""


class RestClient:
    """Connections to one service. Its methods may be called from any thread.

    Args:
        address: where the service is.
        patience: how long to wait.
        connections: at most so many at once.
    """

    def __init__(self, address: Address, patience: Patience, connections: int) -> None:
        self._address = address
        self._host = address.host
        self._patience = patience
        self._connections = connections
        self._lock = threading.Lock()
        self._open: _Connections | None = None
        self._closed = False

    def post(self, url: str, content: bytes, headers: Mapping[str, str], explain: Explain) -> bytes:
        """The body of the answer to one request.

        Raises:
            VoiceFailed: anything but a whole answer with status 200.
        """
        try:
            return self._post(url, content, headers, explain)
        except httpx.ConnectTimeout:
            raise failures.unreachable(self._host, passing=True) from None
        except httpx.TimeoutException:
            raise failures.no_answer(self._host) from None
        except httpx.ProxyError:
            raise failures.bad_proxy() from None
        except httpx.ConnectError as error:
            raise _not_connected(self._address, error) from None
        except (httpx.HTTPError, httpx.StreamError):
            raise failures.broke_off(self._host) from None

    def close(self) -> None:
        """Close all connections, those of requests under way when they are done.

        A later request opens new ones, which are closed with the last that is under way: where
        an article was given up, a thread may be about to ask, and nobody closes after it.
        """
        with self._lock:
            self._closed = True
            connections, self._open = self._open, None
            if connections is not None:
                connections.given_up = True
                unused = not connections.users
        if connections is not None and unused:
            connections.client.close()

    def _post(
        self, url: str, content: bytes, headers: Mapping[str, str], explain: Explain
    ) -> bytes:
        patience = self._patience
        end = time.monotonic() + left_s(patience.request_s)
        # Zero would mean no waiting at all.
        read_s, connect_s = 0.01 + left_s(patience.read_s), 0.01 + left_s(patience.connect_s)
        timeout = httpx.Timeout(read_s, connect=connect_s)
        with (
            self._connected() as client,
            client.stream("POST", url, content=content, headers=headers, timeout=timeout) as answer,
        ):
            body = _read(answer, end)
            if answer.status_code == _OK:
                return body
            status, retry_after = answer.status_code, answer.headers.get("Retry-After")
            error = explain(status, json_of(body), retry_after)
            raise error or failures.status_failure(status, retry_after)

    @contextmanager
    def _connected(self) -> Iterator[httpx.Client]:
        with self._lock:
            if self._open is None:
                client = _client(self._address, self._connections)
                self._open = _Connections(client, given_up=self._closed)
            connections = self._open
            connections.users += 1
        try:
            yield connections.client
        finally:
            with self._lock:
                connections.users -= 1
                unused = connections.given_up and not connections.users
                if unused and self._open is connections:
                    self._open = None
            if unused:
                connections.client.close()


@dataclass(slots=True)
class _Connections:
    """A client, and how many requests it has under way.

    To close it under them would leave a connection open that is just being made.
    """

    client: httpx.Client
    users: int = 0
    given_up: bool = False


def _client(address: Address, connections: int) -> httpx.Client:
    return httpx.Client(
        verify=_certificates(),
        follow_redirects=False,
        # A proxy leads out of this machine, never back to it.
        trust_env=not address.here,
        headers={"User-Agent": "naqeeb", "Accept-Encoding": "identity"},
        limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections),
    )


def _read(answer: httpx.Response, end: float) -> bytes:
    """The whole body, as far as size and time allow."""
    body = bytearray()
    # Piece by piece as it comes, so that a body which trickles in cannot outlast the clock.
    for part in answer.iter_bytes():
        body += part
        if len(body) > failures.MAX_RESPONSE_BYTES:
            raise failures.too_large()
        if time.monotonic() > end:
            raise failures.too_slow()
    return bytes(body)


def _not_connected(address: Address, error: httpx.ConnectError) -> VoiceFailed:
    if "certificate" in str(error).lower():
        return failures.bad_certificate(address.host)
    if address.here:
        return failures.not_running(address.host)
    if proxy_to(address.host):
        return failures.bad_proxy()
    return failures.unreachable(address.host)


def _certificates() -> ssl.SSLContext | bool:
    """The bundle of certificates that the environment names; True for httpx's own.

    Raises:
        VoiceFailed: it cannot be read.
    """
    trusted = bundle()
    if trusted is None:
        return True
    try:
        return ssl.create_default_context(cafile=trusted.path)
    except OSError as error:  # ssl's own errors are such, too
        raise failures.failed(
            "the certificates cannot be read",
            cause=f"{trusted.variable} names {trusted.path}: {error.strerror or error}",
            hint=f"correct or unset {trusted.variable}",
            sent=False,
        ) from None
