"""Amounts as they are written: grouped digits, decimals, ranges, chains of scales.

Shared by the classes that put something after an amount: money, measures, percent.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from naqeeb.script import numbers
from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import decimal, mixed, whole
from naqeeb.script.reading import behind, figure_end, word_at
from naqeeb.script.tables import any_in, pairs, rows
from naqeeb.text.lazy_pattern import LazyPattern

# Western (125,000), Indian (1,25,000), with Urdu commas (1،510) and with dots (1.250.000);
# the decimal point may be the Urdu full stop (4۔5).
NUMBER = (
    r"(?:\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?!\d)|\d{1,3}(?:،\d{2,3}){0,6}،\d{3}(?![،\d])"
    r"|\d{1,3}(?:\.\d{3}){2,6}(?![.\d])|\d+)"
    r"(?:[.۔]\d+(?![.۔,]?\d))?"
)
SCALES = numbers.SCALES
"""Urdu scale words and their size."""

VULGAR = {row[0]: (int(row[1]), int(row[2])) for row in rows("vulgar.tsv")}
"""Vulgar fraction signs: numerator and denominator."""

SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_NUMBER = LazyPattern(NUMBER)
_SIGN = "".join(VULGAR)
_VULGAR = LazyPattern(rf"(\d+) ?([{_SIGN}])|(\d+)[ -](\d)/(\d)(?![/\d.])")
_RANGE = LazyPattern(rf" ?[-~] ?({NUMBER})(?![-\d]|/(?![ء-ےa-z])|:\d)")
_LATIN_SCALE = LazyPattern(r"(?: (?![A-Z]-\w))?([A-Za-z]+)(?![A-Za-z0-9])")
_MORE = LazyPattern(rf" ?({NUMBER})(?= ?(?:{SCALE})(?![{WORD}]))")
_REST = LazyPattern(r" ?(\d{1,6})(?![\d/٪%-]|[.,،:۔]\d)")
_POINTS = frozenset(",،.۔")
_DASHES = frozenset("-~")
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
    if written.isdecimal():
        return written, ""
    match = _DECIMAL.fullmatch(written)
    if match:
        return _NO_DIGIT.sub("", match[1]), match[2]
    return _NO_DIGIT.sub("", written), ""


_DECIMAL = LazyPattern(r"(\d[\d,،]*)[.۔](\d+)")
_NO_DIGIT = LazyPattern(r"\D")


def amount(
    text: str, position: int, *, latin_scales: bool = False, ranges: bool = True
) -> Amount | None:
    """The amount that begins at ``position``: a number, a range, a chain of scales.

    Args:
        text: folded text.
        position: where a digit stands.
        latin_scales: ``5m`` and ``5bn`` are millions and billions, as they are after
            a currency sign.
        ranges: ``5-10`` is one amount.
    """
    end = figure_end(text, position)
    if end == position:
        return None
    following = behind(text, end)[1]
    # Whoever asks, the answer is the same where no dash can follow.
    ranges = ranges and (following in _DASHES or following in _POINTS or following.isdecimal())
    return _amount(text, position, latin_scales=latin_scales, ranges=ranges)


@lru_cache(maxsize=16)
def _amount(text: str, position: int, *, latin_scales: bool, ranges: bool) -> Amount | None:
    """What `amount` says. The last answers are kept, since several classes ask in turn."""
    end = figure_end(text, position)
    following = behind(text, end)[1]
    over_a_stroke = following in VULGAR or following.isdecimal() or following == "-"
    mixed_number = _VULGAR.match(text, position) if over_a_stroke else None
    if mixed_number is not None:
        over = (
            VULGAR[mixed_number[2]]
            if mixed_number[2]
            else (int(mixed_number[4]), int(mixed_number[5]))
        )
        whole_part = int((mixed_number[1] or mixed_number[3])[:15])
        if over[0] and 0 < over[0] < over[1] and whole_part:
            return _scaled(text, mixed_number.end(), mixed_number.group(), mixed(whole_part, *over))
    if text[end : end + 1] in _POINTS and text[end + 1 : end + 2].isdecimal():
        number = _NUMBER.match(text, position)
        end = number.end() if number else end
    first = text[position:end]
    spoken = _in_hundreds(text, end, first) or number_words(first)
    to = ranges and behind(text, end)[1] in _DASHES
    second = _RANGE.match(text, end) if to else None
    if second is None:
        return _scaled(text, end, first, spoken, latin_scales=latin_scales)
    between = " " if second[1] == first else " سے "
    spoken += between + number_words(second[1])
    scaled = _scaled(text, second.end(), "", spoken, latin_scales=latin_scales)
    return Amount(scaled.end, scaled.spoken, first, plain=False)


def _in_hundreds(text: str, end: int, written: str) -> str | None:
    """1400 سال: so many years are told in hundreds."""
    if len(written) != 4 or written[2:] != "00" or written[0] != "1" or written[1] == "0":
        return None
    return f"{whole(written[:2])} سو" if _YEARS.match(text, end) else None


_YEARS = LazyPattern(rf" ?(?:سال|سالہ|برس|سالوں|برسوں)(?![{WORD}])")


def _scaled(text: str, end: int, first: str, spoken: str, *, latin_scales: bool = False) -> Amount:
    scale = _scale_at(text, end)
    if scale is None:
        following = behind(text, end)[1]
        is_latin = following.isascii() and following.isalpha()
        latin = _LATIN_SCALE.match(text, end) if is_latin else None
        if latin is None or latin[1].lower() not in pairs("latin_scales.tsv"):
            return Amount(end, spoken, first, plain=True)
        short = latin_scales or _COUNTED.match(text, latin.end()) is not None
        name = _latin_scale(latin[1], short=short)
        if name == "ہزار" and first.isdigit() and len(first) < 10:
            # 500K is five lakh to an Urdu ear.
            return Amount(latin.end(), whole(str(int(first) * 1000)), first, plain=False)
        if name and (crore := _CRORE.match(text, latin.end())):
            # 1.5 lakh crore, as India counts.
            return Amount(crore.end(), f"{_half(first, spoken)} {name} کروڑ", first, plain=False)
        if name:
            return Amount(latin.end(), f"{_half(first, spoken)} {name}", first, plain=False)
        return Amount(end, spoken, first, plain=True)
    end, name = scale
    parts = [_half(first, spoken), name]
    larger = _scale_at(text, end)
    if larger is not None and SCALES[larger[1]] > SCALES[name]:
        # لاکھ کروڑ, as India counts.
        return Amount(larger[0], f"{parts[0]} {name} {larger[1]}", first, plain=False)
    while more := _more(text, end):
        scale = _scale_at(text, more.end())
        if scale is None or SCALES[scale[1]] >= SCALES[name]:
            break
        end, name = scale
        parts += [number_words(more[1].lstrip("0") or "0"), name]
    rest = _REST.match(text, end) if behind(text, end)[1].isdecimal() else None
    if rest is not None and int(rest[1]) < SCALES[name] and not _has_unit(text, rest.end()):
        parts.append(number_words(rest[1].lstrip("0") or "0"))
        end = rest.end()
    return Amount(end, " ".join(parts), first, plain=False)


def _scale_at(text: str, end: int) -> tuple[int, str] | None:
    """The scale word behind a number, and where it ends."""
    at, _ = behind(text, end)
    word = word_at(text, at)
    return (at + len(word), word) if word in SCALES else None


def _more(text: str, end: int) -> re.Match[str] | None:
    """A further number with its scale."""
    return _MORE.match(text, end) if behind(text, end)[1].isdecimal() else None


def _has_unit(text: str, end: int) -> bool:
    """Whether the number that ends here is an amount of its own: 2 ہزار 15 ویں."""
    return _OWN.match(text, end) is not None


_OWN = LazyPattern(rf" ?(?:واں|ویں|ء|بجے|فیصد|فی صد)(?![{WORD}])")


def _latin_scale(word: str, *, short: bool) -> str:
    if not short and len(word) <= _SHORT_UNIT and word not in _CLEAR:
        return ""
    return pairs("latin_scales.tsv").get(word.lower(), "")


# No unit is written so: 50K, 5bn.
_CLEAR = frozenset(("k", "K", "M", "bn", "mn", "tn", "lac"))
_CRORE = LazyPattern(" (?:crores?|cr|کروڑ)(?![A-Za-zء-ے])")
_COUNTED = LazyPattern(rf" ?(?:{any_in('quantity_words.tsv', 'counted')})")
"""What is counted in thousands, millions and billions of one letter: 1B ویوز."""


def _half(written: str, spoken: str) -> str:
    """1.5 and 2.5 have words of their own before a scale: ڈیڑھ کروڑ."""
    return _HALVES.get(written.replace("۔", "."), spoken)


_HALVES = {"1.5": "ڈیڑھ", "2.5": "ڈھائی", "1.50": "ڈیڑھ", "2.50": "ڈھائی"}
