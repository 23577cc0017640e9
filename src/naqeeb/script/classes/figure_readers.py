"""The readers of a figure, the most particular first: all of them, and who is asked where.

What a list leaves out sees nothing there; `tests/script/test_readers.py` compares each with `ALL`.
"""

from __future__ import annotations

from functools import cache
from string import ascii_letters, ascii_uppercase

from naqeeb.script.classes import (
    acronym,
    aircraft,
    cardinal,
    clock,
    date,
    decimal,
    digits,
    distributive,
    elapsed,
    electronic,
    english_figure,
    file_number,
    fraction,
    lengths,
    measure,
    money,
    ordinal,
    out_of,
    percent,
    plate,
    quarter,
    ranges,
    score,
    section,
    slashed,
    year,
)
from naqeeb.script.quantity import VULGAR, amount
from naqeeb.script.reading import Reader, Reading, Scan, behind, figure_end

BY_NEXT: dict[str, tuple[Reader, ...]] = {
    ":": (english_figure.read_talk, elapsed.read),
    ".": (measure.read_quake, out_of.read_rated, lengths.read_minus_behind, measure.read_kelvin),
    ")": (cardinal.read_item,),
    "h": (elapsed.read_spelt,),
    "-": (
        digits.read_book,
        english_figure.read_linked,
        english_figure.read_short_game,
        ranges.read_difference,
        slashed.read_code,
        clock.read_from_to,
        lengths.read_minus_behind,
        score.read_row,
        score.read_spell,
    ),
    "(": (file_number.read_order, score.read_innings),
    "*": (score.read_innings, score.read_boundaries),
    **dict.fromkeys("xX×b", (score.read_boundaries,)),
    **dict.fromkeys("HQ", (quarter.read, quarter.read_tenor)),
    "K": (measure.read_carat, measure.read_kelvin),
    "s": (lengths.read_stones, english_figure.read_model),
    "/": (
        measure.read_memory,
        measure.read_priced,
        out_of.read_marks,
        out_of.read_part,
        slashed.read_code,
        slashed.read_calls,
    ),
    "+": (digits.read_plus_behind, lengths.read_goal),
    "M": (measure.read_quake, quarter.read, quarter.read_tenor),
    "m": (lengths.read_goal, measure.read_air),
    "k": (measure.read_air,),
    "Y": (quarter.read_tenor,),
    "W": (acronym.read_oil,),
    **dict.fromkeys("تض", (slashed.read_code,)),
    **dict.fromkeys(",،", (slashed.read_code, slashed.read_sections)),
}
"""Readers that are asked only where this character stands behind the figure, past one blank."""


def read_by_next(scan: Scan, position: int) -> Reading | None:
    """What only some readers know by the sign or letter behind the figure."""
    following = behind(scan.text, figure_end(scan.text, position))[1]
    for reader in BY_NEXT.get(following, ()):
        reading = reader(scan, position)
        if reading is not None:
            return reading
    return None


ALL: tuple[Reader, ...] = (
    electronic.read,
    aircraft.read,
    read_by_next,
    decimal.read_spaced,
    decimal.read_spaced_groups,
    decimal.read_hamza,
    digits.read,
    plate.read_figures,
    date.read,
    clock.read,
    decimal.read_numbering,
    ordinal.read,
    year.read_decade,
    section.read,
    acronym.read_known_figure_first,
    money.read,
    percent.read,
    lengths.read,
    measure.read,
    acronym.read_figure_first,
    year.read_one,
    year.read,
    score.read,
    score.read_slashed,
    score.read_ratio,
    english_figure.read,
    distributive.read,
    ranges.read,
    slashed.read,
    fraction.read,
    cardinal.read,
)
PLAIN: tuple[Reader, ...] = (
    digits.read,
    plate.read_figures,
    date.read,
    clock.read,
    ordinal.read,
    year.read,
    english_figure.read,
    cardinal.read,
)
"""Behind a plain figure there is neither sign nor scale: the other readers see nothing there."""


def _and(*more: Reader) -> tuple[Reader, ...]:
    return tuple(each for each in ALL if each in PLAIN or each in more)


def _without(these: tuple[Reader, ...], *others: Reader) -> tuple[Reader, ...]:
    return tuple(each for each in these if each not in others)


ONE_BEFORE_WORD = (
    year.read_one,
    *_without(PLAIN, digits.read, plate.read_figures, year.read),
)
"""A single digit before a word: what is left out reads longer figures."""
ONE_BEFORE_COMMA = _without(
    ONE_BEFORE_WORD, year.read_one, clock.read, ordinal.read, english_figure.read
)
ONE_ALONE: tuple[Reader, ...] = (cardinal.read_lone,)
"""A single digit before a sign that no class asks for."""
OVER = _and(aircraft.read, read_by_next, score.read_slashed, slashed.read, fraction.read)
"""The readers of a figure over another: 1/2."""


def _and_amounts(*more: Reader) -> tuple[Reader, ...]:
    """The same with the classes of amounts, asked as one."""
    asked = _and(*more, measure.read)
    return tuple(_read_amount if each is measure.read else each for each in asked)


