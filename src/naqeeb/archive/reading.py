"""What an archive holds: looking, without writing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from naqeeb import own_files
from naqeeb.archive import folders, identity, log, record
from naqeeb.archive import state as show_state
from naqeeb.archive.folders import EPISODES, RECORD_FILE
from naqeeb.archive.index import Index
from naqeeb.archive.on_air import OnAir
from naqeeb.archive.published import Published
from naqeeb.archive.rows import Entry
from naqeeb.errors import EpisodeUnknown, RecordDamaged
from naqeeb.model import Episode, State
from naqeeb.text.cleaning import brief

BEHIND_FILE = ".naqeeb-behind"
"""Is there from a change of the episodes until feed and pages were brought up to date."""
MOST_OF_A_NAME = 20
"""A name that is used for other news every day has one episode a day."""
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\Z")


class Reader:
    """The episodes of a folder.

    Args:
        output: the show's folder; it need not be there.

    Raises:
        ArchiveError: no station can lie there.
    """

    def __init__(self, output: Path) -> None:
        self.output = folders.usable(output)
        self._index = Index(self.output, _read)

    def entries(self) -> tuple[Entry, ...]:
        """All episodes on the air, newest first."""
        return self.listing()[0]

    def listing(self) -> tuple[tuple[Entry, ...], list[RecordDamaged]]:
        """The episodes on the air, and why records cannot be read."""
        entries, damaged = self.all()
        return tuple(entry for entry in entries if entry.state is State.ON_AIR), damaged

    def all(self) -> tuple[tuple[Entry, ...], list[RecordDamaged]]:
        """All episodes whatever their state, and why records cannot be read."""
        entries, damaged = self._index.all()
        return self._with_tombstones(entries), damaged

    def scan(self) -> tuple[tuple[Entry, ...], list[RecordDamaged]]:
        """As ``all``, after a look at every record: also one that was edited is noticed."""
        entries, damaged = self._index.all(look_at_each=True)
        return self._with_tombstones(entries), damaged

    def ids(self) -> list[str]:
        """The ids of all episodes, whatever their state, whose records can be read."""
        return self._index.ids()

    def off_air(self) -> list[str]:
        """The ids of the episodes that listeners do not get."""
        return self._index.off_air()

    def look_at_each(self) -> None:
        """Look at every record: also one that was edited is noticed."""
        self._index.look_at_each()

    def stamp_of(self, episode_id: str) -> tuple[int, int] | None:
        """The time stamp and size of a record as it is now; None where there is none."""
        return folders.stamp(self.output, episode_id)

    def stamps(self) -> dict[str, tuple[int, int]]:
        """The time stamp and size of each record on the air, by id."""
        return self._index.stamps()

    def published(self, target: str) -> list[Published]:
        """Episodes that are as they were when they were last published there."""
        return self._index.published(target)

    def on_air(self) -> OnAir:
        """The episodes on the air, newest first, to be read a few at a time."""
        return self._index.on_air()

    def due(self, now: datetime) -> list[Entry]:
        """Scheduled episodes whose time has come."""
        return self._index.due(now)

    def is_empty(self) -> bool:
        """Whether there is no episode at all, not even a removed one."""
        return self._index.is_empty()

    def is_behind(self) -> bool:
        """Whether feed and pages are behind the episodes: one changed, or its time has come."""
        if (self.output / BEHIND_FILE).exists():
            return True
        # A folder that is no station's is left as it is, without an index.
        return self.is_begun() and bool(self.due(datetime.now(UTC)))

    def is_begun(self) -> bool:
        """Whether this output is a station already."""
        return (self.output / show_state.STATE_FILE).is_file()

    def sound_checked_at(self, episode_id: str) -> float:
        """When the MP3 was last compared with its hash, in seconds of the epoch; 0: never."""
        return self._index.checked_at(episode_id)

    def load(self, episode_id: str) -> Episode:
        """One episode's record.

        Args:
            episode_id: the episode.

        Raises:
            EpisodeUnknown: there is none of this id.
            RecordDamaged: its record cannot be read.
        """
        path = self.folder(episode_id) / RECORD_FILE
        try:
            return self._with_aired(_read(path))
        except FileNotFoundError:
            raise self._unknown(episode_id) from None

    def of_names(self, names: Collection[str]) -> tuple[Episode, ...]:
        """Episodes that have one of these names as key or alias, removed or not.

        The latest change comes first; of very many the newest are given. A held correction
        is among them.
        """
        entries = self._index.of_names(names)[:MOST_OF_A_NAME]
        return tuple(self.load(entry.id) for entry in entries)

    def refuse_later(self, key: str) -> None:
        """Return if no episode of this source was recorded by a later version of naqeeb.

        An id ends in digits of its key, so that the source is known although nothing else of
        the record is understood.

        Raises:
            RecordDamaged: one was; its ``version`` says which.
        """
        ending = identity.digits(key)
        for episode_id in self._index.damaged_ids():
            if episode_id.endswith(ending):
                try:
                    self.load(episode_id)
                except RecordDamaged as error:
                    if error.version is not None:
                        raise
                except EpisodeUnknown:
                    continue

    def names(self) -> set[str]:
        """Keys and aliases of all episodes, whatever their state."""
        return self._index.names()

    def doubled(self) -> list[tuple[str, ...]]:
        """Ids of episodes on the air that share a name, group by group."""
        return self._index.doubled()

    def __contains__(self, episode_id: object) -> bool:
        """Whether there is an episode of this id, removed or not."""
        return isinstance(episode_id, str) and self.folder(episode_id).exists()

    def folder(self, episode_id: str) -> Path:
        """Where an episode's files lie."""
        if not _ID.match(episode_id):
            raise self._unknown(episode_id)
        return self.output / EPISODES / episode_id

    def has_all_files(self, episode: Episode) -> bool:
        """Whether every file that the record names is there, by name and all audio by size."""
        folder = self.folder(episode.id)
        try:
            for each in (episode.audio, *episode.alternates):
                if (folder / each.name).stat().st_size != each.size_bytes:
                    return False
        except OSError:
            return False
        return all((folder / name).is_file() for name in episode.files)

    def mismatches(self, episode: Episode) -> frozenset[str]:
        """Names of the files that have not the bytes that the record says, or are missing."""
        folder = self.folder(episode.id)
        return frozenset(
            name for name, digest in episode.files.items() if not _has(folder / name, digest)
        )

    def state(self) -> show_state.ShowState:
        """What ``show.json`` holds."""
        return show_state.load(self.output)

    # -- inside ----------------------------------------------------------

    def _with_aired(self, episode: Episode) -> Episode:
        """The episode; of one from an older version that waits, whether listeners had it before.

        The log alone tells: where it does not, the episode counts as one that they never had.
        """
        if episode.aired is not None or episode.reached_listeners:
            return episode
        return replace(episode, aired=log.was_on_air(self.output, episode))

    def _with_tombstones(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries as they are once the tombstones of version 0.1.0 are adopted."""
        try:
            removed = self.state().tombstones
        except RecordDamaged:
            return entries
        return tuple(
            entry._replace(state=State.REMOVED) if entry.id in removed else entry
            for entry in entries
        )

    def _unknown(self, episode_id: str) -> EpisodeUnknown:
        return EpisodeUnknown(
            f"there is no episode {brief(episode_id, 100)} in {self.output}",
            cause="the id is mistyped, or --output names another folder",
            hint=f"the ids are the folder names in {self.output / EPISODES}",
            id=episode_id,
        )


def _read(path: Path) -> Episode:
    try:
        episode = record.from_json(own_files.read(path), str(path))
    except own_files.NoFileError as error:
        raise record.damaged(str(path), str(error.strerror)) from error
    if episode.id != path.parent.name:
        # By its id another episode's files would be read, and written.
        raise record.of_another(str(path), episode.id)
    return episode


def _has(path: Path, digest: str) -> bool:
    # Whole: these are small, and reading them piece by piece takes longer.
    try:
        return hashlib.sha256(own_files.read(path)).hexdigest() == digest
    except OSError:
        return False
