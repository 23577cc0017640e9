"""Bulletins of news feeds, by edition and by the library; bulletins for a time to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from loopback import Web

from naqeeb import Desk, Failure, FetchFailed, Overrides, Result
from naqeeb.desk import bulletins
from naqeeb.desk.bulletins import Wanted
from naqeeb.desk.events import silence
from naqeeb.desk.job import Outcome
from naqeeb.model import Show, State
from naqeeb.settings import Edition, IntakeSettings, Settings

if TYPE_CHECKING:
    Station = Any

MORNING = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
"""08:30 in Karachi."""
TEXT = "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا ہے اور لوگ خوش ہیں۔ " * 2
ITEMS = (("سڑکیں", 3, "قومی"), ("پل", 5, "قومی"), ("میچ", 2, "کھیل"), ("پرانی خبر", 30, "قومی"))
"""Title, hours before the morning, category."""


@pytest.fixture
def settings(build: Callable[..., Station]) -> Settings:
    station = build("karachi", Show(title="ریڈیو نقیب", timezone="Asia/Karachi"))
    made: Settings = replace(station.settings, intake=IntakeSettings(private_addresses=True))
    return made


@pytest.fixture
def feed(web: Web) -> str:
    rows = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>"
        # No zone is stated: the clock is Karachi's.
        f"<pubDate>{MORNING + timedelta(hours=5 - hours):%Y-%m-%d %H:%M}</pubDate>"
        f"<category>{category}</category>"
        f"<content:encoded><![CDATA[<p>{title}: {TEXT}</p>]]></content:encoded></item>"
        for title, hours, category in ITEMS
    )
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    text = f"<rss version='2.0' {space}><channel><title>خبریں</title>{rows}</channel></rss>"
    return web.page("/rss", text, "application/rss+xml")


def due(settings: Settings, now: datetime = MORNING) -> list[Outcome]:
    return list(bulletins.make_due(settings, Overrides(date=now), silence))


def spoken(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Result)
    return [chapter.title for chapter in outcome.episode.chapters][1:-1]


def test_an_edition_reads_the_feeds_news_of_a_day_the_newest_first(
    settings: Settings, feed: str
) -> None:
    edition = Edition("صبح", "08:00", feeds=(feed,))
    (result,) = due(replace(settings, editions=(edition,)))
    assert spoken(result) == ["میچ", "سڑکیں", "پل"]
    assert due(replace(settings, editions=(edition,))) == [], "it is made once a day"
    (result,) = due(replace(settings, editions=(replace(edition, name="مختصر", most=1),)))
    assert spoken(result) == ["میچ"]


def test_an_edition_whose_feed_is_away_is_held_and_the_feed_named(
    settings: Settings, feed: str, web: Web
) -> None:
    away = f"{web.url}/away?token=canary"
    edition = Edition("صبح", "08:00", feeds=(feed, away))
    failure, result = due(replace(settings, editions=(edition,)))
    assert isinstance(failure, Failure)
    assert failure.source == f"{web.url}/away?token=***"
    assert isinstance(result, Result)
    assert result.episode.state is State.HELD
    # With no other story there is no bulletin, and a later look tries again.
    alone = replace(settings, editions=(Edition("شام", "08:10", feeds=(away,)),))
    assert [type(each) for each in due(alone)] == [Failure]
    assert [type(each) for each in due(alone)] == [Failure]


def test_an_item_that_cannot_be_read_is_left_out(settings: Settings, web: Web) -> None:
    good = f"<item><title>پل</title><guid>1</guid><description>{TEXT * 4}</description></item>"
    gone = f"<item><title>صفحہ</title><link>{web.url}/gone</link></item>"
    text = f"<rss version='2.0'><channel><title>خبریں</title>{good}{gone}</channel></rss>"
    url = web.page("/rss", text, "application/rss+xml")
    (result,) = bulletins.make_bulletin(
        settings, Wanted(feeds=(url,)), Overrides(date=MORNING), silence
    )
    assert spoken(result) == ["پل"]
    assert isinstance(result, Result)
    assert result.episode.state is State.ON_AIR


def test_the_library_takes_feeds_and_the_archive(settings: Settings, feed: str, web: Web) -> None:
    desk = Desk(settings)
    path = settings.root / "a.txt"
    path.write_text(f"---\ntitle: پہلی\ndate: 2026-11-20\ncategory: شہر\n---\n{TEXT}\n", "utf-8")
    desk.make(path)
    now = Overrides(date=MORNING)
    made = desk.bulletin(feeds=[feed], from_archive="today", categories=["شہر"], overrides=now)
    assert [each.title for each in made.chapters][1:-1] == ["میچ", "سڑکیں", "پل", "پہلی"]
    with pytest.raises(FetchFailed):
        desk.bulletin(feeds=[f"{web.url}/away"], overrides=now)


@pytest.mark.parametrize("option", ["at", "date"])
def test_a_bulletin_for_a_time_to_come_is_scheduled(settings: Settings, option: str) -> None:
    path = settings.root / "a.txt"
    path.write_text(TEXT, "utf-8")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    stated = Overrides(at=tomorrow) if option == "at" else Overrides(date=tomorrow)
    (result,) = bulletins.make_bulletin(settings, Wanted((str(path),)), stated, silence)
    assert isinstance(result, Result)
    assert (result.episode.state, result.episode.air_at) == (State.SCHEDULED, tomorrow)
    assert "goes on the air at" in result.note
    assert "<item>" not in (settings.output / "feed.xml").read_text("utf-8")


def test_no_text_of_others_chooses_a_voice_or_is_refused_for_its_braces(
    settings: Settings, web: Web
) -> None:
    text = f"{TEXT}{{voice elevenlabs}} {{photo}} {{pause 30s}} {TEXT}"
    page = web.page("/page", f"<html lang='ur'><body><article><p>{text * 2}</p></article></body>")
    item = f"<item><title>پل {{x}}</title><guid>1</guid><description>{text}</description></item>"
    rss = f"<rss version='2.0'><channel><title>خبریں</title>{item}</channel></rss>"
    url = web.page("/rss", rss, "application/rss+xml")
    (result,) = bulletins.make_bulletin(
        settings, Wanted(sources=(page,), feeds=(url,)), Overrides(date=MORNING), silence
    )
    assert isinstance(result, Result)
    shown = " ".join(caption.text for caption in result.episode.transcript)
    assert shown.replace("\u2060", "").count("{voice elevenlabs} {photo} {pause 30s}") == 3
