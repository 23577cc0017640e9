"""A file is measured alike, whether while it grows or at its end."""

from __future__ import annotations

from array import array
from contextlib import closing
from functools import cache
from math import pi, sin
from pathlib import Path
from random import Random

import pytest

from naqeeb.pcm.mp3_frames import Mp3Format
from naqeeb.sound.measure import Measured, Measurement
from naqeeb.sound.mp3_file import Mp3File

RATE_HZ = 22_050


@cache
def tone(seconds: float, seed: int) -> bytes:
    """A tone that comes and goes, with a silence at its end."""
    chance = Random(seed)
    hz, loud = chance.uniform(150, 900), chance.uniform(3_000, 12_000)
    count = int(seconds * RATE_HZ)
    wave = (int(loud * sin(2 * pi * hz * at / RATE_HZ)) for at in range(count * 3 // 4))
    return array("h", wave).tobytes() + bytes((count - count * 3 // 4) * 2)


def written(path: Path, pieces: list[bytes], kbps: int, *, following: bool) -> tuple[Measured, int]:
    """What was measured, and how much of it before the last frame was there."""
    file = Mp3File(path, rate_hz=RATE_HZ, out_rate_hz=RATE_HZ, bitrate_kbps=kbps, quality=9)
    measurement = Measurement(path, Mp3Format(RATE_HZ, kbps))
    for pcm in pieces:
        file.write(pcm)
        if following:
            measurement.follow(file.written_bytes)
    early = measurement._decoded
    file.end()
    measurement.rest()
    file.write_header()
    assert measurement._decoded == file.decoded_samples
    return measurement.measured(), early


@pytest.mark.parametrize("kbps", [24, 64, 160])
def test_behind_the_encoder_and_at_the_end_the_same_is_measured(tmp_path: Path, kbps: int) -> None:
    pieces = [tone(2.5, seed) for seed in range(8)] * 5
    followed, early = written(tmp_path / "followed.mp3", pieces, kbps, following=True)
    at_end, none = written(tmp_path / "at-end.mp3", pieces, kbps, following=False)
    assert followed == at_end
    assert none == 0
    assert early / followed.decoded > (0.8 if kbps == 160 else 0.4)
    assert followed.samples == sum(map(len, pieces)) // 2


def test_a_file_that_is_cut_off_meanwhile_has_fewer_samples(tmp_path: Path) -> None:
    path = tmp_path / "cut.mp3"
    measurement = Measurement(path, Mp3Format(RATE_HZ, 160))
    with (
        Mp3File(path, rate_hz=RATE_HZ, out_rate_hz=RATE_HZ, bitrate_kbps=160, quality=9) as file,
        closing(measurement),
    ):
        for pcm in [tone(2.5, 1)] * 12:
            file.write(pcm)
        path.write_bytes(path.read_bytes()[: file.written_bytes // 3])
        measurement.follow(file.written_bytes)
        measurement.rest()
        assert measurement._decoded < file.decoded_samples / 2


def test_what_was_never_followed_can_be_closed(tmp_path: Path) -> None:
    Measurement(tmp_path / "nothing.mp3", Mp3Format(RATE_HZ, 64)).close()
