"""Latin words in Urdu letters, by rule: the last resort for a name that no lexicon has.

English spelling does not tell its sound, so this aims at what a newsreader would
make of an unknown name: every consonant is heard, long vowels are written.
"""

from __future__ import annotations

import re
from functools import cache

from naqeeb.script.alphabet import LETTERS
from naqeeb.script.tables import groups, rows
from naqeeb.text.lazy_pattern import LazyPattern


@cache
def _rules() -> dict[str, list[tuple[str, str, str, str]]]:
    """Rules by first letter, in the order of the file: letters, before, after, Urdu."""
    by_letter: dict[str, list[tuple[str, str, str, str]]] = {}
    for letters, before, after, urdu in rows("transliteration.tsv"):
        by_letter.setdefault(letters[0], []).append((letters, before, after, urdu.strip("-")))
    for rules in by_letter.values():
        rules.sort(key=lambda rule: -len(rule[0]))
    return by_letter


def transliterate(word: str) -> str:
    """``word`` (lower-case ASCII letters) in Urdu letters; never empty.

    >>> transliterate("smith")
    'اسمتھ'
    """
    rules = _rules()
    urdu_word = ""
    at = 0
    while at < len(word):
        for letters, before, after, urdu in rules.get(word[at], ()):
            end = at + len(letters)
            if (
                word.startswith(letters, at)
                and _fits(before, word[:at][-1:])
                and _ahead(after, word[end : end + 2])
            ):
                urdu_word += urdu
                at = end
                break
        else:
            at += 1
    return _WITHIN.sub("ی", urdu_word) or "ا"


_WITHIN = LazyPattern(f"ے(?=[{LETTERS}])")
"""Within a word ے has the shape of ی."""


_VOWELS = frozenset("aeiouy")


def _fits(wanted: str, letter: str) -> bool:
    """Whether the letter before is as the rule wants: ^ none, V vowel, C consonant."""
    if wanted == "*":
        return True
    if wanted == "^":
        return not letter
    if wanted == "V":
        return letter in _VOWELS and bool(letter)
    if wanted == "C":
        return bool(letter) and letter not in _VOWELS
    return bool(letter) and letter in wanted


def _ahead(wanted: str, letters: str) -> bool:
    """Whether what follows is as the rule wants: $ the end, CV, CC (or C and the end)."""
    if wanted == "*":
        return True
    first, second = letters[:1], letters[1:2]
    if wanted == "$":
        return not first
    if wanted == "V":
        return bool(first) and first in _VOWELS
    if wanted == "C":
        return bool(first) and first not in _VOWELS
    if wanted == "CC":
        return bool(first) and first not in _VOWELS and (not second or second not in _VOWELS)
    if wanted == "C$":
        return bool(first) and first not in _VOWELS and not second
    return bool(first) and first in wanted


_MOST_CONSONANTS = 3
"""As many consonants in a row can be said within a word, or at its end."""
_CONSONANTS = LazyPattern("[^aeiouy]+")


def pronounceable(word: str) -> bool:
    """Whether ``word`` (lower-case ASCII letters) could be said as one, unlike FPCCI."""
    if not re.search("[aeiou]", word):
        return False
    for run in _CONSONANTS.finditer(word):
        letters = run.group()
        if run.start() == 0:
            if letters not in groups("latin_parts.tsv")["onset"]:
                return False
        elif run.end() == len(word):
            if len(letters) > _MOST_CONSONANTS or (
                len(letters) > 1 and not _CODA.fullmatch(letters)
            ):
                return False
        elif len(letters) > _MOST_CONSONANTS + 1:
            return False
    return not re.search("[aeiouy]{4}", word)


_CODA = LazyPattern(
    "(?:[lrn]?(?:ch|ck|sh|th|ph|gh|kh|sch)|[lrnm]?(?:b|c|d|f|g|k|l|m|n|p|s|t|v|z|ct|ft|pt|st|sk|sp)|xt|ng|ngs)s?"
)
