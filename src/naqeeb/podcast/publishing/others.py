"""Episodes at the target that other publishers have sent: their records say what is on the air."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from naqeeb import own_files
from naqeeb.podcast.publishing.listing import Kept, Listing
from naqeeb.podcast.publishing.local import Local
from naqeeb.podcast.publishing.plan import episode_of, in_batches, record_name, record_of
from naqeeb.podcast.publishing.target import Held, Target

_GUID = re.compile(rb'"guid": *"([\x21\x23-\x7e]{1,200})"')
AT_ONCE = 8
"""Files that are asked for or sent at the same time."""
AT_A_TIME = 200
"""Episodes that are in memory at the same time."""


def records_of_others(
    held: Listing, own: frozenset[str], withdrawn: Collection[str]
) -> tuple[str, ...]:
    """Names of the records at the target of episodes that are not in ``own``."""
    there = (name for name in held.records() if name not in withdrawn)
    return tuple(name for name in there if episode_of(name) not in own)


def taken_by_others(target: Target, local: Local, held: Listing) -> frozenset[str]:
    """Ids of the output under which the target has an episode with another guid."""
    known = (each for each in sorted(local.looked_at) if record_name(each) in held)
    return frozenset(
        each
        for some in in_batches(known, AT_A_TIME)
        for each in _taken(target, local, [(each, held[record_name(each)]) for each in some])
    )


def _taken(target: Target, local: Local, known: Iterable[tuple[str, Held]]) -> Iterator[str]:
    changed = [
        episode
        for episode, there in known
        if not target.has(there, record := record_of(episode), local.source(record.name))
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        versions = list(pool.map(lambda each: target.read(record_name(each)), changed))
    for episode, version in zip(changed, versions, strict=True):
        mine = own_files.read(local.output / record_name(episode))
        theirs = guid_in(version[0]) if version else None
        # One that names nobody was damaged there: it is sent again.
        if theirs is not None and theirs != guid_in(mine):
            yield episode


def guid_in(record: bytes) -> str | None:
    """The guid of a record, also of what is left of a torn one; None where it has none."""
    try:
        guid = json.loads(record)["guid"]
    except (ValueError, KeyError, TypeError, RecursionError):
        match = _GUID.search(record)
        return match[1].decode() if match else None
    return guid if isinstance(guid, str) else None


class RecordReader:
    """Reads records at the target, and each of them again only once it has changed."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.records = Kept()
        """By the ids of their episodes."""

    def read(self, names: Collection[str], held: Listing) -> None:
        """Read the records of these names; one that is gone by now is left out."""
        wanted = {episode_of(name) or "" for name in names}
        for gone in [each for each in self.records if each not in wanted]:
            self.records.drop(gone)
        fresh = (name for name in names if not self._is_current(name, held))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for some in in_batches(fresh, AT_A_TIME):
                for name, version in zip(some, pool.map(self._target.read, some), strict=True):
                    if version:
                        self.records.put(episode_of(name) or "", *version)
                    else:
                        self.records.drop(episode_of(name) or "")

    def close(self) -> None:
        """Let them go."""
        self.records.close()

    def _is_current(self, name: str, held: Listing) -> bool:
        return self.records.is_current(episode_of(name) or "", held[name].tag)
