"""A date that states no zone is on the clocks of the show, whatever it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from loopback import Web

from naqeeb import Desk
from naqeeb.desk import follow
from naqeeb.model import Episode, Show
from naqeeb.settings import FollowSettings, IntakeSettings, Settings

TEXT = "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا ہے اور لوگ خوش ہیں۔ " * 3
PAGE = f"""<!doctype html><html lang="ur"><head><meta charset="utf-8"><title>سڑکیں</title>
<meta property="article:published_time" content="2026-11-21T08:30:00"></head>
<body><article><h1>سڑکیں</h1><p>{TEXT}</p></article></body></html>"""
FEED = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>خبریں</title><item><title>سڑکیں</title><guid isPermaLink="false">g-1</guid>
<pubDate>2026-11-21 08:30:00</pubDate><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>
</item></channel></rss>"""
HALF_PAST_EIGHT = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
"""In Karachi."""


@pytest.fixture
def settings(build: Callable[..., Any]) -> Settings:
    station = build("karachi", Show(title="ریڈیو نقیب", timezone="Asia/Karachi"))
    made: Settings = replace(station.settings, intake=IntakeSettings(private_addresses=True))
    return made


def of_file(settings: Settings, web: Web) -> Episode:
    assert web.url
    path = settings.root / "roads.txt"
    path.write_text(f"---\ndate: 2026-11-21 08:30\n---\n{TEXT}\n", "utf-8")
    return Desk(settings).make(path)


def of_page(settings: Settings, web: Web) -> Episode:
    return Desk(settings).make(web.page("/roads", PAGE, "text/html; charset=utf-8"))


def of_feed(settings: Settings, web: Web) -> Episode:
    url = web.page("/rss", FEED, "application/rss+xml")
    (result,) = follow.look(settings, FollowSettings(url))
    return result.episode  # type: ignore[union-attr]


@pytest.mark.parametrize("way", [of_file, of_page, of_feed])
def test_a_time_without_a_zone_is_the_shows(
    settings: Settings, web: Web, way: Callable[[Settings, Web], Episode]
) -> None:
    assert way(settings, web).published == HALF_PAST_EIGHT


def test_the_record_is_in_utc_and_keeps_the_offset_that_was_stated(
    settings: Settings, web: Web
) -> None:
    assert of_file(settings, web).offset_min is None
    path = settings.root / "dubai.txt"
    path.write_text(f"---\ndate: 2026-11-21T08:30:00+04:00\n---\n{TEXT}\n", "utf-8")
    episode = Desk(settings).make(path)
    assert episode.published == datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
    assert episode.offset_min == 240


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59-14:00"])
def test_a_day_at_the_end_of_all_dates_is_none(text: str) -> None:
    """In the time zone of another machine there may be no such moment."""
    with pytest.raises(ValueError, match=r"."):
        Show(timezone="Asia/Karachi").moment_of(text)
