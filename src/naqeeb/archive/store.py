"""The output folder of one show."""

from __future__ import annotations

import contextlib
import errno
import re
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from naqeeb.archive import files, index, lock, log, record
from naqeeb.archive import state as show_state
from naqeeb.archive.index import RECORD_FILE, Entry, Index
from naqeeb.errors import ArchiveError, EpisodeUnknown, RecordDamaged
from naqeeb.model import Episode, State

EPISODES = "episodes"
LOCK_FILE = ".naqeeb-lock"
BEHIND_FILE = ".naqeeb-behind"
"""Is there from a commit until feed and pages were brought up to date."""
LOCK_WAIT_S = 120.0
MOST_OF_A_NAME = 20
"""A name that is used for other news every day has one episode a day."""
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS, errno.EIO}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\Z")


class Archive:
    """Episodes in a folder: each is committed whole or not at all.

    Args:
        output: the show's folder; made when something is first written.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._index = Index(output, _read)

    # -- reading ---------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """All episodes on the air, newest first."""
        return self.listing()[0]

    def listing(self) -> tuple[tuple[Entry, ...], list[str]]:
        """The episodes on the air, and what is wrong with damaged records."""
        entries, damaged = self.all()
        return tuple(entry for entry in entries if entry.state is State.ON_AIR), damaged

    def all(self) -> tuple[tuple[Entry, ...], list[str]]:
        """All episodes whatever their state, and what is wrong with damaged records."""
        entries, damaged = self._index.all()
        return self._with_tombstones(entries), damaged

    def scan(self) -> tuple[tuple[Entry, ...], list[str]]:
        """As ``all``, after a look at every record: also one that was edited is noticed."""
        entries, damaged = self._index.all(look_at_each=True)
        return self._with_tombstones(entries), damaged

    def is_empty(self) -> bool:
        """Whether there is no episode at all, not even a removed one."""
        return not index.any_in(self.output)

    def is_behind(self) -> bool:
        """Whether an episode was committed that feed and pages do not know yet."""
        return (self.output / BEHIND_FILE).exists()

    def clear_behind(self) -> None:
        """Note that feed and pages are up to date. The caller holds the lock."""
        self.drop(BEHIND_FILE)

    def is_begun(self) -> bool:
        """Whether this output is a station already."""
        return (self.output / show_state.STATE_FILE).is_file()

    def sound_checked_at(self, episode_id: str) -> float:
        """When the MP3 was last compared with its hash, in seconds of the epoch; 0: never."""
        return self._index.checked_at(episode_id)

    def note_sound_check(self, episode_id: str, when_s: float) -> None:
        """Note that the MP3 has the hash of its record."""
        self._index.note_check(episode_id, when_s)

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
            return _read(path)
        except FileNotFoundError:
            raise self._unknown(episode_id) from None

    def of_key(self, key: str) -> Episode | None:
        """The newest episode of a source key, removed or not; None where there is none."""
        return next(iter(self.of_names((key,))), None)

    def of_names(self, names: Collection[str]) -> tuple[Episode, ...]:
        """Episodes that have one of these names as key or alias, removed or not.

        The latest change comes first; of very many the newest are given. A held correction
        is not among them: it belongs to the episode that it corrects.
        """
        entries = self._index.of_names(names)[:MOST_OF_A_NAME]
        return tuple(self.load(entry.id) for entry in entries)

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

    def is_whole(self, episode: Episode) -> bool:
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

    # -- writing ---------------------------------------------------------

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the archive for a read-modify-write; others wait.

        Raises:
            ArchiveLocked: another process held it for two minutes.
            ArchiveError: the folder cannot be made.
        """
        self._make(self.output)
        with lock.held(self.output / LOCK_FILE, wait_s=LOCK_WAIT_S):
            # A damaged show.json is named by whoever needs it.
            with contextlib.suppress(RecordDamaged):
                self._adopt_tombstones()
            yield

    @contextlib.contextmanager
    def staging(self) -> Iterator[Path]:
        """A folder on the same disk to build an episode in; gone afterwards.

        Raises:
            ArchiveError: it cannot be made, or the disk is full.
        """
        episodes = self.output / EPISODES
        self._make(episodes)
        files.sweep(episodes)
        files.sweep(self.output)
        folder = episodes / f"{files.TEMPORARY}{secrets.token_hex(6)}"
        try:
            folder.mkdir()
        except OSError as error:
            raise files.cannot_write(folder, error) from error
        try:
            yield folder
        except OSError as error:
            # Whoever builds here writes with libraries that know no ArchiveError.
            if error.errno in _NO_ROOM:
                raise files.cannot_write(self.output, error) from error
            raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def commit(self, staged: Path, episode: Episode, derived: Mapping[str, bytes]) -> Episode:
        """Put an episode in its place. The caller holds the lock.

        Args:
            staged: a staging folder with the audio files under their final names.
            episode: its record; ``files`` is filled in here.
            derived: all other files by name.

        Returns:
            The episode as recorded.

        Raises:
            ArchiveError: nothing was changed, or the new audio lies beside the old
                and the old record still stands.
        """
        episode = replace(episode, files=_hashes(derived))
        folder = self.folder(episode.id)
        files.write(self.output / BEHIND_FILE, b"", sync=False)
        try:
            if folder.exists():
                self._update(staged, folder, episode, derived)
            else:
                # Nobody looks in here before the rename, so each file is written in its place.
                with files.Together() as together:
                    for each in (episode.audio, *episode.alternates):
                        together.sync(staged / each.name)
                    for name, data in derived.items():
                        together.create(staged / name, data)
                    together.create(staged / RECORD_FILE, record.to_json(episode))
                files.sync_folder(staged)
                staged.rename(folder)
                files.sync_folder(folder.parent)
        except OSError as error:
            raise files.cannot_write(folder, error) from error
        self._index.put(episode)
        return episode

    def refresh(self, episode: Episode, derived: Mapping[str, bytes]) -> bool:
        """Derive an episode's files again; only those that differ are written.

        Of ten thousand episodes each file cannot be waited for. None is: they can
        be derived again, and the record, which is synced and comes last, has
        their hashes. So a power cut leaves files that do not match their record,
        or a record that does not match its files, and never a torn record;
        ``naqeeb feed`` finds both and mends them. Who has refreshed all that
        there is to refresh calls ``settle``.

        Returns:
            True where something was written.
        """
        folder = self.folder(episode.id)
        changed = [
            files.write_if_changed(folder / name, data, sync=False)
            for name, data in derived.items()
        ]
        # What cannot be derived, such as a story's picture, stays as it is.
        hashes = dict(episode.files) | _hashes(derived)
        if hashes != dict(episode.files):
            self.rewrite(replace(episode, files=hashes))
            return True
        return any(changed)

    def rewrite(self, episode: Episode) -> Episode:
        """Write a record in its place. The caller holds the lock."""
        files.write(self.folder(episode.id) / RECORD_FILE, record.to_json(episode))
        self._index.put(episode)
        return episode

    def settle(self) -> None:
        """Wait until all that was refreshed has reached the disk."""
        files.sync_all()

    def put(self, name: str, data: bytes) -> bool:
        """Write a file of the show itself (feed, page, cover) if it changed. True if written."""
        path = self.output / name
        self._make(path.parent)
        return files.write_if_changed(path, data)

    def put_all(self, *groups: Iterable[tuple[str, bytes]]) -> list[str]:
        """Write those files of the show itself that changed; gives their names.

        Args:
            groups: name and bytes of files. All of one group are there for good
                before one of the next takes its place.

        Raises:
            ArchiveError: the disk is full, or the folder may not be written to.
        """
        written = []
        self._make(self.output)
        try:
            with files.Together() as together:
                for group in groups:
                    for name, data in group:
                        if not self.has(name, data):
                            together.replace(self.output / name, data)
                            written.append(name)
                    together.then()
        except OSError as error:
            raise files.cannot_write(Path(error.filename or self.output), error) from error
        return written

    def has(self, name: str, data: bytes) -> bool:
        """Whether a file of the show itself is there with these bytes."""
        return files.holds(self.output / name, data)

    def log(self, what: str, episode: Episode, *, now: datetime) -> None:
        """Note what was done to an episode, when, and by which user of the machine."""
        log.note(self.output, what, episode, now=now)

    def drop(self, name: str) -> None:
        """Remove a file of the show itself, such as a feed page that is no longer needed."""
        (self.output / name).unlink(missing_ok=True)

    def ensure_state(self, make_guid: Callable[[], str]) -> show_state.ShowState:
        """The show's state, with its podcast:guid made if this is the first time."""
        now = self.state()
        made = show_state.with_guid(now, make_guid)
        if made != now:
            self._make(self.output)
            show_state.save(self.output, made)
        return made

    def ensure_token(self) -> str:
        """The private feed's token, made if this is the first time."""
        now = self.state()
        made = show_state.with_token(now)
        if made != now:
            self._make(self.output)
            show_state.save(self.output, made)
        return made.token

    def set_state(
        self, episode_id: str, state: State, *, now: datetime, air_at: datetime | None = None
    ) -> Episode:
        """Move an episode to another state; its files stay. The caller holds the lock.

        Args:
            episode_id: the episode.
            state: the new one.
            now: noted as the time of the change.
            air_at: for a scheduled episode, when it goes on the air.

        Returns:
            The episode as recorded.

        Raises:
            EpisodeUnknown: there is none of this id.
            RecordDamaged: its record cannot be read.
        """
        episode = self.load(episode_id)
        if (episode.state, episode.air_at) == (state, air_at):
            return episode
        return self.rewrite(replace(episode, state=state, state_since=now, air_at=air_at))

    def remove(self, episode_id: str, *, now: datetime) -> None:
        """Take an episode out of feed and pages; its files stay for --undo."""
        self.set_state(episode_id, State.REMOVED, now=now)

    def bring_back(self, episode_id: str, *, now: datetime) -> None:
        """Put a removed episode on the air again.

        Raises:
            EpisodeUnknown: it is not removed.
        """
        removed = sorted(each.id for each in self.all()[0] if each.state is State.REMOVED)
        if episode_id not in removed:
            raise EpisodeUnknown(
                f"no removed episode has the id {episode_id}",
                hint=f"removed: {', '.join(removed) or 'none'}",
                id=episode_id,
            )
        self.set_state(episode_id, State.ON_AIR, now=now)

    def discard(self, episode_id: str) -> None:
        """Remove an episode's folder with all that is in it. The caller holds the lock."""
        folder = self.folder(episode_id)
        gone = files.temporary_beside(folder)
        try:
            # Out of sight in one step; what a crash leaves of it is swept.
            folder.rename(gone)
        except FileNotFoundError:
            return
        except OSError as error:
            raise files.cannot_write(folder, error) from error
        shutil.rmtree(gone, ignore_errors=True)

    def erase(self, episode: Episode, *, now: datetime) -> None:
        """Take an episode down for good; ``show.json`` keeps its id and guid.

        The caller holds the lock.
        """
        before = self.state()
        erased = {**before.erased, episode.id: [episode.guid, now.astimezone(UTC).isoformat()]}
        show_state.save(self.output, before._replace(erased=erased))
        self.discard(episode.id)

    def expire_audio(self, episode: Episode, *, now: datetime, keep: timedelta) -> Episode:
        """Remove audio that was replaced longer ago than ``keep``; gives the new record."""
        old = {name for name, when in episode.previous_audio if now - when > keep}
        old.discard(episode.audio.name)
        if not old:
            return episode
        folder = self.folder(episode.id)
        for name in old:
            (folder / Path(name).name).unlink(missing_ok=True)
        left = tuple(pair for pair in episode.previous_audio if pair[0] not in old)
        expired = replace(episode, previous_audio=left)
        return self.rewrite(expired)

    # -- inside ----------------------------------------------------------

    def _adopt_tombstones(self) -> None:
        """Move the tombstones of version 0.1.0 from ``show.json`` into the records."""
        before = self.state()
        for episode_id, when in before.tombstones.items():
            with contextlib.suppress(EpisodeUnknown):
                self.set_state(episode_id, State.REMOVED, now=datetime.fromisoformat(when))
        if before.tombstones:
            show_state.save(self.output, before._replace(tombstones={}))

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

    def _update(
        self, staged: Path, folder: Path, episode: Episode, derived: Mapping[str, bytes]
    ) -> None:
        """New audio first, then what is derived, the record last: a crash leaves the old whole."""
        sounds = [each.name for each in (episode.audio, *episode.alternates)]
        with files.Together() as together:
            for name in sounds:
                together.sync(staged / name)
        for name in sounds:
            (staged / name).replace(folder / name)
        files.sync_folder(folder)
        with files.Together() as together:
            for name, data in derived.items():
                if not files.holds(folder / name, data):
                    together.replace(folder / name, data)
            together.then()
            together.replace(folder / RECORD_FILE, record.to_json(episode))

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(
                f"the folder {folder} cannot be made: {error.strerror}",
                cause="a file of that name is in the way, or you may not write there",
                hint="choose another folder with --output",
                path=str(folder),
            ) from None

    def _unknown(self, episode_id: str) -> EpisodeUnknown:
        return EpisodeUnknown(
            f"there is no episode {episode_id} in {self.output}",
            cause="the id is mistyped, or --output names another folder",
            hint=f"the ids are the folder names in {self.output / EPISODES}",
            id=episode_id,
        )


def _read(path: Path) -> Episode:
    return record.from_json(path.read_bytes(), str(path))


def _has(path: Path, digest: str) -> bool:
    # Whole: these are small, and reading them piece by piece takes longer.
    import hashlib

    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _hashes(derived: Mapping[str, bytes]) -> dict[str, str]:
    import hashlib

    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(derived.items())}
