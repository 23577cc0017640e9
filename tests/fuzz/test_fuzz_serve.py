"""Whatever a listener's program sends to ``serve``: an answer that HTTP has, and never too much."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.podcast.serving import server

INPUTS = int(os.environ.get("NAQEEB_FUZZ", "0"))
SHARE = 12
"""One of so many inputs of a long run is for the server."""
SOUND = bytes(range(256)) * 200
ANSWERS = {200, 204, 206, 304, 308, 400, 404, 405, 416}
MOST_BYTES = 4 * len(SOUND)

part = st.text("0123456789-, =", max_size=30) | st.text(max_size=8)
ranges = st.one_of(
    part.map(lambda text: f"bytes={text}"),
    part,
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(
        lambda ends: f"bytes={ends[0]}-{ends[1]}"
    ),
    st.lists(st.sampled_from(("0-", "-1", "9-5", "0-0", "5-9")), max_size=200).map(
        lambda parts: f"bytes={','.join(parts)}"
    ),
    st.just("bytes=" + "9" * 5_000 + "-"),
)
names = st.sampled_from(
    ("Range", "If-Range", "Host", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "X")
)
values = st.text(max_size=20) | st.sampled_from(("127.0.0.1", "a" * 9_000, "gzip;q=0", '"x"', "*"))
sound = "/episodes/e/e.mp3"
paths = st.sampled_from((*(sound,) * 6, "/", "/feed.xml", "/%2e%2e/x", "/a" * 300)) | st.text(
    max_size=12
).map(lambda text: f"/{text}")
methods = st.sampled_from(("GET",) * 8 + ("HEAD", "OPTIONS", "POST", "X"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A server of one episode."""
    output: Path = tmp_path_factory.mktemp("output")
    (output / "episodes" / "e").mkdir(parents=True)
    (output / "episodes" / "e" / "e.mp3").write_bytes(SOUND)
    (output / "feed.xml").write_text("<rss>http://localhost:8000/</rss>" * 50)
    web, listener = server.prepare(server.Served(output))
    thread = threading.Thread(target=web.run, kwargs={"sockets": [listener]})
    thread.start()
    while not web.started:
        time.sleep(0.005)
    where = urlsplit(server.phone_base("127.0.0.1", listener.getsockname()[1]))
    assert where.hostname
    assert where.port
    yield where.hostname, where.port
    web.should_exit = True
    thread.join()
    listener.close()


def answer(address: tuple[str, int], request: bytes) -> bytes:
    """All that comes back until the server closes the connection."""
    pieces = []
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(request)
        while piece := connection.recv(1 << 16):
            pieces.append(piece)
            assert sum(map(len, pieces)) < MOST_BYTES
    return b"".join(pieces)


def test_whatever_is_asked_for(
    address: tuple[str, int], record_property: Callable[[str, object], None]
) -> None:
    statuses: Counter[int] = Counter()

    @settings(max_examples=INPUTS // SHARE or 30, derandomize=not INPUTS)
    @given(methods, paths, ranges, st.lists(st.tuples(names, values), max_size=2))
    def any_request(method: str, path: str, asked: str, headers: list[tuple[str, str]]) -> None:
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Range: {asked}"]
        lines += [f"{name}: {value}" for name, value in headers]
        request = "\r\n".join([*lines, "Connection: close", "", ""])
        status = int(answer(address, request.encode("latin-1", "replace"))[9:12])
        assert status in ANSWERS
        statuses[status] += 1

    any_request()
    told = ", ".join(f"{count} answered {status}" for status, count in sorted(statuses.items()))
    record_property("fuzz", f"{sum(statuses.values())} requests to serve: {told}")
    assert b"200 OK" in answer(address, b"GET /feed.xml HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
