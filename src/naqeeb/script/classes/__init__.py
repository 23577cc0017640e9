"""The spoken classes: one file each, with its data in ``script/data``.

This file says only which readers are asked at which character, and in what order.
Readers stand here by name: a class is imported when its character first occurs.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module

from naqeeb.script.alphabet import IS_WORD
from naqeeb.script.quantity import SCALES, VULGAR
from naqeeb.script.reading import Reader, behind, figure_end, word_at

__all__ = ["readers", "readers_of_figure"]

# The order is the order of precedence: the most particular first.
_FIGURE = (
    "electronic.read digits.read abbreviation.read_figure date.read clock.read ordinal.read"
    " year.read_decade acronym.read_known_figure_first money.read percent.read measure.read"
    " acronym.read_figure_first year.read score.read score.read_ratio acronym.read_after_letter"
    " distributive.read ranges.read fraction.read cardinal.read"
)
# Behind a plain figure there is neither sign nor scale: the other readers see nothing there.
_PLAIN_FIGURE = (
    "digits.read abbreviation.read_figure date.read clock.read ordinal.read year.read"
    " acronym.read_after_letter cardinal.read"
)
_LATIN = (
    "electronic.read money.read_sign date.read_latin abbreviation.read roman.read acronym.read"
    " latin.read"
)
_WORD = "words.read"
_OTHER = "emoji.read foreign.read"
_SIGNS = {
    "№℅§∞√": "signs.read",
    "+=×÷<>±≤≥≠": "digits.read_plus signs.calculation",
    "~≈": "signs.about",
    "°º˚℃℉": "signs.degree",
    "\u060e\u060f": "signs.poetry",
    "\u0600\u0603": "signs.page",
    "•·▪●■◆★☆*|►▶◄": "signs.bullet",
    "%‰": "percent.read_sign",
    "،؟!؛:…,": "marks.read",
    " \"'": "marks.silent",
    "\u0601": "year.read_sign",
    "۔": "acronym_dotted.read marks.read",
    ".": "decimal.read_bare marks.read",
    "(": "digits.read_bracket honorific.read_bracket bracket.read",
    ")": "bracket.close",
    "-": "signs.minus marks.dash",
    "&": "signs.ampersand",
    "/": "measure.read_per signs.stroke",
    "#": "electronic.read_tag",
    "@": "electronic.read_handle",
}


def readers(text: str, position: int) -> tuple[Reader, ...]:
    """The readers to ask at a character of ``text`` that is not plain Urdu."""
    character = text[position]
    if "0" <= character <= "9":
        return readers_of_figure(text, position)
    if character.isascii() and character.isalpha():
        return _named(_LATIN)
    if character in IS_WORD:
        return _named(_WORD)
    return _of_sign(character)


def readers_of_figure(text: str, position: int) -> tuple[Reader, ...]:
    """The readers to ask at a digit."""
    return _named(_PLAIN_FIGURE if _is_plain(text, position) else _FIGURE)


def _is_plain(text: str, position: int) -> bool:
    """Whether a figure stands alone, or before a word that is no scale."""
    at, following = behind(text, figure_end(text, position))
    if following in IS_WORD:
        return word_at(text, at) not in SCALES
    if following in _COMMAS:
        return not behind(text, at + 1)[1].isdecimal()
    return following in _ENDS


_COMMAS = frozenset("،۔")
_ENDS = frozenset(("", *" ()؟!؛…"))


@cache
def _named(names: str) -> tuple[Reader, ...]:
    found: list[Reader] = []
    for name in names.split():
        module, _, function = name.partition(".")
        found.append(getattr(import_module(f"{__name__}.{module}"), function))
    return tuple(found)


@lru_cache(maxsize=1024)
def _of_sign(character: str) -> tuple[Reader, ...]:
    """The readers of a character that is neither letter nor figure."""
    for signs, names in _SIGNS.items():
        if character in signs:
            return _named(names)
    from naqeeb.script.classes import fraction, honorific, money, roman

    if character in money.starts():
        return (money.read_sign,)
    if character in VULGAR:
        return (fraction.read_sign,)
    if character in honorific.signs():
        return (honorific.read,)
    if character in roman.SIGNS:
        return (roman.read_sign,)
    return _named(_OTHER)
