"""The spoken classes: one file each, with its data in ``script/data``.

This file says only which readers are asked at which character, and in what order.
"""

from __future__ import annotations

from functools import cache

from naqeeb.script.alphabet import IS_WORD
from naqeeb.script.classes import (
    abbreviation,
    acronym,
    acronym_dotted,
    bracket,
    cardinal,
    clock,
    date,
    decimal,
    digits,
    distributive,
    electronic,
    emoji,
    foreign,
    fraction,
    honorific,
    latin,
    marks,
    measure,
    money,
    ordinal,
    percent,
    ranges,
    roman,
    score,
    signs,
    words,
    year,
)
from naqeeb.script.classes.words import separate_words
from naqeeb.script.quantity import VULGAR
from naqeeb.script.reading import Reader

__all__ = ["readers", "readers_of_figures", "separate_words"]

# The order is the order of precedence: the most particular first.
_FIGURE: tuple[Reader, ...] = (
    electronic.read,
    digits.read,
    abbreviation.read_figure,
    date.read,
    clock.read,
    ordinal.read,
    year.read_decade,
    acronym.read_known_figure_first,
    money.read,
    percent.read,
    measure.read,
    acronym.read_figure_first,
    year.read,
    score.read,
    score.read_ratio,
    acronym.read_after_letter,
    distributive.read,
    ranges.read,
    fraction.read,
    cardinal.read,
)
_LATIN: tuple[Reader, ...] = (
    electronic.read,
    money.read_sign,
    date.read_latin,
    abbreviation.read,
    roman.read,
    acronym.read,
    latin.read,
)
_SILENT: tuple[Reader, ...] = (marks.silent,)
_MARK: tuple[Reader, ...] = (marks.read,)
_WORD: tuple[Reader, ...] = (words.read,)
_OTHER: tuple[Reader, ...] = (emoji.read, foreign.read)


@cache
def _signs() -> dict[str, tuple[Reader, ...]]:
    """The readers of every character that is neither letter nor figure."""
    return {
        **dict.fromkeys(money.starts(), (money.read_sign,)),
        **dict.fromkeys(VULGAR, (fraction.read_sign,)),
        **dict.fromkeys(honorific.signs(), (honorific.read,)),
        **dict.fromkeys(roman.SIGNS, (roman.read_sign,)),
        **dict.fromkeys("№℅§∞√", (signs.read,)),
        **dict.fromkeys("+=×÷<>±≤≥≠", (digits.read_plus, signs.calculation)),
        **dict.fromkeys("~≈", (signs.about,)),
        **dict.fromkeys("°º˚℃℉", (signs.degree,)),
        **dict.fromkeys("\u060e\u060f", (signs.poetry,)),
        **dict.fromkeys("\u0600\u0603", (signs.page,)),
        **dict.fromkeys("•·▪●■◆★☆*|►▶◄", (signs.bullet,)),
        **dict.fromkeys("%‰", (percent.read_sign,)),
        **dict.fromkeys("،؟!؛:…,", _MARK),
        **dict.fromkeys(" \"'", _SILENT),
        "\u0601": (year.read_sign,),
        "۔": (acronym_dotted.read, marks.read),
        ".": (decimal.read_bare, marks.read),
        "(": (digits.read_bracket, honorific.read_bracket, bracket.read),
        ")": (bracket.close,),
        "-": (signs.minus, marks.dash),
        "&": (signs.ampersand,),
        "/": (measure.read_per, signs.stroke),
        "#": (electronic.read_tag,),
        "@": (electronic.read_handle,),
    }


def readers_of_figures() -> tuple[Reader, ...]:
    """The readers to ask at a digit."""
    return _FIGURE


def readers(character: str) -> tuple[Reader, ...]:
    """The readers to ask at ``character``."""
    if "0" <= character <= "9":
        return _FIGURE
    if character.isascii() and character.isalpha():
        return _LATIN
    if character in IS_WORD:
        return _WORD
    return _signs().get(character, _OTHER)
