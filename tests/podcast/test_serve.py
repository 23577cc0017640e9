"""A real server on loopback, asked by a real client."""

import gzip
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import feedparser
import httpx
import pytest

from naqeeb.errors import PodcastError
from naqeeb.model import Episode, Show
from naqeeb.podcast import chapters, feed, transcript
from naqeeb.podcast.artwork import cover
from naqeeb.podcast.serving import server

Serve = Callable[..., str]
Serving = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, episode: Episode, sound: bytes) -> Path:
    """A show that has no address yet, with one episode."""
    show = Show()
    folder = tmp_path_factory.mktemp("output")
    home = folder / "episodes" / episode.id
    home.mkdir(parents=True)
    name, data = cover.default_cover()
    (folder / name).write_bytes(data)
    for file, content in feed.build(show, [episode], lambda _: episode, cover=name):
        (folder / file).write_bytes(content)
    (folder / "index.html").write_text("<h1>نقیب</h1>")
    (folder / "show.json").write_text('{"token": "secret"}')
    (home / "index.html").write_text("<h1>خبر</h1>")
    (home / episode.audio.name).write_bytes(sound)
    (home / "chapters.json").write_bytes(chapters.to_json(episode, show))
    (home / "transcript.vtt").write_bytes(transcript.to_vtt(episode, show))
    return folder


@pytest.fixture(scope="module")
def base(output: Path, serving: Serving) -> Iterator[str]:
    with serving(output) as base:
        yield base


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client


@pytest.fixture
def audio(base: str, episode: Episode) -> str:
    return f"{base}episodes/{episode.id}/{episode.audio.name}"


def test_links_follow_the_host_that_was_asked(base: str, client: httpx.Client) -> None:
    for host in ("phone.local:8000", "192.168.1.7:9", "[::1]:8000"):
        answer = client.get(base + "feed.xml", headers={"host": host})
        read = feedparser.parse(answer.content)
        assert read.entries[0].enclosures[0].href.startswith(f"http://{host}/episodes/")
        assert b"localhost" not in answer.content


@pytest.mark.parametrize("host", ["a b", "x/../y", 'x"><script>', ""])
def test_a_host_that_is_none_is_refused(base: str, client: httpx.Client, host: str) -> None:
    assert client.get(base + "feed.xml", headers={"host": host}).status_code == 400


def test_the_enclosure_of_the_feed_is_there_byte_for_byte(
    base: str, client: httpx.Client, sound: bytes
) -> None:
    (entry,) = feedparser.parse(client.get(base + "feed.xml").content).entries
    answer = client.get(entry.enclosures[0].href)
    assert answer.content == sound
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["accept-ranges"] == "bytes"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("", "text/html; charset=utf-8"),
        ("cover.png", "image/png"),
        ("episodes/{id}/", "text/html; charset=utf-8"),
        ("episodes/{id}/chapters.json", "application/json+chapters"),
        ("episodes/{id}/transcript.vtt", "text/vtt; charset=utf-8"),
    ],
)
def test_types(base: str, client: httpx.Client, episode: Episode, path: str, kind: str) -> None:
    answer = client.get(base + path.format(id=episode.id))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["access-control-allow-origin"] == "*"


