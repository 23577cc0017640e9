"""The show's own files as the records at the target want them, and whether they stand there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.publishing import feed_reading
from naqeeb.podcast.publishing.feed_reading import Enclosure
from naqeeb.podcast.publishing.local import Local
from naqeeb.podcast.publishing.others import RecordReader
from naqeeb.podcast.publishing.plan import Rank, episode_of, is_record, plan
from naqeeb.podcast.publishing.target import Held, Target, Version

Rederive = Callable[[frozenset[str], Mapping[str, bytes]], Mapping[str, bytes]]
"""Ids of own episodes, and the records of others by id, into the show's own files by name."""


@dataclass(slots=True)
class Derived:
    """Feed and pages of own and others' episodes together, derived again when those change."""

    target: Target
    local: Local
    show: Show
    rederive: Rederive | None
    own: frozenset[str]
    """Ids of the output's episodes that are on the air at the target."""
    top: Mapping[str, bytes] = field(default_factory=dict)
    """The show's own files, by name."""
    enclosures: list[Enclosure] = field(default_factory=list)
    """What the feed names."""
    others: int = 0
    """How many episodes of other publishers are in it."""
    _records: RecordReader | None = None
    _made_for: Mapping[str, str | None] | None = None

    def follow(self, held: Mapping[str, Held], others: Collection[str]) -> bool:
        """Derive again where the records of others are not those of the last time.

        Args:
            held: all files of the show at the target.
            others: names of the records of other publishers.

        Returns:
            True where something was derived.
        """
        made_for = {name: held[name].tag for name in others}
        if made_for == self._made_for:
            return False
        self._made_for = made_for
        self._records = self._records or RecordReader(self.target)
        records = self._records.read(others, held)
        self.others = len(records)
        top = dict(self.local.top)
        if records and self.rederive is not None:
            # Files that are not derived from episodes stay as they are here.
            top = {name: data for name, data in top.items() if not is_feed(name)}
            top |= self.rederive(self.own, records)
        self.top = top
        self.enclosures = list(feed_reading.enclosures(self.feeds))
        return True

    @property
    def feeds(self) -> list[bytes]:
        """The pages of the feed, ``feed.xml`` first."""
        return [self.top[one.name] for one in reversed(plan(self.top)) if is_feed(one.name)]

    def stands(self, feed: Version | None, held: Mapping[str, Held], sent: Collection[str]) -> bool:
        """Whether the target gives back what was derived.

        Args:
            feed: ``feed.xml`` as it was read back.
            held: all files of the show at the target, as listed after that.
            sent: names that this run has sent.
        """
        if feed is None or feed[0] != self.top[address.FEED]:
            return False
        for one in plan(self.top):
            data = self.top[one.name]
            if one.name not in sent and not is_feed(one.name):
                continue
            there = held.get(one.name)
            # A store that encrypts by a key service has tags that are no MD5.
            if there is None or not (self.target.has(there, one, data) or self._is(one.name, data)):
                return False
        return True

    def left_out(self, held: Mapping[str, Held], withdrawn: Collection[str]) -> list[str]:
        """Ids of episodes whose records are at the target and that the feed does not name."""
        base = address.of(self.show).media
        names = (feed_reading.name_of(one.url, base) for one in self.enclosures)
        named = {episode_of(name) for name in names if name}
        recorded = {episode_of(name) for name in held if is_record(name) and name not in withdrawn}
        return sorted(filter(None, recorded - named))

    def _is(self, name: str, data: bytes) -> bool:
        version = self.target.read(name)
        return version is not None and version[0] == data


def is_feed(name: str) -> bool:
    """Whether a file is a page of the feed."""
    return plan([name])[0].rank in (Rank.FEED, Rank.OLD_FEED)
