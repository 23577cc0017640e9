"""PCM into frames: how many, and the same ones however the PCM arrives."""

from __future__ import annotations

from typing import Any

import pytest

from naqeeb.pcm.mp3_frames import RATES_HZ, Mp3Format, frame_at
from naqeeb.sound.encode import Encoder, mp3_rate_hz


def encoded(pieces: list[bytes], mp3: Mp3Format, rate_hz: int) -> tuple[bytes, Encoder]:
    encoder = Encoder(mp3, rate_hz, quality=7)
    frames = b"".join(map(encoder.encode, pieces)) + encoder.finish()
    return frames, encoder


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("ms", [1, 700, 1234])
def test_frames_are_counted_by_their_length(tone: Any, rate_hz: int, ms: int) -> None:
    data, encoder = encoded([tone(ms, rate_hz=rate_hz)], Mp3Format(rate_hz, 64), rate_hz)
    at = frames = 0
    while at < len(data):
        frame = frame_at(data, at)
        assert frame is not None
        at += frame.length_bytes
        frames += 1
    assert encoder.frames == frames


def test_the_frames_do_not_depend_on_how_the_sound_arrives(speech: Any) -> None:
    pcm = speech.takes[0].clip.pcm
    mp3 = Mp3Format(22050, 64)
    whole, _ = encoded([pcm], mp3, 22050)
    parts, _ = encoded([pcm[at : at + 7000] for at in range(0, len(pcm), 7000)], mp3, 22050)
    assert parts == whole


@pytest.mark.parametrize(
    ("rate_hz", "wanted"), [(8000, 8000), (18_000, 22_050), (22_050, 22_050), (96_000, 48_000)]
)
def test_the_mp3_keeps_all_of_a_voice(rate_hz: int, wanted: int) -> None:
    assert mp3_rate_hz(rate_hz) == wanted
