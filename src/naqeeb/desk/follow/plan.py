"""What is to be done with a feed's items: decided from what is known, without doing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from naqeeb.desk.follow.memory import Failing, FeedMemory, Seen
from naqeeb.errors import FetchFailed, NaqeebError
from naqeeb.intake.news_item import NewsItem
from naqeeb.settings import FollowSettings

PAUSES = (
    timedelta(0),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""Before an item that failed is tried again: at the next look, then growing."""
GIVE_UP_AFTER = timedelta(days=2)
"""An item whose page is gone (404, 410) so long is given up by name."""
ASK_AGAIN_FOR = timedelta(days=2)
"""So long after it was made an item without full text is asked for corrections."""
ASK_WHOLE_EVERY = timedelta(hours=1)
"""A page whose server cannot tell whether it changed is fetched whole, so not more often."""
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Plan:
    """What one look at a feed is to do."""

    work: tuple[NewsItem, ...] = ()
    """New items first, then corrected ones, then those whose pause is over."""
    left_as_seen: tuple[NewsItem, ...] = ()
    """At a first look: older than the newest ``limit``, never to be made."""
    made_elsewhere: tuple[NewsItem, ...] = ()
    """Items that the archive has already, made by ``make`` or from another feed."""
    passed_over: dict[str, int] = field(default_factory=dict)
    """Why items were left out, and how many."""
    waiting: int = 0
    """Items for the next look."""
    withdrawn: tuple[str, ...] = ()
    """Titles of items that the feed has taken back."""


def plan(
    items: Sequence[NewsItem],
    memory: FeedMemory,
    wanted: FollowSettings,
    *,
    known: AbstractSet[str],
    now: datetime,
) -> Plan:
    """What to do with the items of a feed.

    Args:
        items: the oldest first, each once.
        memory: of the looks before.
        wanted: what the newsroom wants of this feed.
        known: names of episodes that the archive has.
        now: the time of this look.
    """
    passed: Counter[str] = Counter()
    new: list[NewsItem] = []
    again: list[NewsItem] = []
    retry: list[NewsItem] = []
    made_elsewhere: list[NewsItem] = []
    # What a killed look made may have been corrected since: it is read again.
    killed = frozenset(memory.under_way)
    for item in items:
        failing = memory.failing.get(item.id)
        if reason := _unwanted(item, wanted):
            passed[reason] += 1
        elif failing is not None and failing.again_at is not None and failing.again_at <= now:
            retry.append(item)
        elif failing is not None:
            passed["waiting to be tried again" if failing.again_at else "given up"] += 1
        elif item.id in memory.seen:
            if _may_be_corrected(item, memory.seen[item.id], now):
                again.append(item)
        elif item.id in killed or known.isdisjoint((item.id, *item.aliases)):
            new.append(item)
        else:
            made_elsewhere.append(item)
    is_first = memory.last_look is None
    chosen = new[-wanted.limit :] if is_first else new[: wanted.limit]
    older = tuple(new[: -wanted.limit]) if is_first else ()
    if not wanted.oldest_first and not is_first:
        # What happened last is what listeners wait for.
        chosen = new[-wanted.limit :]
    room = max(0, wanted.limit - len(chosen))
    return Plan(
        work=(*chosen, *again, *retry[: max(1, room)]),
        left_as_seen=older,
        made_elsewhere=tuple(made_elsewhere),
        passed_over=dict(passed),
        waiting=len(new) - len(chosen) - len(older) + max(0, len(retry) - max(1, room)),
        withdrawn=_withdrawn(items, memory),
    )


def _may_be_corrected(item: NewsItem, seen: Seen, now: datetime) -> bool:
    """Whether an item is to be looked at again: it changed, or its page may have."""
    if seen.first is None:
        return False  # it was left out at the first look
    if seen.digest != item.digest:
        return True
    return item.link is not None and page_is_due(seen, now)


def page_is_due(seen: Seen, now: datetime) -> bool:
    """Whether an item's own page is asked for a correction.

    With an ETag or a date that is a short request; without them it is made once an hour.
    """
    if not seen.is_page or seen.first is None or now - seen.first >= ASK_AGAIN_FOR:
        return False
    if seen.etag or seen.last_modified:
        return True
    return now - (seen.asked or seen.first) >= ASK_WHOLE_EVERY


def _unwanted(item: NewsItem, wanted: FollowSettings) -> str:
    """Why the newsroom does not want an item; empty where it does."""
    text = f"{item.title}\n{item.markup}".casefold()
    if wanted.since is not None and item.published is not None and item.published < wanted.since:
        return "older than wanted"
    if wanted.include and not any(word.casefold() in text for word in wanted.include):
        return "without a word that is wanted"
    if any(word.casefold() in text for word in wanted.exclude):
        return "with a word that is not wanted"
    categories = {each.casefold() for each in item.categories}
    if wanted.categories and categories.isdisjoint(each.casefold() for each in wanted.categories):
        return "of another category"
    return ""


def _withdrawn(items: Sequence[NewsItem], memory: FeedMemory) -> tuple[str, ...]:
    """Titles of items that went while older ones stayed: they did not just grow old."""
    listed = {item.id for item in items}
    stayed = [position for position, name in enumerate(memory.listed) if name in listed]
    if not stayed:
        return ()
    gone = [name for name in memory.listed[stayed[0] :] if name not in listed]
    return tuple(
        memory.seen[name].title or name
        for name in gone
        if name in memory.seen and memory.seen[name].first is not None
    )


def failed(before: Failing | None, where: str, error: NaqeebError, now: datetime) -> Failing:
    """What is remembered of an item that failed now."""
    tries = before.tries + 1 if before else 1
    first = before.first if before else now
    status, asked_s = None, None
    if isinstance(error, FetchFailed):
        status, asked_s = error.status, error.retry_after_s
    pause = PAUSES[min(tries, len(PAUSES)) - 1]
    if asked_s:
        pause = max(pause, timedelta(seconds=min(asked_s, 7 * 86400)))
    given_up = status in _GONE and now - first >= GIVE_UP_AFTER
    return Failing(where, error.what, tries, first, None if given_up else now + pause)


def utc_now() -> datetime:
    """Now; in one place, so that a look has one time."""
    return datetime.now(UTC)
