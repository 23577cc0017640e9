"""What a bulletin says around its stories: time and part of the day, desks, agencies, headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from naqeeb import Overrides
from naqeeb.desk.job import Job, article_job, bulletin_job
from naqeeb.desk.rundown import credit, desk_of, rundown, values_of, wording_of
from naqeeb.model import Article, Show
from naqeeb.script.wording import Wording
from naqeeb.settings import BulletinSettings, Edition, ScriptSettings, Settings

if TYPE_CHECKING:
    Station = Any

EIGHT = datetime(2026, 11, 20, 8, tzinfo=ZoneInfo("Asia/Karachi"))
MIDNIGHT = EIGHT.replace(hour=0)
SPOKEN_OF_TIME = ("time", "part_of_day")


def story(number: int, **facts: Any) -> Article:
    return replace(Article(f"{number}.txt", f"خبر {number}", ("متن۔",)), **facts)


def bulletin(
    settings: Settings, *stories: Article, day: datetime = EIGHT, edition: str | None = None
) -> Job:
    return bulletin_job(settings, stories or (story(1),), Overrides(date=day, id=edition))


def with_bulletin(station: Station, **facts: Any) -> Settings:
    settings: Settings = replace(station.settings, bulletin=BulletinSettings(**facts))
    return settings


def values(job: Job) -> dict[str, object]:
    return values_of(job, job.stories, 0)


@pytest.mark.parametrize(
    ("clock", "time", "part", "wording"),
    [
        ("00:30", "رات 12 بج کر 30 منٹ", "رات", "night"),
        ("03:59", "رات 3 بج کر 59 منٹ", "رات", "night"),
        ("04:00", "صبح 4 بجے", "صبح", "morning"),
        ("11:59", "صبح 11 بج کر 59 منٹ", "صبح", "morning"),
        ("12:00", "دوپہر 12 بجے", "دوپہر", "noon"),
        ("15:00", "سہ پہر 3 بجے", "سہ پہر", "base"),
        ("17:00", "شام 5 بجے", "شام", "evening"),
        ("20:01", "رات 8 بج کر 1 منٹ", "رات", "night"),
    ],
)
def test_it_says_the_time_in_the_words_of_the_part_of_the_day(
    newsdesk: Station, clock: str, time: str, part: str, wording: str
) -> None:
    hour, minute = map(int, clock.split(":"))
    settings = with_bulletin(newsdesk, time=True)
    job = bulletin(settings, day=EIGHT.replace(hour=hour, minute=minute))
    assert [values(job)[name] for name in SPOKEN_OF_TIME] == [time, part]
    assert wording_of(job).source == Wording(wording, settings.root).source
    untimed = bulletin(with_bulletin(newsdesk, time=False), day=EIGHT)
    assert [values(untimed)[name] for name in SPOKEN_OF_TIME] == ["", "صبح"]


def test_a_bulletin_of_a_day_alone_says_no_time(newsdesk: Station) -> None:
    settings = with_bulletin(newsdesk, time=True)
    job = bulletin(settings, day=MIDNIGHT)
    assert [values(job)[name] for name in SPOKEN_OF_TIME] == ["", ""]
    assert (values(job)["weekday"], values(job)["date"]) == ("جمعہ", "20 نومبر 2026")
    assert wording_of(job).source == Wording("base", settings.root).source


NOON = EIGHT.replace(hour=13, minute=23)
WORDINGS = {
    "صبح": "morning", "دوپہر": "noon", "سہ پہر": "base", "شام": "evening", "رات": "night",
}  # fmt: skip
LATE = Edition("سویرا", "23:30", sources=("a",))


@pytest.mark.parametrize(
    ("edition", "made", "stated", "part"),
    [
        ("صبح", NOON, {}, "صبح"),
        ("صبح کی خبریں", NOON, {}, "صبح"),
        ("Morning, Lahore", NOON, {}, "صبح"),
        ("سہ پہر", EIGHT, {}, "سہ پہر"),
        ("دوپہر", EIGHT, {}, "دوپہر"),
        # An edition of the settings has its time, whatever its name.
        ("سویرا", NOON, {}, "رات"),
        ("سویرا", NOON, {"date": EIGHT}, "رات"),
        # What an editor states stands over a name.
        ("صبح", NOON, {"date": EIGHT.replace(hour=18)}, "شام"),
        ("صبح", NOON, {"date": MIDNIGHT}, "صبح"),
        ("صبح", NOON, {"at": EIGHT.replace(hour=18)}, "صبح"),
        ("خاص", NOON, {"at": EIGHT.replace(hour=18)}, "شام"),
        (None, NOON, {"at": EIGHT.astimezone(UTC)}, "صبح"),
        # Names that mean nothing, or two parts.
        ("خاص", NOON, {}, "دوپہر"),
        ("صبح و شام", NOON, {}, "دوپہر"),
        ("صبحدم", NOON, {}, "دوپہر"),
        ("خاص", MIDNIGHT, {}, ""),
    ],
)
def test_a_bulletin_greets_by_its_edition_and_not_by_the_clock(
    newsdesk: Station,
    edition: str | None,
    made: datetime,
    stated: dict[str, datetime],
    part: str,
) -> None:
    settings = replace(with_bulletin(newsdesk, time=True), editions=(LATE,))
    job = bulletin_job(settings, (story(1),), Overrides(id=edition, date=made))
    # As a bulletin that is made now has it: its day is the clock's, and states nothing.
    day = stated.get("date", made)
    job = replace(
        job, day=day, overrides=Overrides(id=edition, date=stated.get("date"), at=stated.get("at"))
    )
    said = values(job)
    assert said["part_of_day"] == part
    if part:
        assert wording_of(job).source == Wording(WORDINGS[part], settings.root).source
    # No clock is read out that the greeting contradicts.
    assert not said["time"] or str(said["time"]).startswith(part)


def test_what_else_a_template_may_ask_for(newsdesk: Station) -> None:
    plain = values(bulletin(replace(newsdesk.settings, shows=(Show(title=""),))))
    assert (plain["show"], plain["edition"], plain["bulletin"]) == ("نقیب", "", True)
    assert plain["hijri"] == "10 جمادی الثانی 1448 ہجری"
    settings = with_bulletin(newsdesk, hijri=False, credit="ہمارے نامہ نگار")
    said = values(bulletin(settings, story(1, byline="APP"), story(2), edition="صبح"))
    assert (said["show"], said["edition"], said["stories"]) == ("ریڈیو نقیب", "صبح", 2)
    assert (said["hijri"], said["credit"]) == ("", "ہمارے نامہ نگار")


def test_of_an_article_a_template_is_told_of_no_day(newsdesk: Station) -> None:
    job = article_job(newsdesk.settings, "1.txt", story(1, published=EIGHT))
    said = values(job)
    dated = ("weekday", "date", "hijri", "time", "part_of_day")
    assert ([said[name] for name in dated], said["bulletin"]) == ([""] * 5, False)
    assert wording_of(job).source == Wording("base", newsdesk.settings.root).source


@pytest.mark.parametrize(
    ("bylines", "said"),
    [
        ((), ""),
        ((None, "نامہ نگار خصوصی"), ""),
        (("APP",), "اے پی پی"),
        (("اے پی پی", "APP", "Reuters"), "اے پی پی اور رائٹرز"),
        (("رائٹرز", None, "Xinhua", "APP"), "رائٹرز، شنہوا اور اے پی پی"),
    ],
)
def test_each_agency_is_credited_once(bylines: Sequence[str | None], said: str) -> None:
    assert credit([story(n, byline=byline) for n, byline in enumerate(bylines)]) == said


@pytest.mark.parametrize(
    ("category", "desk"),
    [
        (None, ""),
        ("", ""),
        ("کھیل", "کھیلوں کی خبریں"),
        (" Sports ", "کھیلوں کی خبریں"),
        # Of others only the name is known, and not how it bends.
        ("باغبانی", ""),
        ("باغبانی کی خبریں", "باغبانی کی خبریں"),
        ("خبریں اور تبصرے", ""),
    ],
)
def test_the_words_that_lead_over_to_a_desk(category: str | None, desk: str) -> None:
    assert desk_of(category) == desk


LINK = (
    "{% block link %}{{ story.number }} {{ story.headline }}"
    "{% if story.opens_desk %} {{ story.desk }}{% endif %}"
    "{% if story.first %} first{% endif %}{% if story.last %} last{% endif %}{% endblock %}"
)


@pytest.mark.parametrize(
    ("categories", "links"),
    [
        (["کھیل"], ["1 خبر 1 first last"]),
        # All are of one desk: it is not announced.
        (["کھیل", "Sports"], ["1 خبر 1 first", "2 خبر 2 last"]),
        (
            ["کھیل", "قومی", "کھیل"],
            [
                "1 خبر 1 کھیلوں کی خبریں first",
                "2 خبر 2 قومی خبریں",
                "3 خبر 3 کھیلوں کی خبریں last",
            ],
        ),
        (
            ["کھیل", "Sports", None, "قومی", "کھیل"],
            [
                *("1 خبر 1 کھیلوں کی خبریں first", "2 خبر 2", "3 خبر 3"),
                *("4 خبر 4 قومی خبریں", "5 خبر 5 کھیلوں کی خبریں last"),
            ],
        ),
    ],
)
def test_a_desk_is_announced_where_it_begins(
    newsdesk: Station, categories: list[str | None], links: list[str]
) -> None:
    (newsdesk.settings.root / "own.txt").write_text(LINK, "utf-8")
    stories = [story(n, category=each) for n, each in enumerate(categories, 1)]
    job = bulletin(with_bulletin(newsdesk, template="own.txt"), *stories)
    assert list(rundown(job).links) == links


@pytest.mark.parametrize(
    ("facts", "headlines", "is_repeated"),
    [
        ({"headlines": 2}, ((0, "خبر 1"), (1, "مختصر")), False),
        ({"headlines": 1, "repeat": True}, ((0, "خبر 1"),), True),
        ({"headlines": 0, "repeat": True}, (), False),
    ],
)
def test_headlines_have_a_lead_and_are_read_again_where_that_is_wanted(
    newsdesk: Station, facts: dict[str, Any], headlines: tuple[Any, ...], is_repeated: bool
) -> None:
    stories = (story(1), story(2, headline="مختصر"), story(3))
    said = rundown(bulletin(with_bulletin(newsdesk, **facts), *stories))
    assert said.headlines == headlines
    assert bool(said.headlines_lead) is bool(headlines)
    assert bool(said.closing_lead) is is_repeated


def test_a_link_may_say_category_and_byline(newsdesk: Station) -> None:
    text = "{% block link %}{{ story.title }}/{{ story.category }}/{{ story.byline }}{% endblock %}"
    (newsdesk.settings.root / "own.txt").write_text(text, "utf-8")
    stories = (story(1, category="قومی", byline="APP"), story(2))
    job = bulletin(with_bulletin(newsdesk, template="own.txt"), *stories)
    assert rundown(job).links == ("خبر 1/قومی/APP", "خبر 2//")


def test_the_newsrooms_own_texts_stand_in_place_of_the_wordings(newsdesk: Station) -> None:
    texts = ScriptSettings(
        greeting="{show} سے {date}۔", headlines="سرخیاں۔", stories="تفصیل۔", sign_off="خدا حافظ۔"
    )
    own = rundown(bulletin(replace(newsdesk.settings, script=texts)))
    said = (own.greeting, own.headlines_lead, own.stories_lead, own.sign_off)
    assert said == ("ریڈیو نقیب سے جمعہ 20 نومبر 2026۔", "سرخیاں۔", "تفصیل۔", "خدا حافظ۔")
    wordings = rundown(bulletin(newsdesk.settings))
    others = (
        *(wordings.greeting, wordings.headlines_lead, wordings.stories_lead, wordings.sign_off),
    )
    assert all(others)
    assert not set(others) & set(said)
