"""Slow and hostile connections, on real sockets: they end, and nobody else is hurt."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from naqeeb.podcast.serving import protocol
from naqeeb.podcast.serving.log import LOG, OneLineASecond

Serving = Callable[..., AbstractContextManager[str]]
Connect = Callable[[], socket.socket]
PATIENCE_S = 30
"""How long a busy machine may take for anything; no test needs a hundredth of it."""
HALF = b"GET / HTTP/1.1\r\nHost: a\r\n"
SOUND_BYTES = 20_000_000


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, serving: Serving) -> Iterator[str]:
    output = tmp_path_factory.mktemp("output")
    (output / "index.html").write_text("<p>نقیب</p>")
    folder = output / "episodes" / "e"
    folder.mkdir(parents=True)
    with (folder / "e.mp3").open("wb") as file:
        file.truncate(SOUND_BYTES)
    with serving(output) as base:
        yield base


@pytest.fixture
def connect(base: str) -> Iterator[Connect]:
    with ExitStack() as stack:

        def connect() -> socket.socket:
            where = urlsplit(base)
            new = socket.create_connection((where.hostname, where.port), PATIENCE_S)
            return stack.enter_context(new)

        yield connect


def rest(connection: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


# -- deadlines -------------------------------------------------------------


@pytest.mark.parametrize("sent", [b"", b"G", HALF, HALF + b"X-Long: " + b"a" * 1000])
def test_a_request_that_never_ends_is_closed(
    monkeypatch: pytest.MonkeyPatch, connect: Connect, sent: bytes
) -> None:
    monkeypatch.setattr(protocol, "REQUEST_S", 0.2)
    connections = [connect() for _ in range(20)]
    for each in connections:
        each.sendall(sent)
    assert [rest(each) for each in connections] == [b""] * 20


@pytest.mark.parametrize("opening", [HALF, HALF + b"Content-Length: 100000\r\n\r\n"])
def test_a_trickle_does_not_put_the_deadline_off(
    monkeypatch: pytest.MonkeyPatch, connect: Connect, opening: bytes
) -> None:
    monkeypatch.setattr(protocol, "REQUEST_S", 0.3)
    connection = connect()
    connection.sendall(opening)
    sent = 0
    try:
        while sent < PATIENCE_S * 20:
            connection.sendall(b"a")
            sent += 1
            time.sleep(0.05)
    except (ConnectionResetError, BrokenPipeError):
        pass
    assert sent < PATIENCE_S * 20


def test_a_listener_who_takes_nothing_is_disconnected(
    monkeypatch: pytest.MonkeyPatch, connect: Connect
) -> None:
    monkeypatch.setattr(protocol, "STALL_S", 0.2)
    connection = connect()
    connection.sendall(b"GET /episodes/e/e.mp3 HTTP/1.1\r\nHost: a\r\n\r\n")
    time.sleep(1)
    # What the system holds on the way still comes, the rest does not.
    assert len(rest(connection)) < SOUND_BYTES


def test_a_slow_listener_gets_all(
    monkeypatch: pytest.MonkeyPatch, base: str, connect: Connect
) -> None:
    monkeypatch.setattr(protocol, "STALL_S", 1.0)
    monkeypatch.setattr(protocol, "REQUEST_S", 1.0)
    connection = connect()
    connection.sendall(b"GET /episodes/e/e.mp3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    total = 0
    while part := connection.recv(400_000):
        total += len(part)
        time.sleep(0.03)  # more than a second in all
    assert total > SOUND_BYTES
    assert httpx.get(base).is_success


def test_a_connection_is_used_again_within_its_deadline(base: str) -> None:
    with httpx.Client() as client:
        for _ in range(3):
            assert client.get(base).is_success


# -- many connections ------------------------------------------------------


def test_too_many_connections_close_the_oldest_that_is_unfinished(
    monkeypatch: pytest.MonkeyPatch, base: str, connect: Connect
) -> None:
    monkeypatch.setattr(protocol, "connection_limit", lambda: 6)
    with httpx.Client() as client:
        assert client.get(base).is_success
        half_sent = [connect() for _ in range(12)]
        for each in half_sent[-3:]:
            each.sendall(HALF)
        # The oldest went first; the listener who had an answer kept the connection.
        assert [rest(each) for each in half_sent[:7]] == [b""] * 7
        for each in half_sent[-3:]:
            each.sendall(b"Connection: close\r\n\r\n")
            assert rest(each).startswith(b"HTTP/1.1 200")
        assert client.get(base).is_success


def test_the_limit_lies_below_what_the_process_may_open() -> None:
    resource = pytest.importorskip("resource")
    code = "from naqeeb.podcast.serving.protocol import connection_limit as c; print(c())"
    for files in (64, 1024):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_NOFILE, (files, files)),
        )
        assert 8 <= int(done.stdout) <= files // 2


@pytest.mark.skipif(os.name != "posix", reason="files are limited otherwise here")
def test_more_connections_than_files_leave_the_server_answering(tmp_path: Path) -> None:
    import resource

    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 1400:
        pytest.skip("this process may not open 1,400 files")
    (tmp_path / "index.html").write_text("<p>نقیب</p>")
    code = (
        "import sys, pathlib; from naqeeb.podcast.serving import server;"
        "server.run(server.Served(pathlib.Path(sys.argv[1])), host='127.0.0.1', port=0,"
        " on_start=lambda base: print(base, flush=True))"
    )
    with ExitStack() as stack:
        process = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", code, tmp_path],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024)),  # noqa: PLW1509
            )
        )
        stack.callback(process.kill)
        assert process.stdout
        where = urlsplit(process.stdout.readline().strip())
        for number in range(1100):
            new = socket.create_connection((where.hostname, where.port), PATIENCE_S)
            stack.enter_context(new).sendall(HALF if number % 2 else b"")
        assert httpx.get(where.geturl(), timeout=PATIENCE_S).is_success
        process.terminate()
        _, log = process.communicate(timeout=PATIENCE_S)
    assert "Traceback" not in log
    assert "too many connections" in log
    assert len(log.splitlines()) < PATIENCE_S


# -- what is said of it ----------------------------------------------------


def test_refused_requests_take_one_line_a_second(
    caplog: pytest.LogCaptureFixture, base: str, connect: Connect
) -> None:
    times: set[float] = set()
    refused, until = 0, time.monotonic() + PATIENCE_S
    LOG.addHandler(caplog.handler)
    # Another test may have used up this second's line.
    while len(times) < 2 and time.monotonic() < until:
        with connect() as connection:
            connection.sendall(b"\x16\x03\x01 no HTTP at all\r\n\r\n")
            rest(connection)
        refused += 1
        times = {each.created for each in caplog.records}
    LOG.removeHandler(caplog.handler)
    assert 2 <= len(times) < refused
    assert all(later - before > 0.9 for before, later in pairwise(sorted(times)))
    assert httpx.get(base).is_success


def test_errors_are_never_held_back() -> None:
    one_line = OneLineASecond()

    def passes(level: int) -> bool:
        return one_line.filter(logging.LogRecord("x", level, "", 0, "m", (), None))

    assert [passes(logging.WARNING), passes(logging.WARNING)] == [True, False]
    assert [passes(logging.ERROR), passes(logging.ERROR)] == [True, True]


# -- requests that two servers may read differently ------------------------


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: x\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
    ],
)
@pytest.mark.parametrize("method", [b"GET", b"POST", b"OPTIONS", b"DELETE"])
def test_a_request_with_two_lengths_is_refused_and_closed(
    connect: Connect, lengths: bytes, method: bytes
) -> None:
    connection = connect()
    hidden = b"GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"
    opening = HALF.replace(b"GET", method)
    connection.sendall(opening + lengths + b"\r\n0\r\n\r\n" + hidden)
    answer = rest(connection)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 501"))
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in answer.lower()
