"""The Arabic article: السیسی is as-siisii, الجزیرہ al-jaziira."""

from __future__ import annotations

from naqeeb.script.harakat.place import JAZM, PESH, SHADDA, ZABAR
from naqeeb.script.tables import groups

SUN_LETTERS = frozenset("تثدذرزسشصضطظلن")
"""Letters before which the l of the article is said as they are."""
_NOT_ARABIC = frozenset("پٹچڈڑژگںےئھؤ")
_VOWELS = frozenset("اآع")
_SHORTEST = 5


def may_have_article(word: str) -> bool:
    """Whether an unknown word may be an Arabic one behind its article."""
    return word.startswith("ال") and len(word) >= _SHORTEST and _NOT_ARABIC.isdisjoint(word)


def with_article(noun: str, vocalised: str) -> str:
    """Return a noun with the article before it.

    Args:
        noun: the word behind the article, without harakat.
        vocalised: the same with them.

    >>> with_article("سیسی", "سِیسی")
    'اَسِّیسی'
    """
    if noun[0] in SUN_LETTERS and vocalised[0] == noun[0]:
        rest = vocalised[1:]
        return "ا" + ZABAR + noun[0] + SHADDA + rest.removeprefix(SHADDA)
    return "ا" + ZABAR + "ل" + ("" if noun[0] in _VOWELS else JAZM) + vocalised


def bound_to(previous: str, vocalised: str) -> str:
    """Return a word with its article as it is said behind ``previous``: رسم الخط is rasmul xat.

    >>> bound_to("رسم", "اَلْخَط")
    'اُلْخَط'
    """
    if vocalised.startswith("ا" + ZABAR) and previous in groups("article_heads.tsv")["head"]:
        return "ا" + PESH + vocalised[2:]
    return vocalised
