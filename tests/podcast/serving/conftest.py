"""A show that has no address yet, served on loopback, and a client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from naqeeb.model import Episode, Show
from naqeeb.podcast import chapters, feed, transcript
from naqeeb.podcast.artwork import cover

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


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client


@pytest.fixture(scope="module")
def audio(base: str, episode: Episode) -> str:
    return f"{base}episodes/{episode.id}/{episode.audio.name}"
