"""All episodes of a show in their order, as feed and pages read them: some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

from naqeeb.model import AudioFile


class Listed(Protocol):
    """What the feed needs to know of an episode that it need not write again."""

    @property
    def id(self) -> str:
        """Folder name."""
        ...

    @property
    def guid(self) -> str:
        """Item guid."""
        ...

    @property
    def title(self) -> str:
        """As written."""
        ...

    @property
    def published(self) -> datetime:
        """Aware."""
        ...

    @property
    def updated(self) -> datetime:
        """Time of the last change, aware."""
        ...

    @property
    def duration_ms(self) -> int:
        """Length of the sound."""
        ...

    @property
    def audio(self) -> object:
        """The sound, or its file name."""
        ...


def audio_name(entry: Listed) -> object:
    """The file name of an episode's sound, from its record or from what is known of it."""
    return entry.audio.name if isinstance(entry.audio, AudioFile) else entry.audio


@runtime_checkable
class Shelf(Protocol):
    """Episodes, the newest first. A long one need not be in memory as a whole."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def window(self, start: int, stop: int) -> Sequence[Listed]:
        """Some of them, counted from the newest."""
        ...

    def published(self) -> Iterable[datetime]:
        """When each was published."""
        ...


class Sorted:
    """A shelf of episodes that are at hand.

    Args:
        episodes: in any order.
    """

    def __init__(self, episodes: Iterable[Listed]) -> None:
        self._episodes = sorted(episodes, key=lambda each: (each.published, each.id), reverse=True)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._episodes)

    def window(self, start: int, stop: int) -> Sequence[Listed]:
        """Some of them, counted from the newest."""
        return self._episodes[start:stop]

    def published(self) -> Iterable[datetime]:
        """When each was published."""
        return (each.published for each in self._episodes)


def shelf_of(episodes: Shelf | Sequence[Listed]) -> Shelf:
    """A shelf as it is, and other episodes in their order."""
    return episodes if isinstance(episodes, Shelf) else Sorted(episodes)
