"""Raised and lowered figures: 10⁶ is دس کی طاقت چھ, km² مربع کلومیٹر, CO₂ کاربن ڈائی آکسائیڈ.

A raised figure behind an Urdu word or a full stop is a note's marker, and is not spoken.
"""

from __future__ import annotations

import re
from string import digits

from naqeeb.script.letter_names import known_acronym, spell
from naqeeb.script.numbers import ENGLISH_DIGITS, cardinal
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import pairs
from naqeeb.text.lazy_pattern import LazyPattern

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ"
LOWERED = "₀₁₂₃₄₅₆₇₈₉"
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ₀₁₂₃₄₅₆₇₈₉", "0123456789-+n0123456789")
_RUN = LazyPattern(f"[{RAISED}]+")
_FORMULA = LazyPattern(f"[A-Za-z]{{1,3}}(?:[{LOWERED}]{{1,3}}[A-Za-z]{{0,3}})+(?![A-Za-z0-9])")
_TYPED = LazyPattern(r"[A-Z][a-z]?(?:[1-9][A-Z][a-z]?)+[1-9]?(?![A-Za-z0-9])")
_UNIT = LazyPattern("[A-Za-zµμ]{1,3}[²³](?![A-Za-z0-9])")
_SQUARED = LazyPattern("([a-z]{1,3})([²³])(?![A-Za-z0-9])")
_SMALL_FIGURES = frozenset(f"²³{LOWERED}")
_FIGURES = frozenset(digits)
"""One of the two stands behind the first letters of whatever `read_latin` knows."""
_BASE = LazyPattern(r"[0-9A-Za-zα-ω)]$")
_POWER = LazyPattern(r"([+-]?)(\d{1,4})$")
_CARET = LazyPattern(r"\^ ?([+-]?)(\d{1,4})(?!\d)")
_SQUARE, _CUBE = 2, 3


def read_latin(scan: Scan, position: int) -> Reading | None:
    """A unit with a raised figure, or a formula with lowered ones, at its first letter."""
    if scan.before(position, 1).isalpha():
        return None
    near = scan.after(position + 1, 3)
    if _SMALL_FIGURES.isdisjoint(near):
        return None if _FIGURES.isdisjoint(near[:2]) else _typed(scan, position)
    if unit := _UNIT.match(scan.text, position):
        name = pairs("units.tsv").get(unit[0].translate(_PLAIN).replace("μ", "µ"))
        if name is not None:
            return Reading(position, unit.end(), "measure", name)
    if squared := _SQUARED.match(scan.text, position):
        # mc²: letters of a formula, one by one.
        power = "اسکوائر" if squared[2] == "²" else "کیوب"
        return Reading(position, squared.end(), "power", f"{spell(squared[1])} {power}")
    if formula := _FORMULA.match(scan.text, position):
        plain = formula[0].translate(_PLAIN)
        spoken = known_acronym(plain) or " ".join(map(_sign, re.findall(r"[A-Za-z]|\d+", plain)))
        return Reading(position, formula.end(), "acronym", spoken)
    return _typed(scan, position)


def _typed(scan: Scan, position: int) -> Reading | None:
    """H2O, H7N9 and C4I are read so too; F16C has a number."""
    typed = _TYPED.match(scan.text, position)
    if typed is None or known_acronym(typed[0]):
        return None
    spoken = " ".join(map(_sign, re.findall(r"[A-Za-z]|\d", typed[0])))
    return Reading(position, typed.end(), "acronym", spoken)


def read(scan: Scan, position: int) -> Reading | None:
    """Raised figures: a power behind a figure or a Latin letter, else a note's marker."""
    run = _RUN.match(scan.text, position)
    if run is None:
        return None
    power = _POWER.match(run[0].translate(_PLAIN))
    if power is None or not _BASE.search(scan.before(position, 1)):
        return Reading(position, run.end(), "note", "")
    number = int(power[2])
    if scan.before(position, 1).isalpha() and number in (_SQUARE, _CUBE) and not power[1]:
        return Reading(position, run.end(), "power", "اسکوائر" if number == _SQUARE else "کیوب")
    sign = "منفی " if power[1] == "-" else ""
    return Reading(position, run.end(), "power", f"کی طاقت {sign}{cardinal(number)}")


def read_caret(scan: Scan, position: int) -> Reading | None:
    """A power as it is typed: 10^6."""
    power = _CARET.match(scan.text, position)
    if power is None or not _BASE.search(scan.before(position, 1)):
        return None
    sign = "منفی " if power[1] == "-" else ""
    return Reading(position, power.end(), "power", f"کی طاقت {sign}{cardinal(int(power[2]))}")


def _sign(part: str) -> str:
    """A letter by its name, a figure by its English one, as chemistry is read in Urdu."""
    if not part.isdecimal():
        return spell(part.upper())
    return ENGLISH_DIGITS[int(part)] if len(part) == 1 else cardinal(int(part))
