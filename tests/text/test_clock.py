"""Lengths and places in time, in the forms that files and people use."""

from __future__ import annotations

import pytest

from naqeeb.text import clock


@pytest.mark.parametrize(
    ("ms", "said"), [(0, "00:00:00.000"), (62_345, "00:01:02.345"), (36_000_000, "10:00:00.000")]
)
def test_a_timestamp_is_written_to_the_millisecond(ms: int, said: str) -> None:
    assert clock.timestamp(ms) == said
    assert clock.timestamp(ms, point=",") == said.replace(".", ",")


@pytest.mark.parametrize(
    ("ms", "short", "padded"),
    [(0, "0:00", "00:00"), (65_999, "1:05", "01:05"), (3_725_000, "1:02:05", "1:02:05")],
)
def test_a_place_in_a_sound(ms: int, short: str, padded: str) -> None:
    assert clock.position(ms) == short
    assert clock.position(ms, padded=True) == padded


@pytest.mark.parametrize(
    ("ms", "said"), [(1, "PT1S"), (185_000, "PT3M5S"), (3_600_000, "PT1H"), (3_599_600, "PT1H")]
)
def test_a_length_by_iso_8601(ms: int, said: str) -> None:
    assert clock.iso_duration(ms) == said


@pytest.mark.parametrize(
    ("ms", "said"), [(500, "0 s"), (231_372, "3 min 51 s"), (3_600_000, "1 h 0 min 0 s")]
)
def test_a_length_in_words(ms: int, said: str) -> None:
    assert clock.in_words(ms) == said
