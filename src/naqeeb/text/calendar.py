"""Dates as Urdu news writes them."""

from __future__ import annotations

from datetime import date

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
"""From January."""
WEEKDAYS = ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار")
"""From Monday."""


def day_month_year(when: date) -> str:
    """``22 نومبر 2026``; of an aware time, in the zone that it states itself."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def weekday(when: date) -> str:
    """The day of the week."""
    return WEEKDAYS[when.weekday()]
