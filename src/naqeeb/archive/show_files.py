"""The files of the show itself: feed, pages, cover, state and log."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from pathlib import Path

from naqeeb import own_files
from naqeeb.archive import files, folders, log, taken_down
from naqeeb.archive import state as show_state
from naqeeb.archive.published import Published
from naqeeb.archive.reading import BEHIND_FILE, Reader
from naqeeb.errors import ArchiveError, RecordDamaged
from naqeeb.model import Episode

LOCK_FILE = ".naqeeb-lock"
FILES_AT_ONCE = 16
"""Files that are written before they take their places: a second's work on a slow disk."""


class ShowFiles(Reader):
    """What an archive holds besides its episodes."""

    _locked = False
    """Whether this run holds the lock, whose file is then in the output."""

    def refuse_vanished(self, *, begun: bool) -> None:
        """Return if the output is there, or was not when the run began.

        Raises:
            ArchiveError: it was, and its disk is gone: nothing may be begun in its place.
        """
        if begun and not self.is_begun():
            raise files.vanished(self.output)

    def begin(self) -> None:
        """Make the output where there is none.

        Raises:
            ArchiveError: it cannot be made.
        """
        self._make(self.output)

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

        They take their places a few at a time, so that a run that is killed in the middle of
        very many has got somewhere.

        Args:
            groups: name and bytes of files. All of one group are there for good
                before one of the next takes its place.

        Raises:
            ArchiveError: the disk is full, or the folder may not be written to.
        """
        written: list[str] = []
        self._make(self.output)
        try:
            for group in groups:
                changed = (file for file in group if not self.has(*file))
                while batch := tuple(islice(changed, FILES_AT_ONCE)):
                    with files.Together() as together:
                        for name, data in batch:
                            together.replace(self.output / name, data)
                    written += [name for name, _ in batch]
        except OSError as error:
            raise files.cannot_write(Path(error.filename or self.output), error) from error
        return written

    def has(self, name: str, data: bytes) -> bool:
        """Whether a file of the show itself is there with these bytes."""
        return files.holds(self.output / name, data)

    def own_files(self) -> list[str]:
        """The names of all files and folders beside the episodes."""
        return [path.name for path in self.output.iterdir()]

    def log(self, what: str, episode: Episode, *, now: datetime, **facts: object) -> None:
        """Note what was done to an episode, when, and by which user of the machine."""
        log.note(self.output, what, episode, now=now, **facts)

    def drop(self, name: str) -> None:
        """Remove a file of the show itself, such as a feed page that is no longer needed."""
        try:
            (self.output / name).unlink(missing_ok=True)
        except OSError as error:
            raise files.cannot_write(self.output / name, error) from error

    def ensure_state(self, guid: str) -> show_state.ShowState:
        """The show's state; this is its podcast:guid from now on, where it has none yet."""
        before = self.state()
        state = show_state.with_guid(before, guid)
        if state != before:
            self._make(self.output)
            show_state.save(self.output, state)
        return state

    def mend_state(self) -> bool:
        """Make a ``show.json`` that is damaged from what is left of it; True where it was one.

        Of one with a guid that is none, all else is left.

        The caller holds the lock. The file itself is put aside.
        """
        path = self.output / show_state.STATE_FILE
        with contextlib.suppress(OSError):  # what may not be read is not damaged
            data = _left_of(path)
            try:
                state = self.state()
                if not state.podcast_guid or show_state.is_podcast_guid(state.podcast_guid):
                    return False
                state = state._replace(podcast_guid="")
            except RecordDamaged as error:
                if error.version is not None:
                    raise  # a newer naqeeb can read it
                down = log.erased(self.output)
                state = show_state.salvaged(data, down, log.taken_down(self.output))
            files.put_aside(path)
            show_state.save(self.output, state)
            return True
        return False

    def withdraw(self, episode: Episode) -> list[str]:
        """Have an episode leave where it was published. The caller holds the lock.

        Returns:
            The name of its record within the output, whose going takes it off the air there.
        """
        before, name = self.state(), folders.record(Path(), episode.id).as_posix()
        taken_down = {**before.taken_down, name: episode.guid}
        show_state.save(self.output, before._replace(taken_down=taken_down))
        return [name]

    def list_taken_down(self) -> None:
        """Write the list that is published, where anything was ever taken down for good."""
        erased = self.state().erased
        if erased or (self.output / taken_down.TAKEN_DOWN_FILE).exists():
            self.put(taken_down.TAKEN_DOWN_FILE, taken_down.to_json(erased))

    def ensure_token(self) -> str:
        """The private feed's token, made if this is the first time."""
        before = self.state()
        state = show_state.with_token(before)
        if state != before:
            self._make(self.output)
            show_state.save(self.output, state)
        return state.token

    def note_published(
        self, target: str, done: Iterable[Published], stamps: dict[str, tuple[int, int]]
    ) -> None:
        """Note what was published, with the stamps of the records from before it was read."""
        self._index.note_published(target, done, stamps)

    def note_site(self, made_for: str) -> None:
        """Note that feed and pages are up to date. The caller holds the lock.

        Args:
            made_for: all that they were made from, but for the episodes; see ``OnAir.changed``.
        """
        self._index.note_site(made_for)
        self.drop(BEHIND_FILE)

    def _make(self, folder: Path) -> None:
        if self._locked and not (self.output / LOCK_FILE).exists():
            raise files.vanished(self.output)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(
                f"the folder {folder} cannot be made: {error.strerror}",
                cause="a file of that name is in the way, or you may not write there",
                hint="choose another folder with --output",
                path=str(folder),
            ) from None


def _left_of(path: Path) -> bytes:
    """What is left in a file; nothing where something else is in its place."""
    try:
        return own_files.read(path)
    except own_files.NoFileError:
        return b""
