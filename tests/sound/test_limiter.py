"""Gain without clipping, clicking or pumping."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.pcm.samples import FULL_SCALE, from_decibels, to_decibels
from naqeeb.sound.limiter import level
from naqeeb.sound.true_peak import TruePeak


def samples_of(pcm: bytes) -> array[int]:
    return array("h", pcm)


def test_what_is_soft_enough_is_only_amplified(tone: Any) -> None:
    soft = tone(500, peak=3000)
    louder = samples_of(level(soft, 22050, 6.0, -1.5))
    assert max(louder) == pytest.approx(3000 * from_decibels(6), abs=2)


@given(
    st.lists(st.integers(-32768, 32767), max_size=3000),
    st.floats(-20, 30),
    st.floats(-12, -0.3),
)
def test_nothing_comes_out_above_the_ceiling_nor_of_another_length(
    values: list[int], gain_db: float, ceiling_db: float
) -> None:
    pcm = array("h", values).tobytes()
    out = level(pcm, 8000, gain_db, ceiling_db)
    assert len(out) == len(pcm)
    assert max(map(abs, samples_of(out)), default=0) <= from_decibels(ceiling_db) * FULL_SCALE + 2


def test_a_peak_lowers_only_what_is_near_it(tone: Any) -> None:
    quiet, loud = tone(1000, peak=4000), tone(20, peak=30000)
    out = samples_of(level(quiet + loud + quiet, 22050, 0.0, -6.0))
    far = samples_of(quiet)
    assert out[: 22050 * 9 // 10] == far[: 22050 * 9 // 10]
    assert out[-22050 // 2 :] == far[-22050 // 2 :]
    assert max(out) <= 16423


def test_the_gain_has_no_steps(tone: Any) -> None:
    """A limited sine is still a sine: no sample step above what its level allows."""
    out = samples_of(level(tone(300, peak=8000) + tone(300, peak=32000), 22050, 0.0, -3.0))
    highest = max(map(abs, out))
    allowed = 2 * 3.1416 * 440 / 22050 * highest
    assert max(abs(then - now) for now, then in pairwise(out)) <= allowed * 1.05


def test_level_comes_back_slowly_and_fully(tone: Any) -> None:
    out = samples_of(level(tone(10, peak=32000) + tone(800, peak=8000), 22050, 0.0, -6.0))

    def peak(start_ms: int) -> int:
        at = 22050 * start_ms // 1000
        return max(out[at : at + 110]) // 10

    rising = [peak(at) for at in range(15, 300, 20)]
    assert all(then >= now - 1 for now, then in pairwise(rising))
    assert rising[0] < 550
    assert rising[-1] == pytest.approx(800, abs=1)


def gains_db(rate_hz: int, *peaks_ms: float, first_is: float = 2) -> list[float]:
    """The gain at each sample of 600 ms with peaks of 2 ms that are twice too loud.

    All else stands still at a level that shows the gain.
    """
    level_now, limit = 10_000, 15_000
    values = [level_now] * (rate_hz * 600 // 1000)
    for number, peak_ms in enumerate(peaks_ms):
        height = 2 if number else first_is
        begin, end = (round(ms * rate_hz / 1000) for ms in (peak_ms, peak_ms + 2))
        values[begin:end] = [round(height * limit)] * (end - begin)
    ceiling_db = to_decibels(limit / FULL_SCALE)
    out = samples_of(level(array("h", values).tobytes(), rate_hz, 0.0, ceiling_db))
    return [to_decibels(after / before) for before, after in zip(values, out, strict=True)]


@pytest.mark.parametrize("rate_hz", [8000, 22_050, 48_000])
def test_the_gain_goes_down_3_db_in_3_ms_and_comes_back_in_75(rate_hz: int) -> None:
    gains = gains_db(rate_hz, 100)

    def at(ms: float) -> int:
        return round(ms * rate_hz / 1000)

    assert max(gains[at(100) : at(102)]) <= -6
    assert min(gains) >= -6.2
    assert gains[at(100 - 3)] == pytest.approx(-3, abs=0.5)
    assert gains[at(102 + 75)] == pytest.approx(-3, abs=0.3)
    assert min(gains[: at(100 - 6 - 2 * 2)]) == 0
    assert min(gains[at(102 + 150 + 2 * 2) :]) == 0
    assert max(gains) == 0


@pytest.mark.parametrize(
    "peaks_ms", [(100,), (0,), (1,), (4,), (598,), (100, 110), (100, 262), (100, 400), (3, 300)]
)
def test_the_gain_never_jumps_wherever_peaks_are(peaks_ms: tuple[float, ...]) -> None:
    gains = gains_db(48_000, *peaks_ms)
    # 1 dB in a millisecond is 0.02 from sample to sample, and a sample is a whole number.
    assert max(abs(then - now) for now, then in pairwise(gains)) < 0.03


@pytest.mark.parametrize("peaks_ms", [(100, 300), (300, 100)])
def test_nor_where_one_peak_is_much_lower_than_another(peaks_ms: tuple[float, float]) -> None:
    gains = gains_db(48_000, *peaks_ms, first_is=1.05)
    assert max(abs(then - now) for now, then in pairwise(gains)) < 0.03
    assert min(gains) <= -6


def test_true_peak_finds_what_stands_between_samples() -> None:
    """A quarter of the sample rate, an eighth of a turn on: 3 dB between the samples."""
    wave = array("h", [10000, 10000, -10000, -10000] * 500)
    peak = TruePeak()
    peak.add(wave.tobytes())
    assert peak.dbtp == pytest.approx(-7.3, abs=0.3)


def test_true_peak_is_that_of_libebur128_on_speech(speech: Any) -> None:
    from math import log10

    pyebur128 = pytest.importorskip("pyebur128", reason="no libebur128 for this Python")
    pcm = b"".join(each.clip.pcm for each in speech.takes)
    state = pyebur128.R128State(1, 22050, pyebur128.MeasurementMode.MODE_TRUE_PEAK)
    state.add_frames(samples_of(pcm), len(pcm) // 2)
    peak = TruePeak()
    for at in range(0, len(pcm), 2204):
        peak.add(pcm[at : at + 2204])
    assert peak.dbtp == pytest.approx(20 * log10(pyebur128.get_true_peak(state, 0)), abs=0.1)
