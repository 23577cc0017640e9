"""A web of our own on loopback, and names that lead where a test says."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from loopback import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    """A server on loopback."""
    with serving() as made:
        yield made


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names that lead where a test says: ``names["news.example"] = ["203.0.113.1"]``."""
    table: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: object, **more: object) -> object:
        if host not in table:
            return real(host, port, *rest, **more)  # type: ignore[arg-type]
        addresses = table[host]
        address = addresses.pop(0) if len(addresses) > 1 else addresses[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return table
