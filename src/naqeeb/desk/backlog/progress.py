"""How far a run has come: counts, the rate, the time that is left."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from naqeeb.desk.job import Failure, Outcome
from naqeeb.text.clock import in_words

_SURE_AFTER_S = 5.0
"""Before that a rate says nothing."""


@dataclass(slots=True)
class Progress:
    """What a run has done so far."""

    began_s: float = field(default_factory=time.monotonic)
    done: int = 0
    """Made, corrected or unchanged."""
    failed: int = 0
    skipped: int = 0
    """Done in an earlier run."""
    _first_bytes: int | None = None

    def note(self, outcome: Outcome) -> None:
        """Count an outcome."""
        if isinstance(outcome, Failure):
            self.failed += 1
        else:
            self.done += 1

    def rate(self, now_s: float) -> float:
        """Sources a minute."""
        return (self.done + self.failed) * 60 / max(now_s - self.began_s, 1e-3)

    def left_s(self, read_bytes: int, size_bytes: int | None, now_s: float) -> float | None:
        """Seconds until the end at this rate; None where that cannot be told yet.

        Args:
            read_bytes: how much of the manifest was taken.
            size_bytes: how much there is; None where that is not known.
            now_s: of the monotonic clock.
        """
        if self._first_bytes is None:
            # What an earlier run has done takes no time.
            self._first_bytes = read_bytes
        taken = read_bytes - self._first_bytes
        elapsed_s = now_s - self.began_s
        if size_bytes is None or taken <= 0 or elapsed_s < _SURE_AFTER_S:
            return None
        return elapsed_s * (size_bytes - read_bytes) / taken

    def text(self, read_bytes: int, size_bytes: int | None, now_s: float) -> str:
        """All of it for a person: ``1,204 done, 2 failed, 41 a minute, 3 h 20 min 0 s left``."""
        parts = [f"{self.done:,} done", f"{self.failed:,} failed"]
        if self.skipped:
            parts.append(f"{self.skipped:,} done before")
        parts.append(f"{self.rate(now_s):,.0f} a minute")
        if (left_s := self.left_s(read_bytes, size_bytes, now_s)) is not None:
            parts.append(f"{in_words(round(left_s) * 1000)} left")
        return ", ".join(parts)
