"""Dates and lengths in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from page_reading import ShowFolder, tiny_episode

from naqeeb.model import Show
from naqeeb.podcast import pages
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


def test_a_show_s_own_time_zone_decides_every_date_of_its_pages(tmp_path: Path) -> None:
    # In Karachi the evening of the 30th in Universal Time is the first of the next month.
    evening = datetime.fromisoformat("2026-11-30T20:30:00+00:00")
    first = replace(tiny_episode("خبر", "متن", "ن"), published=evening, updated=evening)
    older = replace(first, id="f", guid="f", published=evening - timedelta(days=40))
    folder = ShowFolder(tmp_path, Show(timezone="Asia/Karachi"))
    folder.update((first, older))
    page = pages.episode_page(first, folder.show, cover="cover.png").decode()
    station = folder.read("index.html").decode()
    assert "منگل، 1 دسمبر 2026" in page
    assert "منگل، 1 دسمبر 2026" in station
    assert 'id="m2026-12"' in station
    assert 'href="index.html#m2026-12"' in station
    assert "1 دسمبر 2026" in folder.read("search.js").decode()
    assert "list.js" not in folder.update((first, older), timezone="UTC")
    assert "30 نومبر 2026" in folder.read("search.js").decode()
