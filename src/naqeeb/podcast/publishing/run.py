"""One publishing of one show, step by step."""

from __future__ import annotations

import random
import time
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.publishing import feed_reading
from naqeeb.podcast.publishing.derived import Derived, Rederive, is_feed
from naqeeb.podcast.publishing.local import Local
from naqeeb.podcast.publishing.others import (
    AT_ONCE,
    guid_in,
    records_of_others,
    taken_by_others,
)
from naqeeb.podcast.publishing.plan import Rank, Sending, episode_of, is_record, plan, record_name
from naqeeb.podcast.publishing.pruning import surplus
from naqeeb.podcast.publishing.refusals import (
    careless,
    others_too_fast,
    refuse_dangling,
    refuse_left_out,
    refuse_other_show,
    refuse_others,
)
from naqeeb.podcast.publishing.step import Step
from naqeeb.podcast.publishing.target import Held, Target, Version

_ATTEMPTS = 40


@dataclass(slots=True)
class Run:
    """What a run works with, and what it has sent so far."""

    target: Target
    local: Local
    show: Show
    rederive: Rederive | None
    dry_run: bool
    held: Mapping[str, Held]
    """All files of the show at the target, as they were last listed."""
    alone: bool = False
    """Whether the caller promises that nobody else publishes there in the meantime."""
    erased: Mapping[str, str] = field(default_factory=dict)
    """Guids of episodes that were taken down for good, by id."""
    sent: set[str] = field(default_factory=set)
    """Names that were sent."""
    feeds: list[bytes] = field(default_factory=list)
    """The feed as published, ``feed.xml`` first."""
    _kept: int = 0
    _kept_bytes: int = 0
    _withdrawn: set[str] = field(default_factory=set)
    _top: frozenset[str] = frozenset()
    """Names of the show's own files as derived for this publishing."""

    def steps(self, feed: Version | None, *, prune: bool) -> Iterator[Step]:
        """Publish, and report each step; see ``publish``.

        Args:
            feed: the feed at the target as it was before ``held`` was listed.
            prune: also remove what is not needed.
        """
        held = self.held
        refuse_other_show(self.target, self.show, feed[0] if feed else None)
        own_feeds = [data for name, data in self.local.top.items() if is_feed(name)]
        refuse_dangling(feed_reading.enclosures(own_feeds), self.show, self._there(held))
        theirs = taken_by_others(self.target, self.local, held)
        self._others(held, self.local.ids - theirs)
        if not (self.dry_run or self.alone or self.target.swaps):
            raise careless(self.target)
        for episode in sorted(theirs):
            detail = (
                "another computer has published this article as an episode of its own; "
                "that one stays on the air, and this one is left out"
            )
            yield Step("refused", f"episodes/{episode}", detail=detail, failed=True)
        own = [one for one in self.local.planned if episode_of(one.name) not in theirs]
        for rank in (Rank.MEDIA, Rank.TEXT, Rank.RECORD):
            yield from self._send_changed([one for one in own if one.rank is rank], held)
        yield from self._withdraw(held)
        yield from self._put_derived(feed, held, self.local.ids - theirs)
        if self.erased:
            yield from self._erase()
        if prune:
            yield from self._prune(self.local.ids - theirs)
        if not self.dry_run:
            self.target.settle()
        if self.local.same:
            word = "episode" if len(self.local.same) == 1 else "episodes"
            yield Step("kept", f"{len(self.local.same)} {word}", detail="as before")
        if self._kept:
            word = "file" if self._kept == 1 else "files"
            yield Step("kept", f"{self._kept} {word}", self._kept_bytes, "as before")

    # -- episodes --------------------------------------------------------

    def _send_changed(self, sendings: list[Sending], held: Mapping[str, Held]) -> Iterator[Step]:
        def sent(sending: Sending) -> Step | None:
            source = self.local.source(sending.name)
            there = held.get(sending.name)
            if there and self.target.has(there, sending, source):
                return None
            return self._send(sending, source)

        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            for sending, step in zip(sendings, pool.map(sent, sendings), strict=True):
                if step is None:
                    self._keep(self.local.source(sending.name))
                else:
                    self.sent.add(sending.name)
                    yield step
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        if not self.dry_run:
            # What is sent next names these files, so they must be on the disk before it.
            self.target.settle()

    def _withdraw(self, held: Mapping[str, Held]) -> Iterator[Step]:
        """Take the records of removed episodes away, so that nobody lists them again."""
        for episode in sorted(self.local.removed):
            name = record_name(episode)
            if name not in held:
                continue
            there, mine = self.target.read(name), self.local.output / name
            # The same article may be on the air as another computer's episode.
            if there and mine.is_file() and guid_in(there[0]) == guid_in(mine.read_bytes()):
                self._withdrawn.add(name)
                yield self._remove(name, held[name])
        for episode, guid in sorted(self.erased.items()):
            name = record_name(episode)
            there = self.target.read(name) if name in held else None
            if there and guid_in(there[0]) == guid:
                self._withdrawn.add(name)
                yield self._remove(name, held[name])

    def _erase(self) -> Iterator[Step]:
        """Take down what is left of episodes that were taken down for good."""
        recorded = {episode_of(name) for name in self.target.listing() if is_record(name)}
        for name, file in sorted(self.target.listing().items()):
            episode = episode_of(name)
            # Another computer may have published an episode under the same id.
            if episode in self.erased and episode not in recorded:
                yield self._remove(name, file)

    # -- feed and pages --------------------------------------------------

    def _put_derived(
        self, feed: Version | None, held: Mapping[str, Held], own: frozenset[str]
    ) -> Iterator[Step]:
        """The show's own files, the feed last; read back, and again where another was faster.

        Each publisher reads back after it has written. So the last of several has seen the
        records of all, even where the store did not keep them apart.
        """
        derived = Derived(self.target, self.local, self.show, self.rederive, own)
        for attempt in range(_ATTEMPTS):
            if attempt:
                # A random time, so that publishers who met here do not meet again.
                time.sleep(random.uniform(0, 0.05 * min(attempt - 1, 20)))  # noqa: S311 - no secret
                feed = self.target.read(address.FEED)
                held = self.held = self.target.listing()
            changed = derived.follow(held, self._others(held, own))
            if changed:
                refuse_dangling(derived.enclosures, self.show, self._there(held))
                yield from _merged(derived.others)
            elif derived.stands(feed, held, self.sent):
                detail = f"it names the {len(derived.enclosures)} episodes that are there"
                yield Step("read back", address.FEED, len(derived.top[address.FEED]), detail)
                break
            count = yield from self._put_once(derived.top, feed, held)
            if count == 0 or (self.dry_run and count is not None):
                break
        else:
            raise others_too_fast(self.target)
        self.feeds = derived.feeds
        self._top = frozenset(derived.top)
        refuse_left_out(self.target, derived.left_out(held, self._withdrawn))

    def _others(self, held: Mapping[str, Held], own: frozenset[str]) -> list[str]:
        """Names of the records of other publishers, where the feed can be made for all."""
        there = (name for name in held if name not in self._withdrawn)
        names = records_of_others(there, own)
        refuse_others(self.target, names, can_merge=self.rederive is not None)
        return names

    def _there(self, held: Mapping[str, Held]) -> frozenset[str]:
        return frozenset(self.local.sources.keys() | held.keys())

    def _put_once(
        self, top: Mapping[str, bytes], feed: Version | None, held: Mapping[str, Held]
    ) -> Generator[Step, None, int | None]:
        """Put what is not there yet; gives how much, and None where another changed the feed."""
        count = 0
        for one in plan(top):
            data, there = top[one.name], held.get(one.name)
            if there and self.target.has(there, one, data):
                self._keep(data)
                continue
            if one.rank is not Rank.FEED or self.dry_run or self.alone:
                yield self._send(one, data)
            else:
                # All that the feed names has reached the disk before it does.
                self.target.settle()
                if not self.target.swap(one, data, feed[1] if feed else None):
                    return None
                yield Step("sent", one.name, len(data))
            self.sent.add(one.name)
            count += 1
        return count

    # -- removing --------------------------------------------------------

    def _prune(self, own: frozenset[str]) -> Iterator[Step]:
        held = self.target.listing()
        unused = surplus(
            held,
            self.local,
            own,
            withdrawn=frozenset(self._withdrawn),
            top=self._top,
            now=datetime.now(UTC),
        )
        for name in unused:
            yield self._remove(name, held[name])

    # -- one file --------------------------------------------------------

    def _send(self, sending: Sending, source: Path | bytes) -> Step:
        if not self.dry_run:
            self.target.send(sending, source)
        return Step("would send" if self.dry_run else "sent", sending.name, _size(source))

    def _remove(self, name: str, there: Held) -> Step:
        if not self.dry_run:
            self.target.remove(name)
        return Step("would remove" if self.dry_run else "removed", name, there.size_bytes)

    def _keep(self, source: Path | bytes) -> None:
        self._kept += 1
        self._kept_bytes += _size(source)


def _merged(others: int) -> Iterator[Step]:
    if others:
        word = "episode" if others == 1 else "episodes"
        detail = "of other publishers stand in the feed beside our own"
        yield Step("merged", f"{others} {word}", detail=detail)


def _size(source: Path | bytes) -> int:
    return len(source) if isinstance(source, bytes) else source.stat().st_size
