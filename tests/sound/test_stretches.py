"""Stretches of a track, encoded side by side, are one MP3 to whoever plays it."""

from __future__ import annotations

import os
from array import array
from math import log10, pi, sin
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.pcm.decode import decoded_frames
from naqeeb.sound.encode import Encoder
from naqeeb.sound.info_header import MP3_RATES_HZ, Mp3Format, empty_info_frame
from naqeeb.sound.stretch import SILENT_AFTER, SILENT_BEFORE, Stretch, border

RATE_HZ = 22050
MP3 = Mp3Format(RATE_HZ, 64)


def burst(seconds: float, rate_hz: int = RATE_HZ, *, seed: int = 1) -> bytes:
    """A sound that is as hard to encode as speech: gliding tones under a beat, and some noise."""
    random = Random(seed)
    count = int(seconds * rate_hz)
    return array(
        "h",
        (
            int(
                sin(pi * at / count) * (0.6 + 0.4 * sin(at / rate_hz * 25))
                * (6000 * sin(at * at / count * 0.3) + random.gauss(0, 800))
            )
            for at in range(count)
        ),
    ).tobytes()  # fmt: skip


def rest(ms: float, rate_hz: int = RATE_HZ) -> bytes:
    """Digital silence."""
    return bytes(round(ms * rate_hz / 1000) * 2)


PROGRAMME = [
    rest(100),
    *(piece for seed in range(4) for piece in (burst(10.5, seed=seed), rest(400))),
]


def encoded(pieces: list[bytes], mp3: Mp3Format = MP3) -> tuple[bytes, int]:
    """All frames, and how many the encoder says there are."""
    with Encoder(mp3, mp3.rate_hz, quality=7) as encoder:
        waiting = [frames for piece in pieces for frames in encoder.put(piece)]
        waiting.append(encoder.end())
        return b"".join(each.result() for each in waiting), encoder.frames


def decoded(frames: bytes) -> array[int]:
    """Samples, the encoder's and the decoder's delay taken off."""
    file = [empty_info_frame(MP3), frames]
    pcm = b"".join(bytes(each) for each in decoded_frames(iter(file), RATE_HZ, 4096))
    return array("h", pcm)[1105:]


def noise_db(heard: array[int], meant: array[int]) -> float:
    """How loud what was added is, beside what was meant. LAME plays at 0.95."""
    wrong = sum((a / 0.95 - b) ** 2 for a, b in zip(heard, meant, strict=False))
    return 10 * log10(wrong / sum(each * each for each in meant))


@pytest.fixture(scope="module")
def side_by_side() -> tuple[bytes, int]:
    return encoded(PROGRAMME)


@pytest.mark.parametrize("rate_hz", MP3_RATES_HZ)
def test_the_length_of_frames_is_known_beforehand(rate_hz: int) -> None:
    """As LAME pads them, at each sample rate; found by walking from header to header."""
    mp3 = Mp3Format(rate_hz, 64)
    data, frames = encoded([burst(3.0, rate_hz)], mp3)
    assert len(data) == mp3.length_of(frames)
    size = int(mp3.samples_per_frame / 8 * 64_000 / rate_hz)
    at = 0
    for number in range(frames):
        assert at == mp3.length_of(number)
        assert data[at] == 0xFF
        at += size + (data[at + 2] >> 1 & 1)


def test_frames_are_as_many_as_one_encoder_makes(side_by_side: tuple[bytes, int]) -> None:
    data, frames = side_by_side
    one = Stretch(MP3, RATE_HZ, 7)
    one.end(b"".join(PROGRAMME))
    assert frames == one.frames
    assert len(decoded(data)) == frames * MP3.samples_per_frame - 1105


def test_nothing_is_lost_and_nothing_is_added(side_by_side: tuple[bytes, int]) -> None:
    """Beside what was meant it is as clean as what one encoder makes of it all."""
    meant = array("h", b"".join(PROGRAMME))
    one = decoded(Stretch(MP3, RATE_HZ, 7).end(b"".join(PROGRAMME)))
    several = decoded(side_by_side[0])
    assert noise_db(one, meant) < -15
    assert noise_db(several, meant) < noise_db(one, meant) + 0.2


def test_borders_are_silent(side_by_side: tuple[bytes, int]) -> None:
    heard = decoded(side_by_side[0])
    at = 0
    for piece in PROGRAMME:
        end = at + len(piece) // 2
        if not any(piece):
            # What rings on at both ends of a rest is part of any MP3.
            assert max(map(abs, heard[at + 1200 : end - 1200]), default=0) <= 1
        at = end


def test_the_file_does_not_depend_on_processors(
    side_by_side: tuple[bytes, int], monkeypatch: Any
) -> None:
    for processors in (1, 3, 8):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        assert encoded(PROGRAMME) == side_by_side


def test_the_file_does_not_depend_on_how_the_sound_arrives(
    side_by_side: tuple[bytes, int],
) -> None:
    arriving = [
        part
        for piece in PROGRAMME
        for part in ((piece[:70_000], piece[70_000:]) if any(piece) else (piece,))
    ]
    assert encoded(arriving) == side_by_side


def test_sound_without_a_rest_stays_with_one_encoder() -> None:
    pieces = [burst(12.0, seed=1), burst(12.0, seed=2)]
    assert encoded(pieces)[0] == Stretch(MP3, RATE_HZ, 7).end(b"".join(pieces))


@given(
    samples=st.integers(0, 10**8), silent=st.integers(0, 10**5), rate=st.sampled_from(MP3_RATES_HZ)
)
def test_a_border_lies_between_two_frames_and_in_silence(
    samples: int, silent: int, rate: int
) -> None:
    mp3 = Mp3Format(rate, 64)
    at = border(samples, silent, mp3)
    if at is None:
        assert silent < SILENT_BEFORE + mp3.samples_per_frame + SILENT_AFTER
    else:
        assert (samples + at) % mp3.samples_per_frame == 0
        assert SILENT_BEFORE <= at <= silent - SILENT_AFTER


def test_a_stretch_that_has_ended_lets_go_of_its_encoder() -> None:
    ended, cut = (Stretch(MP3, RATE_HZ, quality=7) for _ in range(2))
    ended.end(burst(0.5))
    cut.end_at(4, burst(0.5))
    assert ended._lame is None
    assert cut._lame is None
