"""What is derived from all episodes, derived again where it is stale or damaged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from naqeeb import own_files
from naqeeb.archive import Archive
from naqeeb.archive.journal import Journal
from naqeeb.archive.rows import Rewritten
from naqeeb.desk.derive import DERIVED, Recipe, derive, recipes
from naqeeb.desk.resumable import in_pieces
from naqeeb.model import Episode, Show

DERIVED_FILE = ".naqeeb-derived"
"""Remembers what the episodes' files were last derived for."""
BATCH_TO_LOOK_AT = 2000
BATCH_TO_DERIVE = 250
"""Episodes for one process at a time: a second of work, since starting one takes half a second."""


def derive_again(
    archive: Archive,
    show: Show,
    cover_name: str,
    *,
    keep_previous_days: int,
    jobs: int,
    journal: Journal,
) -> list[str]:
    """Derive again what is stale or is not as its record says in the episodes' own folders.

    Args:
        archive: of the show; the caller holds its lock.
        show: whose addresses and names stand in the files.
        cover_name: of the show's picture.
        keep_previous_days: how long sound stays that was replaced.
        jobs: processes, as in ``workers.run``.
        journal: knows which episodes a run that was ended has done.

    Returns:
        The ids of the episodes of which something changed.
    """
    wanted = recipes(show, cover_name)
    mend = _Mend(archive, show, cover_name, keep_previous_days, _stale(archive, wanted))
    mended = list(_mended(mend, jobs, journal))
    if mended:
        # Only then may it be noted that all is derived: after a power cut
        # before this point all of it is looked at and derived again.
        archive.settle()
        archive.look_at_each()
    archive.put(DERIVED_FILE, _note(wanted))
    return mended


def is_stale(archive: Archive, show: Show, cover_name: str) -> bool:
    """Whether the episodes' files were derived for another show.

    Addresses and names of the show stand in each of them.
    """
    return bool(_stale(archive, recipes(show, cover_name)))


def _note(wanted: Mapping[str, Recipe]) -> bytes:
    """What the files are derived for, as ``DERIVED_FILE`` remembers it."""
    return json.dumps({name: each.made_for for name, each in wanted.items()}, indent=1).encode()


def _stale(archive: Archive, wanted: Mapping[str, Recipe]) -> frozenset[str]:
    """Names of the files that were last derived for something else; all where it is not known."""
    try:
        known = json.loads(own_files.read(archive.output / DERIVED_FILE))
        return frozenset(
            name for name, recipe in wanted.items() if known.get(name) != recipe.made_for
        )
    except (OSError, ValueError, AttributeError, RecursionError):
        return frozenset(wanted)


@dataclass(frozen=True, slots=True)
class _Mend:
    """Derives again what is stale or does not match its record; picklable, for other processes."""

    archive: Archive
    show: Show
    cover_name: str
    keep_days: int
    stale: frozenset[str]
    """Names of files that are to be derived again whatever the records say."""

    def __call__(self, ids: Sequence[str]) -> list[Rewritten]:
        """Look at some episodes; gives those of which something was written."""
        before = {each: self.archive.stamp_of(each) for each in ids}
        written = self.archive.refresh(self._derived(ids))
        return [Rewritten(each, before[each], self.archive.stamp_of(each)) for each in written]

    def _derived(self, ids: Sequence[str]) -> Iterator[tuple[Episode, Mapping[str, bytes]]]:
        now, keep = datetime.now(UTC), timedelta(days=self.keep_days)
        for each in ids:
            episode = self.archive.load(each)
            wanted = self.stale | self.archive.mismatches(episode)
            wanted |= DERIVED - episode.files.keys()
            if wanted or episode.previous_audio:
                episode = self.archive.expire_audio(episode, now=now, keep=keep)
                yield episode, derive(episode, self.show, self.cover_name, only=wanted)


def _mended(mend: _Mend, jobs: int, journal: Journal) -> Iterator[str]:
    """Mend every episode, removed ones too, since --undo may bring them back.

    Raises:
        ArchiveError: the output cannot be written.
    """
    ids = mend.archive.ids()
    size = BATCH_TO_DERIVE if mend.stale else BATCH_TO_LOOK_AT
    batches = (ids[at : at + size] for at in range(0, len(ids), size))
    made_for = (mend.show, mend.cover_name, sorted(mend.stale))
    for written in in_pieces(mend, batches, made_for, jobs=jobs, journal=journal):
        mend.archive.note_rewritten(written)
        yield from (each.id for each in written)


def note_first(archive: Archive, show: Show, cover_name: str) -> None:
    """Note for what show the files are derived, before the very first episode's are.

    Without the note the first ``update`` would derive them a second time.
    """
    if not (archive.output / DERIVED_FILE).exists() and archive.is_empty():
        archive.put(DERIVED_FILE, _note(recipes(show, cover_name)))
