"""Where a show is published to: what any place must be able to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from naqeeb.errors import PublishFailed
from naqeeb.podcast.publishing.plan import Sending


@dataclass(frozen=True, slots=True)
class Held:
    """A file that the target has already."""

    size_bytes: int
    modified: datetime
    tag: str | None = None
    """What the target knows this version by (an ETag); None where it has none."""


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

    def listing(self) -> Mapping[str, Held]:
        """All files of a show that are there, by name."""
        ...

    def has(self, held: Held, sending: Sending, source: Path | bytes) -> bool:
        """Whether what is held is what would be sent."""
        ...

    def read(self, name: str) -> tuple[bytes, str | None] | None:
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
        """Let others in, where this target is held by one publisher at a time."""
        ...


def open_target(target: str, output: Path, below: str = "", *, dry_run: bool = False) -> Target:
    """The target of this name.

    Args:
        target: ``s3://bucket/prefix`` or a folder.
        output: what is published; a folder within it is refused.
        below: folder of the show within the target, where there are several.
        dry_run: whether nothing will be written.

    Raises:
        PublishFailed: it cannot be reached, or is the output itself.
        SettingsError: an address that is neither.
    """
    if target.startswith("s3://"):
        from naqeeb.podcast.publishing.bucket import Bucket

        return Bucket.open(target, below)
    if "://" in target:
        raise PublishFailed(
            f"{target} is neither a folder nor s3://bucket/prefix",
            hint="publish to a folder and send that on with rsync or the like; "
            "or set AWS_ENDPOINT_URL for storage that speaks S3",
            target=target,
        )
    from naqeeb.podcast.publishing.folder import Folder

    return Folder.open(Path(target).expanduser(), output, below, dry_run=dry_run)
