"""One look at a feed: what is new or corrected is made, the rest is remembered."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from naqeeb.archive import lock
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.follow.memory import FeedMemory, Memory, Seen
from naqeeb.desk.follow.plan import Plan, failed, page_is_due, plan, utc_now
from naqeeb.desk.job import Failure, Outcome, Overrides, ReadSource
from naqeeb.desk.shows import archive_of, names_of
from naqeeb.errors import ArchiveLocked, NaqeebError
from naqeeb.intake import news
from naqeeb.settings import FollowSettings, Settings


def look_at_all(
    settings: Settings, feeds: tuple[FollowSettings, ...], listener: Listener = silence
) -> Generator[Outcome, None, None]:
    """Look at feeds, one after the other; one that cannot be read is a failure by name."""
    return _with_site(settings, _each(settings, feeds, listener), listener)


def look(
    settings: Settings, feed: FollowSettings, listener: Listener = silence
) -> Generator[Outcome, None, None]:
    """Make what is new or corrected in a feed into episodes.

    Yields:
        What became of each item that was new, corrected or tried again.

    Raises:
        FetchFailed: the feed cannot be read.
    """
    return _with_site(settings, _look(settings, feed, listener), listener)


def status(settings: Settings) -> list[FeedMemory]:
    """What is remembered of each feed that was looked at; then the settings' that never were."""
    memory = Memory(archive_of(settings, settings.show).output)
    remembered = memory.all()
    of_settings = [memory.of(url) for url in dict.fromkeys(feed.url for feed in settings.follow)]
    return [*remembered, *(feed for feed in of_settings if feed not in remembered)]


def _with_site(
    settings: Settings, outcomes: Iterator[Outcome], listener: Listener
) -> Generator[Outcome, None, None]:
    """The outcomes, with feed and pages brought up to date where there is a reason to."""
    first = next(outcomes, None)
    if first is None and not any(archive_of(settings, show).is_behind() for show in settings.shows):
        return
    # Here, since a look that finds nothing new would take half as long again with it.
    from naqeeb.desk.up_to_date import with_site

    yield from with_site(settings, chain(filter(None, (first,)), outcomes), listener)


def _each(
    settings: Settings, feeds: tuple[FollowSettings, ...], listener: Listener
) -> Iterator[Outcome]:
    for feed in feeds:
        try:
            yield from _look(settings, feed, listener)
        except NaqeebError as error:
            yield Failure(feed.url, error)


@dataclass(frozen=True, slots=True)
class _Followed:
    """A feed that is looked at, and what is remembered of it."""

    wanted: FollowSettings
    remembered: FeedMemory
    memory: Memory
    """Of all feeds."""

    def keep(self) -> None:
        """Write what is remembered now."""
        self.memory.keep(self.wanted.url, self.remembered)


def _look(settings: Settings, wanted: FollowSettings, listener: Listener) -> Iterator[Outcome]:
    archive = archive_of(settings, settings.show)
    archive.begin()
    memory = Memory(archive.output)
    with _alone(memory.lock_of(wanted.url)) as alone:
        if not alone:
            listener(Event("read", wanted.url, "another run is looking at this feed"))
            return
        remembered = memory.of(wanted.url)
        followed = _Followed(wanted, remembered, memory)
        now = utc_now()
        feed = _read(settings, followed, now)
        if feed is None:
            remembered.last_look = now
            followed.keep()
            return
        todo = plan(feed.items, remembered, wanted, known=_known(settings), now=now)
        _tell(listener, wanted, todo, feed.faults)
        _remember_what_is_not_made(remembered, todo, now)
        try:
            yield from _worked(settings, followed, todo, listener)
        finally:
            # What is done is remembered also where the run is interrupted.
            remembered.etag, remembered.last_modified = feed.etag, feed.last_modified
            remembered.last_look, remembered.waiting = now, todo.waiting
            remembered.listed = [item.id for item in feed.items]
            followed.keep()


def _read(settings: Settings, followed: _Followed, now: datetime) -> news.NewsFeed | None:
    """The feed; None where it is as it was and nothing waits, so that it need not be sent."""
    wanted, remembered = followed.wanted, followed.remembered
    due = any(each.again_at and each.again_at <= now for each in remembered.failing.values())
    pages = any(page_is_due(each, now) for each in remembered.seen.values())
    as_it_was = not (due or pages or remembered.waiting or remembered.under_way)
    return news.read_feed(
        wanted.url,
        settings.intake,
        zone=settings.show.zone,
        etag=remembered.etag if as_it_was else None,
        last_modified=remembered.last_modified if as_it_was else None,
    )


