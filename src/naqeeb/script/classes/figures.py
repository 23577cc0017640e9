"""What a run of digits may be: which readers are asked at a figure, and what they say."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import IS_WORD
from naqeeb.script.classes import money
from naqeeb.script.classes.figure_readers import (
    ALL,
    BEFORE_FIGURE,
    ONE_ALONE,
    ONE_BEFORE_COMMA,
    ONE_BEFORE_WORD,
    OVER,
    PLAIN,
    TIMES,
    TO,
    before_letter,
    before_stroke,
    by_sign,
    one_digit,
)
from naqeeb.script.numbers import digits as digit_by_digit
from naqeeb.script.quantity import SCALES, VULGAR
from naqeeb.script.reading import Reader, Reading, Scan, behind, figure_end, word_at
from naqeeb.script.tables import pairs
from naqeeb.text.lazy_pattern import LazyPattern

_ENDLESS = LazyPattern(r"[\dA-Za-z,،.۔/:;+~*'\"-]{96,}")
"""Figures and signs without a blank that are no longer anything that news writes."""
_ROW = LazyPattern(r"\d{1,9}(?: \d|\)|$)")
"""Behind a figure and a blank: a figure in a row of figures. 1 1/2 and 5 10% are none."""
_COMMAS = frozenset("،۔")
_CODES = frozenset(("ت", "ض", "تپ", "ضف"))
"""What `slashed.read_code` reads begins so."""
_AFTER_LETTER = frozenset("$.'")
_BETWEEN = {"/": OVER, "-": TO, "~": TO, "*": TIMES}
"""The readers of a figure by the stroke between it and another."""
_GOING_ON = frozenset("-=/.:,،۔'\"~*+_@$(" + "".join(money.starts() | set(VULGAR)))
"""What may follow a stroke in an amount, a measure or an address, beside letters and figures."""
_LOOKED_FOR = frozenset("-~.,:/'\"*×@_µμΩ") | _COMMAS | {unit[0] for unit in pairs("units.tsv")}
"""Signs behind a figure that some reader looks for, beside those of `by_sign`."""


def readers_of_figure(text: str, position: int) -> tuple[Reader, ...]:
    """The readers to ask at a digit."""
    end = figure_end(text, position)
    at, following = behind(text, end)
    if not _is_plain(text, position, at, following):
        if following.isdecimal():
            readers = BEFORE_FIGURE
        elif following in _BETWEEN and _goes_on(text, at + 1):
            is_between = behind(text, at + 1)[1].isdecimal()
            readers = _BETWEEN[following] if is_between else before_stroke()[following]
        else:
            readers = by_sign().get(following, ALL)
        if end != position + 1:
            return readers
        return before_letter(following) if _is_lone_letter(text, at) else one_digit(readers)
    if end != position + 1 or following == ")" or following.isdecimal():
        return PLAIN
    if following in IS_WORD:
        return ONE_BEFORE_WORD
    return ONE_BEFORE_COMMA if following in _COMMAS else ONE_ALONE


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
    return not (following in _LOOKED_FOR or following in by_sign())
