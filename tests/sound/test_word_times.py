"""The voice's words at their time in the track, each until it is heard no more."""

from __future__ import annotations

from array import array

import pytest

from naqeeb.model import Mark
from naqeeb.sound.trim import Trimmed
from naqeeb.sound.word_times import word_times

RATE_HZ = 1000
"""A sample lasts a millisecond."""
PEAK = 10_000


def clip(*parts: tuple[int, int], cut: float = 0, lead: float = 0, tail: float = 0) -> Trimmed:
    """A clip of stretches, each of so many milliseconds at a level."""
    samples = [level for ms, level in parts for _ in range(ms)]
    peak = max(map(abs, samples), default=0)
    return Trimmed(memoryview(array("h", samples).tobytes()), cut, lead, tail, peak)


def times(marks_ms: list[float], of: Trimmed, at_ms: float = 0.0) -> list[tuple[float, float]]:
    marks = tuple(Mark(3 * n, 3 * n + 2, ms) for n, ms in enumerate(marks_ms))
    words = word_times(marks, of, RATE_HZ, at_ms)
    assert [(word.start, word.end) for word in words] == [(mark.start, mark.end) for mark in marks]
    return [(word.start_ms, word.end_ms) for word in words]


def test_a_word_ends_with_its_sound_and_not_with_the_next_word() -> None:
    spoken = clip((100, PEAK), (50, 0), (100, PEAK))
    assert times([0, 150], spoken) == [(0, 100), (150, 250)]


@pytest.mark.parametrize(("hum", "end"), [(PEAK // 50, 100), (PEAK // 50 + 1, 150)])
def test_what_is_softer_than_a_fiftieth_of_the_peak_is_no_sound(hum: int, end: int) -> None:
    assert times([0, 150], clip((100, PEAK), (50, hum), (100, PEAK)))[0] == (0, end)


def test_times_are_counted_from_the_beginning_of_the_track() -> None:
    spoken = clip((10, 0), (100, PEAK), (20, 0), cut=30, lead=10, tail=20)
    # 30 ms were cut from the beginning, and 10 ms of silence are left there.
    assert times([40, 90], spoken, at_ms=5000) == [(5010, 5060), (5060, 5110)]


def test_no_word_begins_or_ends_in_the_silence_at_the_edges() -> None:
    spoken = clip((10, 0), (100, PEAK), (20, 0), lead=10, tail=20)
    assert times([0, 500], spoken) == [(10, 110), (110, 110)]


def test_a_word_that_is_not_heard_lasts_next_to_no_time() -> None:
    start, end = times([0, 100, 130], clip((100, PEAK), (30, 0), (50, PEAK)))[1]
    assert start == 100
    assert start <= end <= start + 5


def test_a_first_word_that_is_not_heard_ends_where_it_begins() -> None:
    start, end = times([0, 40], clip((50, 0), (100, PEAK)))[0]
    assert start == 0
    assert end <= 5


def test_without_words_or_sound_there_are_no_times() -> None:
    assert word_times((), clip((100, PEAK)), RATE_HZ, 0.0) == ()
    assert word_times((Mark(0, 2, 0.0),), clip(), RATE_HZ, 0.0) == ()
