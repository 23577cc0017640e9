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

from collections.abc import Callable, Sequence
from typing import NamedTuple

ZABAR, ZER, PESH, JAZM, SHADDA = "\u064e", "\u0650", "\u064f", "\u0652", "\u0651"

_SIGN = {"a": ZABAR, "i": ZER, "u": PESH, "E": ZABAR, "O": PESH}
"""The mark of a short vowel; ɛ and ɔ are what zabar and pesh sound like beside ہ and ح."""
_LONG = {"uu": PESH, "ii": ZER, "ai": ZABAR, "au": ZABAR, "E": ZABAR, "O": PESH}
"""The mark that makes the و or ی after it this vowel; without one it is o or e."""
_SPELT = {"e": "ے", "ai": ZABAR + "ی", "o": "و", "aa": "\u0670", "ii": ZER + "ی", "uu": PESH + "و"}
"""Long vowels where no letter stands for them (رحمن, سنٹر): spelt out, aa with a dagger alif."""
_GLIDES = ("و", "ی")
_NO_JAZM_BEFORE_FINAL_HE = ("ی", "و", "ح")

Pair = tuple[str, str]
"""A letter and its sound."""

_NOTHING: Pair = ("", "")


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


class _Place(NamedTuple):
    """A letter among its neighbours."""

    letter: str
    sound: str
    position: int
    before: Pair
    after: Pair
    later: Pair

    @property
    def first(self) -> bool:
        return self.position == 0

    @property
    def last(self) -> bool:
        return not self.after[0]

    @property
    def before_glide(self) -> bool:
        """Whether the next letter is a و or ی that is a consonant."""
        return self.after[0] in _GLIDES and _is_consonant(self.after)

    @property
    def after_consonant(self) -> bool:
        return _is_consonant(self.before)

    @property
    def after_bare_consonant(self) -> bool:
        """Whether the letter before is a consonant with no short vowel of its own."""
        return self.before[1] in {"C", "CC"}

    def sign(self) -> str:
        """Return the mark of this short vowel, kept apart from a consonant و or ی."""
        return _SIGN[self.sound] + (JAZM if self.before_glide else "")

    def lead(self) -> str:
        """Return the mark that the long vowel written by the next letter wants."""
        return _LONG.get(self.after[1], "") if self.after[0] in _GLIDES else ""


def _is_consonant(pair: Pair) -> bool:
    return pair[1][:1] == "C"


def _consonant(place: _Place) -> str:
    letter = {"ھ": "ہ", "ئ": "ی"}.get(place.letter, place.letter)
    doubled = place.sound[:2] == "CC"
    vowel = place.sound[2:] if doubled else place.sound[1:]
    if letter == "ڑھ" and place.sound == "C" and _is_consonant(place.after):
        return "ڑ" + JAZM + "ہ"  # after ڑھ the engine puts a schwa that no jazm prevents
    written = _doubled(letter) if doubled else letter
    if vowel in _SPELT:
        return written + _SPELT[vowel]
    if vowel:
        glide = place.before_glide or (place.after[0] == "ے" and _is_consonant(place.after))
        return written + _SIGN[vowel] + (JAZM if glide else "")
    if place.last:
        if letter in "ہح":
            return written + JAZM
        return written + (SHADDA if letter == "و" and place.position and not doubled else "")
    if letter in _GLIDES and place.position and not doubled and _needs_shadda(place):
        return written + SHADDA
    return written + _toward(place, letter, doubled=doubled)


def _doubled(letter: str) -> str:
    """Double a consonant; an aspirate and ر only double when written twice."""
    if len(letter) > 1:
        return letter[0] + JAZM + letter
    return letter + JAZM + letter if letter == "ر" else letter + SHADDA


def _needs_shadda(place: _Place) -> bool:
    """Whether the engine would take this consonant و or ی for a vowel."""
    return _is_consonant(place.after) or place.after[1] in {"o", "~"} or place.after[0] == "ں"


