"""Whether a text is in Urdu."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from naqeeb.errors import NoUrdu

ARABIC_LETTER = re.compile(r"[\u0621-\u064a\u066e-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc]")
"""A letter of the Arabic script, in which Urdu is written."""

_LEAST_SHARE = 0.4
"""Of a page's letters at least so many are of the Arabic script."""
_ENOUGH_WORDS = 30
"""In a shorter text the frequent words may be missing by chance."""
_LEAST_FREQUENT = 0.05
_WORD = re.compile(r"[^\W\d_]+")


def require_urdu(parts: tuple[str, ...], where: str) -> None:
    """Raise NoUrdu unless the text has letters of the Arabic script."""
    if not any(ARABIC_LETTER.search(part) for part in parts):
        raise _no_urdu(where, "the text is in another script, or the article was not found in it")


def require_urdu_text(text: str, where: str) -> None:
    """Raise NoUrdu unless a text from the web is in Urdu, whatever its title is in.

    Args:
        text: the article's, without its title.
        where: the source as a message shows it.
    """
    letters = sum(1 for character in text if character.isalpha())
    if not letters:
        return
    if len(ARABIC_LETTER.findall(text)) < _LEAST_SHARE * letters:
        raise _no_urdu(where, "the text is in another script")
    language = of(text)
    if language not in ("", "Urdu"):
        raise _no_urdu(where, f"the text is in {language}")


def of(text: str) -> str:
    """The language of a text in the Arabic script; empty where it cannot be told."""
    words = _WORD.findall(text)
    if len(words) < _ENOUGH_WORDS:
        return ""
    shares = {
        language: sum(word in frequent for word in words) / len(words)
        for language, frequent in _frequent().items()
    }
    language = max(shares, key=lambda name: shares[name])
    return language if shares[language] >= _LEAST_FREQUENT else ""


def _no_urdu(where: str, cause: str) -> NoUrdu:
    return NoUrdu(
        f"there is no Urdu in {where}",
        cause=cause,
        hint="naqeeb reads Urdu in the Arabic script; check the source",
        source=where,
    )


@cache
def _frequent() -> dict[str, frozenset[str]]:
    text = files("naqeeb.intake").joinpath("data", "languages.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {language: frozenset(words.split()) for language, words in rows}
