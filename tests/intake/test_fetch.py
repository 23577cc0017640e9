"""One page over HTTP: only where it may lead, never too much, never too long."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.errors import FetchFailed, SourceUnreadable
from naqeeb.intake import web_page
from naqeeb.intake.fetch import fetch
from naqeeb.intake.links import link_name
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings, SourceSite

OPEN = IntakeSettings(private_addresses=True)

if TYPE_CHECKING:
    Web = Any


def article_at(address: str) -> Article:
    article, _ = web_page.read(address, settings=OPEN, zone=UTC)
    return article


PAGE = "<html><body><h1>بارش</h1><p>کراچی میں بارش ہوئی۔ سڑکیں زیرِ آب آ گئیں۔</p></body></html>"


# -- where it may lead -----------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0", "127.1", "0x7f000001"])
def test_loopback_is_refused_however_it_is_written(web: Web, host: str) -> None:
    port = web.url.rpartition(":")[2]
    with pytest.raises(FetchFailed) as error:
        fetch(f"http://{host}:{port}/", deadline_s=5)
    assert "private_addresses" in error.value.hint
    assert web.asked == []


def test_a_name_that_leads_to_a_private_address(web: Web, names: dict[str, list[str]]) -> None:
    names["news.example"] = ["127.0.0.1"]
    with pytest.raises(FetchFailed, match=r"leads to 127\.0\.0\.1"):
        fetch(web.url.replace("127.0.0.1", "news.example"), deadline_s=5)
    assert web.asked == []


def test_a_redirect_to_a_private_address(
    web: Web, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first server is let pass for this test; where it sends on to is not."""
    names["news.example"] = ["127.0.0.1"]
    names["inside.example"] = ["127.0.0.2"]
    monkeypatch.setattr("naqeeb.intake.transport.is_public", lambda address: address == "127.0.0.1")
    base = web.url.replace("127.0.0.1", "news.example")
    web.redirect("/go", base.replace("news.", "inside.") + "/secret")
    with pytest.raises(FetchFailed, match=r"127\.0\.0\.2"):
        fetch(f"{base}/go", deadline_s=5)
    assert web.asked == ["/go"]


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    web: Web, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the name answers otherwise when it is looked up again."""
    names["news.example"] = ["127.0.0.1", "127.0.0.2"]
    checked: list[str] = []

    def public(address: str) -> bool:
        checked.append(address)
        return True

    monkeypatch.setattr("naqeeb.intake.transport.is_public", public)
    web.page("/", PAGE)
    page = fetch(web.url.replace("127.0.0.1", "news.example") + "/", deadline_s=5)
    assert checked == ["127.0.0.1"]
    assert names["news.example"] == ["127.0.0.2"]
    assert page.body.decode() == PAGE


def test_private_addresses_can_be_allowed(web: Web) -> None:
    url = web.page("/", PAGE)
    assert fetch(url, settings=OPEN).body.decode() == PAGE


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "169.254.170.2", "168.63.129.16", "[fd00:ec2::254]", "2852039166"],
)
def test_no_setting_lets_a_clouds_credentials_be_fetched(address: str) -> None:
    with pytest.raises(FetchFailed, match="not on the public internet") as error:
        fetch(f"http://{address}/latest/meta-data/", settings=OPEN)
    assert "credentials" in error.value.cause
    assert "private_addresses" not in error.value.hint


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "javascript:1"]
)
def test_a_redirect_to_another_protocol(web: Web, to: str) -> None:
    with pytest.raises(FetchFailed):
        fetch(web.redirect("/go", to), settings=OPEN, deadline_s=5)


def test_a_circle_of_redirects(web: Web) -> None:
    with pytest.raises(FetchFailed, match="circle"):
        fetch(web.redirect("/go", "/go"), settings=OPEN, deadline_s=5)
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://[::1", "http://a b/", "https://\u202e/"]
)
def test_what_is_no_address_is_named(url: str) -> None:
    with pytest.raises(FetchFailed):
        fetch(url, deadline_s=2)


# -- never too much --------------------------------------------------------


def test_a_body_above_the_cap(web: Web) -> None:
    url = web.page("/", b"x" * 200_000)
    with pytest.raises(FetchFailed, match="larger than"):
        fetch(url, settings=OPEN, max_bytes=100_000)


def test_a_gzip_bomb_is_cut_off(web: Web) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
    assert len(bomb) < 200_000
    url = web.page("/", bomb, Content_Encoding="gzip")
    began = time.process_time()
    with pytest.raises(FetchFailed, match="larger than 10 MB"):
        fetch(url, settings=OPEN)
    assert time.process_time() - began < 3


def test_gzip_within_gzip_is_not_unpacked(web: Web) -> None:
    """Ten kilobytes could become a gigabyte in one step."""
    bomb = gzip.compress(gzip.compress(bytes(10_000_000)))
    url = web.page("/", bomb, Content_Encoding="gzip, gzip")
    with pytest.raises(FetchFailed, match="packed as"):
        fetch(url, settings=OPEN)


def test_an_honest_packed_page(web: Web) -> None:
    url = web.page("/", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert fetch(url, settings=OPEN).body.decode() == PAGE


def test_a_page_that_is_not_packed_as_it_says(web: Web) -> None:
    url = web.page("/", b"not gzip", Content_Encoding="gzip")
    with pytest.raises(FetchFailed):
        fetch(url, settings=OPEN)


def test_a_bomb_is_never_held_whole(web: Web) -> None:
    """A piece of 64 KB from the network can unpack to 64 MB; it is cut while it grows."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(80)) + packer.flush()
    url = web.page("/", bomb, Content_Encoding="gzip")
    tracemalloc.start()
    with pytest.raises(FetchFailed, match="larger than 10 MB"):
        fetch(url, settings=OPEN)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000


