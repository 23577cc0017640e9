"""An author's own harakat: what they say about each letter, and which readings agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from naqeeb.script.harakat.place import JAZM, PESH, SHADDA, ZABAR, ZER, letters_of

_VOWEL_MARKS = frozenset((ZABAR, ZER, PESH, JAZM, "\u0656", "\u0657"))
_SAME = {"\u0656": ZER, "\u0657": PESH}
"""Standing zer and turned pesh say of a letter what zer and pesh say."""
_MARKS = _VOWEL_MARKS | {SHADDA}
CONTRADICTS = 10
"""From this `disagreement` on a reading is not the one that the author wants."""
_TANWIN = "\u064b\u064c\u064d"
_DAGGER = "\u0670"
_NONE: frozenset[str] = frozenset()
_DROP = {ord(mark): None for mark in _MARKS}
_ALL = frozenset(_TANWIN + _DAGGER) | _MARKS
_SHORT = {ZABAR: "aEO", ZER: "iEe", PESH: "uOo"}
"""The short vowels that each mark may stand for."""
_LONG = {
    ZABAR: {"ا": ("aa", "an", ""), "آ": ("aa",), "و": ("au", "O"), "ی": ("ai", "E", "aa", "")}
    | {"ے": ("ai", "E"), "ہ": ("aa", "a", ""), "ع": ("a", "aa", "E", ""), "ۃ": ("aa",)}
    | {"ٰ": ("aa", ""), "ئ": ("a",)},
    ZER: {
        "ا": ("i",),
        "ی": ("ii", "i", "e"),
        "ے": ("e",),
        "ع": ("i", "e", "ii"),
        "ئ": ("i", "ii", ""),
    },
    PESH: {"ا": ("u",), "و": ("uu", "u", "o"), "ؤ": ("uu", "o", "u"), "ع": ("u", "o"), "ئ": ("u",)},
}
"""The vowel letters behind a mark, and the sounds that they then have."""
_LOOSE = frozenset(((ZER, "ی", "e"), (PESH, "و", "o")))
"""Marks, vowel letters and sounds that go together in loose spelling only."""


class Marked(NamedTuple):
    """A word that its author vocalised, in part or whole."""

    letters: tuple[str, ...]
    """An aspirate counts as one letter."""
    marks: tuple[frozenset[str], ...]
    """The marks on each letter, in no order."""


def is_marked(word: str) -> bool:
    """Whether a word carries harakat of its author."""
    return not _ALL.isdisjoint(word)


@lru_cache(maxsize=1 << 14)
def bare(word: str) -> str:
    """Return a word without the marks that the lexicon leaves out.

    Tanwin and standing alif are part of the spelling (فوراً, رحمٰن), and stay.
    """
    if _ALL.isdisjoint(word):
        return word
    word = word.translate(_DROP)
    # Tanwin is written on the alif, though many type it before.
    return word.replace("\u064bا", "ا\u064b") if "\u064b" in word else word


def read_marks(word: str) -> Marked:
    """Part a word into letters and the marks on each; their order does not count."""
    plain: list[str] = []
    marks: list[set[str]] = []
    for character in word:
        if character in _MARKS:
            if marks:
                marks[-1].add(_SAME.get(character, character))
        else:
            plain.append(character)
            marks.append(set())
    letters = letters_of("".join(plain))
    joined: list[frozenset[str]] = []
    at = 0
    for letter in letters:
        joined.append(frozenset().union(*marks[at : at + len(letter)]))
        at += len(letter)
    return Marked(tuple(letters), tuple(joined))


def moved_back(marked: Marked) -> Marked:
    """Return a word with each mark on the letter before, for marks typed a letter late (پرُ)."""
    return Marked(marked.letters, (marked.marks[0] | marked.marks[1], *marked.marks[2:], _NONE))


def disagreement(marked: Marked, sounds: Sequence[str]) -> int:
    """Count how often the marks speak against the sounds of a reading.

    A doubled consonant counts one, a vowel ten: authors leave shadda out and put it in
    more freely than they mistake a vowel. A zer before ی that is said e counts two, and so
    does a pesh before و that is said o: the marks are for ii and uu (شِیر), yet some write
    them for both.
    """
    wrong = 0
    following = zip((*marked.letters[1:], ""), (*sounds[1:], ""), strict=True)
    for letter, marks, sound, (next_letter, next_sound) in zip(
        marked.letters, marked.marks, sounds, following, strict=True
    ):
        if SHADDA in marks and sound[:2] != "CC":
            wrong += 1
        for mark in marks & _VOWEL_MARKS:
            if not allows(mark, letter, sound, next_letter, next_sound):
                wrong += 10
            elif (mark, next_letter, next_sound) in _LOOSE:
                wrong += 2
    return wrong


def allows(mark: str, letter: str, sound: str, next_letter: str, next_sound: str) -> bool:
    """Whether a letter with this mark may stand for ``sound``."""
    consonant = sound[:1] == "C"
    vowel = sound.lstrip("C") if consonant else sound
    if mark == JAZM:
        return not vowel if consonant else letter not in "اآ"
    if vowel:
        if letter == "ع" and not consonant and next_sound in _LONG[mark].get(next_letter, ()):
            return True  # مُعَامَلہ: the mark of the long vowel behind it
        return vowel in _SHORT[mark] or (not consonant and vowel in _LONG[mark].get(letter, ()))
    return next_sound in _LONG[mark].get(next_letter, ()) if next_sound[:1] != "C" else False


def agrees(word: str, sounds: Sequence[str]) -> bool:
    """Whether the marks of a word do not contradict a reading, which may be unknown."""
    if not sounds or not is_marked(word):
        return True
    return disagreement(read_marks(word), sounds) < CONTRADICTS


def limit_of(marked: Marked, at: int) -> Callable[[str], bool] | None:
    """Return what says whether a sound of one letter agrees with the marks, None if all do."""
    letter, marks = marked.letters[at], marked.marks[at] & _VOWEL_MARKS
    before = marked.marks[at - 1] & _VOWEL_MARKS - {JAZM} if at else frozenset()
    if not marks and not before:
        return None
    next_letter = marked.letters[at + 1] if at + 1 < len(marked.letters) else ""

    def agrees(sound: str) -> bool:
        own = all(_may_be(mark, letter, sound, next_letter) for mark in marks)
        # A vowel letter after a marked consonant is the long vowel that the mark names.
        drawn = all(
            sound[:1] == "C" or sound in _LONG[mark].get(letter, (sound,)) for mark in before
        )
        return own and drawn

    return agrees


def _may_be(mark: str, letter: str, sound: str, next_letter: str) -> bool:
    """Whether a letter with a mark may have a sound, whatever the next letter turns out to be."""
    longs = _LONG.get(mark, {}).get(next_letter, ("",))
    return any(allows(mark, letter, sound, next_letter, long) for long in longs)