_AMOUNTS = (money.read, percent.read, measure.read)
_POINTS = frozenset(".۔")


def _read_amount(scan: Scan, position: int) -> Reading | None:
    """The classes of amounts, where one of their signs stands behind, or coins behind a point."""
    number = amount(scan.text, position)
    if number is None:
        return None
    following = behind(scan.text, number.end)[1]
    if following not in _behind_amounts() and _POINTS.isdisjoint(number.first):
        return None
    for reader in _AMOUNTS:
        reading = reader(scan, position)
        if reading is not None:
            return reading
    return None


@cache
def _behind_amounts() -> frozenset[str]:
    return money.signs_begin() | percent.SIGNS_BEGIN | measure.SIGNS_BEGIN


TO: tuple[Reader, ...] = (
    electronic.read,
    aircraft.read_model,
    *_without(BY_NEXT["-"], english_figure.read_linked, lengths.read_minus_behind),
    digits.read,
    plate.read_figures,
    date.read,
    clock.read,
    _read_amount,
    year.read,
    score.read,
    english_figure.read,
    distributive.read,
    ranges.read,
    fraction.read_mixed,
    cardinal.read,
)
"""The readers of a figure with a dash and another figure behind it: 5-10."""
TIMES = _without(_and(read_by_next, lengths.read, measure.read), date.read, ordinal.read)
"""The readers of a figure before a cross or a star: 12×14."""
BEFORE_FIGURE: tuple[Reader, ...] = (
    digits.read,
    plate.read_figures,
    clock.read,
    _read_amount,
    year.read,
    english_figure.read,
    fraction.read_mixed,
    cardinal.read,
)
"""The readers of a figure with a blank and another figure behind it: 1 1/2."""


@cache
def before_stroke() -> dict[str, tuple[Reader, ...]]:
    """The readers to ask where a sign or letter follows on the stroke behind a figure."""
    addressed = (electronic.read, aircraft.read, read_by_next)
    return {
        "-": _and_amounts(*addressed, score.read, distributive.read, ranges.read, fraction.read),
        "/": _and(read_by_next, section.read, money.read),
        "~": _and_amounts(ranges.read),
        "*": TIMES,
    }


_BEHIND: dict[Reader, str] = {
    aircraft.read: "FJ",
    date.read: "adfjmnorstADFJMNOS",
    ordinal.read: "nrstNRST",
    year.read_decade: "s",
    section.read: ascii_uppercase,
    acronym.read_known_figure_first: ascii_uppercase,
    lengths.read: "f",
    acronym.read_figure_first: ascii_uppercase,
}
"""The Latin letters that these readers look for behind a figure."""


def _before_latin(letter: str) -> tuple[Reader, ...]:
    """The readers of a figure before a Latin letter."""
    asked = _and(electronic.read, read_by_next, *_AMOUNTS, *_BEHIND)
    return tuple(reader for reader in asked if letter in _BEHIND.get(reader, letter))


@cache
def by_sign() -> dict[str, tuple[Reader, ...]]:
    """What only some readers know behind a figure, and the readers to ask there."""
    grouped = (decimal.read_spaced_groups, decimal.read_hamza, distributive.read)
    pointed = (decimal.read_spaced, decimal.read_numbering)
    stopped = (aircraft.read, decimal.read_spaced, score.read, distributive.read)
    return {
        **{letter: _before_latin(letter) for letter in ascii_letters},
        **dict.fromkeys("-~*", _and(aircraft.read, read_by_next)),
        "+": _and(aircraft.read, read_by_next, lengths.read),
        "/": PLAIN,
        **dict.fromkeys("تض", _and(read_by_next)),
        **dict.fromkeys("%‰", _and(percent.read)),
        **dict.fromkeys("()", _and(read_by_next)),
        **dict.fromkeys("°º˚℃℉µμΩ", _and(measure.read)),
        **dict.fromkeys("@_", _and(electronic.read)),
        "ء": _and(decimal.read_hamza),
        "'": _and(year.read_decade, lengths.read),
        '"': _and(lengths.read),
        "×": TIMES,
        ":": _and(read_by_next, score.read, score.read_ratio),
        **dict.fromkeys(",،", _and_amounts(read_by_next, *grouped, ranges.read, fraction.read)),
        "۔": _and_amounts(*stopped, ranges.read),
        ".": _and_amounts(electronic.read, read_by_next, *pointed, lengths.read, ranges.read),
        **dict.fromkeys(VULGAR, _and_amounts(lengths.read, ranges.read, fraction.read)),
        **dict.fromkeys(money.starts(), _and(money.read)),
    }


@cache
def one_digit(these: tuple[Reader, ...]) -> tuple[Reader, ...]:
    """Those of the readers that may know a single digit."""
    longer = (digits.read, plate.read_figures, year.read_decade, year.read)
    return _without(these, *longer)


@cache
def before_letter(letter: str) -> tuple[Reader, ...]:
    """Those that may know a digit before a single Latin letter: neither month nor money is one."""
    of_words = (date.read, ordinal.read, money.read, percent.read, english_figure.read)
    return _without(one_digit(_before_latin(letter)), *of_words)
