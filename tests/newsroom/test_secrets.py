"""A secret that an editor types is on no page, in no answer, in no log and in no file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from editing import RAIN, Newsroom

CANARY = "canary77"
PAGE = (
    f"<html><head><title>بارش</title></head><body><h1>بارش</h1><p>{RAIN} {RAIN}</p></body></html>"
)
SECRETS = (
    "http://editor:{}@{{}}/a",
    "http://{{}}/a?api_key={}",
    "http://{{}}/a;token={}",
    "http://{{}}/a/token={}",
    "http://{{}}/a/token/{}0123456789abcdef",
    "http://{{}}/a?next=http%3A%2F%2Fx%3A{}%40y%2F",
)
ADDRESSES = [each.format(CANARY) for each in SECRETS]
PAGES = ("", "bulletin", "on-air", "station", "running/now")


class Handler(BaseHTTPRequestHandler):
    """A page below ``/a``, and below ``/down`` a server that fails."""

    def do_GET(self) -> None:
        fails = self.path.startswith("/down")
        self.send_response(500 if fails else 200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"" if fails else PAGE.encode())

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def host(newsroom: Newsroom) -> Iterator[str]:
    path = newsroom.context.settings_path
    path.write_text(path.read_text("utf-8") + "\n[intake]\nprivate_addresses = true\n", "utf-8")
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_a_secret_leaves_it_nowhere(
    newsroom: Newsroom,
    host: str,
    address: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = []
    good, down = address.format(host), address.format(host).replace("/a", "/down", 1)
    dead = address.format("127.0.0.1:9")
    for each in (good, down, dead):
        said.append(newsroom.ask("drafts", {"address": each}))
        said.append(newsroom.ask("feeds/follow", {"address": each}))
    draft = next(answer.json()["id"] for answer in said if answer.status_code == 201)
    said.append(newsroom.ask(f"drafts/{draft}/make", {"hold": False}))
    newsroom.works()
    said.append(newsroom.ask("on-air/publish", {"target": good}))
    newsroom.works()
    said += [newsroom.get(page) for page in (*PAGES, f"drafts/{draft}", f"drafts/{draft}/lines")]
    assert [answer.url.path for answer in said if CANARY in answer.text] == []
    assert CANARY not in caplog.text
    assert CANARY not in "".join(capfd.readouterr())
    files = [path for path in newsroom.root.rglob("*") if path.is_file()]
    leaks = [path for path in files if CANARY.encode() in path.read_bytes()]
    assert leaks == []
    assert [path for path in files if CANARY in path.name] == []
