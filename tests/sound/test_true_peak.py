"""The highest point of a sound, held against sounds whose highest point is known."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise
from math import cos, exp, inf, log10, pi

import pytest

from naqeeb.sound.true_peak import TruePeak

PEAK = 20_000
PEAK_DBTP = 20 * log10(PEAK / 32_768)
EXACT_DB = 0.001
FASTEST = pi / 2
"""In radians a sample: a quarter of the sample rate. Between two samples lie up to 3 dB."""


def burst(
    at: float, *, samples: int = 400, fast: float = FASTEST, peak: float = PEAK
) -> array[int]:
    """A short sound whose curve has its highest point at ``at``, in samples and quarters of one."""
    distances = (sample - at for sample in range(samples))
    return array("h", [round(peak * exp(-(far**2) / 72) * cos(fast * far)) for far in distances])


def dbtp(samples: array[int], *cuts: int) -> float:
    """The true peak of samples that come in the blocks that lie between these cuts."""
    meter = TruePeak()
    for start, stop in pairwise((0, *cuts, len(samples))):
        meter.add(samples[start:stop].tobytes())
    return meter.dbtp


def tone(samples: int, peak: float) -> array[int]:
    """A low tone that is faded at both ends, since one that begins or ends at once has an edge."""
    return array(
        "h",
        [
            round(peak * min(1, at / 500, (samples - at) / 500) * cos(0.05 * at))
            for at in range(samples)
        ],
    )


def places() -> Iterator[float]:
    """Each place of a window of 64 samples, between two samples and at one."""
    return (150 + quarter / 4 for quarter in range(64 * 4))


@pytest.mark.parametrize("fast", [FASTEST, pi / 3, 0.3])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_highest_point_is_found_wherever_it_lies(fast: float, sign: int) -> None:
    found = {at: dbtp(burst(at, fast=fast, peak=sign * PEAK)) for at in places()}
    assert found == pytest.approx(dict.fromkeys(found, PEAK_DBTP), abs=EXACT_DB)


@pytest.mark.parametrize("quarter", range(4))
def test_where_blocks_are_cut_makes_no_difference(quarter: int) -> None:
    """Nothing loud follows the point: the next block alone would not be looked at."""
    found = {cut: dbtp(burst(150 + quarter / 4), cut) for cut in range(110, 200)}
    assert found == pytest.approx(dict.fromkeys(found, PEAK_DBTP), abs=EXACT_DB)


def test_blocks_may_be_shorter_than_what_a_point_is_computed_from() -> None:
    assert dbtp(burst(150.5), *range(5, 400, 5)) == pytest.approx(PEAK_DBTP, abs=EXACT_DB)


def test_the_end_of_a_block_is_no_edge_in_the_sound() -> None:
    """Were the samples behind it taken for silence, the curve would seem to overshoot there."""
    low = tone(4000, PEAK)
    assert dbtp(low) == pytest.approx(PEAK_DBTP, abs=0.01)
    assert dbtp(low, *range(57, 4000, 57)) == pytest.approx(PEAK_DBTP, abs=0.01)


def test_a_sound_is_as_high_backwards_as_forwards() -> None:
    for at in places():
        sound = burst(at + 0.1, fast=1.2)
        assert dbtp(sound[::-1]) == pytest.approx(dbtp(sound), abs=1e-9)


def test_a_point_is_found_whose_samples_are_lower_than_the_peak_so_far() -> None:
    """A tone that goes on for long is not computed for ever; what rises above it still is."""
    low = tone(50 * 64, 10_000)
    # Its two highest samples are at 0.93 of the tone's.
    peak = 0.93 * 10_000 / (cos(FASTEST / 2) * exp(-0.25 / 72))
    found = dbtp(low + burst(150.5, peak=peak))
    assert found == pytest.approx(20 * log10(peak / 32_768), abs=EXACT_DB)


def test_silence_has_no_peak() -> None:
    meter = TruePeak()
    assert meter.add(bytes(200)) == [0]
    assert meter.dbtp == -inf


def test_the_highest_sample_of_each_block_is_given_back() -> None:
    sound = burst(100) + burst(300, peak=-PEAK) + array("h", bytes(400))
    assert TruePeak().add(sound.tobytes(), block_bytes=800) == [PEAK, PEAK, 0]
