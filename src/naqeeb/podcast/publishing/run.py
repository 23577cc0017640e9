"""One publishing of one show, step by step."""

from __future__ import annotations

import random
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from naqeeb.errors import PublishFailed
from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.public_files import EPISODES, TAKEN_DOWN
from naqeeb.podcast.publishing import taken_down
from naqeeb.podcast.publishing.derived import Derived
from naqeeb.podcast.publishing.listing import Listing
from naqeeb.podcast.publishing.local import Local
from naqeeb.podcast.publishing.options import Gone, Manner
from naqeeb.podcast.publishing.others import (
    AT_A_TIME,
    AT_ONCE,
    guid_in,
    records_of_others,
    taken_by_others,
)
from naqeeb.podcast.publishing.plan import (
    Rank,
    Sending,
    episode_of,
    in_batches,
    plan,
    record_name,
)
from naqeeb.podcast.publishing.pruning import surplus
from naqeeb.podcast.publishing.refusals import (
    careless,
    changed_meanwhile,
    others_too_fast,
    refuse_left_out,
    refuse_other_show,
    refuse_others,
)
from naqeeb.podcast.publishing.step import Step
from naqeeb.podcast.publishing.target import Held, Target, Version
from naqeeb.text.counting import counted

_ATTEMPTS = 40


