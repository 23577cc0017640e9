"""Two live episodes of one article: found, and merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from naqeeb.archive import Archive, identity
from naqeeb.desk.intact import is_intact
from naqeeb.desk.new_record import MOST_ALIASES
from naqeeb.desk.to_air import put_in_its_place
from naqeeb.errors import NaqeebError
from naqeeb.model import Episode, Show, State, hashed_name
from naqeeb.settings import Settings


def doubles(archive: Archive) -> Iterator[tuple[Episode, Episode]]:
    """Pairs of episodes on the air that are one article: the older one and the newer one.

    They share a name and at least 30 % of their own sentences, bulletins all their stories. A
    name alone is not enough: a daily ``today.txt`` has one episode a day.
    """
    seen: set[frozenset[str]] = set()
    for ids in archive.doubled():
        episodes = sorted(_loaded(archive, ids), key=lambda each: (each.published, each.id))
        for number, newer in enumerate(episodes):
            for older in episodes[:number]:
                pair = frozenset({older.id, newer.id})
                if pair not in seen and _is_same(older, newer):
                    seen.add(pair)
                    yield older, newer
                    break


def merge(settings: Settings, show: Show, archive: Archive, older: Episode, newer: Episode) -> None:
    """Make one episode of two: the older one's guid and id, the words that were changed last.

    It is known by the names of both, and the newer one leaves wherever it was published; its
    folder goes once the feed does not name it (``discard_merged``). Where the newer
    one's sound is damaged the older one's words stay, until the source is made again.
    The caller holds the archive's lock.
    """
    now = datetime.now(UTC)
    names = dict.fromkeys((newer.key, *newer.aliases, *older.aliases))
    aliases = tuple(name for name in names if name != older.key)[:MOST_ALIASES]
    latest = max((older, newer), key=lambda each: each.updated)
    is_as_late = latest.id == older.id or latest.source_hash == older.source_hash
    if is_as_late or not is_intact(archive, newer):
        archive.rewrite(replace(older, aliases=aliases))
    else:
        correction = replace(newer, corrects=older.id, aliases=aliases)
        put_in_its_place(settings, archive, show, correction, now=now)
    files = archive.supersede(newer, older, now=now)
    archive.log("merged", newer, now=now, into=older.id, files=files)
    archive.log("merged", older, now=now)


def discard_merged(archive: Archive) -> int:
    """Remove those that are one with another; gives how many. The caller holds the lock."""
    removed = [archive.load(each.id) for each in archive.all()[0] if each.state is State.REMOVED]
    merged = [each for each in removed if each.corrects is not None]
    for each in merged:
        archive.discard(each.id)
    return len(merged)


def _loaded(archive: Archive, ids: tuple[str, ...]) -> Iterator[Episode]:
    for each in ids:
        try:
            yield archive.load(each)
        except (NaqeebError, OSError):
            continue  # named by the check of its record


def _is_same(older: Episode, newer: Episode) -> bool:
    if older.stories and newer.stories:
        # Two bulletins of a day may come to share stories when they are made again.
        return {*older.stories} == {*newer.stories}
    return _is_named_as(older, newer) and identity.is_shared(_words(older), _words(newer))


def _is_named_as(one: Episode, other: Episode) -> bool:
    """Whether a name of one is recorded for the other too.

    Where neither has it, since an earlier version left a secret in both, that may tell two pages
    apart.
    """
    first, second = (set(map(hashed_name, (each.key, *each.aliases))) for each in (one, other))
    return not (
        first.isdisjoint(map(hashed_name, identity.all_names(other)))
        and second.isdisjoint(map(hashed_name, identity.all_names(one)))
    )


def _words(episode: Episode) -> list[str]:
    return [each.text for each in episode.transcript if not each.role.is_around_stories]
