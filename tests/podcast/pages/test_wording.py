"""Dates and lengths in words."""

from __future__ import annotations

from datetime import datetime

import pytest

from naqeeb.podcast.pages import wording
from naqeeb.text.clock import iso_duration


@pytest.mark.parametrize(
    ("ms", "words", "iso"),
    [
        (400, "1 سیکنڈ", "PT1S"),
        (45_000, "45 سیکنڈ", "PT45S"),
        (58_000, "1 منٹ", "PT58S"),
        (185_000, "3 منٹ", "PT3M5S"),
        (3_600_000, "1 گھنٹہ", "PT1H"),
        (7_530_000, "2 گھنٹے 6 منٹ", "PT2H5M30S"),
    ],
)
def test_lengths_are_said_as_people_say_them(ms: int, words: str, iso: str) -> None:
    assert (wording.length(ms), iso_duration(ms)) == (words, iso)


def test_a_date_is_the_one_that_the_article_states_wherever_the_page_is_made() -> None:
    morning = datetime.fromisoformat("2026-11-22T02:00:00+05:00")
    assert wording.day(morning) == "اتوار، 22 نومبر 2026"
