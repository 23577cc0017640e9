"""After publishing: the web is asked, and the hub is told."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.model import Show
from naqeeb.podcast.serving import server

if TYPE_CHECKING:
    Build = Any

Web = Callable[[Any], contextlib.AbstractContextManager[str]]


@contextlib.contextmanager
def online(app: Any) -> Iterator[str]:
    """The application on a real uvicorn; its address."""
    import uvicorn

    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def checks(steps: list[Any]) -> list[tuple[str, bool]]:
    return [(step.detail, step.failed) for step in steps if "checked" in step.did]


def test_the_feed_and_every_new_enclosure_are_asked_for(build: Build, tmp_path: Path) -> None:
    www = tmp_path / "www"
    with online(server.app(server.Served(www))) as base:
        station = build(show=Show(site_url=base))
        station.make("ships", 3, day=20)
        steps = station.publish(www)
        assert [step.name for step in steps if step.did == "checked"] == [
            f"{base}feed.xml",
            "1 new enclosure",
        ]
        station.make("books", 4, day=21)
        station.make("apples", 5, day=22)
        assert "2 new enclosures" in [step.name for step in station.publish(www)]
        # Nothing new: only the feed.
        assert [s.name for s in station.publish(www) if s.did == "checked"] == [f"{base}feed.xml"]


def test_a_sound_that_listeners_cannot_get_is_named(build: Build, tmp_path: Path) -> None:
    www = tmp_path / "www"
    inner = server.app(server.Served(www))

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"].endswith(".mp3"):
            scope = scope | {"path": "/nowhere"}
        await inner(scope, receive, send)

    with online(app) as base:
        station = build(show=Show(site_url=base))
        episode = station.make("ships", 3, day=20)
        (wrong,) = [step for step in station.publish(www) if step.failed]
        assert wrong.name == f"{base}episodes/{episode.id}/{episode.audio.name}"
        assert "answers 404" in wrong.detail


@pytest.mark.parametrize(
    ("header", "value", "said"),
    [
        (b"content-type", b"application/octet-stream", "has the type application/octet-stream"),
        (b"content-length", b"1", "is 1 bytes long"),
    ],
)
def test_a_wrong_length_or_type_is_named(
    build: Build, tmp_path: Path, header: bytes, value: bytes, said: str
) -> None:
    www = tmp_path / "www"
    inner = server.app(server.Served(www))

    async def app(scope: Any, receive: Any, send: Any) -> None:
        async def changed(message: Any) -> None:
            if message["type"] == "http.response.start" and scope["path"].endswith(".mp3"):
                headers = [pair for pair in message["headers"] if pair[0] != header]
                message = message | {"headers": [*headers, (header, value)]}
            await send(message)

        await inner(scope, receive, changed)

    with online(app) as base:
        station = build(show=Show(site_url=base))
        station.make("ships", 3, day=20)
        (wrong,) = [step for step in station.publish(www) if step.failed]
        assert said in wrong.detail


def test_a_folder_that_is_sent_on_later_is_no_failure(build: Build, tmp_path: Path) -> None:
    """As with pages that a forge builds from a repository: the web knows of it only later."""
    (tmp_path / "old").mkdir()
    with online(server.app(server.Served(tmp_path / "old"))) as base:
        station = build(show=Show(site_url=base))
        station.make("ships", 3, day=20)
        ((detail, failed),) = checks(station.publish(tmp_path / "www"))
        assert "answers 404" in detail
        assert not failed
    station = station.on(replace(station.settings.show, site_url="http://127.0.0.1:9/"))
    ((detail, failed),) = checks(station.publish(tmp_path / "www"))
    assert "cannot be reached" in detail
    assert not failed


def test_an_older_feed_out_of_a_cache_is_noticed(build: Build, tmp_path: Path) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        assert receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"<rss>old</rss>"})

    with online(app) as base:
        station = build(show=Show(site_url=base))
        station.make("ships", 3, day=20)
        ((detail, _),) = checks(station.publish(tmp_path / "www"))
        assert "a cache holds an older one" in detail


def test_the_hub_is_told_only_of_a_feed_that_changed(build: Build, tmp_path: Path) -> None:
    told: list[bytes] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["method"] == "POST":
            told.append((await receive())["body"])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    with online(app) as base:
        show = Show(site_url="https://radio.example.org/", hub_url=f"{base}hub")
        station = build(show=show)
        station.make("ships", 3, day=20)
        steps = station.publish(tmp_path / "www", verify=False)
        assert [step.did for step in steps][-1] == "pinged"
        feed = b"https%3A%2F%2Fradio.example.org%2Ffeed.xml"
        assert told == [b"hub.mode=publish&hub.url=%s&hub.topic=%s" % (feed, feed)]
        station.publish(tmp_path / "www", verify=False)
        assert len(told) == 1
    station.make("books", 4, day=21)
    (ping,) = [s for s in station.publish(tmp_path / "www", verify=False) if s.did == "pinged"]
    assert ping.failed
    assert "cannot be reached" in ping.detail
