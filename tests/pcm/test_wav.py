"""WAV of any kind, whole or not at all."""

from __future__ import annotations

import struct
import wave

import pytest

from naqeeb.errors import BadAudio
from naqeeb.model import Clip
from naqeeb.pcm import wav
from naqeeb.pcm.wav_writer import as_wav


def _wav(width: int, channels: int, rate_hz: int = 22050, frames: int = 2205) -> bytes:
    from io import BytesIO

    value = {1: b"\xc0", 2: b"\x00\x40", 3: b"\x00\x00\x40", 4: b"\x00\x00\x00\x40"}[width]
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate_hz)
        file.writeframes(value * channels * frames)
    return out.getvalue()


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate_hz", [8000, 22050, 48000])
def test_wav_of_any_width_rate_and_both_channels_becomes_mono_16_bit(
    width: int, channels: int, rate_hz: int
) -> None:
    clip = wav.read(_wav(width, channels, rate_hz))
    assert clip == Clip(struct.pack("<h", 0x4000) * 2205, rate_hz)


def test_what_is_written_is_read_as_it_was() -> None:
    clip = Clip(struct.pack("<3h", -5, 0, 5), 22050)
    assert wav.read(as_wav(clip)) == clip


def test_float_wav_is_read_too() -> None:
    data = struct.pack("<100f", *[0.5] * 100)
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 1, 16000, 64000, 4, 32)
    body = b"WAVE" + head + b"data" + struct.pack("<I", len(data)) + data
    clip = wav.read(b"RIFF" + struct.pack("<I", len(body)) + body)
    assert len(clip.pcm) == 200


def test_a_header_without_sizes_is_read_as_programs_write_it_to_a_pipe() -> None:
    whole = _wav(2, 1)
    for unknown in (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f"):
        piped = whole[:4] + unknown + whole[8:]
        assert wav.read(piped) == wav.read(whole)


@pytest.mark.parametrize("size", [0, 36, 0xFFFFFFFF])
def test_a_server_that_streams_states_no_samples_and_sends_them(size: int) -> None:
    """It writes the header before it knows how many there will be."""
    whole = _wav(2, 1)
    streamed = whole[:4] + struct.pack("<I", size) + whole[8:40] + bytes(4) + whole[44:]
    assert wav.read(streamed) == wav.read(whole)


def test_what_stands_behind_no_samples_is_no_sound() -> None:
    words = b"LIST" + struct.pack("<I", 400) + bytes(400)
    empty = _wav(2, 1, frames=0)
    data = b"RIFF" + struct.pack("<I", len(empty) - 8 + len(words)) + empty[8:] + words
    assert wav.read(data).pcm == b""


@pytest.mark.parametrize("length", [0, 10, 43, 60, 2000, len(_wav(2, 1)) - 2])
def test_a_wav_that_is_cut_off_is_refused(length: int) -> None:
    with pytest.raises(BadAudio):
        wav.read(_wav(2, 1)[:length])


def test_more_than_two_channels_are_refused() -> None:
    with pytest.raises(BadAudio) as caught:
        wav.read(_wav(2, 6))
    assert "6 channels" in caught.value.cause