def test_ranges(audio: str, client: httpx.Client, sound: bytes) -> None:
    size = len(sound)
    for asked, start, stop in (
        ("0-99", 0, 100),
        (f"{size - 5}-", size - 5, size),
        ("-7", size - 7, size),
    ):
        answer = client.get(audio, headers={"range": f"bytes={asked}"})
        assert answer.status_code == 206
        assert answer.content == sound[start:stop]
        assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{size}"
        assert answer.headers["content-length"] == str(stop - start)


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "bytes=99999999-", "bytes=-0"])
def test_ranges_that_cannot_be_given(
    audio: str, client: httpx.Client, sound: bytes, asked: str
) -> None:
    answer = client.get(audio, headers={"range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(sound)}"
    assert answer.content == b""


def test_a_range_of_what_has_changed_since_is_the_whole(
    audio: str, client: httpx.Client, sound: bytes
) -> None:
    etag = client.head(audio).headers["etag"]
    asked = {"range": "bytes=0-0"}
    assert client.get(audio, headers=asked | {"if-range": etag}).status_code == 206
    assert client.get(audio, headers=asked | {"if-range": '"old"'}).content == sound


def test_head_says_what_get_would(audio: str, base: str, client: httpx.Client) -> None:
    for url in (audio, base + "feed.xml", base):
        head, get = client.head(url), client.get(url)
        assert head.status_code == 200
        assert head.content == b""
        for name in ("content-length", "content-type", "etag", "last-modified"):
            assert head.headers[name] == get.headers[name]


def test_what_a_client_has_is_not_sent_again(audio: str, base: str, client: httpx.Client) -> None:
    for url in (audio, base + "feed.xml"):
        first = client.get(url)
        for known in (
            {"if-none-match": first.headers["etag"]},
            {"if-none-match": f'"x", W/{first.headers["etag"]}'},
            {"if-none-match": "*"},
            {"if-modified-since": first.headers["last-modified"]},
        ):
            answer = client.get(url, headers=known)
            assert answer.status_code == 304
            assert answer.content == b""
            assert answer.headers["etag"] == first.headers["etag"]
        for old in (
            {"if-none-match": '"x"'},
            {"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"},
            {"if-modified-since": "yesterday"},
        ):
            assert client.get(url, headers=old).status_code == 200


def test_text_is_packed_for_those_who_take_it(base: str) -> None:
    with httpx.Client() as client, client.stream("GET", base + "feed.xml") as answer:
        packed = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["vary"] == "Accept-Encoding"
    plain = httpx.get(base + "feed.xml", headers={"accept-encoding": "gzip;q=0, identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content
    assert len(packed) < len(plain.content)
    assert plain.headers["etag"] != answer.headers["etag"]


def test_web_players_elsewhere_may_ask(base: str, client: httpx.Client) -> None:
    asked = {"origin": "https://player.example", "access-control-request-method": "GET"}
    answer = client.options(base + "feed.xml", headers=asked)
    assert answer.status_code == 204
    assert "Range" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    "path",
    [
        "show.json",
        "episodes/",
        "episodes/nothing/",
        "%2e%2e/%2e%2e/etc/passwd",
        ".git",
        "feed.xml/",
    ],
)
def test_there_is_nothing_else(base: str, client: httpx.Client, path: str) -> None:
    assert client.get(base + path).status_code == 404


def test_nothing_can_be_written(base: str, client: httpx.Client) -> None:
    for method in ("PUT", "POST", "DELETE"):
        assert client.request(method, base + "feed.xml").status_code == 405


def test_a_folder_without_its_slash_is_sent_on(
    base: str, client: httpx.Client, episode: Episode
) -> None:
    answer = client.get(f"{base}episodes/{episode.id}")
    assert answer.status_code == 308
    assert answer.headers["location"] == f"{base}episodes/{episode.id}/"


def test_a_private_show_is_found_only_under_its_token(
    output: Path, client: httpx.Client, serving: Serving
) -> None:
    with serving(output, token="s3cret-t0ken") as base:
        root = base.removesuffix("s3cret-t0ken/")
        for path in ("feed.xml", "", "wrong/feed.xml", "s3cret-t0ke/feed.xml"):
            assert client.get(root + path).status_code == 404
        answer = client.get(base + "feed.xml")
        assert answer.headers["x-robots-tag"] == "noindex"
        assert answer.text.count("<itunes:block>Yes</itunes:block>") == 1
        assert answer.headers["referrer-policy"] == "no-referrer"
        (entry,) = feedparser.parse(answer.content).entries
        assert entry.enclosures[0].href.startswith(base)
        assert client.get(entry.enclosures[0].href).status_code == 200
        assert client.get(base.rstrip("/")).headers["location"] == base


def test_a_given_base_stands_in_the_links(
    output: Path, client: httpx.Client, serving: Serving
) -> None:
    given = "https://radio.example.org/a&b/"
    with serving(output, base_url=given) as base:
        (entry,) = feedparser.parse(client.get(base + "feed.xml").content).entries
        assert entry.enclosures[0].href.startswith(given)


def test_a_changed_file_is_seen_at_once(
    tmp_path: Path, client: httpx.Client, serving: Serving
) -> None:
    page = tmp_path / "index.html"
    page.write_text("one " * 400)
    with serving(tmp_path) as base:
        first = client.get(base)
        page.write_text("two " * 400)
        os.utime(page, ns=(1, 1))
        second = client.get(base, headers={"if-none-match": first.headers["etag"]})
        assert second.text.startswith("two")


def test_addresses_within_addresses_follow_too(
    tmp_path: Path, client: httpx.Client, serving: Serving
) -> None:
    (tmp_path / "index.html").write_text(
        '<a href="podcast://localhost:8000/feed.xml">'
        '<a href="https://x.example/?u=http%3A%2F%2Flocalhost%3A8000%2Ffeed.xml">'
    )
    with serving(tmp_path, base_url="http://localhost:8000/", token="t") as base:
        text = client.get(base).text
    assert "podcast://localhost:8000/t/feed.xml" in text
    assert "u=http%3A%2F%2Flocalhost%3A8000%2Ft%2Ffeed.xml" in text


def test_a_show_on_the_air_can_be_tried_at_home(
    tmp_path: Path, client: httpx.Client, serving: Serving
) -> None:
    (tmp_path / "feed.xml").write_text("https://a.example/x/feed.xml https://cdn.example/e.mp3")
    there = ("https://a.example/x", "https://cdn.example/")
    with serving(tmp_path, instead_of=there) as base:
        assert client.get(base + "feed.xml").text == f"{base}feed.xml {base}e.mp3"
    with serving(tmp_path) as base:
        assert "https://a.example/x/feed.xml" in client.get(base + "feed.xml").text


def test_several_shows_lie_side_by_side(
    tmp_path: Path, client: httpx.Client, serving: Serving
) -> None:
    for slug in ("news", "کھیل"):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "feed.xml").write_text(slug)
    with serving(tmp_path) as base:
        for slug in ("news", "کھیل"):
            url = server.feed_url(base, slug)
            assert url.isascii()
            assert client.get(url).text == slug


def test_many_listeners_at_once(audio: str, base: str, client: httpx.Client, sound: bytes) -> None:
    def listen(number: int) -> bool:
        start = number * 37 % len(sound)
        part = client.get(audio, headers={"range": f"bytes={start}-"})
        return part.content == sound[start:] and client.get(base + "feed.xml").is_success

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(listen, range(40)))


def test_a_taken_port_is_an_error_with_a_hint(output: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PodcastError, match=str(port)) as caught:
            server.run(output, host="127.0.0.1", port=port)
    assert "--port" in str(caught.value.hint)


def test_an_output_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PodcastError, match="no output"):
        server.run(tmp_path / "none")


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise here")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(output: Path, kind: signal.Signals) -> None:
    code = (
        "import sys, pathlib; from naqeeb.podcast.serving import server;"
        "server.run(pathlib.Path(sys.argv[1]), host='127.0.0.1', port=0,"
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
