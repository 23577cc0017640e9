"""Files of very many episodes that are derived again, after a change of the show or of naqeeb."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from naqeeb.archive import files, record
from naqeeb.archive.folders import RECORD_FILE
from naqeeb.archive.rows import Rewritten
from naqeeb.archive.show_files import ShowFiles
from naqeeb.model import Episode


class DerivedFiles(ShowFiles):
    """An archive whose episodes' files can be derived again."""

    def refresh(self, derived: Iterable[tuple[Episode, Mapping[str, bytes]]]) -> list[str]:
        """Derive files of some episodes again; only those that differ are written.

        Of 100,000 episodes each file cannot be waited for. All are waited for once, before
        the records take their places: these have the hashes of the files. So a power cut
        leaves files that do not match their record, or a record that does not match its
        files, and never a torn record; ``naqeeb feed`` finds both and mends them. Who has
        refreshed all that there is to refresh calls ``settle``. The index is not told: see
        ``note_rewritten``.

        Args:
            derived: each an episode and its files by name, one at a time.

        Returns:
            The ids of those of which something was written.

        Raises:
            ArchiveError: the disk is full, or the folder may not be written to.
        """
        written: list[str] = []
        try:
            with files.AfterOneSync() as records:
                for episode, contents in derived:
                    if self._refresh(episode, contents, records):
                        written.append(episode.id)
        except OSError as error:
            raise files.cannot_write(Path(error.filename or self.output), error) from error
        return written

    def note_rewritten(self, records: Iterable[Rewritten]) -> None:
        """Note new time stamps of records of which the index keeps nothing that has changed."""
        self._index.note_rewritten(records)

    # -- inside ----------------------------------------------------------

    def _refresh(
        self, episode: Episode, derived: Mapping[str, bytes], records: files.AfterOneSync
    ) -> bool:
        folder = self.folder(episode.id)
        files.sweep(folder)
        changed = [
            files.write_if_changed(folder / name, data, sync=False)
            for name, data in derived.items()
        ]
        # What cannot be derived, such as a story's picture, stays as it is.
        hashes = dict(episode.files) | hashes_of(derived)
        if hashes != dict(episode.files):
            records.replace(folder / RECORD_FILE, record.to_json(replace(episode, files=hashes)))
            return True
        return any(changed)


def hashes_of(derived: Mapping[str, bytes]) -> dict[str, str]:
    """The hash of each file, as a record keeps it."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(derived.items())}
