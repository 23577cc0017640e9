"""A letter of a word among its neighbours: what the writers of marks look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

ZABAR, ZER, PESH, JAZM, SHADDA = "\u064e", "\u0650", "\u064f", "\u0652", "\u0651"

SIGN = {"a": ZABAR, "i": ZER, "u": PESH, "E": ZABAR, "O": PESH}
"""The mark of a short vowel; ɛ and ɔ are what zabar and pesh sound like beside ہ and ح."""
LONG = {"uu": PESH, "ii": ZER, "ai": ZABAR, "au": ZABAR, "E": ZABAR, "O": PESH}
"""The mark that makes the و or ی after it this vowel; without one it is o or e."""
GLIDES = ("و", "ی")
NO_JAZM_BEFORE_FINAL_HE = ("ی", "و", "ح")
"""After these a final ہ that is said aa needs no jazm before it."""

PLAIN_SIBILANTS = str.maketrans("صظ", "سز")
"""Urdu says ص as س and ظ as ز; the engine says them with the tongue curled back (ʂ, ʐ)."""

Pair = tuple[str, str]
"""A letter and its sound."""


def letters_of(word: str) -> list[str]:
    """Split a word into letters, an aspirate counting as one.

    >>> letters_of("بھارت")
    ['بھ', 'ا', 'ر', 'ت']
    """
    letters: list[str] = []
    for character in word:
        if character == "ھ" and letters and letters[-1] in "بپتٹدڈڑجچکگ":
            letters[-1] += character
        else:
            letters.append(character)
    return letters


class Place(NamedTuple):
    """A letter among its neighbours."""

    letter: str
    sound: str
    position: int
    before: Pair
    after: Pair
    later: Pair

    @property
    def first(self) -> bool:
        """Whether it begins the word."""
        return self.position == 0

    @property
    def last(self) -> bool:
        """Whether it ends the word."""
        return not self.after[0]

    @property
    def before_glide(self) -> bool:
        """Whether the next letter is a و or ی that is a consonant."""
        return self.after[0] in GLIDES and is_consonant(self.after)

    @property
    def after_consonant(self) -> bool:
        """Whether the letter before is a consonant."""
        return is_consonant(self.before)

    @property
    def after_bare_consonant(self) -> bool:
        """Whether the letter before is a consonant with no short vowel of its own."""
        return self.before[1] in {"C", "CC"}

    def sign(self) -> str:
        """Return the mark of this short vowel, kept apart from a consonant و or ی."""
        return SIGN[self.sound] + (JAZM if self.before_glide else "")

    def lead(self) -> str:
        """Return the mark that the long vowel written by the next letter wants."""
        return LONG.get(self.after[1], "") if self.after[0] in GLIDES else ""


def is_consonant(pair: Pair) -> bool:
    """Whether the sound of a letter is a consonant, with or without a vowel after it."""
    return pair[1][:1] == "C"


def places(pairs: Sequence[Pair]) -> list[Place]:
    """Return every letter of a word with its neighbours."""
    nothing: Pair = ("", "")
    around = [nothing, *pairs, nothing, nothing]
    return [
        Place(letter, sound, index, around[index], around[index + 2], around[index + 3])
        for index, (letter, sound) in enumerate(pairs)
    ]
