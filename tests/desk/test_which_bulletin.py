"""Which bulletin of a day a run makes: an edition, one that shares its stories, or a new one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from bulletin_runs import DAY, WORDS, one, run, with_bulletin, write

from naqeeb import Failure, Kind, Overrides, Result
from naqeeb.desk import bulletins, from_archive, job, site
from naqeeb.desk.bulletins import Wanted
from naqeeb.desk.check import check, repair
from naqeeb.desk.events import silence
from naqeeb.desk.job import article_job
from naqeeb.desk.make import make_episode
from naqeeb.desk.shows import archive_of
from naqeeb.desk.stories import of_episode
from naqeeb.errors import SettingsError
from naqeeb.model import Article, State

if TYPE_CHECKING:
    Station = Any


def test_made_again_it_is_unchanged_also_later_in_the_day(
    newsdesk: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(newsdesk, "a.txt", WORDS, title="سڑکیں")
    wanted = Wanted((source,))
    for hours, kind in ((0, Kind.NEW), (8, Kind.UNCHANGED)):

        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None, hours: int = hours) -> datetime:  # type: ignore[override]  # noqa: ARG003
                return DAY + timedelta(hours=hours)

        for module in (job, bulletins):
            monkeypatch.setattr(module, "datetime", Clock)
        outcomes = list(bulletins.make_bulletin(newsdesk.settings, wanted, Overrides(), silence))
        assert one(outcomes).kind is kind


def test_an_edition_is_replaced_under_its_guid_whatever_its_stories(newsdesk: Station) -> None:
    first, second = (
        write(newsdesk, name, WORDS, title=title)
        for name, title in (("a.txt", "ایک"), ("b.txt", "دو"))
    )
    before = one(run(newsdesk.settings, first, id="صبح"))
    after = one(run(newsdesk.settings, second, id="صبح"))
    other = one(run(newsdesk.settings, second, id="شام"))
    assert (after.kind, after.episode.guid) == (Kind.CORRECTION, before.episode.guid)
    assert (other.kind, other.episode.guid == before.episode.guid) == (Kind.NEW, False)


@pytest.mark.parametrize(
    "changed",
    [{"headlines": 0}, {"presenter": "عائشہ"}, {"hijri": False}, {"repeat": True}],
)
def test_what_is_heard_otherwise_is_made_again(newsdesk: Station, changed: dict[str, Any]) -> None:
    source = write(newsdesk, "a.txt", WORDS, title="سڑکیں")
    run(newsdesk.settings, source)
    assert one(run(with_bulletin(newsdesk, **changed), source)).kind is Kind.CORRECTION


def test_a_named_part_that_is_missing_holds_the_bulletin(newsdesk: Station) -> None:
    source = write(newsdesk, "a.txt", WORDS, title="سڑکیں")
    failure, result = run(newsdesk.settings, source, str(newsdesk.settings.root / "gone.txt"))
    assert isinstance(failure, Failure)
    assert isinstance(result, Result)
    assert result.episode.state is State.HELD


def stories(station: Station, numbers: range) -> list[str]:
    """A file for each number, with a sentence that no other has."""
    return [
        write(station, f"{n}.txt", f"{WORDS} یہ خبر نمبر {n} ہے۔", title=f"خبر {n}")
        for n in numbers
    ]


def test_of_two_bulletins_of_a_day_the_one_that_shares_most_is_made_again(
    newsdesk: Station,
) -> None:
    """Both are near enough, and the evening's was changed last."""
    settings = newsdesk.settings
    morning = one(run(settings, *stories(newsdesk, range(5))))
    run(settings, *stories(newsdesk, range(4, 9)))
    evening = one(run(settings, *stories(newsdesk, range(3, 9))))
    again = one(run(settings, *stories(newsdesk, range(6)), date=DAY.replace(hour=14)))
    assert (evening.kind, again.kind) == (Kind.CORRECTION, Kind.CORRECTION)
    assert evening.episode.guid != morning.episode.guid
    assert again.episode.guid == morning.episode.guid
    # And they stay two, though by now they share half of their stories.
    assert [fault.what for result in check(settings) for fault in result.faults] == []


def test_one_long_story_of_many_does_not_make_two_bulletins_one(newsdesk: Station) -> None:
    long = write(newsdesk, "long.txt", "\n\n".join(f"{WORDS} {n}۔" for n in range(20)))
    morning = one(run(newsdesk.settings, long, *stories(newsdesk, range(4))))
    evening = one(run(newsdesk.settings, long, *stories(newsdesk, range(4, 8))))
    assert evening.kind is Kind.NEW
    assert evening.episode.guid != morning.episode.guid


