"""What a process of its own does in tests of the budget: it must be importable there."""

from __future__ import annotations

from pathlib import Path

from naqeeb.errors import BudgetReached
from naqeeb.speech.budget import Budget


def spend_ones(folder: Path, limit: int, times: int) -> int:
    """Spend single characters; how many could be spent."""
    budget, spent = Budget(limit, folder), 0
    for _ in range(times):
        try:
            budget.spend("one", 1)
        except BudgetReached:
            break
        spent += 1
    return spent
