"""Links lead to the host that was asked, below the token of a private show."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import feedparser
import httpx
import pytest

from naqeeb.model import Episode
from naqeeb.podcast.serving import server

Serving = Callable[..., AbstractContextManager[str]]


def test_links_follow_the_host_that_was_asked(base: str, client: httpx.Client) -> None:
    for host in ("phone.local:8000", "192.168.1.7:9", "[::1]:8000"):
        answer = client.get(base + "feed.xml", headers={"host": host})
        read = feedparser.parse(answer.content)
        assert read.entries[0].enclosures[0].href.startswith(f"http://{host}/episodes/")
        assert b"localhost" not in answer.content


@pytest.mark.parametrize(
    "host", ["a b", "x/../y", 'x"><script>', "", "a" * 254, "[" + "1:" * 30 + "1]"]
)
def test_a_host_that_is_none_is_refused(base: str, client: httpx.Client, host: str) -> None:
    assert client.get(base + "feed.xml", headers={"host": host}).status_code == 400


def test_a_given_base_stands_in_the_links(
    output: Path, client: httpx.Client, serving: Serving
) -> None:
    given = "https://radio.example.org/a&b/"
    with serving(output, base_url=given) as base:
        (entry,) = feedparser.parse(client.get(base + "feed.xml").content).entries
        assert entry.enclosures[0].href.startswith(given)


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
