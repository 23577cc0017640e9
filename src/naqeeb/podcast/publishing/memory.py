"""What was published before: episodes that need not be looked at again, here and there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Protocol

from naqeeb.podcast.publishing.listing import Listing
from naqeeb.podcast.publishing.plan import record_name
from naqeeb.podcast.publishing.target import Held


class Seen(NamedTuple):
    """An episode as it was found at the target after it was published."""

    id: str
    seen: str
    """By what the target knew its record."""
    files: int
    """How many files it had there."""


class Memory(Protocol):
    """What an output remembers of a target."""

    def ids(self) -> Collection[str]:
        """The episodes of the output that are on the air."""
        ...

    def unchanged(self) -> Iterable[Seen]:
        """Those that are as they were when they were last published there."""
        ...

    def note(self, done: Iterable[Seen]) -> None:
        """Remember these."""
        ...


def still_there(before: Iterable[Seen], held: Listing) -> frozenset[str]:
    """Those that the target has as they were left: the same record, and no file fewer."""
    return frozenset(
        each.id
        for each in before
        if (record := held.get(record_name(each.id))) is not None
        and _seen(record) == each.seen
        and held.count(each.id) >= each.files
    )


def seen_now(ids: Iterable[str], held: Listing) -> Iterator[Seen]:
    """How these episodes stand at the target now."""
    for each in ids:
        if (record := held.get(record_name(each))) is not None:
            yield Seen(each, _seen(record), held.count(each))


def _seen(record: Held) -> str:
    return f"{record.tag} {record.size_bytes} {record.modified.isoformat()}"
