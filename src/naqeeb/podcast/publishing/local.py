"""The output as it is to be published, read once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from naqeeb.errors import PublishFailed
from naqeeb.podcast import public_files, public_record
from naqeeb.podcast.address import FEED
from naqeeb.podcast.publishing.plan import RECORD, Rank, Sending, episode_of, is_record, plan


@dataclass(frozen=True, slots=True)
class Local:
    """What there is to send."""

    output: Path
    sources: Mapping[str, Path | bytes]
    """By name. The show's own files are held as bytes, so that feed and pages
    stay as they were together while episodes are sent."""
    planned: tuple[Sending, ...]
    """In the order of sending."""
    removed: frozenset[str]
    """Ids with a tombstone."""
    have: frozenset[str]
    """Names of all files that were looked at, also of those that are not sent."""
    same: frozenset[str] = frozenset()
    """Episodes that the target has as they are here, and that were not looked at."""

    def source(self, name: str) -> Path | bytes:
        """What is sent under a name; of a record its public form."""
        source = self.sources[name]
        if isinstance(source, Path) and is_record(name):
            return public_record.public(source.read_bytes())
        return source

    @property
    def ids(self) -> frozenset[str]:
        """Episodes that are on the air."""
        records = (one.name for one in self.planned if one.rank is Rank.RECORD)
        looked_at = frozenset(episode for name in records if (episode := episode_of(name)))
        return looked_at | self.same

    @property
    def top(self) -> dict[str, bytes]:
        """The show's own pages and feed, by name."""
        return {name: data for name, data in self.sources.items() if isinstance(data, bytes)}


def require_feed(output: Path) -> None:
    """Refuse an output in which there is nothing to publish.

    Raises:
        PublishFailed: there is no feed in it.
    """
    if not (output / FEED).is_file():
        raise PublishFailed(
            f"there is no feed in {output}",
            cause="nothing was made yet, or --output names another folder",
            hint="make an article first: naqeeb make FILE",
            path=str(output),
        )


def read(
    output: Path,
    removed: Collection[str],
    *,
    ids: Collection[str] | None = None,
    same: frozenset[str] = frozenset(),
) -> Local:
    """Read which files of the output are to be sent.

    Args:
        output: the show's folder.
        removed: ids with a tombstone.
        ids: episodes whose folders are looked at; None: all there are.
        same: episodes that the target has as they are here.

    Raises:
        PublishFailed: there is no feed in it, or it cannot be read.
    """
    require_feed(output)
    try:
        have = frozenset(_names(output, ids))
        planned = plan(_current(output, have), removed)
        sources: dict[str, Path | bytes] = {}
        for one in planned:
            path = output / one.name
            sources[one.name] = path.read_bytes() if one.rank >= Rank.PAGE else path
    except OSError as error:
        raise PublishFailed(
            f"{error.filename or output} cannot be read: {error.strerror or error}",
            cause="it belongs to another user, or was removed in this moment",
            hint="run `naqeeb check`, and publish again",
            path=str(output),
        ) from error
    return Local(output, sources, planned, frozenset(removed), have, same)


def _names(output: Path, ids: Collection[str] | None) -> Iterator[str]:
    folders = ["episodes/*/*"] if ids is None else [f"episodes/{each}/*" for each in ids]
    for pattern in ("*", "assets/*", *folders):
        for path in output.glob(pattern):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(output).as_posix()


def _current(output: Path, have: Collection[str]) -> Iterable[str]:
    """The names, without folders that have no record and without sound that was replaced."""
    # An episode whose record cannot be read is left out, and stops no other.
    recorded = {
        episode_of(name) for name in have if is_record(name) and _is_readable(output / name)
    }
    sounds = Counter(_sound_of(name) for name in have)
    several = {episode for (episode, _), count in sounds.items() if episode and count > 1}
    current = {episode: _named(output / "episodes" / episode / RECORD) for episode in several}
    for name in have:
        episode = episode_of(name)
        if episode is None:
            yield name
        elif episode in recorded:
            is_sound = PurePosixPath(name).suffix in public_files.SOUND
            names = current.get(episode)
            if not is_sound or names is None or PurePosixPath(name).name in names:
                yield name


def _is_readable(record: Path) -> bool:
    try:
        public_record.public(record.read_bytes())
    except (OSError, ValueError):
        return False
    return True


def _sound_of(name: str) -> tuple[str | None, str]:
    suffix = PurePosixPath(name).suffix
    return (episode_of(name), suffix) if suffix in public_files.SOUND else (None, "")


def _named(record: Path) -> frozenset[str] | None:
    """The sound files that a record names; None where it cannot be told."""
    try:
        table = json.loads(record.read_bytes())
        return frozenset(one["name"] for one in (table["audio"], *table["alternates"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
