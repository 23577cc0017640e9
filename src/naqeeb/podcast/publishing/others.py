"""Episodes at the target that other publishers have sent: their records say what is on the air."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from naqeeb.podcast.publishing.local import Local
from naqeeb.podcast.publishing.plan import Rank, episode_of, is_record
from naqeeb.podcast.publishing.target import Held, Target, Version

AT_ONCE = 8
"""Files that are asked for or sent at the same time."""


def records_of_others(held: Iterable[str], own: frozenset[str]) -> list[str]:
    """Names of the records at the target of episodes that are not in ``own``."""
    return [name for name in held if is_record(name) and episode_of(name) not in own]


def taken_by_others(target: Target, local: Local, held: Mapping[str, Held]) -> frozenset[str]:
    """Ids of the output under which the target has an episode with another guid."""
    changed = [
        one
        for one in local.planned
        if one.rank is Rank.RECORD
        and one.name in held
        and not target.has(held[one.name], one, local.source(one.name))
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        versions = list(pool.map(lambda one: target.read(one.name), changed))
    return frozenset(
        episode_of(one.name) or ""
        for one, version in zip(changed, versions, strict=True)
        if version and guid_in(version[0]) != guid_in((local.output / one.name).read_bytes())
    )


def guid_in(record: bytes) -> str | None:
    """The guid of an episode's record; None where it is no record."""
    try:
        return str(json.loads(record)["guid"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


class RecordReader:
    """Reads records at the target, and each of them again only once it has changed."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._versions: dict[str, Version] = {}

    def read(self, names: Iterable[str], held: Mapping[str, Held]) -> dict[str, bytes]:
        """Records by the ids of their episodes; one that is gone by now is left out."""
        names = list(names)
        fresh = [
            name
            for name in names
            if name not in self._versions or self._versions[name][1] != held[name].tag
        ]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for name, version in zip(fresh, pool.map(self._target.read, fresh), strict=True):
                if version:
                    self._versions[name] = version
                else:
                    self._versions.pop(name, None)
        return {
            episode_of(name) or "": self._versions[name][0]
            for name in names
            if name in self._versions
        }
