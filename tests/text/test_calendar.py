"""Dates as Urdu news writes them."""

from __future__ import annotations

from datetime import date

from naqeeb.text import calendar


def test_a_date_and_its_day_of_the_week() -> None:
    assert calendar.day_month_year(date(2026, 11, 29)) == "29 نومبر 2026"
    assert calendar.weekday(date(2026, 11, 29)) == "اتوار"
