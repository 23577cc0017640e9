from __future__ import annotations

import base64
import socket
import threading

import httpx
import pytest
from editing import RAIN, TOKEN, Newsroom, running

from naqeeb.newsroom.app import make
from naqeeb.newsroom.gate import Rules
from naqeeb.newsroom.server import server
from naqeeb.podcast.serving import protocol
from naqeeb.podcast.serving import server as serving

PAGES = ("", "bulletin", "on-air", "station")


@pytest.mark.parametrize("path", PAGES)
def test_the_address_alone_opens_every_page(newsroom: Newsroom, path: str) -> None:
    answer = newsroom.get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/", f"/{TOKEN}x/", f"/x/{TOKEN}/", "/static/page.js", f"/{TOKEN[:-1]}/", "/..%2f"],
)
def test_every_other_address_is_404(newsroom: Newsroom, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        assert newsroom.client.request(method, path).status_code == 404


def test_a_name_of_somebody_else_does_not_lead_here(newsroom: Newsroom) -> None:
    assert newsroom.get(headers={"host": "news.example.org"}).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://example.org"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://127.0.0.1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_from_another_site_is_refused(newsroom: Newsroom, headers: dict[str, str]) -> None:
    assert newsroom.ask("drafts", {"text": RAIN}, headers=headers).status_code == 403
    assert not (newsroom.root / "drafts").exists()


@pytest.mark.parametrize("path", [*PAGES, "nothing", "static/page.js"])
def test_no_page_may_run_or_send_what_is_not_ours(newsroom: Newsroom, path: str) -> None:
    policy = newsroom.get(path).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_password_is_asked_for_where_there_is_one(newsroom: Newsroom) -> None:
    with running(newsroom.context, "خفیہ") as base, httpx.Client(base_url=base) as client:
        ask_for_the_password(client)


def ask_for_the_password(client: httpx.Client) -> None:
    assert client.get("/").status_code == 404
    answer = client.get(f"/{TOKEN}/")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")
    for password, status in (("خفیہ", 200), ("غلط", 401), ("", 401)):
        value = base64.b64encode(f"editor:{password}".encode()).decode()
        headers = {"authorization": f"Basic {value}"}
        assert client.get(f"/{TOKEN}/", headers=headers).status_code == status
    for broken in ("Basic", "Basic !!", "Bearer x", "Basic /w=="):
        assert client.get(f"/{TOKEN}/", headers={"authorization": broken}).status_code == 401


@pytest.mark.parametrize("path", ["", "static/page.js", "station/cover", "episodes/x/sound"])
def test_a_range_of_thousands_of_digits_is_refused(newsroom: Newsroom, path: str) -> None:
    for asked in (f"{'9' * 5000}-", f"-{'9' * 5000}"):
        assert newsroom.get(path, headers={"range": f"bytes={asked}"}).status_code == 400


def test_a_request_with_two_lengths_is_refused_and_closed(newsroom: Newsroom) -> None:
    host = newsroom.base.removeprefix("http://")
    opening = f"POST /{TOKEN}/drafts HTTP/1.1\r\nHost: {host}\r\nOrigin: {newsroom.base}\r\n"
    lengths = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    hidden = f"GET /{TOKEN}/ HTTP/1.1\r\nHost: {host}\r\n\r\n"
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=30) as connection:
        connection.sendall((opening + lengths + hidden).encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_half_a_request_is_closed_after_a_while(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by ``naqeeb serve``: five hundred of them would leave nobody else a connection."""
    monkeypatch.setattr(protocol, "REQUEST_S", 0.2)
    web = server(make(newsroom.context, Rules(TOKEN, frozenset(), None)), {}, newsroom.context)
    with serving.listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=web.run, kwargs={"sockets": [listener]})
        thread.start()
        with socket.create_connection(listener.getsockname(), 30) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
            assert connection.recv(100) == b""
        web.should_exit = True
        thread.join()
