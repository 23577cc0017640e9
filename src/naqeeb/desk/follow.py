"""A news feed's new items into episodes."""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from functools import partial
from pathlib import Path

from naqeeb import workers
from naqeeb.archive import files
from naqeeb.desk.batch import with_site
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.job import Failure, Outcome, Result, article_job
from naqeeb.desk.make import make_episode
from naqeeb.desk.shows import archive_of
from naqeeb.errors import SettingsError
from naqeeb.intake import news
from naqeeb.settings import Settings

FOLLOWED_FILE = ".naqeeb-followed.json"
_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)?\Z")
_UNIT_S = {"s": 1, "m": 60, "h": 3600, "d": 86400, None: 1}
SHORTEST_S = 30.0
"""Asking a newsroom's server more often than this would be rude."""


def seconds(text: str) -> float:
    """``10m`` into seconds.

    Raises:
        SettingsError: it is no length of time, or is below 30 seconds.
    """
    found = _TIME.match(text.strip())
    length = float(found[1]) * _UNIT_S[found[2]] if found else 0.0
    if length < SHORTEST_S:
        raise SettingsError(
            f"--every {text!r} is not a length of time of at least {SHORTEST_S:.0f} s",
            hint="write 10m, 1h or 90s",
        )
    return length


def look(
    settings: Settings, url: str, *, most: int = 20, listener: Listener = silence
) -> Generator[Outcome, None, None]:
    """Make what is new in a feed into episodes, oldest first.

    The feed's ETag is kept beside the episodes, so that an unchanged feed costs
    one short request; which items are known is told by the archive itself.

    Yields:
        What became of each new item.

    Raises:
        FetchFailed: the feed cannot be read.
    """
    return with_site(settings, _new_items(settings, url, most, listener), listener)


def _new_items(
    settings: Settings, url: str, most: int, listener: Listener
) -> Generator[Outcome, None, None]:
    archive = archive_of(settings, settings.show)
    notes = _Notes(archive.output / FOLLOWED_FILE)
    etag, last_modified = notes.of(url)
    feed = news.read_feed(url, settings.intake, etag=etag, last_modified=last_modified)
    if feed is None:
        return
    # An item's category may have sent it to any of the shows.
    archives = (archive_of(settings, show) for show in settings.shows)
    known = {entry.key for each in archives for entry in each.all()[0]}
    fresh = [item for item in feed.items if known.isdisjoint((item.id, *item.aliases))][-most:]
    work = partial(_make_item, settings)
    failed = False
    for done in workers.run(work, fresh, jobs=settings.jobs, cluster=settings.cluster):
        if done.result is not None:
            listener(Event("read", done.item.where, done.result.episode.title))
            yield done.result
        elif done.error is not None:
            failed = True
            yield Failure(done.item.where, done.error)
    if not failed and len(fresh) < most:
        # What failed, or was too much for one look, is tried again next time.
        notes.keep(url, feed.etag, feed.last_modified)


def _make_item(settings: Settings, item: news.NewsItem) -> Result:
    article = news.article_of(item, settings.intake)
    return make_episode(article_job(settings, item.where, article))


class _Notes:
    """ETags of the feeds that were followed; losing them costs one request."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _table(self) -> dict[str, list[str | None]]:
        try:
            table: dict[str, list[str | None]] = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return table

    def of(self, url: str) -> tuple[str | None, str | None]:
        etag, last_modified = self._table().get(url, [None, None])
        return etag, last_modified

    def keep(self, url: str, etag: str | None, last_modified: str | None) -> None:
        table = self._table() | {url: [etag, last_modified]}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        files.write_if_changed(self._path, json.dumps(table, indent=1).encode())
