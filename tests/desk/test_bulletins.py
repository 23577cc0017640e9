"""Bulletins: editions, length, stories of the archive, what is due, and what is held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING, Any

import pytest
from bulletin_runs import DAY, WORDS, one, run, with_bulletin, write

from naqeeb import Kind, Overrides, Result
from naqeeb.desk import bulletins, from_archive
from naqeeb.desk.batch import make_all
from naqeeb.desk.bulletins import Wanted
from naqeeb.desk.check import check
from naqeeb.desk.events import silence
from naqeeb.desk.job import article_job, bulletin_job
from naqeeb.desk.make import make_episode
from naqeeb.model import Article, Role
from naqeeb.settings import Edition

if TYPE_CHECKING:
    Station = Any

Naqeeb = Callable[..., CompletedProcess[str]]
# -- what is said ----------------------------------------------------------


def test_a_bulletin_speaks_in_the_part_of_the_day_of_its_zone(newsdesk: Station) -> None:
    first = write(newsdesk, "a.txt", WORDS, title="سڑکیں", headline="سڑکوں کی بحالی شروع")
    episode = one(run(newsdesk.settings, first)).episode
    texts = [each.text for each in episode.transcript]
    assert texts[0] == "السلام علیکم، صبح بخیر۔"
    assert "آج جمعہ ہے، 20 نومبر 2026، بمطابق 10 جمادی الثانی 1448 ہجری۔" in texts
    assert "سڑکوں کی بحالی شروع" in texts
    assert [each.title for each in episode.chapters] == ["سرخیاں", "سڑکیں", "اختتام"]


def test_the_summary_counts_each_story_titled_or_not(newsdesk: Station) -> None:
    titled = write(newsdesk, "a.txt", WORDS, title="پہلی")
    untitled = write(newsdesk, "b.txt", "لاہور میں بارش ہوئی۔ سڑکیں بند ہیں۔")
    summary = one(run(newsdesk.settings, titled, untitled)).episode.summary
    assert summary.split(" · ")[0] == "پہلی"
    assert "لاہور میں بارش" in summary.split(" · ")[1]


def test_at_most_so_many_headlines_are_read(newsdesk: Station) -> None:
    sources = [write(newsdesk, f"{n}.txt", WORDS, title=f"خبر نمبر {n}") for n in range(4)]
    episode = one(run(with_bulletin(newsdesk, headlines=2), *sources)).episode
    headlines = [each.story for each in episode.transcript if each.role is Role.HEADLINE][1:-1]
    assert headlines == [0, 1]


def test_each_chapter_leads_to_its_story(newsdesk: Station) -> None:
    news = [
        Article(f"{n}.txt", f"خبر {n}", (f"{WORDS} {n}۔",), source=f"https://example.org/{n}")
        for n in range(2)
    ]
    episode = make_episode(bulletin_job(newsdesk.settings, news, Overrides(date=DAY))).episode
    urls = [None, "https://example.org/0", "https://example.org/1", None]
    assert [each.url for each in episode.chapters] == urls
    single = make_episode(article_job(newsdesk.settings, "0.txt", news[0])).episode
    assert [each.url for each in single.chapters] == [None] * len(single.chapters)


# -- from the archive ------------------------------------------------------


def article(station: Station, key: str, published: datetime, category: str | None) -> None:
    news = Article(key, f"خبر {key}", (WORDS, key), published=published, category=category)
    make_episode(article_job(station.settings, key, news))


def test_stories_of_the_archive_by_day_of_the_zone_and_in_category_order(
    newsdesk: Station,
) -> None:
    article(newsdesk, "yesterday", datetime(2026, 11, 19, 18, 59, tzinfo=UTC), "کھیل")
    article(newsdesk, "sport", datetime(2026, 11, 19, 19, 1, tzinfo=UTC), "کھیل")
    article(newsdesk, "nation", datetime(2026, 11, 20, 1, tzinfo=UTC), "قومی")
    article(newsdesk, "newer", datetime(2026, 11, 20, 2, tzinfo=UTC), "قومی")
    now = newsdesk.settings.show.local(DAY)

    def keys(period: Any, *categories: str) -> list[str]:
        stories = from_archive.stories(newsdesk.settings, period, categories, now=now)
        return [each.id for each in stories]

    assert keys("today", "قومی", "کھیل") == ["newer", "nation", "sport"]
    assert keys("today", "کھیل") == ["sport"]
    assert keys("yesterday") == ["yesterday"]
    assert set(keys("24h")) == {"yesterday", "sport", "nation", "newer"}
    # One desk stands together, whatever its categories are called.
    article(newsdesk, "cricket", datetime(2026, 11, 20, 0, tzinfo=UTC), "Sports")
    article(newsdesk, "world", datetime(2026, 11, 20, 3, tzinfo=UTC), "دنیا")
    listed = keys("today")
    assert {listed.index("cricket") - listed.index("sport")} <= {1, -1}
    assert keys("today", "کھیل") == ["sport"]
    article(newsdesk, "none", datetime(2026, 11, 20, 3, 10, tzinfo=UTC), None)
    ordered = with_bulletin(newsdesk, categories=("فیصل آباد", "کھیل", "قومی"))
    stories = from_archive.stories(ordered, "today", (), now=now)
    assert [each.id for each in stories] == [
        *("cricket", "sport", "newer", "nation", "none", "world")
    ]
    # A bulletin is no story of another.
    wanted = Wanted(from_archive="today")
    list(bulletins.make_bulletin(newsdesk.settings, wanted, Overrides(date=DAY), silence))
    assert set(keys("today")) == {"sport", "nation", "newer", "cricket", "world", "none"}


NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "begin", "end"),
    [
        ("today", NOON.replace(hour=0), NOON.replace(day=21, hour=0)),
        ("yesterday", NOON.replace(day=19, hour=0), NOON.replace(hour=0)),
        # What is published in this moment is news of these.
        ("24h", NOON.replace(day=19), NOON + timedelta(microseconds=1)),
        ("7d", NOON.replace(day=13), NOON + timedelta(microseconds=1)),
    ],
)
def test_a_period_begins_and_ends(period: Any, begin: datetime, end: datetime) -> None:
    assert from_archive.bounds(period, NOON) == (begin, end)


def test_a_damaged_record_leaves_out_its_story_alone(newsdesk: Station) -> None:
    for hour in range(3):
        article(newsdesk, f"story-{hour}", datetime(2026, 11, 20, hour, tzinfo=UTC), "قومی")
    newest = newsdesk.archive.entries()[0]
    (newsdesk.archive.folder(newest.id) / "episode.json").write_text("{")
    now = newsdesk.settings.show.local(DAY)
    left = from_archive.stories(newsdesk.settings, "today", (), now=now)
    assert [each.id for each in left] == ["story-1", "story-0"]


def test_a_story_of_the_archive_keeps_its_headline_and_priority(newsdesk: Station) -> None:
    text = "\n\n".join([WORDS] * 2)

    def made(headline: str, priority: str, **more: str) -> Result:
        facts = {"title": "سڑکوں کی بحالی", "headline": headline, "priority": priority, **more}
        source = write(newsdesk, "a.txt", text, **facts)
        (outcome,) = make_all(newsdesk.settings, [source], Overrides(date=DAY), silence)
        return one([outcome])

    def story() -> Article:
        now = newsdesk.settings.show.local(DAY)
        (found,) = from_archive.stories(newsdesk.settings, "today", (), now=now)
        return found

    first = made("سڑکیں بحال", "2")
    assert (story().headline, story().priority) == ("سڑکیں بحال", 2)
    # Another headline is noted, and no new sound is made for it.
    again = made("سڑکیں کھل گئیں", "1")
    assert (again.kind, again.episode.audio) == (Kind.UNCHANGED, first.episode.audio)
    assert (story().headline, story().priority) == ("سڑکیں کھل گئیں", 1)
    # A category stands on the page too: its change is a correction.
    filed = made("سڑکیں کھل گئیں", "1", category="شہر")
    assert (filed.kind, filed.episode.audio.sha256) == (
        Kind.CORRECTION,
        first.episode.audio.sha256,
    )
    assert story().category == "شہر"
    assert [fault.what for each in check(newsdesk.settings) for fault in each.faults] == []


# -- editions that are due -------------------------------------------------


def test_editions_that_are_due_are_made_once(newsdesk: Station) -> None:
    source = write(newsdesk, "a.txt", WORDS, title="سڑکیں")
    settings = replace(
        newsdesk.settings,
        editions=(
            Edition("صبح", "07:30", sources=(source,)),
            Edition("شام", "18:00", sources=(source,), title="شام کی خبریں"),
            Edition("ہفتہ", "06:00", days=("saturday",), sources=(source,)),
        ),
    )

    def titles(now: datetime) -> list[str]:
        outcomes = bulletins.make_due(settings, Overrides(date=now), silence)
        return [one([each]).episode.title for each in outcomes]

    assert titles(datetime(2026, 11, 20, 2, tzinfo=UTC)) == []  # 07:00
    (morning,) = titles(DAY)
    assert "صبح" in morning
    assert titles(DAY) == []
    # Late in the evening, both the morning's and the evening's time has come.
    assert titles(datetime(2026, 11, 20, 15, tzinfo=UTC)) == ["شام کی خبریں"]


def test_an_edition_before_midnight_is_made_by_the_look_after_it(newsdesk: Station) -> None:
    article(newsdesk, "late", datetime(2026, 11, 20, 18, 30, tzinfo=UTC), "قومی")  # 23:30
    article(newsdesk, "next", datetime(2026, 11, 20, 19, 1, tzinfo=UTC), "قومی")  # 00:01
    edition = Edition("رات", "23:55", from_archive="today", days=("friday",))
    settings = replace(newsdesk.settings, editions=(edition,))

    def made(now: datetime) -> list[Result]:
        return [one([each]) for each in bulletins.make_due(settings, Overrides(date=now), silence)]

    assert made(datetime(2026, 11, 20, 18, 50, tzinfo=UTC)) == []  # 23:50
    # Long after it nobody waits for it any more.
    assert made(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)) == []  # 06:00
    (result,) = made(datetime(2026, 11, 20, 19, 2, tzinfo=UTC))  # 00:02, on Saturday
    assert result.episode.stories == ("late",)
    assert "آج جمعہ ہے، 20 نومبر 2026" in " ".join(each.text for each in result.episode.transcript)
    assert made(datetime(2026, 11, 20, 19, 2, tzinfo=UTC)) == []


# -- the command -----------------------------------------------------------


def test_the_command_exits_1_and_holds_where_a_source_is_missing(naqeeb: Naqeeb) -> None:
    done = naqeeb("bulletin", "news/flood.txt", "news/gone.txt", "--voice", "tone")
    assert done.returncode == 1
    assert "it is held" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "needs at least one article"),
        (("news/flood.txt", "--length", "5 parsecs"), "is not a length of time"),
        (("news/flood.txt", "--category", "کھیل"), "--from-archive"),
        (("--due",), "no editions in the settings"),
        (("--due", "news/flood.txt"), "takes no stories"),
        (("--due", "--title", "خبرنامہ"), "takes no stories, name or title"),
        (("news/flood.txt", "--edition", "a", "--id", "b"), "two editions"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(
    naqeeb: Naqeeb, arguments: tuple[str, ...], message: str
) -> None:
    done = naqeeb("bulletin", *arguments, "--voice", "tone")
    assert done.returncode == 2
    assert message in done.stderr


def test_an_archive_without_news_is_named_and_no_wrong_command(naqeeb: Naqeeb) -> None:
    done = naqeeb("bulletin", "--from-archive", "today", "--category", "کھیل", "--voice", "tone")
    assert done.returncode == 1
    assert "nothing of the time is in the archive (today, کھیل)" in done.stderr


def test_the_editions_of_the_settings_are_checked(naqeeb: Naqeeb, newsroom: Path) -> None:
    for text, message in (
        ('time = "07:30"\nfrom_archive = "24h"', "has no name"),
        ('name = "a"\ntime = "25:00"\nfrom_archive = "24h"', "no time of the day"),
        ('name = "a"\ntime = "07:30"', "has no stories"),
        ('name = "a"\ntime = "07:30"\nsources = ["x"]\nlength = "x"', "length of time"),
        ('name = "a"\ntime = "07:30"\nfrom_archive = "3d"', "one of"),
    ):
        (newsroom / "naqeeb.toml").write_text(f"[[editions]]\n{text}\n", "utf-8")
        done = naqeeb("bulletin", "--due")
        assert (done.returncode, message in done.stderr) == (2, True), done.stderr
