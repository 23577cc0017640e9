"""The server itself: its port, its end, its address for a phone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from naqeeb.errors import PodcastError
from naqeeb.podcast.serving import server


def test_a_taken_port_is_an_error_with_a_hint(output: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PodcastError, match=str(port)) as caught:
            server.run(server.Served(output), host="127.0.0.1", port=port)
    assert "--port" in str(caught.value.hint)


def test_an_output_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PodcastError, match="no output"):
        server.run(server.Served(tmp_path / "none"))


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise here")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(output: Path, kind: signal.Signals) -> None:
    code = (
        "import sys, pathlib; from naqeeb.podcast.serving import server;"
        "server.run(server.Served(pathlib.Path(sys.argv[1])), host='127.0.0.1', port=0,"
        " on_start=lambda base: print(base, flush=True)); print('end')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, output], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        base = process.stdout.readline().decode().strip()
        deadline = time.monotonic() + 30
        while True:
            try:
                assert httpx.get(base + "feed.xml").is_success
                break
            except httpx.TransportError:
                assert time.monotonic() < deadline
        process.send_signal(kind)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, b"end\n", b"")


def test_a_phone_is_given_an_address_it_can_reach() -> None:
    base = server.phone_base("0.0.0.0", 8000)
    assert base == f"http://{server.lan_address()}:8000/"
    assert server.phone_base("::1", 80) == "http://[::1]:80/"
    assert server.phone_base("x", 1, base_url="https://a.example", token="t") == (
        "https://a.example/t/"
    )


def test_the_qr_code_is_square_enough_for_a_terminal() -> None:
    lines = server.qr("http://192.168.1.7:8000/feed.xml").splitlines()
    assert len({len(line) for line in lines}) == 1
    assert len(lines[0]) < 60
    assert "\x1b" not in "".join(lines)


def test_answers_are_not_held_back_until_the_one_before_is_acknowledged(output: Path) -> None:
    web, listener = server.prepare(server.Served(output))
    thread = threading.Thread(target=web.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with httpx.Client() as client:
            client.get(server.phone_base("127.0.0.1", listener.getsockname()[1]))
            (connection,) = web.server_state.connections
            held: socket.socket = connection.transport.get_extra_info("socket")
            assert held.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    finally:
        web.should_exit = True
        thread.join()
        listener.close()


def test_a_listener_who_takes_nothing_holds_little() -> None:
    """Linux gives twice what is asked for, for its own bookkeeping."""
    with server.listen("127.0.0.1", 0) as listener:
        held = listener.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
    assert held <= 2 * server.SEND_BUFFER_BYTES
