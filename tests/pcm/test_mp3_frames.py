"""The tables of MP3 frames, held against what LAME writes."""

from __future__ import annotations

from array import array
from math import sin

import lameenc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.pcm.mp3_frames import RATES_HZ, Frame, Mp3Format, frame_at


def lame(mp3: Mp3Format) -> bytes:
    """Half a second of sound."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(mp3.rate_hz)
    encoder.set_out_sample_rate(mp3.rate_hz)
    encoder.set_bit_rate(mp3.bitrate_kbps)
    encoder.set_quality(7)
    pcm = array("h", (int(8000 * sin(at / 9)) for at in range(mp3.rate_hz // 2))).tobytes()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("kbps", [32, 48, 64])
def test_frames_of_lame_are_walked_from_the_first_to_the_last_byte(rate_hz: int, kbps: int) -> None:
    mp3 = Mp3Format(rate_hz, kbps)
    data = lame(mp3)
    at = frames = 0
    while at < len(data):
        frame = frame_at(data, at)
        assert frame is not None
        assert frame.samples == mp3.samples_per_frame
        at += frame.length_bytes
        frames += 1
    assert at == len(data)
    assert frames == pytest.approx(len(data) / mp3.frame_bytes, abs=0.5)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_header_says_what_it_was_written_for(rate_hz: int) -> None:
    for kbps in Mp3Format(rate_hz, 64).bitrates_kbps:
        mp3 = Mp3Format(rate_hz, kbps)
        assert frame_at(mp3.header(), 0) == Frame(int(mp3.frame_bytes), mp3.samples_per_frame)


def test_the_header_is_the_one_of_lame() -> None:
    """But for the mode of stereo, the bit for padding and those that nobody reads."""
    for rate_hz in RATES_HZ:
        mp3 = Mp3Format(rate_hz, 64)
        ours, theirs = mp3.header(), lame(mp3)[:4]
        assert ours[:2] == theirs[:2]
        assert ours[2] & 0b11111100 == theirs[2] & 0b11111100


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff",
        b"\xff\xf5\x80\xc4",  # layer II
        b"\xff\xeb\x80\xc4",  # the version that is reserved
        b"\xff\xf3\x00\xc4",  # free bit rate
        b"\xff\xf3\xf0\xc4",  # bit rate 15
        b"\xff\xf3\x8c\xc4",  # the sample rate that is reserved
        b"RIFF",
    ],
)
def test_what_is_no_header_has_no_frame(head: bytes) -> None:
    assert frame_at(head, 0) is None


@given(st.binary(max_size=8), st.integers(0, 9))
def test_any_bytes_are_taken(data: bytes, at: int) -> None:
    frame = frame_at(data, at)
    assert frame is None or frame.length_bytes > 4
