"""Dates, lengths and sizes in words of Urdu."""

from __future__ import annotations

from datetime import datetime

from naqeeb.text.calendar import day_month_year, weekday

_SECONDS_UNTIL_MINUTES = 55


def day(when: datetime) -> str:
    """The date with the day of the week before it."""
    return f"{weekday(when)}، {day_month_year(when)}"


def length(ms: int) -> str:
    """A length of time as one says it: whole minutes, or seconds below one."""
    seconds = max(1, round(ms / 1000))
    if seconds < _SECONDS_UNTIL_MINUTES:
        return f"{seconds} سیکنڈ"
    minutes = max(1, round(seconds / 60))
    hours, minutes = divmod(minutes, 60)
    parts = ([f"{hours} گھنٹے"] if hours > 1 else ["1 گھنٹہ"] if hours else []) + (
        [f"{minutes} منٹ"] if minutes else []
    )
    return " ".join(parts)


def size(size_bytes: int) -> str:
    """A file's size for a reader who pays by the megabyte."""
    if size_bytes < 1_000_000:  # noqa: PLR2004 - a megabyte
        return f"{max(1, round(size_bytes / 1000))} KB"
    return f"{size_bytes / 1_000_000:.1f} MB"