def _remember_what_is_not_made(remembered: FeedMemory, todo: Plan, now: datetime) -> None:
    """Items that a first look leaves out, and those that the archive knows already."""
    for item in todo.left_as_seen:
        remembered.seen[item.id] = Seen(item.digest, item.title)
    for item in todo.made_elsewhere:
        is_page = item.is_teaser and item.link is not None
        remembered.seen[item.id] = Seen(item.digest, item.title, now, is_page)


def _worked(
    settings: Settings, followed: _Followed, todo: Plan, listener: Listener
) -> Iterator[Outcome]:
    """Make the items that are to be made, and remember of each what became of it."""
    remembered = followed.remembered
    items = [item for item in todo.work if _may_differ(settings, item, remembered)]
    if not items:
        return
    # A run that is killed leaves this behind, and the next one reads these items again.
    remembered.under_way = [item.id for item in items]
    followed.keep()
    # Here for the reason that `_with_site` has.
    from naqeeb.desk.many import make_each

    overrides = Overrides(hold=followed.wanted.hold)
    for ended in make_each(settings, items, _read_item, _where, overrides, listener):
        item, outcome, now = ended.source, ended.outcome, utc_now()
        remembered.under_way.remove(item.id)
        if isinstance(outcome, Failure):
            before = remembered.failing.get(item.id)
            remembered.failing[item.id] = failed(before, item.where, outcome.error, now)
            yield outcome
        else:
            page = ended.fetched
            remembered.failing.pop(item.id, None)
            seen = remembered.seen.pop(item.id, None)
            first = seen.first if seen and seen.first else now
            remembered.seen[item.id] = Seen(
                item.digest,
                item.title,
                first,
                is_page=page is not None and page.is_page,
                etag=page.etag if page else None,
                last_modified=page.last_modified if page else None,
            )
            remembered.last_new = now
            listener(Event("read", item.where, outcome.episode.title))
            yield outcome


def _may_differ(settings: Settings, item: news.NewsItem, remembered: FeedMemory) -> bool:
    """Whether an item may be other than it was made; its page is asked, with what it said last."""
    seen = remembered.seen.get(item.id)
    if seen is None or seen.digest != item.digest or item.link is None:
        return True
    seen.asked = utc_now()
    try:
        return news.changed(item.link, settings.intake, seen.etag, seen.last_modified)
    except NaqeebError:
        return False  # it was read before; the next look asks again


def _where(item: news.NewsItem) -> str:
    return item.where


def _read_item(settings: Settings, item: news.NewsItem) -> ReadSource:
    fetched = news.fetched_article(
        item, settings.intake, shows=names_of(settings), zone=settings.show.zone
    )
    return ReadSource(fetched.article, fetched, source_sha256=fetched.source_sha256)


def _known(settings: Settings) -> set[str]:
    """Keys and aliases of all episodes: an item's category may have sent it to any show."""
    names: set[str] = set()
    for show in settings.shows:
        names |= archive_of(settings, show).names()
    return names


def _tell(listener: Listener, wanted: FollowSettings, todo: Plan, faults: tuple[str, ...]) -> None:
    for title in todo.withdrawn:
        sentence = f"withdrawn from the feed: {title}; `naqeeb remove` takes it off the air"
        listener(Event("note", wanted.url, sentence))
    for fault in faults:
        listener(Event("note", wanted.url, f"an item could not be read: {fault}"))
    passed = [f"{count} {reason}" for reason, count in todo.passed_over.items()]
    if todo.left_as_seen:
        passed.append(f"{len(todo.left_as_seen)} older ones left as seen at this first look")
    if todo.waiting:
        passed.append(f"{todo.waiting} for the next look")
    if passed:
        listener(Event("note", wanted.url, f"passed over: {', '.join(passed)}"))


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Whether no other run looks at this feed; it is held off meanwhile."""
    with ExitStack() as stack:
        try:
            stack.enter_context(lock.held(path, wait_s=0))
        except ArchiveLocked:
            alone = False
        else:
            alone = True
        yield alone
