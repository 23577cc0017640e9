"""Whether a text is in Urdu."""

from __future__ import annotations

from functools import cache

from naqeeb.errors import NoUrdu
from naqeeb.intake import data_files
from naqeeb.text.lazy_pattern import LazyPattern

ARABIC_LETTER = LazyPattern(r"[\u0621-\u064a\u066e-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc]")
"""A letter of the Arabic script, in which Urdu is written."""

_LEAST_SHARE = 0.4
"""Of a page's letters at least so many are of the Arabic script."""
_ENOUGH_WORDS = 12
"""In a shorter text the frequent words may be missing by chance."""
_LEAST_FREQUENT = 0.08
"""Of a text's words at least so many tell its language, by themselves or by their letters."""
_LEAST_TELLING = 4
"""So many different words tell a language: a list of prices has فی in each line."""
_LEAD = 2.0
"""Another language is told by so many times the words that tell of Urdu: a quotation is not."""
_TWO_KEYBOARDS = str.maketrans("يىكهةۀأإ", "ییکہۃۂاا")
_VOWEL = "[\u064b-\u0652]+"
_SIGNS = LazyPattern("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c-\u200f]")
_SCRIPTURE = LazyPattern(
    rf"(?<![^\W\d_])(?<!{_VOWEL[:-1]})[^\W\d_]+{_VOWEL}[^\W\d_]+{_VOWEL}(?:{_VOWEL}|[^\W\d_])*"
)
"""A word with two signs of vowels and more: it is quoted, whatever the article is written in.
It begins at the head of a word, so that a word without end is read once."""
_LONG_ENOUGH = 50_000
"""So many characters tell the language; a book need not be looked through."""
_WORD = LazyPattern(r"[^\W\d_]+")


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
    refuse_other_language(text, where)


def refuse_other_language(text: str, where: str) -> None:
    """Raise NoUrdu where a text in the Arabic script is in another language than Urdu."""
    language = of(text)
    if language not in ("", "Urdu"):
        raise NoUrdu(
            f"{where} is not in Urdu",
            cause=f"its words and letters are those of {language}",
            hint="check the source, or go on with --language-check off",
            source=where,
        )


def of(text: str) -> str:
    """The language of a text in the Arabic script; empty where it cannot be told."""
    words = _WORD.findall(_folded(_SCRIPTURE.sub("", text[:_LONG_ENOUGH])))
    if len(words) < _ENOUGH_WORDS:
        return ""
    shares = {
        language: sum(word in frequent or not letters.isdisjoint(word) for word in words)
        / len(words)
        for language, (frequent, letters) in _signs_of().items()
    }
    language = max(shares, key=lambda name: shares[name])
    frequent, letters = _signs_of()[language]
    telling = {word for word in words if word in frequent or not letters.isdisjoint(word)}
    if len(telling) < _LEAST_TELLING:
        return ""
    if shares[language] < max(_LEAST_FREQUENT, _LEAD * shares["Urdu"] * (language != "Urdu")):
        return ""
    return language


def _folded(text: str) -> str:
    """Without signs of vowels, and with the letters of one keyboard."""
    return _SIGNS.sub("", text).translate(_TWO_KEYBOARDS)


def _no_urdu(where: str, cause: str) -> NoUrdu:
    return NoUrdu(
        f"there is no Urdu in {where}",
        cause=cause,
        hint="naqeeb reads Urdu in the Arabic script; check the source",
        source=where,
    )


@cache
def _signs_of() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Each language's frequent words and the letters that no neighbour of it has."""
    return {
        language: (frozenset(_folded(words).split()), frozenset(letters) - {"-"})
        for language, words, letters in data_files.rows("languages.tsv")
    }
