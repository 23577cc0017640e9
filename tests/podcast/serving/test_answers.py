"""A real server on loopback, asked by a real client: what it gives, and what it does not."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import feedparser
import httpx
import pytest

from naqeeb.model import Episode

Serving = Callable[..., AbstractContextManager[str]]


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
def test_each_file_is_sent_with_its_type_and_may_be_read_by_players_elsewhere(
    base: str, client: httpx.Client, episode: Episode, path: str, kind: str
) -> None:
    answer = client.get(base + path.format(id=episode.id))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["access-control-allow-origin"] == "*"


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
        assert answer.headers["vary"] == "Accept-Encoding, Accept"
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
        "episodes/e/" + "a" * 256 + ".mp3",
        "a" * 5000,
        "%00",
        "%ff.html",
        "feed.xml/",
    ],
)
def test_there_is_nothing_else(base: str, client: httpx.Client, path: str) -> None:
    assert client.get(base + path).status_code == 404


def test_nothing_can_be_written(base: str, client: httpx.Client) -> None:
    for method in ("PUT", "POST", "DELETE"):
        assert client.request(method, base + "feed.xml").status_code == 405


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


def test_a_browser_gets_the_feed_under_a_type_that_it_shows(
    base: str, client: httpx.Client
) -> None:
    shown = client.get(base + "feed.xml", headers={"accept": "text/html,*/*;q=0.8"})
    assert shown.headers["content-type"] == "text/xml; charset=utf-8"
    assert b'<?xml-stylesheet type="text/css" href="feed.css"?>' in shown.content
    assert client.get(base + "feed.xml").headers["content-type"].startswith("application/rss+xml")
