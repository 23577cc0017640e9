"""What is to be sent, in which order and under which headers: pure decisions over names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TypeVar

from naqeeb.podcast import public_files
from naqeeb.podcast.address import FEED
from naqeeb.podcast.public_files import EPISODES, RECORD

T = TypeVar("T")


LASTING = "public, max-age=31536000, immutable"
"""For names that hold a hash of their bytes: another sound has another name."""
BRIEF = "public, max-age=60, must-revalidate"
"""For the feed: apps ask again for every check, and news must not wait in a cache."""
SHORT = "public, max-age=300"
"""For pages, transcripts and records, which a correction changes in place."""

_HASHED = re.compile(r"-[0-9a-f]{8}\.[a-z0-9]+\Z")
_FEED_FILE = re.compile(r"feed(-\d+)?\.xml\Z")
_DERIVED_TOP = re.compile(
    r"(feed-\d+\.xml|sitemap-\d+\.xml|page-\d+\.html|(search|list)-\d+\.js"
    r"|cover-[0-9a-f]{8}\.(png|jpg)|icon-[0-9a-f]{8}\.png)\Z"
)


class Rank(IntEnum):
    """The order of sending: nothing is named before it is there.

    A record says that its episode is on the air, so it follows all that it
    names; the feed, by which listeners find out, comes last.
    """

    MEDIA = 0
    TEXT = 1
    RECORD = 2
    PAGE = 3
    OLD_FEED = 4
    FEED = 5


@dataclass(frozen=True, slots=True)
class Sending:
    """One file as it is to be sent."""

    name: str
    """Path below the show's folder, with forward slashes; also its name at the target."""
    rank: Rank
    media_type: str
    cache_control: str

    @property
    def immutable(self) -> bool:
        """Whether the name changes with the bytes, so that the same name is the same file."""
        return self.cache_control == LASTING


def plan(names: Iterable[str]) -> tuple[Sending, ...]:
    """Which of these files are sent, in the order of sending.

    Dotfiles, locks, ``show.json`` (it holds the private token) and whatever
    else is no part of a published show are left out.

    Args:
        names: paths below the show's folder, with forward slashes.
    """
    sent = (_sending(name) for name in names if is_ours(name))
    return tuple(sorted(sent, key=lambda one: (one.rank, one.name)))


def is_ours(name: str) -> bool:
    """Whether a file of this name is part of a published show."""
    parts = tuple(name.split("/"))
    # A show in a folder of its own is published as a show, not as a part of another.
    below_show = len(parts) == 1 or parts[0] == EPISODES
    return below_show and public_files.is_held(parts)


def episode_of(name: str) -> str | None:
    """The id of the episode that a file belongs to; None for the show's own files."""
    parts = name.split("/")
    return parts[1] if parts[0] == EPISODES and len(parts) == 3 else None  # noqa: PLR2004 - episodes/ID/NAME


def record_name(episode_id: str) -> str:
    """Name of an episode's record at the target."""
    return f"{EPISODES}/{episode_id}/{RECORD}"


def record_of(episode_id: str) -> Sending:
    """An episode's record as it is to be sent."""
    return _sending(record_name(episode_id))


def in_batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Some at a time."""
    source = iter(items)
    while batch := tuple(islice(source, size)):
        yield batch


def is_record(name: str) -> bool:
    """Whether this is an episode's record."""
    return episode_of(name) is not None and name.endswith("/" + RECORD)


def may_prune_top(name: str) -> bool:
    """Whether a file beside the feed is surely naqeeb's own, so that it may be pruned."""
    return _DERIVED_TOP.match(name) is not None


def _sending(name: str) -> Sending:
    path = PurePosixPath(name)
    rank = _rank(path, top=len(path.parts) == 1)
    if rank in (Rank.FEED, Rank.OLD_FEED):
        cache = BRIEF
    elif _HASHED.search(path.name) and rank is Rank.MEDIA:
        cache = LASTING
    else:
        cache = SHORT
    media_type = public_files.media_type(Path(name))
    if rank in (Rank.FEED, Rank.OLD_FEED):
        # A bucket cannot ask who reads: podcast apps take either type, browsers this one alone.
        media_type = public_files.PLAIN_FEED_TYPE
    return Sending(name, rank, media_type, cache)


def _rank(path: PurePosixPath, *, top: bool) -> Rank:
    if top and _FEED_FILE.match(path.name):
        return Rank.FEED if path.name == FEED else Rank.OLD_FEED
    if path.suffix.lower() not in public_files.TEXT or path.parts[0] == "assets":
        return Rank.MEDIA
    if top:
        return Rank.PAGE
    return Rank.RECORD if path.name == RECORD else Rank.TEXT
