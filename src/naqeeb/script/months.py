"""Months: their names in three calendars, and where one stands in a text."""

from __future__ import annotations

from functools import cache

from naqeeb.script.numbers import cardinal
from naqeeb.script.reading import latin_at, word_at
from naqeeb.script.tables import rows


@cache
def months() -> dict[str, tuple[str, str]]:
    """Each name, in small letters where Latin: how it is said, and its calendar."""
    urdu: dict[str, tuple[str, str]] = {}
    spoken: dict[tuple[str, str], str] = {}
    for name, calendar, number in rows("months.tsv"):
        spoken.setdefault((calendar, number), name)
        urdu[name] = (name if not name.isascii() else spoken[calendar, number], calendar)
    for rough, smooth in (("مئ", "مئی"), ("جولائ", "جولائی")):
        urdu[rough] = (smooth, "gregorian")
    return urdu


def month_at(text: str, position: int) -> tuple[int, str, str] | None:
    """The month that begins at ``position``: where it ends, its name and its calendar."""
    if not text[position : position + 1].isalpha():
        return None
    word = word_at(text, position)
    if word:
        end = position + len(word)
        if text[end : end + 1] == " ":
            two = f"{word} {word_at(text, end + 1)}"
            if two in months():
                return position + len(two), *months()[two]
        return (end, *months()[word]) if word in months() else None
    word = latin_at(text, position)
    if word.lower() not in months():
        return None
    end = position + len(word)
    return end + (text[end : end + 1] == "."), *months()[word.lower()]


def month_name(number: int) -> str:
    """The Urdu name of a month of our calendar, from 1 to 12."""
    return next(name for name, kind, of in rows_of("gregorian") if of == number)


@cache
def rows_of(calendar: str) -> tuple[tuple[str, str, int], ...]:
    """The months of a calendar."""
    return tuple(
        (name, kind, int(number)) for name, kind, number in rows("months.tsv") if kind == calendar
    )


def day_words(written: str) -> str:
    """A day of a month: the first is یکم."""
    number = int(written)
    return "یکم" if number == 1 else cardinal(number)