@pytest.mark.parametrize(
    ("packing", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
    ids=["gzip", "deflate", "raw deflate", "identity"],
)
def test_each_packing_that_is_asked_for(
    web: Web, packing: str, pack: Callable[[bytes], bytes]
) -> None:
    url = web.page("/", pack(PAGE.encode() * 2_000), Content_Encoding=packing)
    assert fetch(url, settings=OPEN).body.decode() == PAGE * 2_000


# -- never too long --------------------------------------------------------


def _drip(handler: BaseHTTPRequestHandler, head: bytes = b"") -> None:
    handler.wfile.write(head)
    for _ in range(400):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def test_a_body_that_drips_ends_at_the_deadline(web: Web) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n"
    web.pages["/"] = lambda handler: _drip(handler, head)
    with pytest.raises(FetchFailed, match="did not answer within"):
        fetch(f"{web.url}/", settings=OPEN, deadline_s=0.4)


def test_headers_that_drip_end_at_the_deadline(web: Web) -> None:
    web.pages["/"] = lambda handler: _drip(handler, b"HTTP/1.1 200 OK\r\nX-Long: ")
    with pytest.raises(FetchFailed, match="did not answer within"):
        fetch(f"{web.url}/", settings=OPEN, deadline_s=0.4)


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept: list[socket.socket] = []
        threading.Thread(target=lambda: kept.append(server.accept()[0]), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        for connection in kept:
            connection.close()


def test_a_server_that_says_nothing(silent: str) -> None:
    with pytest.raises(FetchFailed, match="did not answer within"):
        fetch(silent, settings=OPEN, deadline_s=0.3)


def test_a_port_at_which_nobody_listens_is_an_error_in_words() -> None:
    # The port is taken, so that nobody else can begin to listen there.
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(FetchFailed, match="could not be fetched"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/", settings=OPEN, deadline_s=5)


def test_a_server_that_hangs_up(web: Web) -> None:
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")
        handler.close_connection = True

    web.pages["/"] = hang_up
    with pytest.raises(FetchFailed):
        fetch(f"{web.url}/", settings=OPEN, deadline_s=5)


# -- what only its own server may see --------------------------------------


def test_a_secret_goes_to_its_server_and_nowhere_else(web: Web) -> None:
    paths: list[str] = []
    logins: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        paths.append(handler.path)
        logins.append(handler.headers.get("Authorization"))
        data = PAGE.encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    web.pages["/story"] = answer
    url = web.url.replace("://", "://desk:canary@") + "/story?api_key=canary&p=7"
    article = article_at(url)
    assert paths == ["/story?api_key=canary&p=7"]
    assert logins == ["Basic ZGVzazpjYW5hcnk="]
    assert "canary" not in repr(article)
    assert article.source == f"{web.url}/story?p=7"


@pytest.mark.parametrize("status", [403, 404, 500, 302])
def test_no_error_tells_a_secret(web: Web, status: int) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status, "canary-free " + "x" * 5_000)
        handler.send_header("Location", "http://127.0.0.1:9/?token=canary")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    web.pages["/story"] = answer
    url = web.url.replace("://", "://desk:canary@") + "/story?api_key=canary"
    with pytest.raises(FetchFailed) as error:
        fetch(url, settings=OPEN, deadline_s=3)
    assert "canary" not in repr((str(error.value), error.value.facts)).replace("canary-free", "")
    assert len(str(error.value)) < 700


def test_cookies_are_not_kept_within_a_redirect(web: Web) -> None:
    cookies: list[str | None] = []

    def first(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Set-Cookie", "session=1; Path=/")
        handler.send_header("Location", "/next")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def second(handler: BaseHTTPRequestHandler) -> None:
        cookies.append(handler.headers.get("Cookie"))
        handler.send_response(200)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    web.pages |= {"/first": first, "/next": second}
    fetch(f"{web.url}/first", settings=OPEN)
    assert cookies == [None]


def test_a_sites_headers_are_sent_to_it_alone(web: Web, names: dict[str, list[str]]) -> None:
    names |= {"own.example": ["127.0.0.1"], "else.example": ["127.0.0.1"]}
    keys: list[tuple[str | None, str | None]] = []

    def go(handler: BaseHTTPRequestHandler) -> None:
        keys.append((handler.headers.get("Host"), handler.headers.get("X-Key")))
        handler.send_response(302)
        handler.send_header("Location", "http://else.example:" + port + "/there")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def there(handler: BaseHTTPRequestHandler) -> None:
        keys.append((handler.headers.get("Host"), handler.headers.get("X-Key")))
        handler.send_response(204)
        handler.end_headers()

    port = web.url.rpartition(":")[2]
    web.pages |= {"/go": go, "/there": there}
    site = SourceSite(headers={"X-Key": "canary"})
    settings = IntakeSettings(private_addresses=True, sites={"own.example": site})
    fetch(f"http://own.example:{port}/go", settings)
    assert keys == [(f"own.example:{port}", "canary"), (f"else.example:{port}", None)]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Sun, 22 Nov 1999 10:00:00 GMT", 0.0),
        ("soon", None),
        ("9" * 400, 604_800.0),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(
    web: Web, header: str, seconds: float | None
) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(429)
        handler.send_header("Retry-After", header)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    web.pages["/"] = answer
    with pytest.raises(FetchFailed) as error:
        fetch(f"{web.url}/", settings=OPEN)
    assert error.value.retry_after_s == seconds


# -- what the server says --------------------------------------------------


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_a_refusal_names_status_and_cause(web: Web, status: int) -> None:
    web.pages["/"] = lambda handler: handler.send_error(status)
    with pytest.raises(FetchFailed, match=f"answered {status}") as error:
        fetch(f"{web.url}/", settings=OPEN)
    assert error.value.status == status
    assert error.value.cause


def test_an_unchanged_page_costs_no_body(web: Web) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == '"7"'
        handler.send_response(304 if known else 200)
        handler.send_header("ETag", '"7"')
        handler.send_header("Last-Modified", "Sun, 22 Nov 2026 10:00:00 GMT")
        handler.send_header("Content-Length", "0" if known else "3")
        handler.end_headers()
        if not known:
            handler.wfile.write(b"new")

    web.pages["/"] = answer
    first = fetch(f"{web.url}/", settings=OPEN)
    assert (first.body, first.etag, first.unchanged) == (b"new", '"7"', False)
    second = fetch(f"{web.url}/", settings=OPEN, etag=first.etag, last_modified=first.last_modified)
    assert second.unchanged
    assert second.body == b""
    assert second.etag == '"7"'


# -- a page into an article ------------------------------------------------


def test_a_page_is_known_by_where_the_last_redirect_led(web: Web) -> None:
    web.page("/rain", PAGE, "text/html; charset=utf-8")
    article = article_at(web.redirect("/short", "/rain"))
    assert article.id == link_name(f"{web.url}/rain")
    assert article.source == f"{web.url}/rain"
    assert set(article.aliases) >= {f"{web.url}/rain", link_name(f"{web.url}/short")}
    assert article.title == "بارش"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("; charset=windows-1256", "cp1256"),
        ("; charset=iso-8859-6", "iso-8859-6"),
        ("; charset=utf-16", "utf-16"),
        ("", "utf-8"),
        ("; charset=nonsense", "utf-8"),
        ("; charset=undefined", "utf-8"),
        ("; charset=punycode", "utf-8"),
        ("; charset=idna", "utf-8"),
        ("; charset=hex", "utf-8"),
    ],
)
def test_a_page_says_its_own_encoding(web: Web, charset: str, encoding: str) -> None:
    text = "<html><body><h1>بارش</h1><p>محمد علي في القاهرة اليوم</p></body></html>"
    url = web.page("/", text.encode(encoding), f"text/html{charset}")
    assert article_at(url).paragraphs == ("محمد علي في القاهرة اليوم",)


def test_plain_text_from_the_web(web: Web) -> None:
    url = web.page("/a.txt", "سرخی\n\nمتن یہ ہے۔", "text/plain; charset=utf-8")
    article = article_at(url)
    assert (article.title, article.paragraphs) == ("سرخی", ("متن یہ ہے۔",))


def test_a_picture_is_no_page(web: Web) -> None:
    url = web.page("/a.jpg", b"\xff\xd8\xff", "image/jpeg")
    with pytest.raises(SourceUnreadable, match="image/jpeg"):
        article_at(url)
