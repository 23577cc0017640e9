"""Bulletins from sources, feeds and the archive, and the editions that are due."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

from naqeeb.archive import identity
from naqeeb.desk import from_archive
from naqeeb.desk.batch import outcome_of
from naqeeb.desk.erased import refuse_story
from naqeeb.desk.events import Event, Listener
from naqeeb.desk.job import Failure, Outcome, Overrides, bulletin_job
from naqeeb.desk.make import make_episode, read
from naqeeb.desk.shows import archive_of, names_of
from naqeeb.desk.source_list import opened_folders
from naqeeb.desk.up_to_date import with_site
from naqeeb.errors import IntakeError, NaqeebError
from naqeeb.intake import news
from naqeeb.model import Article
from naqeeb.settings import Edition, FromArchive, Settings
from naqeeb.text.addresses import source_name

_OLDEST_ITEM = timedelta(hours=24)
"""What a feed lists of the days before is no news in a bulletin."""
_OVER_MIDNIGHT = timedelta(hours=6)
"""How late an edition of the day before is still made; one of today until midnight."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the stories of a bulletin come from, in this order."""

    sources: tuple[str, ...] = ()
    """Files, folders and addresses."""
    feeds: tuple[str, ...] = ()
    most: int = 10
    """At most so many items of each feed."""
    from_archive: FromArchive = ""
    categories: tuple[str, ...] = ()
    """Of the archive only these, in this order; empty: all."""


def make_bulletin(
    settings: Settings, wanted: Wanted, overrides: Overrides, listener: Listener
) -> Generator[Outcome, None, None]:
    """Make one bulletin. Where a part that was named is missing it is held, and the part named.

    Yields:
        A failure for each part that could not be read, then what became of the bulletin.

    Raises:
        IntakeError: there is no story.
    """
    return with_site(settings, _bulletin(settings, wanted, overrides, listener), listener)


def make_due(
    settings: Settings, overrides: Overrides, listener: Listener
) -> Generator[Outcome, None, None]:
    """Make the editions that are due and not made: for cron and systemd.

    Args:
        settings: of the run, with its ``[[editions]]``.
        overrides: ``date`` stands for now; ``hold`` holds all of them.
        listener: told of each step.
    """
    now = settings.show.local(overrides.date or datetime.now(UTC))
    editions = [each for each in due(settings.editions, now) if not _is_made(settings, *each)]
    if not editions:
        listener(Event("note", "bulletin", "no edition is due"))
    return with_site(settings, _each(settings, editions, now, overrides, listener), listener)


def due(editions: Iterable[Edition], now: datetime) -> Iterator[tuple[Edition, datetime]]:
    """The editions whose time has come, each with its time, whether they are made or not.

    The look that comes after 23:55 may come after midnight: editions of the day before are due
    some hours into the day.

    Args:
        editions: of the settings.
        now: in the show's time zone.
    """
    for edition in editions:
        clock = time.fromisoformat(edition.time)
        today = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
        yesterday = today - timedelta(days=1)
        moments = [yesterday] if now - yesterday <= _OVER_MIDNIGHT else []
        for moment in [*moments, today] if today <= now else moments:
            if not edition.days or _WEEKDAYS[moment.weekday()] in edition.days:
                yield edition, moment


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _each(
    settings: Settings,
    editions: Iterable[tuple[Edition, datetime]],
    now: datetime,
    overrides: Overrides,
    listener: Listener,
) -> Iterator[Outcome]:
    for edition, moment in editions:
        own = for_edition(settings, edition)
        stated = replace(
            overrides,
            id=edition.name,
            title=edition.title or None,
            # At the edition's own time: the part of the day is heard.
            date=moment,
            hold=overrides.hold or edition.hold,
        )
        wanted = Wanted(
            edition.sources, edition.feeds, edition.most, edition.from_archive, edition.categories
        )
        try:
            yield from _bulletin(own, wanted, stated, listener, _news_until(moment, now))
        except NaqeebError as error:
            yield Failure(edition.name, error)


def _news_until(moment: datetime, now: datetime) -> datetime:
    """What is news in an edition that is made late: of yesterday's, what was news then."""
    return now if moment.date() == now.date() else moment


