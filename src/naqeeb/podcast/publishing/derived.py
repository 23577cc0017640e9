"""The show's own files as the records at the target want them, and whether they stand there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.publishing import feed_reading
from naqeeb.podcast.publishing.listing import Listing
from naqeeb.podcast.publishing.local import Local
from naqeeb.podcast.publishing.others import RecordReader
from naqeeb.podcast.publishing.plan import Rank, episode_of, plan
from naqeeb.podcast.publishing.refusals import refuse_dangling
from naqeeb.podcast.publishing.snapshot import Snapshot
from naqeeb.podcast.publishing.target import Target, Version

Rederive = Callable[[frozenset[str], Mapping[str, bytes]], Iterable[tuple[str, bytes]]]
"""Ids of own episodes, and the records of others by id, into the show's own files: name and
content of each, one at a time."""


@dataclass(slots=True)
class Derived:
    """Feed and pages of own and others' episodes together, derived again when those change."""

    target: Target
    local: Local
    show: Show
    rederive: Rederive | None
    snapshot: Snapshot
    """Where files are put that are derived here."""
    own: frozenset[str] = frozenset()
    """Ids of the output's episodes that are on the air at the target."""
    top: Mapping[str, Path] = field(default_factory=dict)
    """The show's own files, by name."""
    named: frozenset[str | None] = frozenset()
    """The episodes that the feed names."""
    others: int = 0
    """How many episodes of other publishers are in it."""
    _records: RecordReader | None = None
    _made_for: bytes | None = None

    def take(self, top: Mapping[str, Path], held: Listing) -> None:
        """Go on with these files.

        Raises:
            PublishFailed: the feed names a sound that is neither here nor at the target.
        """
        self.top = top
        enclosures = feed_reading.enclosures(self.feeds)
        names = refuse_dangling(enclosures, self.show, partial(self._is_there, held))
        self.named = frozenset(map(episode_of, names))

    def follow(self, held: Listing, others: Collection[str]) -> bool:
        """Derive again where the records of others are not those of the last time.

        Args:
            held: all files of the show at the target.
            others: names of the records of other publishers.

        Returns:
            True where something was derived.
        """
        made_for = _digest(others, held)
        if made_for == self._made_for:
            return False
        self._made_for = made_for
        self.others = 0
        if others or self._records:
            self._records = self._records or RecordReader(self.target)
            self._records.read(others, held)
            self.others = len(self._records.records)
        top = self.local.top
        if self._records and self.others and self.rederive is not None:
            # Files that are not derived from episodes stay as they are here.
            top = {name: path for name, path in top.items() if not is_feed(name)}
            top |= self.snapshot.keep(self.rederive(self.own, self._records.records))
        if top is not self.top:
            self.take(top, held)
        return True

    @property
    def feeds(self) -> list[Path]:
        """The pages of the feed, ``feed.xml`` first."""
        return [self.top[one.name] for one in reversed(plan(self.top)) if is_feed(one.name)]

    def stands(self, feed: Version | None, held: Listing, sent: Collection[str]) -> bool:
        """Whether the target gives back what was derived.

        Args:
            feed: ``feed.xml`` as it was read back.
            held: all files of the show at the target, as listed after that.
            sent: names that this run has sent.
        """
        if feed is None or feed[0] != self.top[address.FEED].read_bytes():
            return False
        for one in plan(self.top):
            path = self.top[one.name]
            if one.name not in sent and not is_feed(one.name):
                continue
            there = held.get(one.name)
            # A store that encrypts by a key service has tags that are no MD5.
            if there is None or not (self.target.has(there, one, path) or self._is(one.name, path)):
                return False
        return True

    def left_out(self, held: Listing, withdrawn: Collection[str]) -> list[str]:
        """Ids of episodes whose records are at the target and that the feed does not name."""
        recorded = (episode_of(name) for name in held.records() if name not in withdrawn)
        return sorted(each for each in recorded if each and each not in self.named)

    def close(self) -> None:
        """Let the records of others go."""
        if self._records:
            self._records.close()

    def _is(self, name: str, path: Path) -> bool:
        version = self.target.read(name)
        return version is not None and version[0] == path.read_bytes()

    def _is_there(self, held: Listing, name: str) -> bool:
        """Whether a file is at the target, or will be."""
        if name in held:
            return True
        episode = episode_of(name)
        if episode not in self.local.looked_at:
            return False
        return any(one.name == name for one in self.local.planned([episode]))


def is_feed(name: str) -> bool:
    """Whether a file is a page of the feed."""
    return plan([name])[0].rank in (Rank.FEED, Rank.OLD_FEED)


def _digest(names: Iterable[str], held: Listing) -> bytes:
    """By what versions of these files are known again."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name} {held[name].tag}\n".encode("utf-8", "surrogateescape"))
    return digest.digest()
