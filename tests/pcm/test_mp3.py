"""MP3 is taken whole or not at all."""

from __future__ import annotations

import math
from array import array

import lameenc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.errors import BadAudio
from naqeeb.pcm import mp3


def _encode(rate_hz: int = 24000, seconds: float = 1.0, channels: int = 1, kbps: int = 48) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(kbps)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_channels(channels)
    encoder.silence()
    wave = (
        int(9000 * math.sin(n / 9)) for n in range(int(rate_hz * seconds)) for _ in range(channels)
    )
    return bytes(encoder.encode(array("h", wave).tobytes())) + bytes(encoder.flush())


GOOD = _encode()


@pytest.mark.parametrize("rate_hz", [8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000])
def test_every_rate_that_services_send_is_decoded_whole(rate_hz: int) -> None:
    sound = mp3.decode(_encode(rate_hz, kbps=128 if rate_hz >= 32000 else 48))
    assert sound.rate_hz == rate_hz
    assert len(sound.pcm) / 2 / rate_hz == pytest.approx(1.0, abs=0.35)


def test_stereo_becomes_mono() -> None:
    mono, stereo = mp3.decode(GOOD), mp3.decode(_encode(channels=2))
    assert abs(len(mono.pcm) - len(stereo.pcm)) < 5000


def test_tags_before_and_after_are_no_part_of_the_sound() -> None:
    before = b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(128)
    after = b"TAG" + bytes(125)
    assert mp3.decode(before + GOOD + after) == mp3.decode(GOOD)


@pytest.mark.parametrize(
    ("cause", "data"),
    [
        ("it is empty", b""),
        ("it is a web page", b"<!DOCTYPE html><html>"),
        ("it is a web page", b"\n <html>"),
        ("it is a message", b'{"error": 429}'),
        ("does not begin like MP3", b"RIFF" + bytes(100)),
        ("cut off", GOOD[:-7]),
        ("cut off", GOOD[: len(GOOD) // 2 + 11]),
        ("damaged at byte", GOOD[:3000] + bytes(500) + GOOD[3500:]),
        ("damaged at byte", GOOD + b"<html>"),
    ],
)
def test_what_is_wrong_is_named(cause: str, data: bytes) -> None:
    with pytest.raises(BadAudio) as caught:
        mp3.decode(data)
    assert cause in caught.value.cause


@given(st.binary(max_size=400))
def test_no_bytes_can_make_it_fail_otherwise(data: bytes) -> None:
    for start in (b"", GOOD[:1000], b"ID3", b"\xff\xfb\x90\x00", b"\xff\xe3\x10\xc4"):
        try:
            mp3.decode(start + data)
        except BadAudio:
            continue


@given(st.integers(1, len(GOOD) - 1))
def test_a_truncated_file_is_refused_unless_cut_between_frames(length: int) -> None:
    try:
        sound = mp3.decode(GOOD[:length])
    except BadAudio:
        return
    assert len(sound.pcm) < len(mp3.decode(GOOD).pcm)
