"""Podcast clients that people use, against a real server: subscribe, fetch, correct, remove.

gPodder (``gpo``), podget and newsboat come from Debian. Each has its state in a
folder of the test; nothing of the user's is touched.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from naqeeb.model import AudioFile, Episode, Show
from naqeeb.podcast import feed
from naqeeb.podcast.artwork import cover

Serving = Callable[..., AbstractContextManager[str]]

pytestmark = pytest.mark.debian


def wants(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"{program} is not installed")


@dataclass(frozen=True)
class Station:
    """An output that is served, and a home for clients."""

    output: Path
    home: Path
    base: str

    @property
    def url(self) -> str:
        return f"{self.base}feed.xml"

    def air(self, *episodes: Episode) -> None:
        """Make these the feed's; their sound differs by name."""
        by_id = {episode.id: episode for episode in episodes}
        for episode in episodes:
            for audio in (episode.audio, *episode.alternates):
                path = self.output / "episodes" / episode.id / audio.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(sound_of(audio))
        for name, data in feed.build(Show(), episodes, by_id.__getitem__, cover="cover.png"):
            (self.output / name).write_bytes(data)

    def run(self, *command: str) -> str:
        """Run a client to its end, in its own home."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "GPODDER_HOME": str(self.home / "gpodder"),
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=90,
            check=True,
        )
        return done.stdout

    def fetched(self) -> dict[str, bytes]:
        """The sound files that clients have, by name."""
        return {path.name: path.read_bytes() for path in self.home.rglob("*.mp3")}


def sound_of(audio: AudioFile) -> bytes:
    return (audio.name.encode() * audio.size_bytes)[: audio.size_bytes]


@pytest.fixture
def station(tmp_path: Path, serving: Serving) -> Iterator[Station]:
    output, home = tmp_path / "output", tmp_path / "home"
    output.mkdir()
    home.mkdir()
    name, data = cover.default_cover()
    (output / name).write_bytes(data)
    with serving(output) as base:
        yield Station(output, home, base)


@pytest.fixture
def first(episode: Episode) -> Episode:
    """An episode that also has a small edition, which clients are not to take for the sound."""
    small = AudioFile("first-small.mp3", "audio/mpeg", 10_000, "cd" * 32, 24_000)
    audio = replace(episode.audio, name="first-11111111.mp3", size_bytes=50_000)
    return replace(episode, audio=audio, alternates=(small,))


@pytest.fixture
def second(episode: Episode) -> Episode:
    """A newer one."""
    day = timedelta(days=1)
    return replace(
        episode,
        id="2026-11-21-second-5e6f7a8b",
        guid="guid-of-the-second",
        title='دوسری خبر: <سیلاب> & "بارش"',
        published=episode.published + day,
        updated=episode.updated + day,
        audio=replace(episode.audio, name="second-22222222.mp3", size_bytes=60_000),
    )


def corrected(episode: Episode) -> Episode:
    """The same guid, a new title, a new file."""
    return replace(
        episode,
        title="درست کی گئی خبر",
        updated=episode.updated + timedelta(hours=2),
        audio=replace(episode.audio, name="second-33333333.mp3"),
    )


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        rows = connection.execute(query).fetchall()
    connection.close()
    return rows


@wants("gpo")
class TestGPodder:
    def known(self, station: Station) -> dict[object, object]:
        database = station.home / "gpodder" / "Database"
        return dict(rows(database, "select guid, url from episode"))  # type: ignore[arg-type]

    def test_fetches_byte_for_byte(self, station: Station, first: Episode, second: Episode) -> None:
        station.air(first, second)
        station.run("gpo", "subscribe", station.url)
        station.run("gpo", "download")
        assert station.fetched() == {e.audio.name: sound_of(e.audio) for e in (first, second)}

    def test_a_correction_takes_its_place(
        self, station: Station, first: Episode, second: Episode
    ) -> None:
        station.air(first, second)
        station.run("gpo", "subscribe", station.url)
        station.air(first, corrected(second))
        station.run("gpo", "update")
        known = self.known(station)
        assert set(known) == {first.guid, second.guid}
        assert str(known[second.guid]).endswith("/second-33333333.mp3")

    def test_a_removal_breaks_nothing(
        self, station: Station, first: Episode, second: Episode
    ) -> None:
        station.air(first, second)
        station.run("gpo", "subscribe", station.url)
        station.air(second)
        station.run("gpo", "update")
        assert second.guid in self.known(station)


@wants("podget")
class TestPodget:
    def fetch(self, station: Station) -> None:
        settings, library = station.home / "podget", station.home / "library"
        session = station.home / "session"
        if not settings.exists():
            session.mkdir()
            settings.mkdir()
            # With no settings of its own podget tries one item only.
            station.run("podget", "-d", str(settings), "--create-config", "podgetrc")
        (settings / "serverlist").write_text(f"{station.url} news naqeeb\n")
        places = ("-d", str(settings), "-l", str(library), "--dir_session", str(session))
        station.run("podget", *places)

    def test_fetches_byte_for_byte(self, station: Station, first: Episode, second: Episode) -> None:
        station.air(first, second)
        self.fetch(station)
        assert station.fetched() == {e.audio.name: sound_of(e.audio) for e in (first, second)}

    def test_fetches_a_correction_and_stands_a_removal(
        self, station: Station, first: Episode, second: Episode
    ) -> None:
        station.air(first, second)
        self.fetch(station)
        station.air(corrected(second))
        self.fetch(station)
        assert set(station.fetched()) == {
            "first-11111111.mp3",
            "second-22222222.mp3",
            "second-33333333.mp3",
        }


@wants("newsboat")
class TestNewsboat:
    def reload(self, station: Station) -> list[tuple[object, ...]]:
        urls, config, cache = (station.home / name for name in ("urls", "config", "cache.db"))
        urls.write_text(f"{station.url}\n")
        config.write_text("")
        files = ("-u", str(urls), "-C", str(config), "-c", str(cache))
        station.run("newsboat", *files, "-q", "-x", "reload")
        return rows(cache, "select guid, title, enclosure_url from rss_item order by pubDate desc")

    def test_reads_titles_and_sound(
        self, station: Station, first: Episode, second: Episode
    ) -> None:
        station.air(first, second)
        assert self.reload(station) == [
            (e.guid, e.title, f"{station.base}episodes/{e.id}/{e.audio.name}")
            for e in (second, first)
        ]

    def test_a_correction_takes_its_place(
        self, station: Station, first: Episode, second: Episode
    ) -> None:
        station.air(first, second)
        self.reload(station)
        station.air(first, corrected(second))
        newest, _ = self.reload(station)
        assert newest[:2] == (second.guid, "درست کی گئی خبر")
