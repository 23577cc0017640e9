"""The Arabic article in names in Latin letters: Zia-ul-Haq is ضیا الحق, Abdul Qadir عبدالقادر.

The Persian izafat stands between two words likewise: Tehreek-e-Insaf.

The article is written in many ways (al, el, ul, ur before an r) and apart from its noun,
where Urdu writes both as one word. Al Gore is no Arab: the noun must be an Urdu word.
"""

from __future__ import annotations

from naqeeb.script.latin_words import is_english, latin_word, urdu_name
from naqeeb.text.lazy_pattern import LazyPattern

_ARTICLES = frozenset(("al", "el", "ul", "ur", "us", "ud", "un", "uz"))
_SERVANTS = frozenset(("abdul", "abdur", "abdus", "abdud", "abdun", "abdel", "abdal"))
"""عبد with the article behind it."""
_BEFORE_SUN = frozenset(("us", "ud", "un", "uz"))
_SUN = frozenset(("din", "deen", "salam", "salaam", "sattar", "samad", "shakoor", "zaman", "nisa"))
"""Nouns before which the article takes their first letter; *us* is an English word too."""
_NEXT = LazyPattern(r" ([A-Z][a-z]+)(?![A-Za-z])")
_IZAFAT_NEXT = LazyPattern(r" [eE] ([A-Za-z]{3,})(?![A-Za-z])")
_IZAFAT = frozenset(("e", "i"))
"""Tehreek-e-Insaf: the vowel that binds a Persian noun to the next."""
_BINDING = {"ا": "ئے", "و": "ئے", "ہ": ""}
"""What is written for it behind a vowel; behind any other letter it is a zer."""
_MERCIFUL = frozenset(("rehman", "rahman", "raheem", "rahim"))
_ARTICLE = "ال"


def words(text: str, end: int, parts: list[str]) -> tuple[int, str]:
    """The words ``parts`` of a name in Urdu, and where the name ends.

    Args:
        text: the text that the name stands in.
        end: where ``parts`` end in it; the noun of a last article is looked for there.
        parts: Latin words that hyphens part.
    """
    following = _NEXT.match(text, end)
    if following is not None and bound(parts[-1], following[1]):
        parts, end = [*parts, following[1]], following.end()
    izafat = _IZAFAT_NEXT.match(text, end)
    if izafat is not None and urdu_name(parts[-1]) and not is_english(izafat[1]):
        parts, end = [*parts, "e", izafat[1]], izafat.end()
    spoken: list[str] = []
    at = 0
    while at < len(parts):
        if parts[at] in _IZAFAT and spoken and at + 1 < len(parts):
            spoken[-1] += _BINDING.get(spoken[-1][-1], "\u0650")
            at += 1
            continue
        noun = parts[at + 1] if at + 1 < len(parts) else ""
        whole = bound(parts[at], noun) if noun else None
        spoken.append(whole or latin_word(parts[at]))
        at += 2 if whole else 1
    return end, " ".join(spoken)


def bound(part: str, noun: str) -> str | None:
    """An article, or a word that ends in one (Fazlur), with its noun; None for any other two."""
    lower = part.lower()
    in_merciful = noun.lower() in _MERCIFUL and lower.endswith("ur") and len(lower) > len("ur")
    is_article = lower in _ARTICLES and (part.islower() or lower in ("al", "el"))
    if not (is_article or lower in _SERVANTS or in_merciful) or not noun.isalpha():
        return None
    name = urdu_name(noun)
    if name is None:
        # Names that are listed with their article (الشرع), and whoever is a servant of God.
        listed = latin_word(noun)
        name = listed if lower in _SERVANTS or listed.startswith(_ARTICLE) else None
    if lower in _BEFORE_SUN and noun.lower() not in _SUN:
        return None
    if name is None:
        return None
    bare = _ARTICLE + name.removeprefix(_ARTICLE)
    if lower in _SERVANTS:
        return f"عبد{bare}"
    if is_article:
        return bare
    stem = urdu_name(part[:-2])
    return f"{stem} {bare}" if stem else None
