"""Raised and lowered text: powers and formulas keep their meaning, note markers are told apart."""

from __future__ import annotations

import re

from naqeeb.text.lazy_pattern import LazyPattern

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩−–", "01234567890123456789--")
_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_CAN_RAISE = LazyPattern(r"[0-9+\-=()ni]+\Z")
_CAN_LOWER = LazyPattern(r"[0-9+\-=()aehijklmnoprstuvx]+\Z")
# What a power, a unit or a formula stands on: a digit, a Latin or Greek letter, a bracket.
_BASE = LazyPattern(r"[0-9۰-۹٠-٩A-Za-z\u0370-\u03ff)\]]\Z")
_MARKER = LazyPattern(r"[\[(]?\s*(?:[0-9۰-۹٠-٩]{1,3}|[a-z]|[*†‡§]{1,3})\s*[\])]?\Z")
# «[حوالہ درکار]» and the like are an editor's marks, and said to nobody.
_IN_TEXT = LazyPattern(
    r"(?<=\S)\[\^?\s?([0-9۰-۹٠-٩]{1,3})\s?\]"
    r"|\s?\[(?:حوالہ درکار|حوالہ مطلوب|ترمیم|citation needed|edit|note \d+)(?P<none>)\]"
)
_NOTE_LINK = LazyPattern(r"#(?:cite|fn|_ftn|ftn|footnote|note|ref|endnote|_edn)", re.IGNORECASE)
_NOTE_CLASS = LazyPattern(r"\b(?:foot|end)?note(?:-?ref)?s?\b|\breference\b|\bcite_ref|\bfnref")


def raised(text: str, before: str) -> str:
    """The text of a ``sup`` as it stands after ``before``: ``10`` and ``6`` give ``10⁶``.

    A number that stands on no base is a note's marker.
    """
    plain = text.translate(_DIGITS).strip()
    if _CAN_RAISE.match(plain):
        if _BASE.search(before):
            return plain.translate(_RAISED)
        return marker(plain) if plain.isdecimal() and not before[-1:].isspace() else text
    if _MARKER.match(plain) and not plain.isalpha():
        return marker(plain)
    return text


def lowered(text: str) -> str:
    """The text of a ``sub``: the 2 of CO2 becomes ``₂``."""
    plain = text.translate(_DIGITS).strip()
    return plain.translate(_LOWERED) if _CAN_LOWER.match(plain) else text


def is_note(text: str, href: str, role: str, css: str) -> bool:
    """Whether a link or raised text leads to a note.

    Args:
        text: its words.
        href: where it leads; empty for no link.
        role: its ARIA role.
        css: its class and id.
    """
    if role in ("doc-noteref", "doc-backlink"):
        return True
    if not _MARKER.match(text.strip()):
        return False
    return bool(_NOTE_LINK.match(href) or (_NOTE_CLASS.search(css) and not href.startswith("http")))


def marker(text: str) -> str:
    """A note's marker as the text shows it: ``⁶``, which the script does not speak."""
    inner = text.translate(_DIGITS).strip(" []()")
    return inner.translate(_RAISED) if inner.isdecimal() else ""


def with_markers(text: str) -> str:
    """A text whose note markers, ``[6]`` and ``[^6]``, are raised figures.

    Behind a figure or a Latin letter, where a raised figure would be a power, a blank parts them.
    """
    if "[" not in text:
        return text
    return _IN_TEXT.sub(_marked, text)


def _marked(match: re.Match[str]) -> str:
    before = match.string[: match.start()][-1:]
    mark = marker(match[1] or "")
    return f" {mark}" if mark and _BASE.search(before) else mark
