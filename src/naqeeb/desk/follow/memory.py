"""What is remembered of a followed feed from one look to the next.

It lies beside the episodes and may be lost: a feed is then looked at as if for the first time,
and what the archive knows already is unchanged.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import msgspec

from naqeeb import own_files
from naqeeb.archive import files
from naqeeb.text.addresses import name_without_secrets, without_secrets

FOLLOWED_FILE = ".naqeeb-followed.json"
_VERSION = 3
"""Up to 2 some secrets were not known for such, and stood in the names of items."""
MOST_SEEN = 5000
"""Items of one feed that are remembered; feeds list some hundred."""


@dataclass(slots=True)
class Seen:
    """An item that was made, or left out on purpose."""

    digest: str
    """Of its title, words and update: another one asks for another look."""
    title: str = ""
    first: datetime | None = None
    """When it was first made; None for one that was left out."""
    is_page: bool = False
    """Whether its text stands on its page and not in the feed."""
    asked: datetime | None = None
    """When its page was last asked for a correction."""
    etag: str | None = None
    last_modified: str | None = None
    """Of its page, for an item whose text the feed does not carry."""


@dataclass(slots=True)
class Failing:
    """An item that could not be made."""

    where: str
    error: str
    tries: int
    first: datetime
    again_at: datetime | None
    """When it is tried again; None once it was given up."""


@dataclass(slots=True)
class FeedMemory:
    """One feed."""

    url: str
    """Without secrets."""
    etag: str | None = None
    last_modified: str | None = None
    last_look: datetime | None = None
    last_new: datetime | None = None
    listed: list[str] = field(default_factory=list)
    """Items in the last look's order, the oldest first."""
    seen: dict[str, Seen] = field(default_factory=dict)
    failing: dict[str, Failing] = field(default_factory=dict)
    waiting: int = 0
    """Items that were too many for the last look."""
    under_way: list[str] = field(default_factory=list)
    """Items of a look that is going on, or that was killed: some may have been made."""


@dataclass(slots=True)
class _File:
    version: int = _VERSION
    feeds: dict[str, FeedMemory] = field(default_factory=dict)


_DECODER = msgspec.json.Decoder(_File)


class Memory:
    """All followed feeds of an output.

    Args:
        output: the folder of the first show.
    """

    def __init__(self, output: Path) -> None:
        self._path = output / FOLLOWED_FILE

    def all(self) -> list[FeedMemory]:
        """Every feed that was ever looked at."""
        return list(self._read().feeds.values())

    def of(self, url: str) -> FeedMemory:
        """One feed; an empty memory where it was never looked at."""
        return self._read().feeds.get(name_of(url)) or FeedMemory(without_secrets(url))

    def lock_of(self, url: str) -> Path:
        """The file by which one run holds others off a feed."""
        return self._path.with_name(f".naqeeb-follow-{name_of(url)}.lock")

    def keep(self, url: str, feed: FeedMemory) -> None:
        """Remember a feed. The caller holds its lock.

        Raises:
            ArchiveError: the output is gone, or cannot be written.
        """
        if not self.lock_of(url).exists():
            raise files.vanished(self._path.parent)
        table = self._read()
        if len(feed.seen) > MOST_SEEN:
            feed.seen = dict(list(feed.seen.items())[-MOST_SEEN:])
        table.feeds[name_of(url)] = feed
        files.write_if_changed(self._path, msgspec.json.format(msgspec.json.encode(table)))

    def _read(self) -> _File:
        try:
            table = _DECODER.decode(own_files.read(self._path))
        except (OSError, msgspec.MsgspecError, RecursionError):
            # Version 0.1.0 kept two texts a feed: what they save is one request.
            return _File()
        if table.version >= _VERSION:
            return table
        return _File(feeds={name: _as_named_now(feed) for name, feed in table.feeds.items()})


def _as_named_now(feed: FeedMemory) -> FeedMemory:
    """A feed whose items have the names that they would be given now."""
    return replace(
        feed,
        listed=[name_without_secrets(item) for item in feed.listed],
        seen={name_without_secrets(item): seen for item, seen in feed.seen.items()},
        failing={name_without_secrets(item): failing for item, failing in feed.failing.items()},
        under_way=[name_without_secrets(item) for item in feed.under_way],
    )


def name_of(url: str) -> str:
    """The feed's name: a hash, since its address may hold a secret."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
