"""Where a show is published to: what any place must be able to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from naqeeb.podcast.publishing.plan import Sending


@dataclass(frozen=True, slots=True)
class Held:
    """A file that the target has already."""

    size_bytes: int
    modified: datetime
    tag: str | None = None
    """What the target knows this version by (an ETag); None where it has none."""


Version = tuple[bytes, str | None]
"""A file's bytes and the tag by which the target knows this version."""


class Target(Protocol):
    """A folder or a bucket. All names are below the show's own place in it."""

    @property
    def label(self) -> str:
        """What a person calls it."""
        ...

    @property
    def swaps(self) -> bool:
        """Whether ``swap`` really keeps two publishers apart."""
        ...

    def listing(self) -> Iterator[tuple[str, Held]]:
        """All files of a show that are there, in any order."""
        ...

    def has(self, held: Held, sending: Sending, source: Path | bytes) -> bool:
        """Whether what is held is what would be sent."""
        ...

    def read(self, name: str) -> Version | None:
        """A small file and its tag; None where there is none."""
        ...

    def send(self, sending: Sending, source: Path | bytes) -> None:
        """Put a file there, whole or not at all, whatever was there before."""
        ...

    def swap(self, sending: Sending, data: bytes, tag: str | None) -> bool:
        """Put a file there only if the version there is still ``tag`` (None: no version at all).

        Returns:
            False where someone else changed it in the meantime; nothing was sent.
        """
        ...

    def settle(self) -> None:
        """Make sure that all that was sent has reached the disk."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; it may be gone already."""
        ...

    def close(self) -> None:
        """Release the target, where one publisher at a time holds it."""
        ...
