"""Opus and M4B: the same sound at the same times, in files that keep to their formats."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import pytest

from naqeeb.model import Chapter, Cue, Track
from naqeeb.settings import SoundSettings
from naqeeb.sound import StationSound, make_track
from naqeeb.sound.editions import KINDS, Edition

BOTH = ("opus", "m4b")
RATE_HZ = 22050


@pytest.fixture(scope="module")
def made(speech: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Track]:
    """``made("opus", -19.0)``: the speech with an edition, for tests that only look at it."""

    @cache
    def track_of(name: Literal["opus", "m4b"], lufs: float = -19.0) -> Track:
        folder = tmp_path_factory.mktemp(name)
        return make_track(
            speech.script,
            iter(speech.takes),
            folder / "track.mp3",
            StationSound(SoundSettings(editions=(name,), lufs=lufs), folder),
        )

    return track_of


def file_of(track: Track, name: str) -> Path:
    """The edition of this name beside a track."""
    (edition,) = (each for each in track.alternates if each.name.endswith(name))
    return track.path.parent / edition.name


def atoms(path: Path) -> list[str]:
    """The boxes of an MP4 file, in order."""
    data, at, names = path.read_bytes(), 0, []
    while at < len(data):
        names.append(data[at + 4 : at + 8].decode())
        at += int.from_bytes(data[at : at + 4])
    return names


# -- the same sound --------------------------------------------------------


def test_they_are_made_in_the_same_pass_and_named(make: Any, speech: Any) -> None:
    track = make(speech, editions=BOTH)
    opus, m4b = track.alternates
    assert (opus.media_type, m4b.media_type) == (
        "audio/ogg; codecs=opus",
        "audio/mp4; codecs=mp4a.40.2",
    )
    assert opus.bitrate_bps == pytest.approx(24_000, rel=0.15)
    assert m4b.bitrate_bps == pytest.approx(64_000, rel=0.15)
    for each in track.alternates:
        data = (track.path.parent / each.name).read_bytes()
        assert (each.size_bytes, each.sha256) == (len(data), sha256(data).hexdigest())


def test_the_mp3_is_the_same_with_them(make: Any, speech: Any) -> None:
    """But for the ceiling of its peaks, which is lower wherever there is a low bit rate."""
    plain, m4b = make(speech), make(speech, editions=("m4b",))
    assert replace(m4b, alternates=()) == plain
    saver, both = make(speech, data_saver=True), make(speech, data_saver=True, editions=BOTH)
    assert replace(both, alternates=both.alternates[:1]) == saver


@pytest.mark.parametrize("name", BOTH)
def test_an_edition_lasts_as_long_as_the_sound(made: Any, hear: Any, name: str) -> None:
    track = made(name)
    sound, mp3 = hear(file_of(track, name)), hear(track.path)
    wanted = len(mp3.samples) / mp3.rate_hz * sound.rate_hz
    # Opus is coded at 16 kHz and decoded at 48: a sample of the one is three of the other.
    assert len(sound.samples) == pytest.approx(wanted, abs=3 if name == "opus" else 1)


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("lufs", [-19.0, -16.0])
def test_an_edition_is_as_loud_as_the_mp3(made: Any, hear: Any, name: str, lufs: float) -> None:
    track = made(name, lufs)
    edition, mp3 = hear(file_of(track, name)), hear(track.path)
    assert edition.lufs() == pytest.approx(mp3.lufs(), abs=0.5)
    # 0.1 dB below full scale between samples is the most that a player must not clip.
    assert max(map(abs, edition.samples)) <= 32768 * 0.985


@pytest.mark.parametrize("name", BOTH)
def test_its_words_come_at_the_same_times(make: Any, beeps: Any, hear: Any, name: str) -> None:
    track = make(beeps, editions=(name,))
    starts = [word.start_ms for cue in track.cues for word in cue.words]
    heard = hear(file_of(track, name)).onsets_ms(quiet=1500, rest_ms=40)
    assert len(heard) == len(starts)
    assert max(abs(one - other) for one, other in zip(heard, starts, strict=True)) <= 20


@pytest.mark.parametrize("rate_hz", [8000, 16_000, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("name", BOTH)
def test_voices_of_all_rates_are_taken(
    tmp_path: Path, tone: Any, hear: Any, name: str, rate_hz: int
) -> None:
    pcm = tone(1234, rate_hz=rate_hz)
    with Edition(
        KINDS[name], tmp_path / "x.mp3", rate_hz=rate_hz, mp3_rate_hz=rate_hz, check=True
    ) as edition:
        edition.write(pcm)
        edition.finish(())
    sound = hear(edition.path)
    assert len(sound.samples) / sound.rate_hz * 1000 == pytest.approx(1234, abs=0.2)
    assert sound.peak(200, 1000) == pytest.approx(8000 * 0.95, rel=0.1)


@pytest.mark.parametrize("name", BOTH)
def test_sound_of_any_length_is_taken(tmp_path: Path, tone: Any, name: str) -> None:
    """However it falls on the samples of the rate at which it is coded."""
    pcm = tone(500)
    for samples in range(11_000, 11_012):
        with Edition(
            KINDS[name], tmp_path / "x.mp3", rate_hz=RATE_HZ, mp3_rate_hz=RATE_HZ, check=True
        ) as edition:
            edition.write(pcm[: 2 * samples])
            edition.finish(())


def test_the_setting_says_the_rate_of_an_m4b_too(make: Any, speech: Any, hear: Any) -> None:
    track = make(speech, editions=("m4b",), sample_rate=44_100)
    assert hear(file_of(track, "m4b")).rate_hz == 44_100


def test_an_edition_named_twice_is_made_once(make: Any, beeps: Any) -> None:
    assert len(make(beeps, editions=("opus", "opus"), data_saver=True).alternates) == 2


# -- the files -------------------------------------------------------------


@pytest.mark.parametrize("name", BOTH)
def test_the_same_sound_gives_the_same_bytes_however_it_comes(
    tmp_path: Path, speech: Any, name: str
) -> None:
    pcm = b"".join(take.clip.pcm for take in speech.takes)
    files = set()
    for size in (20_000, 60_002, len(pcm)):
        with Edition(
            KINDS[name], tmp_path / "x.mp3", rate_hz=RATE_HZ, mp3_rate_hz=RATE_HZ, check=False
        ) as edition:
            for at in range(0, len(pcm), size):
                edition.write(pcm[at : at + size])
            edition.finish([Chapter(0, 1000, "ایک"), Chapter(1000, 5000, "دو")])
        files.add(edition.path.read_bytes())
    assert len(files) == 1


def test_an_opus_file_is_mono_and_says_what_a_player_skips(made: Any) -> None:
    data = file_of(made("opus"), "opus").read_bytes()
    head = data[data.index(b"OpusHead") :]
    version, channels = head[8:10]
    assert (version, channels) == (1, 1)
    pre_skip = int.from_bytes(head[10:12], "little")
    assert 0 < pre_skip < 4800
    assert int.from_bytes(head[16:18], "little") == 0, "no gain but that of the sound"
    serials = {data[at.start() + 14 : at.start() + 18] for at in re.finditer(b"OggS", data)}
    assert len(serials) == 1


def test_an_m4b_begins_with_its_index(made: Any) -> None:
    path = file_of(made("m4b"), "m4b")
    assert path.read_bytes()[4:12] == b"ftypM4B "
    order = [each for each in atoms(path) if each != "free"]
    assert order == ["ftyp", "moov", "mdat"]


def test_an_m4b_has_the_chapters_of_the_timeline(tmp_path: Path, speech: Any) -> None:
    import av

    seen: list[tuple[Sequence[Cue], int]] = []

    class Contents:
        def chapters(self, cues: Sequence[Cue], duration_ms: int) -> Sequence[Chapter]:
            seen.append((cues, duration_ms))
            ends = [*(cue.start_ms for cue in cues[1:]), duration_ms]
            starts = [0, *ends[:-1]]
            return [
                Chapter(*times, f"باب {at}")
                for at, times in enumerate(zip(starts, ends, strict=True), 1)
            ]

    track = make_track(
        speech.script,
        iter(speech.takes),
        tmp_path / "x.mp3",
        StationSound(SoundSettings(editions=("m4b",)), tmp_path),
        contents=Contents(),
    )
    assert seen == [(track.cues, track.duration_ms)], "planned once, from the track's own times"
    with av.open(str(file_of(track, "m4b"))) as container:
        chapters = [
            (round(float(each["start"] * each["time_base"]) * 1000), each["metadata"]["title"])
            for each in container.chapters()
            if each["time_base"] is not None
        ]
    planned = Contents().chapters(track.cues, track.duration_ms)
    assert chapters == [(each.start_ms, each.title) for each in planned]


@pytest.mark.debian
@pytest.mark.parametrize("lufs", [-19.0, -16.0])
@pytest.mark.parametrize("name", BOTH)
def test_ffprobe_says_the_length_and_ffmpeg_the_loudness(
    made: Any, ffmpeg: Any, ffprobe: Any, name: str, lufs: float
) -> None:
    track = made(name, lufs)
    path = file_of(track, name)
    facts = json.loads(ffprobe("-v", "error", "-of", "json", "-show_format", "-show_streams", path))
    assert facts["streams"][0]["channels"] == 1
    # Of Opus it says the granule position, which counts the 6.5 ms that a player skips.
    assert float(facts["format"]["duration"]) * 1000 == pytest.approx(track.duration_ms, abs=7)
    heard = ffmpeg("-i", path, "-map", "0:a", "-af", "ebur128=peak=true", "-f", "null", "-")
    (integrated,) = re.findall(r"I:\s+(-[\d.]+) LUFS", heard.rpartition("Summary")[2])
    (peak,) = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", heard)
    assert float(integrated) == pytest.approx(lufs, abs=0.5)
    assert float(peak) <= -1.0


# -- memory ----------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow_with_length(tmp_path: Path) -> None:
    """FFmpeg's memory too, so in a process of its own. Silence costs no encoder much."""
    code = (
        "import sys, pathlib, re\n"
        "from naqeeb.sound.editions import *\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "def highest():\n"
        "    return int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        "def make(minutes):\n"
        "    for kind in KINDS.values():\n"
        "        with Edition(kind, path, rate_hz=8000, mp3_rate_hz=8000, check=True) as one:\n"
        "            for _ in range(minutes * 6):\n"
        "                one.write(bytes(160_000))\n"
        "            one.finish(())\n"
        "    return highest()\n"
        "print(make(1), make(8))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x.mp3")],
        capture_output=True,
        text=True,
        check=True,
    )
    short, long = map(int, done.stdout.split())
    assert long < 1.1 * short
