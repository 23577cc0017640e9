"""Amounts as they are written: grouped digits, decimals, ranges, chains of scales.

Shared by the classes that put something after an amount: money, measures, percent.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import decimal, whole

# Western (125,000), Indian (1,25,000), with Urdu commas (1،510) and with dots (1.250.000);
# the decimal point may be the Urdu full stop (4۔5).
NUMBER = (
    r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)|\d{1,3}(?:،\d{2,3})*،\d{3}(?![،\d])"
    r"|\d{1,3}(?:\.\d{3}){2,}(?![.\d])|\d+)"
    r"(?:[.۔]\d+(?![.۔,]?\d))?"
)
SCALE = "ہزار|لاکھ|کروڑ|ارب|کھرب|ملین|بلین|ٹریلین|سو|سیکڑہ"
_LATIN_SCALES = {
    "k": "ہزار",
    "thousand": "ہزار",
    "lakh": "لاکھ",
    "lac": "لاکھ",
    "lakhs": "لاکھ",
    "crore": "کروڑ",
    "crores": "کروڑ",
    "m": "ملین",
    "mn": "ملین",
    "mln": "ملین",
    "million": "ملین",
    "b": "بلین",
    "bn": "بلین",
    "bln": "بلین",
    "billion": "بلین",
    "tn": "ٹریلین",
    "trn": "ٹریلین",
    "trillion": "ٹریلین",
}
_NUMBER = re.compile(NUMBER)
_RANGE = re.compile(rf" ?[-~] ?({NUMBER})(?![-/:\d])")
_URDU_SCALE = re.compile(rf" ?({SCALE})(?![{WORD}])")
_LATIN_SCALE = re.compile(r" ?([A-Za-z]+)(?![A-Za-z0-9])")
_MORE = re.compile(rf" ?({NUMBER})(?= ?(?:{SCALE})(?![{WORD}]))")
_REST = re.compile(rf" ?(\d+)(?![\d.,،:/۔-])")


_SHORT_UNIT = 3
"""Up to this length a Latin scale (bn, mln) could as well be a unit."""


class Amount(NamedTuple):
    """An amount and where it ends."""

    end: int
    spoken: str
    first: str
    """The first number as written."""
    plain: bool
    """One number, with neither range nor scale."""


def number_words(written: str) -> str:
    """A number as `NUMBER` matches it, in words."""
    before, after = split_decimal(written)
    return decimal(before, after) if after else whole(before)


def split_decimal(written: str) -> tuple[str, str]:
    """The digits before and after the point; grouping marks go."""
    match = re.fullmatch(r"(\d[\d,،]*)[.۔](\d+)|(.*)", written, re.DOTALL)
    if match and match[2] is not None:
        return re.sub(r"\D", "", match[1]), match[2]
    return re.sub(r"\D", "", written), ""


def number_end(text: str, position: int) -> int:
    """Where the number that begins at ``position`` ends."""
    match = _NUMBER.match(text, position)
    return match.end() if match else position


def amount(text: str, position: int, *, latin_scales: bool = False) -> Amount | None:
    """The amount that begins at ``position``: a number, a range, a chain of scales.

    ``latin_scales`` lets ``5m`` and ``5bn`` be millions and billions, as they are
    after a currency sign.
    """
    match = _NUMBER.match(text, position)
    if match is None:
        return None
    end = match.end()
    first = match.group()
    second = _RANGE.match(text, end)
    if second is not None:
        spoken = f"{number_words(first)} سے {number_words(second[1])}"
        end = second.end()
    else:
        spoken = number_words(first)
    scaled = _URDU_SCALE.match(text, end)
    if scaled is None:
        latin = _LATIN_SCALE.match(text, end)
        if latin is not None:
            name = _LATIN_SCALES.get(latin[1].lower(), "")
            if name and (latin_scales or len(latin[1]) > _SHORT_UNIT):
                return Amount(
                    latin.end(), f"{before_scale(first, spoken)} {name}", first, plain=False
                )
        return Amount(end, spoken, first, second is None)
    parts = [before_scale(first, spoken) if second is None else spoken, scaled[1]]
    end = scaled.end()
    while True:
        more = _MORE.match(text, end)
        if more is None:
            break
        scaled = _URDU_SCALE.match(text, more.end())
        if scaled is None:
            break
        parts += [number_words(more[1].lstrip("0") or "0"), scaled[1]]
        end = scaled.end()
    rest = _REST.match(text, end)
    if rest is not None:
        parts.append(number_words(rest[1].lstrip("0") or "0"))
        end = rest.end()
    return Amount(end, " ".join(parts), first, plain=False)


def before_scale(written: str, spoken: str) -> str:
    """1.5 and 2.5 have words of their own before a scale: ڈیڑھ کروڑ."""
    return _HALVES.get(re.sub("۔", ".", written), spoken)


_HALVES = {"1.5": "ڈیڑھ", "2.5": "ڈھائی", "1.50": "ڈیڑھ", "2.50": "ڈھائی"}
