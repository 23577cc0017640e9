"""What a run of digits may be: the readers of a figure, the most particular first."""

from __future__ import annotations

import re
from functools import cache
from string import ascii_letters

from naqeeb.script.alphabet import IS_WORD
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
from naqeeb.script.numbers import digits as digit_by_digit
from naqeeb.script.quantity import SCALES, VULGAR
from naqeeb.script.reading import Reader, Reading, Scan, behind, figure_end, word_at
from naqeeb.script.tables import pairs
from naqeeb.text.lazy_pattern import LazyPattern

_BY_NEXT: dict[str, tuple[Reader, ...]] = {
    ":": (english_figure.read_talk, elapsed.read),
    ".": (measure.read_quake, out_of.read_rated, lengths.read_minus_behind, measure.read_kelvin),
    ")": (cardinal.read_item,),
    "h": (elapsed.read_spelt,),
    "-": (
        digits.read_book,
        english_figure.read_linked,
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


def _read_by_next(scan: Scan, position: int) -> Reading | None:
    following = behind(scan.text, figure_end(scan.text, position))[1]
    for reader in _BY_NEXT.get(following, ()):
        reading = reader(scan, position)
        if reading is not None:
            return reading
    return None


ALL: tuple[Reader, ...] = (
    electronic.read,
    aircraft.read,
    _read_by_next,
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
_ENDLESS = LazyPattern(r"[\dA-Za-z,،.۔/:;+~*'\"-]{96,}")
"""Figures and signs without a blank that are no longer anything that news writes."""
_ROW = LazyPattern(r"\d{1,9}(?: \d|\)|$)")
"""Behind a figure and a blank: a figure in a row of figures. 1 1/2 and 5 10% are none."""
_COMMAS = frozenset("،۔")
_CODES = frozenset(("ت", "ض", "تپ", "ضف"))
"""What `slashed.read_code` reads begins so."""
_AFTER_LETTER = frozenset("$.'")
_STROKES = frozenset("-/~*")
_GOING_ON = frozenset("-=/.:,،۔'\"~*+_@$(" + "".join(money.starts() | set(VULGAR)))
"""What may follow a stroke in an amount, a measure or an address, beside letters and figures."""
_LOOKED_FOR = frozenset("-~.,:/'\"*×@_µμΩ") | _COMMAS | {unit[0] for unit in pairs("units.tsv")}
"""Signs behind a figure that some reader of :data:`ALL` looks for, beside those below."""


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
OVER = _and(aircraft.read, _read_by_next, score.read_slashed, slashed.read, fraction.read)
"""The readers of a figure over another: 1/2."""


@cache
def _by_sign() -> dict[str, tuple[Reader, ...]]:
    """What only some readers know behind a figure, and the readers to ask there."""
    parts = _and(money.read, percent.read, lengths.read, measure.read, ranges.read, fraction.read)
    latin = _and(
        electronic.read,
        aircraft.read,
        _read_by_next,
        year.read_decade,
        section.read,
        acronym.read_known_figure_first,
        money.read,
        percent.read,
        lengths.read,
        measure.read,
        acronym.read_figure_first,
    )
    return {
        **dict.fromkeys(ascii_letters, latin),
        **dict.fromkeys("-/~*+", _and(aircraft.read, _read_by_next)),
        **dict.fromkeys("تض", _and(_read_by_next)),
        **dict.fromkeys("%‰", _and(percent.read)),
        "(": _and(_read_by_next),
        **dict.fromkeys("°º˚℃℉", _and(measure.read)),
        **dict.fromkeys(VULGAR, parts),
        **dict.fromkeys(money.starts(), _and(money.read)),
    }


def readers_of_figure(text: str, position: int) -> tuple[Reader, ...]:
    """The readers to ask at a digit."""
    end = figure_end(text, position)
    at, following = behind(text, end)
    if not _is_plain(text, position, at, following):
        if following in _STROKES and _goes_on(text, at + 1):
            over = following == "/" and behind(text, at + 1)[1].isdecimal()
            readers = OVER if over else ALL
        else:
            readers = _by_sign().get(following, ALL)
        if end != position + 1:
            return readers
        return _before_letter() if _is_lone_letter(text, at) else _one_digit(readers)
    if end != position + 1 or following == ")" or following.isdecimal():
        return PLAIN
    if following in IS_WORD:
        return ONE_BEFORE_WORD
    return ONE_BEFORE_COMMA if following in _COMMAS else ONE_ALONE


@cache
def _one_digit(these: tuple[Reader, ...]) -> tuple[Reader, ...]:
    """Those of the readers that may know a single digit."""
    longer = (digits.read, plate.read_figures, year.read_decade, year.read)
    return _without(these, *longer)


@cache
def _before_letter() -> tuple[Reader, ...]:
    """Those that may know a digit before a single Latin letter: neither month nor money is one."""
    of_words = (date.read, ordinal.read, money.read, percent.read, english_figure.read)
    return _without(_one_digit(_by_sign()["a"]), *of_words)


def _is_lone_letter(text: str, at: int) -> bool:
    """Whether a Latin letter stands at ``at`` that begins neither a word nor a sign like R$."""
    letter, following = text[at : at + 1], text[at + 1 : at + 2]
    if not (letter.isascii() and letter.isalpha()) or following in _AFTER_LETTER:
        return False
    if letter.lower() in pairs("latin_scales.tsv"):
        return False  # 1M¥
    return not (following.isascii() and following.isalnum())


def _goes_on(text: str, at: int) -> bool:
    """Whether a figure may go on behind a dash or stroke: 5-10, 1/2, 5/-."""
    following = behind(text, at)[1]
    return not following or following in _GOING_ON or (following.isascii() and following.isalnum())


def read(scan: Scan, position: int) -> Reading | None:
    """The figure at ``position`` as the first class that knows it reads it."""
    endless = _ENDLESS.match(scan.text, position)
    if endless is not None:
        if re.search("[A-Za-z]", endless.group()):
            # Data rather than text: it is read out no more than a long address.
            return Reading(position, endless.end(), "electronic", "")
        return Reading(position, endless.end(), "digits", digit_by_digit(endless.group()))
    for reader in readers_of_figure(scan.text, position):
        reading = reader(scan, position)
        if reading is not None:
            return reading
    return None


def _is_hamza_point(text: str, at: int) -> bool:
    return text[at] == "ء" and text[at + 1 : at + 2].isdecimal()


def _is_plain(text: str, position: int, at: int, following: str) -> bool:
    """Whether a figure stands alone, or before a word that is no scale.

    Args:
        text: folded text.
        position: where the figure begins.
        at: where the character behind it stands, past one blank.
        following: that character; empty at the end.
    """
    if following in IS_WORD:
        word = word_at(text, at)
        return word not in SCALES and word not in _CODES and not _is_hamza_point(text, at)
    if following.isdecimal():
        return _ROW.match(text, at) is not None
    if following in _COMMAS:
        glued = text[at + 1 : at + 2]
        is_model = following == "۔" and glued.isascii() and glued.isalpha()  # 17۔JF
        return not is_model and not behind(text, at + 1)[1].isdecimal()
    if following == ")":
        # An item of a list, 2), has a blank before it; (2) has none.
        return text[position - 1 : position] != " "
    if following == "(":
        # 76(83): a batter's runs and balls.
        inside = text[at + 1 : at + 2]
        return not (inside.isdecimal() or inside in ("I", "K"))  # 1234(I)/2025
    return not (following in _LOOKED_FOR or following in _by_sign())
