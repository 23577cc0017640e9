"""What an episode becomes in the archive: a new one, a correction, or one that waits for its time.

Decided of plain values, once when it is produced and again when the archive knows more by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from naqeeb.archive.identity import Kind
from naqeeb.desk.job import Job
from naqeeb.desk.known import Standing, what_it_corrects
from naqeeb.model import Episode, State


@dataclass(frozen=True, slots=True)
class Decision:
    """What an episode is to those that the archive holds."""

    original: Episode | None = None
    """The episode that it corrects; None where it is a new one."""
    waits: bool = False
    """Whether the original stays on the air until its correction is released, or is due."""

    @property
    def kind(self) -> Kind:
        """For a result."""
        return Kind.NEW if self.original is None else Kind.CORRECTION

    @property
    def replaced(self) -> Episode | None:
        """The original, where the correction takes its place now."""
        return None if self.waits else self.original

    @property
    def kept_on_air(self) -> Episode | None:
        """The original, where the correction waits beside it."""
        return self.original if self.waits else None


def decide(job: Job, known: Standing, episode: Episode, now: datetime) -> Decision:
    """What an episode is to those that the archive holds.

    Args:
        job: what it was made of.
        known: what the archive says of the job.
        episode: as recorded: its title and its sentences count.
        now: the time of the change.
    """
    original = what_it_corrects(job, known.episodes, episode.title, episode.transcript)
    if original is None:
        return Decision()
    is_for_later = job.overrides.hold or later(job, now) is not None
    return Decision(original, waits=is_for_later and original.state is State.ON_AIR)


def later(job: Job, now: datetime) -> datetime | None:
    """When an episode is to go on the air; None for now.

    An editor's own date schedules, too: when an article is published, or the day of a bulletin.
    """
    at = job.overrides.at or job.overrides.date
    return at if at is not None and at > now else None
