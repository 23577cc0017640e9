"""Dates, lengths and sizes in words of Urdu."""

from __future__ import annotations

from datetime import datetime

MONTHS = (
    "جنوری",
    "فروری",
    "مارچ",
    "اپریل",
    "مئی",
    "جون",
    "جولائی",
    "اگست",
    "ستمبر",
    "اکتوبر",
    "نومبر",
    "دسمبر",
)
_DAYS = ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار")
_SECONDS_UNTIL_MINUTES = 55


def date(when: datetime) -> str:
    """``22 نومبر 2026``, in the zone that the time itself states."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def day(when: datetime) -> str:
    """The date with the day of the week before it."""
    return f"{_DAYS[when.weekday()]}، {date(when)}"


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


def clock(ms: int) -> str:
    """A place in the sound as players write it: ``1:05``, ``1:02:05``."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def iso_length(ms: int) -> str:
    """A length of time by ISO 8601: ``PT3M5S``."""
    minutes, seconds = divmod(max(1, round(ms / 1000)), 60)
    hours, minutes = divmod(minutes, 60)
    return "PT" + "".join(
        f"{value}{unit}" for value, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if value
    )


def size(size_bytes: int) -> str:
    """A file's size for a reader who pays by the megabyte."""
    if size_bytes < 1_000_000:  # noqa: PLR2004 - a megabyte
        return f"{max(1, round(size_bytes / 1000))} KB"
    return f"{size_bytes / 1_000_000:.1f} MB"