def _toward(place: _Place, letter: str, *, doubled: bool) -> str:
    """Return what a consonant without a short vowel carries for the sake of the next letter."""
    next_letter, next_sound = place.after
    if next_letter == "ہ" and next_sound == "aa":
        plain = doubled or len(letter) > 1 or letter in _NO_JAZM_BEFORE_FINAL_HE
        return "" if plain else JAZM
    if next_letter in _GLIDES and next_sound in _LONG:
        return _LONG[next_sound]
    if place.after in {("ی", "i"), ("ئ", "ii"), ("ع", "ii")}:
        return ZER
    if place.after == ("و", "u"):
        return PESH
    if next_letter in {"ا", "ئ", "ع"} and next_sound in _SIGN:
        return _drawn_in(place, letter)
    if _is_consonant(place.after):
        return "" if len(letter) > 1 else JAZM
    return ""


def _drawn_in(place: _Place, letter: str) -> str:
    """Return the short vowel that the next letter is read with, said straight after this one."""
    next_letter, next_sound = place.after
    sign = _SIGN[next_sound]
    apart = JAZM if place.later[0] in _GLIDES and _is_consonant(place.later) else ""
    if next_letter == "ئ":
        return sign
    if next_letter == "ا":
        return "" if place.later[0] == "ً" else sign + apart
    if next_sound == "a" and not place.later[0]:
        return ""
    if next_sound == "a" and _is_consonant(place.later):
        return "" if len(letter) > 1 else JAZM
    return sign + apart


def _alif(place: _Place) -> str:
    if place.after[0] == "ً":
        return ZABAR
    if place.first:
        return _first_alif(place)
    if place.sound in _SIGN:
        return "" if place.after_bare_consonant else "ئ" + _SIGN[place.sound]
    if place.sound == "":
        lead = place.lead()
        return "ئ" + lead if lead else ""
    return {"e": "ے", "an": ZABAR + "ن"}.get(place.sound, "ا")


def _first_alif(place: _Place) -> str:
    if place.sound in _SIGN:
        return "ا" + place.sign()
    if place.sound == "" and place.after == ("ع", "e"):
        return ""
    if place.sound == "" and place.after in {("ی", "i"), ("و", "u")}:
        return "ا" + _SIGN[place.after[1]]
    whole = {"e": "ای", "o": "او", "ai": "ا" + ZABAR + "ی"}
    return whole.get(place.sound) or "ا" + (place.lead() if place.sound == "" else "")


def _ain(place: _Place) -> str:
    if place.first:
        return _first_ain(place)
    silent = _silent_ain(place) if place.sound == "" else None
    if silent is not None:
        return silent
    if place.sound == "aa":
        return "ع" if place.after_consonant and not place.last else "ا"
    if place.sound in _SIGN:
        return _short_ain(place)
    if place.sound == "e" and place.position == 1 and place.before[1] == "":
        return "ای"
    hiatus = "" if place.after_consonant else "ئ"
    return {
        "e": hiatus + "ے",
        "ii": "ی" if place.after_consonant else "ئ" + ZER + "ی",
        "o": hiatus + "و",
    }.get(place.sound, "ع")


def _first_ain(place: _Place) -> str:
    if place.sound in {"a", "E"}:
        return "ا" + ZABAR + JAZM if place.before_glide else "ع"
    if place.sound in _SIGN:
        return "ع" + place.sign()
    if place.sound == "":
        return ("ع" if place.after[1] == "aa" else "ا") + place.lead()
    return {"e": "ای", "o": "او"}.get(place.sound, "ع")


def _silent_ain(place: _Place) -> str:
    if place.after_bare_consonant and place.after[1]:
        return ""
    if place.last or _is_consonant(place.after):
        return JAZM if place.before_glide and place.before[1][-1:] in set("aiu") else ""
    return "ئ" + place.lead()


def _short_ain(place: _Place) -> str:
    if place.after[0] == "ہ" and place.after[1] in {"", "aa"}:
        return ""
    if place.after_bare_consonant and place.last:
        return "ا"
    if place.after_bare_consonant and (place.sound != "a" or not _is_consonant(place.after)):
        return "" if _is_consonant(place.after) else "ئ"
    return "ئ" + place.sign()


