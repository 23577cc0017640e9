"""Sounds into marks: how a word whose sounds are known is written for the engine.

A word is a row of letters, an aspirate counting as one letter, each with the
sound that it stands for (in the romanisation of ``data/pronunciation``):

* a consonant letter: ``C``, doubled ``CC``, and the short vowel spoken after it,
  which no letter shows: ``Ca``, ``Ci``, ``Cu``, ``CE``, ``CO``, ``CCa`` ...
* a vowel letter: the vowel itself (``aa``, ``ii``, ``au``), or nothing at all
* ``~`` for a letter that makes the vowel before it nasal

The marks are the everyday ones. Two habits of the engine shape them: a consonant
with no mark may take a schwa, so clusters get a jazm; and a zabar, zer or pesh
draws a following و, ی or ع into a long vowel, so a jazm stands between them where
they are consonants. Where no mark can bring out the sound, the word is written
with letters that can (خواہ as خاہ, معاف as مُئاف).
"""

from __future__ import annotations

from collections.abc import Sequence

from naqeeb.script.harakat.place import (
    GLIDES,
    JAZM,
    LONG,
    NO_JAZM_BEFORE_FINAL_HE,
    PESH,
    SHADDA,
    SIGN,
    ZABAR,
    ZER,
    Pair,
    Place,
    is_consonant,
    places,
)
from naqeeb.script.harakat.vowel_letters import write_vowel

_SPELT = {"e": "ے", "ai": ZABAR + "ی", "o": "و", "aa": "\u0670", "ii": ZER + "ی", "uu": PESH + "و"}
"""Long vowels where no letter stands for them (رحمن, سنٹر): spelt out, aa with a dagger alif."""


def _consonant(place: Place) -> str:
    letter = {"ھ": "ہ", "ئ": "ی"}.get(place.letter, place.letter)
    doubled = place.sound[:2] == "CC"
    vowel = place.sound[2:] if doubled else place.sound[1:]
    if letter == "ڑھ" and place.sound == "C" and is_consonant(place.after):
        return "ڑ" + JAZM + "ہ"  # after ڑھ the engine puts a schwa that no jazm prevents
    written = _doubled(letter) if doubled else letter
    if vowel in _SPELT:
        return written + _SPELT[vowel]
    if vowel:
        glide = place.before_glide or (place.after[0] == "ے" and is_consonant(place.after))
        return written + SIGN[vowel] + (JAZM if glide else "")
    if place.last:
        if letter in "ہح":
            return written + JAZM
        return written + (SHADDA if letter == "و" and place.position and not doubled else "")
    if letter in GLIDES and not doubled and _needs_shadda(place):
        return written + SHADDA
    return written + _toward(place, letter, doubled=doubled)


def _doubled(letter: str) -> str:
    """Double a consonant; an aspirate and ر only double when written twice."""
    if len(letter) > 1:
        return letter[0] + JAZM + letter
    return letter + JAZM + letter if letter == "ر" else letter + SHADDA


def _needs_shadda(place: Place) -> bool:
    """Whether the engine would take this consonant و or ی for a vowel."""
    if place.first:
        return (place.letter, place.after) == ("ی", ("و", "o"))
    return is_consonant(place.after) or place.after[1] in {"o", "~"} or place.after[0] == "ں"


def _toward(place: Place, letter: str, *, doubled: bool) -> str:
    """Return what a consonant without a short vowel carries for the sake of the next letter."""
    next_letter, next_sound = place.after
    if next_letter == "ہ" and next_sound == "aa":
        plain = doubled or len(letter) > 1 or letter in NO_JAZM_BEFORE_FINAL_HE
        return "" if plain else JAZM
    if next_letter in GLIDES and next_sound in LONG:
        return LONG[next_sound]
    if place.after == ("ے", "ai"):
        return ZABAR
    if place.first and place.after in {("ی", "e"), ("و", "o")}:
        return "" if len(letter) > 1 or letter in GLIDES else JAZM
    if place.after in {("ی", "i"), ("ئ", "ii"), ("ع", "ii")}:
        return ZER
    if place.after == ("و", "u"):
        return PESH
    if next_letter in {"ا", "ئ", "ع"} and next_sound in SIGN:
        return _drawn_in(place, letter)
    if is_consonant(place.after):
        return "" if len(letter) > 1 else JAZM
    return ""


def _drawn_in(place: Place, letter: str) -> str:
    """Return the short vowel that the next letter is read with, said straight after this one."""
    next_letter, next_sound = place.after
    sign = SIGN[next_sound]
    apart = JAZM if place.later[0] in GLIDES and is_consonant(place.later) else ""
    if next_letter == "ئ":
        return sign
    if next_letter == "ا":
        return "" if place.later[0] == "ً" else sign + apart
    if next_sound == "a" and not place.later[0]:
        return ""
    if next_sound == "a" and is_consonant(place.later):
        return "" if len(letter) > 1 else JAZM
    return sign + apart


def write_each(pairs: Sequence[Pair]) -> list[str]:
    """Write letters and their sounds, one piece of text for each letter."""
    return [
        _consonant(place) if is_consonant((place.letter, place.sound)) else write_vowel(place)
        for place in places(pairs)
    ]


def write(pairs: Sequence[Pair]) -> str:
    """Write letters and their sounds with all the marks that the engine needs.

    >>> write([("م", "Cu"), ("ل", "C"), ("ک", "C")])
    'مُلْک'
    """
    return "".join(write_each(pairs))
