"""Whether a text is in Urdu."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
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
    words = Counter(_WORD.findall(_SIGNS.sub("", _SCRIPTURE.sub("", text[:_LONG_ENOUGH]))))
    count = words.total()
    if count < _ENOUGH_WORDS:
        return ""
    urdu = _languages()["Urdu"]
    others = [each for each in _languages().values() if each is not urdu]
    other = max(others, key=lambda each: _share(each.telling(words, beside=urdu), count))
    telling = other.telling(words, beside=urdu)
    ours = _share(urdu.telling(words, beside=other), count)
    if _is_enough(telling, count) and _share(telling, count) >= _LEAD * ours:
        return other.name
    return "Urdu" if _is_enough(urdu.telling(words), count) else ""


@dataclass(frozen=True, slots=True)
class _Language:
    name: str
    frequent: frozenset[str]
    """Words that stand in every text, with the letters of an Urdu keyboard."""
    letters: frozenset[str]
    """Those that Urdu does not have."""

    def telling(self, words: Counter[str], *, beside: _Language | None = None) -> Counter[str]:
        """The words that tell of this language, and not of the one beside it as well."""
        own = self.frequent - beside.frequent if beside else self.frequent
        return Counter(
            {
                word: times
                for word, times in words.items()
                if word.translate(_TWO_KEYBOARDS) in own or not self.letters.isdisjoint(word)
            }
        )


def _share(telling: Counter[str], count: int) -> float:
    return telling.total() / count


def _is_enough(telling: Counter[str], count: int) -> bool:
    return len(telling) >= _LEAST_TELLING and _share(telling, count) >= _LEAST_FREQUENT


def _no_urdu(where: str, cause: str) -> NoUrdu:
    return NoUrdu(
        f"there is no Urdu in {where}",
        cause=cause,
        hint="naqeeb reads Urdu in the Arabic script; check the source",
        source=where,
    )


@cache
def _languages() -> dict[str, _Language]:
    """Each language's frequent words and the letters that no neighbour of it has."""
    return {
        name: _Language(
            name,
            frozenset(_SIGNS.sub("", words).translate(_TWO_KEYBOARDS).split()),
            frozenset(letters) - {"-"},
        )
        for name, words, letters in data_files.rows("languages.tsv")
    }
