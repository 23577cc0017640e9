"""One publishing of one show, step by step."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from naqeeb.errors import PublishFailed
from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.publishing import feed_reading
from naqeeb.podcast.publishing.local import Local
from naqeeb.podcast.publishing.plan import (
    Rank,
    Sending,
    episode_of,
    is_record,
    may_prune_top,
    plan,
    record_name,
)
from naqeeb.podcast.publishing.step import Step
from naqeeb.podcast.publishing.target import Held, Target

Rederive = Callable[[frozenset[str], Mapping[str, bytes]], Mapping[str, bytes]]
"""Ids of own episodes, and the records of others by id, into the show's own files by name."""

Version = tuple[bytes, str | None]
"""A file's bytes and the tag by which the target knows this version."""

_AT_ONCE = 8
_ATTEMPTS = 40
_LEFTOVER = timedelta(days=1)
"""Files of an episode without a record may be another publisher's that is still sending."""


@dataclass(slots=True)
class Run:
    """What is under way, and what it came to."""

    target: Target
    local: Local
    show: Show
    rederive: Rederive | None
    dry_run: bool
    sent: set[str] = field(default_factory=set)
    """Names that were sent."""
    feeds: list[bytes] = field(default_factory=list)
    """The feed as published, ``feed.xml`` first."""
    _kept: int = 0
    _kept_bytes: int = 0
    _records: dict[str, Version] = field(default_factory=dict)
    """Records of others that were read."""
    _withdrawn: set[str] = field(default_factory=set)
    _top: frozenset[str] = frozenset()
    """Names of the show's own files as derived for this publishing."""

    def steps(self, *, prune: bool) -> Iterator[Step]:
        """Do it all; see ``publish``."""
        # The feed is read before the listing: whoever has written it by then has
        # sent the records too, and whoever writes it later makes our own write fail.
        feed = self.target.read(address.FEED)
        held = self.target.listing()
        self._refuse_other_show(feed)
        self._refuse_dangling(self.local.top, held)
        theirs = self._taken_by_others(held)
        self._refuse_others(held, self.local.ids - theirs)
        for episode in sorted(theirs):
            detail = (
                "another computer has published this article as an episode of its own; "
                "that one stays on the air, and this one is left out"
            )
            yield Step("refused", f"episodes/{episode}", detail=detail, failed=True)
        if not self.dry_run and not self.target.swaps:
            detail = (
                "this store passes over conditional writes: publish to it from one computer only"
            )
            yield Step("warned", self.target.label, detail=detail)
        own = [one for one in self.local.planned if episode_of(one.name) not in theirs]
        for rank in (Rank.MEDIA, Rank.TEXT, Rank.RECORD):
            yield from self._send_changed([one for one in own if one.rank is rank], held)
        yield from self._withdraw(held)
        yield from self._put_derived(feed, held, self.local.ids - theirs)
        if prune:
            yield from self._prune(self.local.ids - theirs)
        if not self.dry_run:
            self.target.settle()
        if self._kept:
            word = "file" if self._kept == 1 else "files"
            yield Step("kept", f"{self._kept} {word}", self._kept_bytes, "as before")

    # -- refusals --------------------------------------------------------

    def _refuse_other_show(self, feed: Version | None) -> None:
        there = feed_reading.show_guid(feed[0]) if feed else None
        if there and self.show.guid and there != self.show.guid:
            raise PublishFailed(
                f"{self.target.label} holds another show (podcast:guid {there})",
                cause="the target is mistyped, or this output was begun anew",
                hint="publish to a folder or prefix of its own; or, to go on with that show, "
                f'write "podcast_guid": "{there}" into show.json in the output',
                target=self.target.label,
            )

    def _refuse_dangling(self, made: Mapping[str, bytes], held: Mapping[str, Held]) -> None:
        """A feed may name only what is sent or is there already."""
        base = address.of(self.show).media
        there = self.local.sources.keys() | held.keys()
        for one in feed_reading.enclosures(_feeds(made)):
            name = feed_reading.name_of(one.url, base)
            if name is None or name not in there:
                raise PublishFailed(
                    f"the feed names {one.url}, which is not in the output",
                    cause="site_url or media_url changed, a file was removed by hand, "
                    "or the output changed while it was being published",
                    hint="run `naqeeb feed` and `naqeeb check`, and publish again; "
                    "listeners still have the feed as it was before",
                    url=one.url,
                )

    def _refuse_others(self, held: Mapping[str, Held], own: frozenset[str]) -> None:
        """Episodes of others can stay on the air only where the feed can be made for all."""
        names = _of_others(held, own | self.local.removed)
        if names and (self.rederive is None or not (self.dry_run or self.target.swaps)):
            raise PublishFailed(
                f"{self.target.label} holds {len(names)} episodes that this output does not have, "
                f"such as {episode_of(min(names))}",
                cause="another computer publishes there, or episodes were removed by hand, and "
                "this store cannot keep two publishers apart",
                hint="publish from one computer; to take an episode off the air for good, "
                "remove its episode.json there",
                target=self.target.label,
            )

    def _taken_by_others(self, held: Mapping[str, Held]) -> frozenset[str]:
        """Own ids under which the target has an episode with another guid."""
        changed = [
            one
            for one in self.local.planned
            if one.rank is Rank.RECORD
            and one.name in held
            and not self.target.has(held[one.name], one, self.local.sources[one.name])
        ]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = list(pool.map(lambda one: self.target.read(one.name), changed))
        return frozenset(
            episode_of(one.name) or ""
            for one, there in zip(changed, found, strict=True)
            if there and _guid(there[0]) != _guid((self.local.output / one.name).read_bytes())
        )

    # -- episodes --------------------------------------------------------

    def _send_changed(self, sendings: list[Sending], held: Mapping[str, Held]) -> Iterator[Step]:
        def sent(sending: Sending) -> Step | None:
            source = self.local.sources[sending.name]
            there = held.get(sending.name)
            if there and self.target.has(there, sending, source):
                return None
            return self._send(sending, source)

        pool = ThreadPoolExecutor(_AT_ONCE)
        try:
            for sending, step in zip(sendings, pool.map(sent, sendings), strict=True):
                if step is None:
                    self._keep(self.local.sources[sending.name])
                else:
                    self.sent.add(sending.name)
                    yield step
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        if not self.dry_run:
            # What comes next names these.
            self.target.settle()

    def _withdraw(self, held: Mapping[str, Held]) -> Iterator[Step]:
        """Take the records of removed episodes away, so that nobody lists them again."""
        for episode in sorted(self.local.removed):
            name = record_name(episode)
            if name not in held:
                continue
            there, mine = self.target.read(name), self.local.output / name
            # The same article may be on the air as another computer's episode.
            if there and mine.is_file() and _guid(there[0]) == _guid(mine.read_bytes()):
                self._withdrawn.add(name)
                yield self._remove(name, held[name])

    # -- feed and pages --------------------------------------------------

    def _put_derived(
        self, feed: Version | None, held: Mapping[str, Held], own: frozenset[str]
    ) -> Iterator[Step]:
        """The show's own files, the feed last; again from the start if another was faster."""
        for attempt in range(_ATTEMPTS):
            if attempt:
                # Not all at once again.
                time.sleep(random.uniform(0, 0.05 * min(attempt, 20)))  # noqa: S311 - no secret
                feed = self.target.read(address.FEED)
                held = self.target.listing()
            self._refuse_others(held, own)
            others = self._others(held, own)
            made = self.local.top
            if others and self.rederive is not None:
                # Files that are not derived from episodes stay as they are here.
                made = {name: data for name, data in made.items() if not _is_feed(name)}
                made |= self.rederive(own, others)
            self._refuse_dangling(made, held)
            if others:
                word = "episode" if len(others) == 1 else "episodes"
                detail = "of other publishers stand in the feed beside our own"
                yield Step("merged", f"{len(others)} {word}", detail=detail)
            if (yield from self._put_once(made, feed, held)):
                self.feeds = _feeds(made)
                self._top = frozenset(made)
                return
        raise PublishFailed(
            f"others kept changing the feed of {self.target.label} while it was written",
            hint="publish again in a minute",
            target=self.target.label,
        )

    def _put_once(
        self, made: Mapping[str, bytes], feed: Version | None, held: Mapping[str, Held]
    ) -> Generator[Step, None, bool]:
        """Whether all could be written before anybody else changed the feed."""
        for one in plan(made):
            data, there = made[one.name], held.get(one.name)
            if there and self.target.has(there, one, data):
                self._keep(data)
            elif one.rank is not Rank.FEED or self.dry_run or not self.target.swaps:
                yield self._send(one, data)
                self.sent.add(one.name)
            else:
                # All that the feed names has reached the disk before it does.
                self.target.settle()
                if not self.target.swap(one, data, feed[1] if feed else None):
                    return False
                yield Step("sent", one.name, len(data))
                self.sent.add(one.name)
        return True

    def _others(self, held: Mapping[str, Held], own: frozenset[str]) -> dict[str, bytes]:
        """The records at the target that are not ours, by id."""
        names = _of_others(held, own | self.local.removed)
        fresh = [
            name
            for name in names
            if name not in self._records or self._records[name][1] != held[name].tag
        ]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for name, there in zip(fresh, pool.map(self.target.read, fresh), strict=True):
                if there:
                    self._records[name] = there
                else:
                    self._records.pop(name, None)
        return {
            episode_of(name) or "": self._records[name][0]
            for name in names
            if name in self._records
        }

    # -- removing --------------------------------------------------------

    def _prune(self, own: frozenset[str]) -> Iterator[Step]:
        """Remove what the output no longer has; never what others have, or what is not ours."""
        held = self.target.listing()
        recorded = {
            episode_of(name) for name in held if is_record(name) and name not in self._withdrawn
        }
        alone = recorded <= own
        for name, there in sorted(held.items()):
            episode = episode_of(name)
            if episode is None:
                needed = name in self._top or name in self.local.sources
                # Pages of others may show a cover that we do not have.
                shown = name.startswith("cover") and not alone
                surplus = may_prune_top(name) and not needed and not shown
            elif episode in own:
                surplus = name not in self.local.have
            elif episode in recorded:
                surplus = False
            else:
                old = datetime.now(UTC) - there.modified > _LEFTOVER
                surplus = episode in self.local.removed or old
            if surplus and name not in self._withdrawn:
                yield self._remove(name, there)

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


def _of_others(held: Mapping[str, Held], own: frozenset[str]) -> list[str]:
    """Records at the target of episodes that are not ours."""
    return [name for name in held if is_record(name) and episode_of(name) not in own]


def _feeds(made: Mapping[str, bytes]) -> list[bytes]:
    """The pages of the feed, ``feed.xml`` first."""
    return [made[one.name] for one in reversed(plan(made)) if _is_feed(one.name)]


def _is_feed(name: str) -> bool:
    return plan([name])[0].rank in (Rank.FEED, Rank.OLD_FEED)


def _guid(record: bytes) -> str | None:
    try:
        return str(json.loads(record)["guid"])
    except (ValueError, KeyError, TypeError):
        return None


def _size(source: Path | bytes) -> int:
    return len(source) if isinstance(source, bytes) else source.stat().st_size
