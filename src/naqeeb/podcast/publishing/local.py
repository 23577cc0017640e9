"""The output as it is to be published, some episodes at a time."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from naqeeb import own_files
from naqeeb.errors import PublishFailed
from naqeeb.podcast import public_files, public_record
from naqeeb.podcast.address import FEED
from naqeeb.podcast.public_files import EPISODES, RECORD, TAKEN_DOWN
from naqeeb.podcast.publishing.plan import Rank, Sending, is_record, plan, record_name
from naqeeb.podcast.publishing.snapshot import Snapshot
from naqeeb.settings.did_you_mean import NOTHING_MADE, make_first


@dataclass(frozen=True, slots=True)
class Local:
    """What there is to send."""

    output: Path
    pictures: tuple[Sending, ...]
    """The show's own files that pages show, such as its cover."""
    top: Mapping[str, Path]
    """Feed and pages by name, as they were together when publishing began."""
    looked_at: frozenset[str]
    """Episodes on the air whose files are compared with the target's."""
    removed: frozenset[str]
    """Ids with a tombstone."""
    same: frozenset[str] = frozenset()
    """Episodes that the target has as they are here, and that are not looked at."""

    @property
    def ids(self) -> frozenset[str]:
        """Episodes that are on the air."""
        return self.looked_at | self.same

    def planned(self, episodes: Iterable[str]) -> tuple[Sending, ...]:
        """What is to be sent of these, in the order of sending.

        Raises:
            PublishFailed: a folder cannot be read.
        """
        with _readable(self.output):
            return plan(name for each in episodes for name in _current(self.output, each))

    def source(self, name: str) -> Path | bytes:
        """What is sent under a name; of a record its public form."""
        path = self.output / name
        return public_record.public(own_files.read(path)) if is_record(name) else path

    def has(self, name: str) -> bool:
        """Whether the output has a file of this name."""
        path = self.output / name
        return path.is_file() and not path.is_symlink()


def require_feed(output: Path) -> None:
    """Refuse an output in which there is nothing to publish.

    Raises:
        PublishFailed: there is no feed in it.
    """
    if not (output / FEED).is_file():
        raise PublishFailed(
            f"there is no feed in {output}",
            cause=NOTHING_MADE,
            hint=make_first(output),
            path=str(output),
        )


def read(
    output: Path,
    removed: Collection[str],
    snapshot: Snapshot,
    *,
    ids: Collection[str] | None = None,
    same: frozenset[str] = frozenset(),
) -> Local:
    """Read what of the output is to be sent.

    Args:
        output: the show's folder.
        removed: ids with a tombstone.
        snapshot: where feed and pages stay as they are now.
        ids: episodes that are looked at; None: all there are.
        same: episodes that the target has as they are here.

    Raises:
        PublishFailed: there is no feed in it, or it cannot be read.
    """
    require_feed(output)
    with _readable(output):
        planned = plan(_own_files(output))
        # The list of what was taken down is no page of ours alone.
        own = (one.name for one in planned if one.rank >= Rank.PAGE)
        top = snapshot.of(name for name in own if name != TAKEN_DOWN)
        gone = frozenset(removed)
        names = _files_in(output / EPISODES) if ids is None else ids
        # An episode whose record cannot be read is left out, and stops no other.
        looked_at = (each for each in names if each not in gone and _is_recorded(output, each))
        pictures = tuple(one for one in planned if one.rank < Rank.PAGE)
        return Local(output, pictures, top, frozenset(looked_at), gone, same)


@contextmanager
def _readable(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishFailed(
            f"{error.filename or output} cannot be read: {error.strerror or error}",
            cause="it belongs to another user, or was removed in this moment",
            hint="run `naqeeb check`, and publish again",
            path=str(output),
        ) from error


def _own_files(output: Path) -> Iterator[str]:
    for name in _files_in(output):
        path = output / name
        if path.is_file() and not path.is_symlink():
            yield name


def _files_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names alone: there may be very many
    except (FileNotFoundError, NotADirectoryError):
        return []


def _current(output: Path, episode: str) -> list[str]:
    """The names of an episode's files, without sound that was replaced."""
    folder = output / EPISODES / episode
    paths = [folder / name for name in _files_in(folder)]
    files = [path for path in paths if path.is_file() and not path.is_symlink()]
    sounds = Counter(path.suffix for path in files if path.suffix in public_files.SOUND)
    several = any(count > 1 for count in sounds.values())
    named = _named(folder / RECORD) if several else None
    return [
        f"{EPISODES}/{episode}/{path.name}"
        for path in files
        if named is None or path.suffix not in public_files.SOUND or path.name in named
    ]


def _is_recorded(output: Path, episode: str) -> bool:
    name = record_name(episode)
    record = output / name
    if not plan([name]) or record.is_symlink():
        return False
    try:
        public_record.public(own_files.read(record))
    except (OSError, ValueError):
        return False
    return True


def _named(record: Path) -> frozenset[str] | None:
    """The sound files that a record names; None where it cannot be told."""
    try:
        table = json.loads(own_files.read(record))
        return frozenset(one["name"] for one in (table["audio"], *table["alternates"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
