"""Dates of the Islamic calendar, by Umm al-Qura (the library hijridate)."""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian

MONTHS = (
    "محرم",
    "صفر",
    "ربیع الاول",
    "ربیع الثانی",
    "جمادی الاول",
    "جمادی الثانی",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذوالقعدہ",
    "ذوالحجہ",
)
"""From Muharram, as Pakistan's newspapers write them."""


def day_month_year(when: date, offset_days: int = 0) -> str:
    """``18 جمادی الثانی 1448 ہجری``; empty where the calendar's tables do not reach.

    Args:
        when: the day; of a time, the day that it states itself.
        offset_days: days to add: -1 where the moon is sighted a day later than in Mecca.
    """
    try:
        day = date(when.year, when.month, when.day) + timedelta(days=offset_days)
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        # Umm al-Qura is laid down for 1924 to 2077.
        return ""
    return f"{hijri.day} {MONTHS[hijri.month - 1]} {hijri.year} ہجری"
