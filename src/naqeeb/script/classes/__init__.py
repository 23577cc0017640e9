"""The spoken classes: one file each, with its data in ``script/data``.

This file says only which readers are asked at which character, and in what order.
The order is the order of precedence: the most particular first.
"""

from __future__ import annotations

from functools import cache, lru_cache
from string import ascii_uppercase

from naqeeb.script.alphabet import IS_WORD
from naqeeb.script.classes import (
    abbreviation,
    acronym,
    acronym_dotted,
    bracket,
    century,
    date,
    decimal,
    digits,
    electronic,
    emoji,
    figures,
    file_number,
    foreign,
    fraction,
    honorific,
    hyphen_stop,
    latin,
    lengths,
    measure,
    money,
    percent,
    plate,
    punctuation,
    quarter,
    roman,
    signs,
    superscripts,
    turn,
    words,
    year,
)
from naqeeb.script.quantity import VULGAR
from naqeeb.script.reading import Reader

__all__ = ["readers"]

LATIN: tuple[Reader, ...] = (
    superscripts.read_latin,
    measure.read_rate,
    lengths.read_cross,
    digits.read_secret,
    plate.read,
    file_number.read,
    electronic.read,
    money.read_sign,
    date.read_latin,
    quarter.read,
    abbreviation.read_version,
    abbreviation.read,
    roman.read_list,
    roman.read,
    acronym.read_rating,
    acronym.read_lineage,
    acronym.read_blood,
    acronym.read_postcode,
    acronym.read_formula,
    latin.read_shortened,
    acronym.read,
    latin.read,
)
_LONE_LETTER: tuple[Reader, ...] = (
    file_number.read,
    abbreviation.read,
    roman.read,
    acronym.read,
    latin.read,
)
_BEGINNING: dict[Reader, str] = {
    measure.read_rate: "gkmGKM",
    lengths.read_cross: "xX",
    plate.read: ascii_uppercase,
    date.read_latin: "adfjmnosADFJMNOS",
    quarter.read: "CFHQ",
    abbreviation.read_version: "vV",
    roman.read_list: "ivxIVX",
    roman.read: "ivxIVXLC",
    acronym.read_rating: "ABC",
    acronym.read_lineage: ascii_uppercase,
    acronym.read_blood: "ABOR",
    acronym.read_postcode: ascii_uppercase,
    acronym.read_formula: ascii_uppercase,
}
"""With which letters begins what these readers know; the others are asked at any."""
_PARTS_LETTERS = (
    IS_WORD
    | frozenset('،؛؟…({[]}"<>=|;~×÷≤≥≠★☆●■◆')
    | frozenset(map(chr, range(0x400, 0x530)))
    | honorific.signs()
    | money.starts() - {"$"}
)
"""Before these a single Latin letter is neither word, code nor address: few readers know it."""
_WORD: tuple[Reader, ...] = (turn.read, century.read, words.read)
_OTHER: tuple[Reader, ...] = (emoji.read, foreign.read)
_SIGNS: dict[str, tuple[Reader, ...]] = {
    "№℅§∞√": (signs.read,),
    superscripts.RAISED: (superscripts.read,),
    "^": (superscripts.read_caret,),
    "+": (digits.read_plus, signs.plus_one, signs.plus, signs.calculation),
    "=×÷<>±≤≥≠": (signs.calculation,),
    "~≈": (signs.about,),
    "°º˚℃℉": (signs.degree,),
    "\u060e\u060f": (signs.poetry,),
    "\u0600\u0603": (signs.page,),
    "*": (digits.read_star, signs.bullet),
    "•·▪●■◆★☆|►▶◄": (signs.bullet,),
    "%‰": (percent.read_sign,),
    ":": (abbreviation.read_colon, punctuation.read),
    "،؟!؛…,": (punctuation.read,),
    "'": (punctuation.read_opening, punctuation.read_comma, punctuation.silent),
    '"': (punctuation.read_opening, punctuation.silent),
    " ": (punctuation.silent,),
    "⁅⁆": (punctuation.note,),
    "\u0601": (year.read_sign,),
    "۔": (
        abbreviation.read_colon,
        hyphen_stop.read,
        acronym_dotted.read,
        acronym_dotted.read_between,
        punctuation.read,
    ),
    ".": (
        decimal.read_bare,
        electronic.read_ending,
        abbreviation.read_colon,
        acronym_dotted.read_initials,
        punctuation.read,
    ),
    "(": (
        signs.minus_in_brackets,
        digits.read_bracket,
        honorific.read_bracket,
        roman.read_bracket,
        bracket.read,
    ),
    ")": (bracket.close,),
    "-": (signs.minus_in_brackets, signs.minus, punctuation.dash),
    "&": (signs.ampersand,),
    "/": (measure.read_per, signs.stroke),
    "#": (digits.read_star, electronic.read_tag),
    "@": (electronic.read_handle,),
}
# What is written before a figure and changes how it is said comes first.
_FIGURE: tuple[Reader, ...] = (abbreviation.read_figure, figures.read)


def readers(text: str, position: int) -> tuple[Reader, ...]:
    """The readers to ask at a character of ``text`` that is not plain Urdu."""
    character = text[position]
    if "0" <= character <= "9":
        return _FIGURE
    if character.isascii() and character.isalpha():
        return _of_letter(character, lone=text[position + 1 : position + 2] in _PARTS_LETTERS)
    if character in IS_WORD:
        return _WORD
    return _of_sign(character)


@cache
def _of_letter(letter: str, *, lone: bool) -> tuple[Reader, ...]:
    """The readers of what begins with a Latin letter."""
    asked = _LONE_LETTER if lone else LATIN
    return tuple(reader for reader in asked if letter in _BEGINNING.get(reader, letter))


@lru_cache(maxsize=1024)
def _of_sign(character: str) -> tuple[Reader, ...]:
    """The readers of a character that is neither letter nor figure."""
    for characters, their_readers in _SIGNS.items():
        if character in characters:
            return their_readers
    if character in money.starts():
        return (money.read_sign,)
    if character in VULGAR:
        return (fraction.read_sign,)
    if character in honorific.signs():
        return (honorific.read,)
    if character in roman.SIGNS:
        return (roman.read_sign,)
    return _OTHER
