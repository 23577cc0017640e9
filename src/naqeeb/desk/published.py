"""What an output remembers of the places that it was published to: in its index, per target."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from naqeeb.archive import Archive
from naqeeb.archive.published import Published
from naqeeb.podcast.publishing import Seen


class Remembered:
    """The index of an archive as the memory of publishing.

    An episode that is published while it changes is looked at again the next time: the time
    stamps of its record are those from before it was read.

    Args:
        archive: the show's.
        target: the place, as the user named it, and the show's folder in it.
    """

    def __init__(self, archive: Archive, target: str) -> None:
        self._archive = archive
        self._target = target
        self._stamps = archive.stamps()

    def ids(self) -> Collection[str]:
        """The episodes that are on the air."""
        return self._stamps.keys()

    def unchanged(self) -> Iterable[Seen]:
        """Those that are as they were when they were last published there."""
        return (Seen(*each) for each in self._archive.published(self._target))

    def note(self, done: Iterable[Seen]) -> None:
        """Remember these."""
        published = (Published(*each) for each in done)
        self._archive.note_published(self._target, published, self._stamps)
