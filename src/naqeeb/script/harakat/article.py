"""The Arabic article: السیسی is as-siisii, الجزیرہ al-jaziira."""

from __future__ import annotations

from collections.abc import Sequence

from naqeeb.script.harakat.known import sounds_of
from naqeeb.script.harakat.place import (
    JAZM,
    PESH,
    PLAIN_SIBILANTS,
    SHADDA,
    ZABAR,
    ZER,
    Pair,
    letters_of,
)
from naqeeb.script.harakat.writing import write
from naqeeb.script.tables import groups
from naqeeb.text.lazy_pattern import LazyPattern

SUN_LETTERS = frozenset("تثدذرزسشصضطظلن")
"""Letters before which the l of the article is said as they are."""
_NOT_ARABIC = frozenset("پٹچڈڑژگںےھؤ")
_NEVER_ARABIC = _NOT_ARABIC - frozenset("ںؤ")
"""Letters that no name with an article in it has."""
_ARTICLE = LazyPattern(f"ا{ZABAR}?ل{JAZM}?([ء-ۓ])([{ZABAR}{ZER}{PESH}{JAZM}{SHADDA}]*)(.*)")
_VOWELS = frozenset("اآع")
_SHORTEST = 5
_SHORTEST_NOUN = 3
_SHORTEST_FAMILY = 7
_RIGHT = "حق"
_OPEN = frozenset("اآویےہء")
"""Letters at the end of a noun behind which the article is not ul."""


def may_have_article(word: str) -> bool:
    """Whether an unknown word may be an Arabic one behind its article."""
    return word.startswith("ال") and len(word) >= _SHORTEST and _NOT_ARABIC.isdisjoint(word)


def noun_behind_article(word: str) -> str:
    """Return the noun of a marked word with its marks, empty where no article stands before it.

    A shadda on its first letter says only that the letter swallows the l of the article.

    >>> noun_behind_article("التَّوحید")
    'تَوحید'
    """
    match = _ARTICLE.match(word)
    if match is None:
        return ""
    first, marks, rest = match.groups()
    return first + marks.replace(SHADDA, "") + rest


def article_before(noun: Sequence[Pair]) -> str:
    """Return a noun whose sounds are known with the article before it.

    >>> article_before([("ح", "Ca"), ("ق", "CC")])
    'اَلْحَقّ'
    """
    return write([("ا", "a"), *_with_l(noun)])


def _with_l(noun: Sequence[Pair]) -> list[Pair]:
    """Return a noun behind the l of the article, which a sun letter swallows."""
    first, sound = noun[0]
    if first in SUN_LETTERS:
        return [(first, "C" + sound), *noun[1:]]
    return [("ل", "C"), *noun]


def with_article(noun: str, vocalised: str) -> str:
    """Return a noun that was guessed with the article before it.

    Args:
        noun: the word behind the article, without harakat.
        vocalised: the same with them.

    >>> with_article("قرینی", "قرینی")
    'اَلْقرینی'
    """
    first = noun[0].translate(PLAIN_SIBILANTS)
    if noun[0] in SUN_LETTERS and vocalised[0] == first:
        twice = first + JAZM + first if first == "ر" else first + SHADDA
        return "ا" + ZABAR + twice + vocalised[1:].removeprefix(SHADDA)
    return "ا" + ZABAR + "ل" + ("" if noun[0] in _VOWELS else JAZM) + vocalised


def standing_alone(guessed: str) -> str:
    """Return a guess of an unknown word with its article as it is said by itself, not ul.

    Most words of the lexicon that begin so are second halves (بین الاقوامی), so a guess says ul.

    >>> standing_alone("اُلْوَلائی")
    'اَلْوَلائی'
    """
    bound = "ا" + PESH + "ل"
    return "ا" + ZABAR + guessed[2:] if guessed.startswith(bound) else guessed


def around_article(word: str) -> tuple[str, str] | None:
    """Return the two nouns of a name written as one word: عبد and صبور of عبدالصبور.

    The first must be long enough to be a noun and end in a consonant, for the article to be ul.
    """
    at = word.find("ال", _SHORTEST_NOUN)
    head, noun = word[:at], word[at + 2 :]
    short = len(noun) < _SHORTEST_NOUN and noun != _RIGHT
    if at < 0 or short or head[-1] in _OPEN:
        return None
    return (head, noun) if _NEVER_ARABIC.isdisjoint(word) else None


def joined_by_article(head: Sequence[Pair], noun: Sequence[Pair]) -> str | None:
    """Return two nouns with the article between them, None where the first has no place for ul.

    >>> joined_by_article([("ن", "C"), ("و", "uu"), ("ر", "C")], [("ح", "Ca"), ("ق", "CC")])
    'نُورُلْحَقّ'
    """
    last, sound = head[-1]
    if sound not in ("C", "CC") and (last, sound) != ("ع", ""):
        return None
    return write([*head[:-1], (last, sound + "u"), *_with_l(noun)])


def bound_to(previous: str, word: str, vocalised: str) -> str:
    """Return a word with its article as it is said behind ``previous``: رسم الخط is rasmul xat.

    Args:
        previous: the word before, without harakat.
        word: the word without them.
        vocalised: how it is written where nothing binds it.

    >>> bound_to("رسم", "الخط", "اَلْخَط")
    'اُلْخَط'
    >>> bound_to("مدینۃ", "الکلام", "الکلام")
    'اُلْکلام'

    That of a family's or a people's name stays: شیخ المالکی is Sheikh al-Maliki.

    >>> bound_to("شیخ", "المالکی", "المالِکی")
    'المالِکی'
    """
    if not _binds(previous) or not _may_be_bound(word, previous):
        return vocalised
    sounds = sounds_of(word)
    if sounds and _holds_article(word, sounds):
        pairs = zip(letters_of(word)[1:], sounds[1:], strict=True)
        return write([("ا", "u"), *pairs]).translate(PLAIN_SIBILANTS)
    if not sounds and vocalised.startswith("ا" + ZABAR):
        return "ا" + PESH + vocalised[2:]
    if not sounds and vocalised.startswith("ال") and vocalised[2:3] not in _VOWELS:
        return "ا" + PESH + "ل" + JAZM + vocalised[2:].removeprefix(JAZM)
    return vocalised


def _may_be_bound(word: str, previous: str) -> bool:
    """Whether a word is Arabic, and neither one of the list nor a family's name behind another."""
    lists = groups("article_heads.tsv")
    family = word.endswith("ی") and len(word) >= _SHORTEST_FAMILY
    if word in lists["stays"]:
        return False
    if family and previous in lists["before_families"] and word not in lists["ends_in_aa"]:
        return False
    return _NEVER_ARABIC.isdisjoint(word)


def _holds_article(word: str, sounds: Sequence[str]) -> bool:
    """Whether a word of the lexicon is one of its nouns behind the article, as الفاظ is not."""
    noun = sounds_of(word[2:])
    doubled = tuple(sound.replace("CC", "C", 1) for sound in sounds[2:3])
    return sounds[0] == "a" and bool(noun) and (*doubled, *sounds[3:]) == tuple(noun)


def _binds(previous: str) -> bool:
    """Whether a word binds the next one: one of the list, or one with the Arabic ending -at."""
    return previous.endswith(("ۃ", "ة")) or previous in groups("article_heads.tsv")["head"]