@dataclass(slots=True)
class Run:
    """What a run works with, and what it has sent so far."""

    target: Target
    local: Local
    show: Show
    derived: Derived
    """The show's own files for what is on the air at the target."""
    held: Listing
    """All files of the show at the target, as they were last listed."""
    manner: Manner
    gone: Gone
    sent: set[str] = field(default_factory=set)
    """Names of the show's own files that were sent."""
    heard: set[str | None] = field(default_factory=set)
    """Ids of episodes of which sound was sent."""
    _kept: int = 0
    _kept_bytes: int = 0
    _withdrawn: set[str] = field(default_factory=set)

    def steps(self, feed: Version | None) -> Iterator[Step]:
        """Publish, and report each step; see ``publish``.

        Args:
            feed: the feed at the target as it was before ``held`` was listed.
        """
        refuse_other_show(self.target, self.show, feed[0] if feed else None)
        self.derived.take(self.local.top, self.held)
        theirs = taken_by_others(self.target, self.local, self.held)
        self.derived.own = self.local.ids - theirs
        self._others()
        if not (self.manner.dry_run or self.manner.alone or self.target.swaps):
            raise careless(self.target)
        for episode in sorted(theirs):
            detail = (
                "another computer has published this article as an episode of its own; "
                "that one stays on the air, and this one is left out"
            )
            yield Step("refused", f"{EPISODES}/{episode}", detail=detail, failed=True)
        yield from self._send_changed(self.local.pictures)
        for episodes in in_batches(sorted(self.local.looked_at - theirs), AT_A_TIME):
            planned = self.local.planned(episodes)
            for rank in (Rank.MEDIA, Rank.TEXT, Rank.RECORD):
                yield from self._send_changed([one for one in planned if one.rank is rank])
        yield from self._withdraw()
        if data := taken_down.to_send(self.target, self.held, self.local.output):
            yield self._send(plan([TAKEN_DOWN])[0], data)
        yield from self._put_derived(feed)
        if self.gone.erased or self.gone.taken_down:
            yield from self._erase()
        if self.manner.prune:
            yield from self._prune()
        if not self.manner.dry_run:
            self.target.settle()
        if self.local.same:
            yield Step("kept", counted(len(self.local.same), "episode"), detail="as before")
        if self._kept:
            yield Step("kept", counted(self._kept, "file"), self._kept_bytes, "as before")

    def close(self) -> None:
        """Let the listing go."""
        self.held.close()

    # -- episodes --------------------------------------------------------

    def _send_changed(self, sendings: Iterable[Sending]) -> Iterator[Step]:
        """Send those that are not at the target as they are here, several at once."""
        each = list(sendings)
        # The listing is asked here, since one thread alone may.
        there = [self.held.get(one.name) for one in each]
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            steps = pool.map(self._sent_if_changed, each, there)
            for sending, step in zip(each, steps, strict=True):
                if step is None:
                    self._keep(self.local.source(sending.name))
                else:
                    self._note(sending)
                    yield step
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        if not self.manner.dry_run:
            # What is sent next names these files, so they must be on the disk before it.
            self.target.settle()

    def _sent_if_changed(self, sending: Sending, there: Held | None) -> Step | None:
        """Send one; None where it is at the target as it is here."""
        try:
            source = self.local.source(sending.name)
            if there and self.target.has(there, sending, source):
                return None
            return self._send(sending, source)
        except (OSError, PublishFailed) as error:
            if self.local.has(sending.name):
                raise
            raise changed_meanwhile(self.target, sending.name) from error

    def _note(self, sending: Sending) -> None:
        episode = episode_of(sending.name)
        if episode is None:
            self.sent.add(sending.name)
        elif sending.rank is Rank.MEDIA:
            self.heard.add(episode)

    def _withdraw(self) -> Iterator[Step]:
        """Take the records of removed episodes away, so that nobody lists them again."""
        for episode in sorted(self.local.removed):
            name = record_name(episode)
            if name not in self.held:
                continue
            there, mine = self.target.read(name), self.local.output / name
            # The same article may be on the air as another computer's episode.
            if there and mine.is_file() and guid_in(there[0]) == guid_in(mine.read_bytes()):
                self._withdrawn.add(name)
                yield self._remove(name, self.held[name])
        down = {record_name(episode): guid for episode, guid in self.gone.erased.items()}
        down |= {
            name: guid for name, guid in self.gone.taken_down.items() if not self.local.has(name)
        }
        for name, guid in sorted(down.items()):
            if name != record_name(episode_of(name) or ""):
                continue
            there = self.target.read(name) if name in self.held else None
            if there and guid_in(there[0]) == guid:
                self._withdrawn.add(name)
                yield self._remove(name, self.held[name])

    def _erase(self) -> Iterator[Step]:
        """Take down what is left of episodes that were taken down for good."""
        self._list()
        recorded = set(map(episode_of, self.held.records()))
        for name in self.held:
            episode = episode_of(name)
            # Another computer may have published an episode under the same id.
            is_alone = episode not in recorded
            again = name in self.gone.taken_down and (is_alone or episode in self.derived.own)
            is_needed = episode in self.derived.own and self.local.has(name)
            if (episode in self.gone.erased and is_alone) or (again and not is_needed):
                yield self._remove(name, self.held[name])

    # -- feed and pages --------------------------------------------------

    def _put_derived(self, feed: Version | None) -> Iterator[Step]:
        """The show's own files, the feed last; read back, and again where another was faster.

        Each publisher reads back after it has written. So the last of several has seen the
        records of all, even where the store did not keep them apart.
        """
        derived = self.derived
        for attempt in range(_ATTEMPTS):
            if attempt:
                # A random time, so that publishers who met here do not meet again.
                time.sleep(random.uniform(0, 0.05 * min(attempt - 1, 20)))  # noqa: S311 - no secret
                feed = self.target.read(address.FEED)
                self._list()
            if derived.follow(self.held, self._others()):
                yield from _merged(derived.others)
            elif derived.stands(feed, self.held, self.sent):
                detail = f"it names all that is there: {counted(len(derived.named), 'episode')}"
                size_bytes = derived.top[address.FEED].stat().st_size
                yield Step("read back", address.FEED, size_bytes, detail)
                break
            count = yield from self._put_once(derived.top, feed)
            if count == 0 or (self.manner.dry_run and count is not None):
                break
        else:
            raise others_too_fast(self.target)
        refuse_left_out(self.target, derived.left_out(self.held, self._withdrawn))

    def _others(self) -> tuple[str, ...]:
        """Names of the records of other publishers, where the feed can be made for all."""
        names = records_of_others(self.held, self.derived.own, self._withdrawn)
        refuse_others(self.target, names, can_merge=self.derived.rederive is not None)
        return names

    def _list(self) -> None:
        """List again what is at the target."""
        self.held.close()
        self.held = Listing(self.target.listing())

    def _put_once(
        self, top: Mapping[str, Path], feed: Version | None
    ) -> Generator[Step, None, int | None]:
        """Put what is not there yet; gives how much, and None where another changed the feed."""
        count = 0
        for one in plan(top):
            path, there = top[one.name], self.held.get(one.name)
            if there and self.target.has(there, one, path):
                self._keep(path)
                continue
            if one.rank is not Rank.FEED or self.manner.dry_run or self.manner.alone:
                yield self._send(one, path)
            else:
                # All that the feed names has reached the disk before it does.
                self.target.settle()
                data = path.read_bytes()
                if not self.target.swap(one, data, feed[1] if feed else None):
                    return None
                yield Step("sent", one.name, len(data))
            self.sent.add(one.name)
            count += 1
        return count

    # -- removing --------------------------------------------------------

    def _prune(self) -> Iterator[Step]:
        self._list()
        unused = surplus(
            self.held,
            self.local,
            self.derived.own,
            withdrawn=frozenset(self._withdrawn),
            top=frozenset(self.derived.top),
            now=datetime.now(UTC),
        )
        for name in unused:
            yield self._remove(name, self.held[name])

    # -- one file --------------------------------------------------------

    def _send(self, sending: Sending, source: Path | bytes) -> Step:
        if not self.manner.dry_run:
            self.target.send(sending, source)
        return Step("would send" if self.manner.dry_run else "sent", sending.name, _size(source))

    def _remove(self, name: str, there: Held) -> Step:
        if not self.manner.dry_run:
            self.target.remove(name)
        return Step("would remove" if self.manner.dry_run else "removed", name, there.size_bytes)

    def _keep(self, source: Path | bytes) -> None:
        self._kept += 1
        self._kept_bytes += _size(source)


def _merged(others: int) -> Iterator[Step]:
    if others:
        detail = "of other publishers stand in the feed beside our own"
        yield Step("merged", counted(others, "episode"), detail=detail)


def _size(source: Path | bytes) -> int:
    return len(source) if isinstance(source, bytes) else source.stat().st_size