def for_edition(settings: Settings, edition: Edition) -> Settings:
    """The settings with what an edition states laid over them."""
    bulletin = settings.bulletin
    bulletin = replace(
        bulletin,
        template=edition.template or bulletin.template,
        length=edition.length or bulletin.length,
        headlines=bulletin.headlines if edition.headlines is None else edition.headlines,
    )
    return replace(settings, bulletin=bulletin)


def _is_made(settings: Settings, edition: Edition, moment: datetime) -> bool:
    archive = archive_of(settings, settings.show)
    key = identity.bulletin_key(moment, edition.name)
    ending = identity.digits(key)
    # One that was taken down for good comes back by --force alone.
    is_erased = any(each.endswith(ending) for each in archive.state().erased)
    return is_erased or bool(archive.of_names((key,)))


def _bulletin(
    settings: Settings,
    wanted: Wanted,
    overrides: Overrides,
    listener: Listener,
    now: datetime | None = None,
) -> Iterator[Outcome]:
    stories, failures = gathered(settings, wanted, now or overrides.date, listener)
    yield from failures
    if not stories and not failures:
        raise _no_story(wanted, overrides)
    if not stories:
        return
    # What lacks a part that was named waits for an editor.
    stated = replace(overrides, hold=True) if failures else overrides
    job = bulletin_job(settings, stories, stated)
    yield outcome_of("bulletin", partial(make_episode, job, listener))


def _no_story(wanted: Wanted, overrides: Overrides) -> IntakeError:
    """Why there is no bulletin, though nothing failed."""
    looked_in = [*wanted.sources, *wanted.feeds]
    if wanted.from_archive:
        looked_in.append(f"the archive ({', '.join((wanted.from_archive, *wanted.categories))})")
    return IntakeError(
        f"there is no news for the bulletin {overrides.id or ''}".rstrip(),
        cause=f"nothing of the time is in {', '.join(map(source_name, looked_in))}",
        hint="`naqeeb list` shows what is in the archive; an edition is tried again with --due",
    )


def gathered(
    settings: Settings, wanted: Wanted, now: datetime | None, listener: Listener
) -> tuple[tuple[Article, ...], tuple[Failure, ...]]:
    """The stories of a bulletin, each once, and the parts that could not be read.

    Args:
        settings: of the run.
        wanted: where they come from.
        now: what is news, and which day today is; None: now.
        listener: told of each that was read.
    """
    stories: dict[str, Article] = {}
    failures: list[Failure] = []
    for outcome in _stories(settings, wanted, now or datetime.now(UTC), listener):
        if isinstance(outcome, Article):
            stories.setdefault(outcome.id, outcome)
        else:
            failures.append(outcome)
    return tuple(stories.values()), tuple(failures)


def _stories(
    settings: Settings, wanted: Wanted, now: datetime, listener: Listener
) -> Iterator[Article | Failure]:
    single, failures = opened_folders(wanted.sources)
    yield from failures
    for source in single:
        try:
            article = read(settings, source, listener=listener)
            refuse_story(settings, article)
        except NaqeebError as error:
            yield Failure(source, error)
        else:
            yield article
    for url in wanted.feeds:
        try:
            yield from _of_feed(settings, url, wanted.most, now, listener)
        except NaqeebError as error:
            yield Failure(url, error)
    if wanted.from_archive:
        yield from from_archive.stories(
            settings, wanted.from_archive, wanted.categories, now=settings.show.local(now)
        )


def _of_feed(
    settings: Settings, url: str, most: int, now: datetime, listener: Listener
) -> Iterator[Article]:
    """The newest items of a feed, the newest first; one that cannot be read is passed over."""
    feed = news.read_feed(url, settings.intake, zone=settings.show.zone)
    items = feed.items if feed else ()
    fresh = [
        item for item in items if item.published is None or item.published >= now - _OLDEST_ITEM
    ]
    shows = names_of(settings)
    # By their dates: not every feed is in order. Without one an item stands where it is listed.
    newest = fresh[::-1]
    newest.sort(key=lambda item: item.published or now, reverse=True)
    for item in newest[:most]:
        try:
            article = news.article_of(item, settings.intake, shows=shows, zone=settings.show.zone)
            refuse_story(settings, article)
        except NaqeebError as error:
            listener(Event("note", item.where, f"left out of the bulletin: {error.what}"))
        else:
            listener(Event("read", item.where, article.title))
            yield replace(article, category=article.category or next(iter(item.categories), None))
