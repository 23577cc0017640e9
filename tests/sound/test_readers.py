"""What programs that people use read from the files: the right length, whoever reads."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import ID3

from naqeeb.model import AudioFile, Episode, Role, Show, Track
from naqeeb.podcast import tags

pytestmark = pytest.mark.debian

LONG_TEXT = "ایک خبر۔ " * 400


@pytest.fixture(params=[22050, 24_000, 44_100], ids=lambda rate: f"{rate} Hz")
def files(request: Any, make: Any, bulletin: Any) -> list[Path]:
    """The MP3 and the data saver, tagged, of a voice of some sample rate."""
    if request.param == 44_100:
        settings = {"sample_rate": 44_100}
        session = bulletin(*[(Role.BODY, 0)] * 12)
    else:
        settings = {}
        session = bulletin(*[(Role.BODY, 0)] * 12, rate_hz=request.param)
        session = session.with_clips(lambda clip: type(clip)(clip.pcm, request.param))
    track = make(session, data_saver=True, check=False, **settings)
    saver = track.path.with_name(track.alternates[0].name)
    episode = an_episode(track)
    tags.write(track.path, episode, Show(), b"")
    tags.write(saver, episode, Show(), b"", with_text=False)
    track.path.with_suffix(".json").write_text(str(track.duration_ms))
    return [track.path, saver]


def an_episode(track: Track) -> Episode:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    return Episode(
        guid="urn:1", id="1", key="1", title=LONG_TEXT, published=now, updated=now,
        audio=AudioFile("", "", 0, ""), duration_ms=track.duration_ms, chapters=(),
        transcript=(), voice="tone", engine="tone", engine_version="1", voice_licence="MIT",
        source_hash="",
    )  # fmt: skip


def output_of(*command: str | Path) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed (apt install eyed3 mediainfo mp3check ffmpeg)")
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def eyed3_ms(path: Path) -> float:
    match = re.search(r'"time_secs": ([\d.]+)', output_of("eyeD3", "-P", "json", path))
    assert match
    return float(match[1]) * 1000


def mediainfo_ms(path: Path) -> float:
    return float(output_of("mediainfo", "--Inform=Audio;%Duration%", path))


def ffprobe_ms(path: Path) -> float:
    entries = ("-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0")
    return float(output_of("ffprobe", *entries, path)) * 1000


def mp3check_ms(path: Path) -> float:
    # It takes the tag for sound.
    bare = path.with_suffix(".bare.mp3")
    bare.write_bytes(path.read_bytes()[ID3(path).size :])
    match = re.search(r"(\d+):(\d\d\.\d\d)\s*$", output_of("mp3check", "-l", bare))
    assert match
    return (int(match[1]) * 60 + float(match[2])) * 1000


def test_all_read_the_same_length_to_a_frame(files: list[Path]) -> None:
    """Some count the Info frame too, which is that one frame; mp3check counts hundredths."""
    sound_ms = int(files[0].with_suffix(".json").read_text())
    for path in files:
        frame_ms = 36 if path is files[1] else 26.2
        readings = [read(path) for read in (eyed3_ms, mediainfo_ms, ffprobe_ms, mp3check_ms)]
        assert max(readings) - min(readings) <= frame_ms + 10, path.name
        # Frames are whole, and hold the encoder's delay.
        assert sound_ms <= min(readings) <= sound_ms + 3 * frame_ms


def test_all_name_a_constant_bitrate(files: list[Path]) -> None:
    for path, kbps in zip(files, (64, 24), strict=True):
        assert output_of("mediainfo", "--Inform=Audio;%BitRate_Mode% %BitRate%", path).split() == [
            "CBR", f"{kbps}000",
        ]  # fmt: skip
        assert f"{kbps} kb/s" in output_of("eyeD3", path)
        assert f"{kbps}kbps" in output_of("mp3check", "-l", path)


def test_the_data_saver_says_what_it_is(files: list[Path]) -> None:
    tag = ID3(files[1])
    assert tag["TIT2"].text == [LONG_TEXT.strip()]
    assert tag.getall("COMM")
    assert not tag.getall("USLT"), "who counts megabytes reads the text elsewhere"
    assert not tag.getall("APIC")