def _vao(place: _Place) -> str:
    if place.sound in {"u", "O"}:
        if place.last or _is_consonant(place.after) or place.after[1] == "~":
            return "" if place.after_consonant else "ئ" + PESH
        return "ئ"
    if place.sound == "o" and place.before[1] in {"uu", "u"}:
        return "ئو"
    return {"": "", "aa": "ا", "a": "ئ" + ZABAR, "yuu": "ی" + PESH + "و"}.get(place.sound, "و")


def _ye(place: _Place) -> str:
    if place.sound == "e":
        inside = place.position > 1 and not place.last and place.after[0] != "ں"
        return "ے" if inside else "ی"
    if place.sound == "i":
        return "" if place.last or _is_consonant(place.after) else "ئ"
    return {"aa": "ا", "": "", "a": ZABAR}.get(place.sound, "ی")


def _hamza_ye(place: _Place) -> str:
    if place.sound in _SIGN:
        if place.after_bare_consonant:
            return "" if place.last or _is_consonant(place.after) else "ئ"
        return "ئ" + place.sign()
    if place.sound == "ii":
        return "ی" if place.after_bare_consonant else "ئی"
    if place.sound == "e":
        return "ئے"
    return "ئ" + (_LONG.get(place.after[1], "") if place.after[0] in {"و", "ی", "ے"} else "")


def _hamza_vao(place: _Place) -> str:
    if place.sound == "o" and (place.before[1] in {"uu", "u"} or place.after[0] == "ں"):
        return "ئو"
    whole = {"u": "ئ" + PESH, "a": "ئ" + ZABAR, "uu": "ئ" + PESH + "و", "au": "ئ" + ZABAR + "و"}
    return whole.get(place.sound, "ؤ")


def _noon(place: _Place) -> str:
    if place.last:
        return "ں" if place.sound == "~" else "ن"
    letter = "م" if place.sound == "m" else "ن"
    return letter + (JAZM if _is_consonant(place.after) else "")


def _he(place: _Place) -> str:
    if place.sound == "aa":
        letter, sound = place.before
        plain = _is_consonant(place.before) and sound != "CC" and len(letter) == 1
        keeps = plain and letter not in _NO_JAZM_BEFORE_FINAL_HE
        return "ہ" if place.last and keeps else "ا"
    return {"e": "ے", "o": "و", "": ""}.get(place.sound, "ہ")


def _goal_he(place: _Place) -> str:
    return {"aae": "ائے", "e": "ئے"}.get(place.sound, "ۂ")


_WRITERS: dict[str, Callable[[_Place], str]] = {
    "ا": _alif,
    "ع": _ain,
    "و": _vao,
    "ی": _ye,
    "ئ": _hamza_ye,
    "ؤ": _hamza_vao,
    "ن": _noon,
    "ہ": _he,
    "ۂ": _goal_he,
    "ٰ": lambda place: "ٰ" if place.sound else "",
    "ۃ": lambda _: "ا",
    "ء": lambda _: "",
    "ً": lambda _: "ن",
}
_MUTE = frozenset("لرتحھ\u200c")


def write_each(pairs: Sequence[Pair]) -> list[str]:
    """Write letters and their sounds, one piece of text for each letter."""
    around = [_NOTHING, *pairs, _NOTHING, _NOTHING]
    written: list[str] = []
    for index, (letter, sound) in enumerate(pairs):
        place = _Place(letter, sound, index, around[index], around[index + 2], around[index + 3])
        if _is_consonant((letter, sound)):
            written.append(_consonant(place))
        elif letter in _WRITERS:
            written.append(_WRITERS[letter](place))
        else:
            written.append("" if letter in _MUTE else letter)
    return written


def write(pairs: Sequence[Pair]) -> str:
    """Write letters and their sounds with all the marks that the engine needs.

    >>> write([("م", "Cu"), ("ل", "C"), ("ک", "C")])
    'مُلْک'
    """
    return "".join(write_each(pairs))
