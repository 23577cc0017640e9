"""What a publishing is asked: how it goes about it, and what has to leave the target."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Manner:
    """How a show is published."""

    dry_run: bool = False
    """Only say what would be done; nothing is written anywhere."""
    prune: bool = False
    """Also remove what the output no longer has. Episodes of other publishers and files that are
    not naqeeb's stay."""
    verify: bool = True
    """Ask the show's site afterwards for the feed and every new enclosure."""
    alone: bool = False
    """Nobody else publishes there in the meantime, so the store need not keep publishers apart."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Episodes that listeners no longer get."""

    removed: Collection[str] = ()
    """Ids of episodes with a tombstone. Their records leave the target, so that no publisher lists
    them again; their sound stays unless pruned."""
    erased: Mapping[str, str] = field(default_factory=dict)
    """Guids by id of episodes that were taken down for good: all their files leave the target."""
    taken_down: Mapping[str, str] = field(default_factory=dict)
    """Guids of such episodes by the names of their files; those leave it too where the episode was
    made again since."""