def test_another_bulletin_of_the_day_has_a_title_of_its_own(newsdesk: Station) -> None:
    run(newsdesk.settings, *stories(newsdesk, range(3)), title="خاص بلیٹن")
    other = one(run(newsdesk.settings, *stories(newsdesk, range(3, 6))))
    again = one(run(newsdesk.settings, *stories(newsdesk, range(2))))
    assert other.episode.title.startswith("ریڈیو نقیب")
    assert again.episode.title == "خاص بلیٹن"


def test_a_correction_leaves_the_held_one_of_another_bulletin(newsdesk: Station) -> None:
    settings = newsdesk.settings
    run(settings, *stories(newsdesk, range(3)))
    run(settings, *stories(newsdesk, range(3, 6)))
    held = one(run(settings, *stories(newsdesk, range(3, 7)), hold=True)).episode
    corrected = one(run(settings, *stories(newsdesk, range(2))))
    assert corrected.kind is Kind.CORRECTION
    waiting = [each.id for each in archive_of(settings, settings.show).all()[0]]
    assert held.id in waiting


def test_a_bulletin_stands_in_the_feed_by_its_moment_and_not_by_its_clock(
    newsdesk: Station,
) -> None:
    """08:30 in Karachi is before 04:00 in UTC, and its page is as its record makes it."""
    settings = newsdesk.settings
    bulletin = one(run(settings, *stories(newsdesk, range(1)))).episode
    moment = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    single = Article(id="single", title="خبر", paragraphs=(WORDS,), published=moment)
    newer = make_episode(article_job(settings, "single", single), silence).episode
    on_air = archive_of(settings, settings.show).on_air()
    assert [each.id for each in on_air.window(0, 9)] == [newer.id, bulletin.id]
    site.update(settings, settings.show)
    assert [fault.what for result in check(settings) for fault in result.faults] == []


def test_a_bulletin_for_today_is_one_of_now(newsdesk: Station) -> None:
    """Its day alone would be midnight: older than all of the day, and greeting nobody's morning."""
    settings = newsdesk.settings
    now = settings.show.local(datetime.now(UTC))
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    sources = stories(newsdesk, range(2))
    first = one(run(settings, *sources, date=today))
    assert first.episode.published >= now
    assert (first.episode.state, first.episode.stated) == (State.ON_AIR, ())
    assert one(run(settings, *sources, date=today)).kind is Kind.UNCHANGED
    before = one(run(settings, *sources, date=today - timedelta(days=1)))
    assert before.episode.published == today - timedelta(days=1)


@pytest.mark.parametrize(
    ("edition", "then"),
    [
        (None, range(1, 4)),
        # An edition is one bulletin whatever stories it has.
        ("صبح", range(3, 6)),
    ],
)
def test_a_bulletin_that_was_restored_from_its_sound_is_known_again(
    newsdesk: Station, edition: str | None, then: range
) -> None:
    settings = newsdesk.settings
    first = one(run(settings, *stories(newsdesk, range(3)), id=edition)).episode
    (archive_of(settings, settings.show).folder(first.id) / "episode.json").unlink()
    list(repair(settings))
    sources = stories(newsdesk, then)
    again = one(run(settings, *sources, id=edition))
    assert (again.kind, again.episode.guid) == (Kind.CORRECTION, first.guid)
    other = one(run(settings, *sources, id=edition, date=DAY + timedelta(days=1)))
    assert other.episode.guid != first.guid


@pytest.mark.parametrize(("count", "headlines"), [(1, 3), (3, 0), (3, 3)])
def test_a_bulletin_that_was_restored_from_its_sound_is_no_story(
    newsdesk: Station, count: int, headlines: int
) -> None:
    settings = with_bulletin(newsdesk, headlines=headlines)
    bulletin = one(run(settings, *stories(newsdesk, range(count)))).episode
    archive = archive_of(settings, settings.show)
    (archive.folder(bulletin.id) / "episode.json").unlink()
    list(repair(settings))
    assert not archive.load(bulletin.id).stories
    now = settings.show.local(bulletin.published)
    assert from_archive.stories(settings, "today", (), now=now) == []
    with pytest.raises(SettingsError, match="is a bulletin, not a story"):
        of_episode(settings, bulletin.id)
