"""The budget of paid services: so many characters a day, and never one more.

What was sent today is kept in one small file in the user's state folder, changed under a lock,
so that all processes of this user on this machine share it. A day is a day of UTC.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from naqeeb import safe_files
from naqeeb.errors import BudgetReached
from naqeeb.model import Voice
from naqeeb.settings import VoiceSettings

_LOCK_S = 10.0


def budget_of(settings: VoiceSettings) -> Budget | None:
    """The budget that the settings state; None where they state none."""
    limit = settings.budget_characters_a_day
    return Budget(limit) if limit else None


def budget_left(voice: Voice, settings: VoiceSettings) -> int | None:
    """Characters that this voice's service may still be sent today; None without a budget.

    Raises:
        BudgetReached: the count cannot be read.
    """
    budget = budget_of(settings)
    return None if budget is None else max(0, budget.limit - budget.spent(voice.engine))


class Budget:
    """A budget that holds for each paid service by itself.

    Args:
        limit: characters that one service may be sent in a day.
        folder: where the count is kept; None means the user's state folder.
    """

    def __init__(self, limit: int, folder: Path | None = None) -> None:
        self.limit = limit
        self._path = (folder or platformdirs.user_state_path("naqeeb")) / "budget.json"

    def spent(self, service: str) -> int:
        """Characters that the service was sent today.

        Raises:
            BudgetReached: the count cannot be read.
        """
        return self._read().get(service, 0)

    def spend(self, service: str, characters: int) -> None:
        """Count characters before they are sent.

        Raises:
            BudgetReached: they would pass the limit, or cannot be counted. Nothing is counted.
        """
        self._add(service, characters)

    def give_back(self, service: str, characters: int) -> None:
        """Take back what the service did not bill. Where that fails, they stay counted."""
        with suppress(BudgetReached):
            self._add(service, -characters)

    def _add(self, service: str, characters: int) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._path.with_suffix(".lock"), timeout=_LOCK_S):
                counts = self._read()
                spent = counts.get(service, 0)
                if spent + characters > self.limit and characters > 0:
                    raise self._reached(service, spent, characters)
                counts[service] = max(0, spent + characters)
                table = {"day": _today(), "characters": counts}
                safe_files.write(self._path, json.dumps(table, indent=1).encode(), sync=False)
        except (OSError, Timeout) as error:
            raise self._uncounted(str(error)) from None

    def _read(self) -> dict[str, int]:
        """Characters by service, of today."""
        try:
            table = json.loads(self._path.read_bytes())
            day, counts = str(table["day"]), dict(table["characters"])
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._uncounted(str(error)) from None
        except (ValueError, KeyError, TypeError, RecursionError):
            raise self._uncounted("the file is damaged") from None
        # A day that lies ahead is not forgotten: a clock that was set back must not pay out twice.
        if day < _today():
            return {}
        if not all(isinstance(count, int) and count >= 0 for count in counts.values()):
            raise self._uncounted("the file is damaged")
        return counts

    def _reached(self, service: str, spent: int, characters: int) -> BudgetReached:
        return BudgetReached(
            f"{characters} characters more would pass today's budget for {service}",
            cause=f"{spent} of {self.limit} characters a day are used",
            hint="raise [voice] budget_characters_a_day, wait for tomorrow (UTC), "
            "or choose another voice",
            service=service,
            spent=spent,
            limit=self.limit,
            sent=False,
        )

    def _uncounted(self, reason: str) -> BudgetReached:
        return BudgetReached(
            "the budget cannot be counted, so nothing is sent",
            cause=f"{self._path}: {reason}",
            hint=f"repair or remove {self._path}, or choose another voice",
            limit=self.limit,
            sent=False,
        )


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
