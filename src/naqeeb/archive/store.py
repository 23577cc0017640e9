"""The output folder of one show: writing."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from naqeeb.archive import files, folders, lock, quarantine, record
from naqeeb.archive import state as show_state
from naqeeb.archive.derived_files import DerivedFiles, hashes_of
from naqeeb.archive.folders import EPISODES, RECORD_FILE
from naqeeb.archive.reading import BEHIND_FILE
from naqeeb.archive.show_files import LOCK_FILE
from naqeeb.errors import EpisodeUnknown, RecordDamaged
from naqeeb.model import Episode, State

LOCK_WAIT_S = 120.0


class Archive(DerivedFiles):
    """Episodes in a folder: each is committed whole or not at all.

    The folder is made when something is first written.
    """

    @contextlib.contextmanager
    def lock(self, *, begun: bool = False) -> Iterator[None]:
        """Hold the archive for a read-modify-write; others wait.

        Args:
            begun: whether the caller has seen a station here: then none is begun in its place.

        Raises:
            ArchiveLocked: another process held it for two minutes.
            ArchiveError: the folder cannot be made, or the station that was here is gone.
        """
        self.refuse_vanished(begun=begun)
        self._make(self.output)
        with lock.held(self.output / LOCK_FILE, wait_s=LOCK_WAIT_S):
            self._locked = True
            try:
                self.refuse_vanished(begun=begun)
                # A damaged show.json is named by whoever needs it.
                with contextlib.suppress(RecordDamaged):
                    self._adopt_tombstones()
                yield
            finally:
                self._locked = False

    @contextlib.contextmanager
    def staging(self, *, begun: bool = False) -> Iterator[Path]:
        """A folder as ``new_staging`` gives, gone afterwards.

        Raises:
            ArchiveError: it cannot be made, or the disk is full.
        """
        folder = self.new_staging(begun=begun)
        try:
            with files.staging_errors(folder):
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def new_staging(self, *, begun: bool = False) -> Path:
        """A folder on the same disk to build in; the caller removes it. ``begun``: see ``lock``.

        It stands beside ``episodes/``, not in it: whoever looks there for episodes that came
        or went would else look at all of them again.

        Raises:
            ArchiveError: it cannot be made.
        """
        self.refuse_vanished(begun=begun)
        self._make(self.output / EPISODES)
        files.sweep(self.output)
        folder = self.output / f"{files.TEMPORARY}{secrets.token_hex(6)}"
        try:
            folder.mkdir()
        except OSError as error:
            raise files.cannot_write(folder, error) from error
        return folder

    def tidy(self) -> None:
        """Remove what a crash, or an older naqeeb, left of the show and among its episodes."""
        files.sweep(self.output)
        files.sweep(self.output / EPISODES)

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
        episode = replace(episode, files=hashes_of(derived))
        folder = self.folder(episode.id)
        self._fall_behind()
        try:
            if folder.exists():
                self._index.expect_change(episode.id)
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

    def rewrite(self, episode: Episode) -> Episode:
        """Write a record in its place. The caller holds the lock."""
        files.write(self.folder(episode.id) / RECORD_FILE, record.to_json(episode))
        self._index.put(episode)
        return episode

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
        self._fall_behind()
        self._index.expect_change(episode_id)
        waited = state is State.REMOVED and episode.state in (State.HELD, State.SCHEDULED)
        changed = replace(episode, state=state, state_since=now, air_at=air_at, waited=waited)
        return self.rewrite(replace(changed, aired=episode.reached_listeners))

    def remove(self, episode_id: str, *, now: datetime) -> Episode:
        """Take an episode out of feed and pages, or of what waits; its files stay for --undo."""
        return self.set_state(episode_id, State.REMOVED, now=now)

    def bring_back(self, episode_id: str, *, now: datetime) -> Episode:
        """Put a removed episode on the air again; one that waited, among those that are held.

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
        state = State.HELD if self.load(episode_id).waited else State.ON_AIR
        return self.set_state(episode_id, state, now=now)

    def supersede(self, episode: Episode, by: Episode, *, now: datetime) -> list[str]:
        """Take an episode off the air, here and where it was published, of which another tells.

        Its folder stays until the feed names it no more. The caller holds the lock.

        Returns:
            The name of its record within the output, whose going takes it off the air there.
        """
        files_there = self.withdraw(episode)
        self._fall_behind()
        self._index.expect_change(episode.id)
        self.rewrite(replace(episode, state=State.REMOVED, state_since=now, corrects=by.id))
        return files_there

    def note_sound_check(self, episode_id: str, when_s: float) -> None:
        """Note that the MP3 has the hash of its record; with 0, that it must be looked at."""
        self._index.note_check(episode_id, when_s)

    def discard(self, episode_id: str) -> None:
        """Remove an episode's folder with all that is in it. The caller holds the lock."""
        folder = self.folder(episode_id)
        gone = files.temporary_beside(folder)
        self._fall_behind()
        try:
            # Out of sight in one step; what a crash leaves of it is swept.
            folder.rename(gone)
        except FileNotFoundError:
            return
        except OSError as error:
            raise files.cannot_write(folder, error) from error
        shutil.rmtree(gone, ignore_errors=True)
        self._index.drop(episode_id)

    def erase(self, episode: Episode, stone: show_state.Tombstone) -> list[str]:
        """Take an episode down for good; ``show.json`` keeps its id and this of it.

        The caller holds the lock.

        Returns:
            The names of its files within the output.
        """
        before = self.state()
        erased = {**before.erased, episode.id: stone}
        names = folders.names_within(self.output, episode.id)
        taken_down = {**before.taken_down, **dict.fromkeys(names, episode.guid)}
        show_state.save(self.output, before._replace(erased=erased, taken_down=taken_down))
        self.discard(episode.id)
        quarantine.clear(self.output, episode.id)
        return names

    def forget_erased(self, guid: str) -> None:
        """An episode that was taken down for good is made again. The caller holds the lock."""
        before = self.state()
        left = {key: stone for key, stone in before.erased.items() if stone.guid != guid}
        if len(left) < len(before.erased):
            show_state.save(self.output, before._replace(erased=left))

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
        return self.rewrite(replace(episode, previous_audio=left, corrected=episode.is_corrected))

    # -- inside ----------------------------------------------------------

    def _fall_behind(self) -> None:
        """Note, before episodes change, that feed and pages have to follow them."""
        files.write(self.output / BEHIND_FILE, b"", sync=False)

    def _adopt_tombstones(self) -> None:
        """Move the tombstones of version 0.1.0 from ``show.json`` into the records.

        What was taken down for good is taken away where it lies here.
        """
        before = self.state()
        for episode_id, when in before.tombstones.items():
            with contextlib.suppress(EpisodeUnknown):
                self.set_state(episode_id, State.REMOVED, now=datetime.fromisoformat(when))
        if before.tombstones:
            show_state.save(self.output, before._replace(tombstones={}))
        for episode_id in folders.those_there(self.output, before.erased):
            # A run was killed while it erased, or a copy brought the episode back.
            with contextlib.suppress(EpisodeUnknown, RecordDamaged):
                episode = self.load(episode_id)
                if episode.guid == before.erased[episode_id].guid:
                    self.discard(episode_id)
                    self.log("erased", episode, now=datetime.now(UTC))

    def _update(
        self, staged: Path, folder: Path, episode: Episode, derived: Mapping[str, bytes]
    ) -> None:
        """New audio first, then what is derived, the record last: a crash leaves the old whole."""
        files.sweep(folder)
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
