"""Stories of the archive for a bulletin: by when they were published, in the order of the desks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from naqeeb.archive.rows import Entry
from naqeeb.desk.rundown import desk_of
from naqeeb.desk.shows import archive_of
from naqeeb.desk.stories import for_bulletin
from naqeeb.errors import NaqeebError
from naqeeb.model import Article, State
from naqeeb.script.letters import folded_words
from naqeeb.settings import FromArchive, Settings

_BACK = {"24h": timedelta(hours=24), "7d": timedelta(days=7)}


def stories(
    settings: Settings, period: FromArchive, categories: Sequence[str], *, now: datetime
) -> list[Article]:
    """The single articles on the air of a period, the newest of each category first.

    Args:
        settings: of the run.
        period: ``today`` and ``yesterday`` are days in the show's time zone.
        categories: only these, in this order; empty: all, in the order of the settings.
        now: in the show's time zone.
    """
    begin, end = bounds(period, now)
    order = [folded_words(name) for name in categories or settings.bulletin.categories]
    chosen = [
        (entry, show)
        for show in settings.shows
        for entry in archive_of(settings, show).entries()
        if entry.state is State.ON_AIR and begin <= entry.published < end
        if not categories or folded_words(entry.category or "") in order
    ]
    chosen.sort(key=lambda each: _place(each[0], order))
    articles = []
    for entry, show in chosen:
        archive = archive_of(settings, show)
        try:
            episode = archive.load(entry.id)
        except NaqeebError:
            continue  # it was removed in this moment, or is damaged: `naqeeb check` says so
        if not episode.is_bulletin:
            articles.append(for_bulletin(episode, archive.folder(entry.id), show))
    return articles


def bounds(period: FromArchive, now: datetime) -> tuple[datetime, datetime]:
    """Where a period begins, and where it has ended.

    Args:
        period: as the command takes it.
        now: in the show's time zone, in which days begin.
    """
    if period in _BACK:
        return now - _BACK[period], now + timedelta(microseconds=1)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if period == "yesterday":
        return midnight - timedelta(days=1), midnight
    return midnight, midnight + timedelta(days=1)


def _place(entry: Entry, order: Sequence[str]) -> tuple[int, str, float]:
    category, newest_first = folded_words(entry.category or ""), -entry.published.timestamp()
    if category in order:
        return order.index(category), "", newest_first
    # Others stand together all the same, and Sports with کھیل: one desk is announced once.
    desk = desk_of(category) or category
    near = [place for place, name in enumerate(order) if desk and desk == desk_of(name)]
    return (near[0], "", newest_first) if near else (len(order), desk, newest_first)
