"""Tags of the Opus and M4B editions, read by others than their writer."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from naqeeb.errors import PodcastError
from naqeeb.model import Chapter, Episode, Show
from naqeeb.podcast.artwork import cover
from naqeeb.podcast.tags import editions
from naqeeb.sound.editions import KINDS, Edition

NAMES = ("opus", "m4b")
RATE_HZ = 22_050
Record = Callable[[str], Path]


@pytest.fixture
def recorded(tmp_path: Path) -> Record:
    """``recorded(name)``: an edition of ten seconds' silence with two chapters."""

    def make(name: str) -> Path:
        out = tmp_path / "x.mp3"
        with Edition(KINDS[name], out, rate_hz=RATE_HZ, mp3_rate_hz=RATE_HZ, check=True) as one:
            one.write(bytes(RATE_HZ * 2 * 10))
            one.finish([Chapter(0, 4000, "پہلا"), Chapter(4000, 10_000, "دوسرا")])
        return one.path

    return make


@pytest.fixture
def short(episode: Episode) -> Episode:
    """The episode, ten seconds long."""
    chapters = (Chapter(0, 4000, "پہلا"), Chapter(4000, 10_000, "دوسرا"))
    return replace(episode, duration_ms=10_000, chapters=chapters)


def sound(path: Path) -> bytes:
    """The encoded sound, packet by packet."""
    import av

    with av.open(str(path)) as container:
        return b"".join(bytes(each) for each in container.demux(container.streams.audio[0]))


@pytest.mark.parametrize("name", NAMES)
def test_the_sound_is_not_touched(recorded: Record, short: Episode, show: Show, name: str) -> None:
    path = recorded(name)
    before = sound(path)
    editions.write(path, short, show, cover.embed(cover.default_cover()[1]))
    assert sound(path) == before


@pytest.mark.parametrize("name", NAMES)
def test_the_same_tags_give_the_same_bytes(
    recorded: Record, short: Episode, show: Show, name: str
) -> None:
    tagged = []
    for _ in range(2):
        path = recorded(name)
        editions.write(path, short, show, b"")
        tagged.append(path.read_bytes())
    assert tagged[0] == tagged[1]


def test_opus_says_what_the_mp3_says(recorded: Record, short: Episode, show: Show) -> None:
    from mutagen.oggopus import OggOpus

    path = recorded("opus")
    editions.write(path, short, show, b"")
    tags: Any = OggOpus(path)
    assert tags["title"] == [short.title]
    assert tags["artist"] == [show.author]
    assert tags["album"] == [show.title]
    assert tags["date"] == [f"{short.published:%Y-%m-%d}"]
    assert tags["language"] == ["urd"]
    assert tags["guid"] == [short.guid]
    assert "espeak" in tags["comment"][0]
    assert tags["chapter000"] == ["00:00:00.000"]
    assert tags["chapter001"] == ["00:00:04.000"]
    assert tags["chapter001name"] == ["دوسرا"]
    assert tags.info.length == pytest.approx(10, abs=0.001)


def test_an_m4b_says_what_the_mp3_says_and_shows_the_cover(
    recorded: Record, short: Episode, show: Show
) -> None:
    from mutagen.mp4 import MP4

    small = cover.embed(cover.default_cover()[1])
    path = recorded("m4b")
    editions.write(path, short, show, small)
    tags: Any = MP4(path)
    assert tags["©nam"] == [short.title]
    assert tags["©ART"] == tags["aART"] == [show.author]
    assert tags["©alb"] == [show.title]
    assert tags["©day"] == [f"{short.published:%Y-%m-%dT%H:%M:%SZ}"]
    assert tags["egid"] == [short.guid]
    assert tags["purl"] == ["https://news.example.org/urdu/feed.xml"]
    assert tags["covr"] == [small]
    assert short.transcript[0].text in tags["©lyr"][0]
    assert [(each.start, each.title) for each in tags.chapters] == [(0, "پہلا"), (4, "دوسرا")]
    assert path.read_bytes().index(b"moov") < path.read_bytes().index(b"mdat")


@pytest.mark.debian
@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_ffprobe_shows_title_and_chapters(
    recorded: Record, short: Episode, show: Show, name: str
) -> None:
    path = recorded(name)
    editions.write(path, short, show, b"")
    wanted = ["-show_format", "-show_streams", "-show_chapters"]
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", *wanted, str(path)],
        capture_output=True,
        check=True,
    )
    shown = json.loads(done.stdout)
    tags = shown["format"].get("tags", {}) | shown["streams"][0].get("tags", {})
    assert short.title in (tags.get("title"), tags.get("TITLE"))
    chapters = [(round(float(c["start_time"]), 3), c["tags"]["title"]) for c in shown["chapters"]]
    assert chapters == [(0, "پہلا"), (4, "دوسرا")]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_not_there_or_is_none_is_said(
    tmp_path: Path, short: Episode, show: Show, name: str
) -> None:
    path = tmp_path / f"x.{name}"
    with pytest.raises(PodcastError, match="could not be tagged"):
        editions.write(path, short, show, b"")
    path.write_bytes(b"no sound")
    with pytest.raises(PodcastError, match="could not be tagged"):
        editions.write(path, short, show, b"")
