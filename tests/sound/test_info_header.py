"""The first frame, as other readers understand it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from naqeeb.pcm.mp3_frames import RATES_HZ, Mp3Format, frame_at
from naqeeb.sound.info_header import empty_info_frame, info_frame


def test_mutagen_reads_a_constant_bitrate_and_the_exact_length(make: Any, speech: Any) -> None:
    from mutagen.mp3 import MP3, BitrateMode

    track = make(speech)
    info: Any = MP3(track.path).info
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.encoder_info.startswith("LAME 3.100")
    assert info.length * 1000 == pytest.approx(track.duration_ms, abs=1)


@pytest.mark.debian
@pytest.mark.parametrize("rate", ["native", 44100])
def test_ffmpeg_decodes_to_the_sample(make: Any, speech: Any, ffmpeg: Any, rate: Any) -> None:
    track = make(speech, sample_rate=rate)
    raw = track.path.with_suffix(".raw")
    ffmpeg("-i", track.path, "-f", "s16le", raw)
    rate_hz = 22050 if rate == "native" else rate
    assert raw.stat().st_size / 2 / rate_hz * 1000 == pytest.approx(track.duration_ms, abs=0.6)


@pytest.mark.debian
def test_ffprobe_says_the_length_to_one_frame(make: Any, speech: Any, ffprobe: Any) -> None:
    track = make(speech)
    text = ffprobe("-v", "error", "-show_entries", "format=duration", "-of", "json", track.path)
    seconds = float(json.loads(text)["format"]["duration"])
    # The container's time counts delay and padding, which decoding takes away again.
    assert abs(seconds * 1000 - track.duration_ms) <= 3 * 576 / 22.05


def test_the_tag_checksum_is_what_lame_writes(tmp_path: Any, tone: Any) -> None:
    """The CRC of LAME's own Info frame, computed by us, is the one that LAME wrote."""
    import shutil
    import subprocess
    import wave

    from naqeeb.sound.info_header import _crc_16

    if shutil.which("lame") is None:
        pytest.skip("lame is not installed (apt install lame)")
    with wave.open(str(tmp_path / "x.wav"), "wb") as file:
        file.setparams((1, 2, 44100, 0, "NONE", ""))
        file.writeframes(tone(1000, rate_hz=44100))
    subprocess.run(
        ["lame", "--quiet", "-b", "128", "-m", "m", tmp_path / "x.wav", tmp_path / "x.mp3"],
        check=True,
    )
    data = (tmp_path / "x.mp3").read_bytes()
    at = data.index(b"Info") + 154
    assert int.from_bytes(data[at : at + 2], "big") == _crc_16(data[:at])


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_the_frame_has_room_at_every_bitrate(rate_hz: int) -> None:
    for kbps in Mp3Format(rate_hz, 64).bitrates_kbps:
        mp3 = Mp3Format(rate_hz, kbps)
        frame = info_frame(mp3, samples=576 * 90, frames=100, audio_bytes=20_000)
        header = frame_at(frame, 0)
        assert header is not None
        assert len(frame) == len(empty_info_frame(mp3)) == header.length_bytes
        assert b"Info" in frame
        assert b"LAME3.100" in frame
        readers_take_the_bitrate_from_it = abs(len(frame) - mp3.frame_bytes) <= 0.5
        assert readers_take_the_bitrate_from_it or kbps < 24


def test_players_find_the_middle_by_the_table() -> None:
    mp3 = Mp3Format(22050, 64)
    frame = info_frame(mp3, samples=576 * 990, frames=1000, audio_bytes=208_980)
    table = frame[frame.index(b"Info") + 16 :][:100]
    assert list(table) == sorted(table)
    assert table[50] == pytest.approx(128, abs=1)
