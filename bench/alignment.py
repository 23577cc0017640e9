"""Which letter stands for which sound: a spelling beside its romanised pronunciation.

Every letter may stand for a handful of sounds; the cheapest row of sounds that
gives the whole pronunciation wins. The sounds are those of
:mod:`naqeeb.script.harakat.writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import phones
from naqeeb.script.harakat.place import Pair, letters_of

_CONSONANTS = dict(
    zip(
        "بپتٹثجچحخدڈذرڑزژسشصضطظغفقکگلمنہوی",
        "bptTsjchxdDzrRzZsSsztzGfqkglmnhvy",
        strict=True,
    )
) | {"ۃ": "t", "ھ": "h", "ئ": "y", "ؤ": "v", "ۂ": "h"}

_SHORT = {"a": 0.1, "i": 0.1, "u": 0.1, "E": 0.1, "O": 0.1, "e": 0.3, "o": 0.3, "ai": 0.6}
_SHORT |= {"aa": 0.9, "ii": 0.9, "uu": 0.9}
"""What a consonant letter with an unwritten vowel after it costs."""

_GLIDE_COST = {"ی": 0.05, "و": 0.05, "ؤ": 0.05, "ئ": 0.25}

_VOWELS: dict[str, dict[str, float]] = {
    "ا": {"": 0.6, "aa": 0, "a": 0.1, "i": 0.1, "u": 0.1, "E": 0.1, "O": 0.2, "e": 0.3}
    | {"o": 0.4, "ai": 0.15, "an": 1},
    "آ": {"aa": 0},
    "أ": {"": 0.1, "a": 0, "aa": 0.2},
    "ع": {"": 0.1, "a": 0.1, "aa": 0.1, "i": 0.1, "u": 0.1, "e": 0.2, "E": 0.1, "O": 0.1}
    | {"o": 0.2, "ii": 0.3, "ai": 0.5},
    "و": {"uu": 0, "o": 0, "au": 0, "u": 0.1, "O": 0.2, "": 0.5, "aa": 0.5}
    | {"a": 0.6, "yuu": 0.6},
    "ی": {"ii": 0, "e": 0, "ai": 0, "i": 0.1, "E": 0.1, "": 0.15, "aa": 0.6, "a": 1.5},
    "ے": {"e": 0, "ai": 0, "E": 0.1, "": 0.9},
    "ئ": {"": 0, "i": 0.1, "e": 0.3, "a": 0.3, "ii": 0.12},
    "ؤ": {"o": 0, "uu": 0, "u": 0.1, "": 0.5, "au": 0.1, "a": 0.3},
    "ہ": {"aa": 0.1, "a": 0.2, "e": 0.3, "": 0.4, "o": 0.5},
    "ۂ": {"aae": 0, "aa": 0.1, "e": 0.2},
    "ۓ": {"e": 0},
    "ں": {"~": 0, "": 1},
    "ن": {"~": 0.05, "": 1.5, "m": 0.5},
    "ل": {"": 1},
    "ً": {"n": 0, "": 0.5},
    "ٰ": {"aa": 0, "": 0.2},
    "ء": {"": 0, "a": 0.2, "i": 0.2, "e": 0.3, "u": 0.3},
    "ۃ": {"aa": 0.1},
    "ح": {"": 1},
    "ھ": {"": 1},
    "ّ": {"": 0},
    "\u200c": {"": 0},
}

_COMPOUND = {"aae": ("aa", "e"), "an": ("a", "n"), "yuu": ("y", "uu")}
"""Vowel letters that stand for more than one phoneme."""


class _Reading(NamedTuple):
    """Something that a letter may stand for."""

    say: str
    tokens: tuple[str, ...]
    sound: str
    cost: float


@cache
def _readings(letter: str) -> tuple[_Reading, ...]:
    """Return what a letter may stand for, each row of phonemes once."""
    readings: dict[tuple[str, ...], _Reading] = {}

    def add(tokens: tuple[str, ...], sound: str, cost: float) -> None:
        readings.setdefault(tokens, _Reading("".join(tokens), tokens, sound, cost))

    for sound, cost in _VOWELS.get(letter, {}).items():
        add(_COMPOUND.get(sound) or ((sound,) if sound else ()), sound, cost)
    for onset, cost, sound in _onsets(letter):
        add(onset, sound, cost)
        for vowel, more in _SHORT.items():
            add((*onset, vowel), sound + vowel, cost + more)
    return tuple(readings.values())


def _onsets(letter: str) -> list[tuple[tuple[str, ...], float, str]]:
    plain = _CONSONANTS.get(letter[0])
    if plain is None:
        return []
    if len(letter) > 1:
        return [((plain + "h",), 0, "C"), ((plain, plain + "h"), 0, "CC")]
    more = _GLIDE_COST.get(letter, 0.0)
    onsets: list[tuple[tuple[str, ...], float, str]] = [((plain,), more, "C")]
    onsets.append(((plain, plain), more + 0.05, "CC"))
    if plain == "h":
        onsets.append((("'h",), 0, "C"))
    return onsets


def _cheapest(letters: list[str], say: str) -> tuple[_Reading, ...] | None:
    paths: dict[int, tuple[float, tuple[_Reading, ...]]] = {0: (0.0, ())}
    for letter in letters:
        reached: dict[int, tuple[float, tuple[_Reading, ...]]] = {}
        for at, (spent, path) in paths.items():
            for reading in _readings(letter):
                to = at + len(reading.say)
                cost = reading.cost
                if letter == "ا" and len(reading.say) < 2:  # noqa: PLR2004 - not aa
                    # At the start alif carries a vowel; elsewhere it is the vowel.
                    cost += -0.48 if at == 0 and not reading.say else 0.2 if at else 0
                if not say.startswith(reading.say, at):
                    continue
                if to not in reached or spent + cost < reached[to][0]:
                    reached[to] = (spent + cost, (*path, reading))
        paths = reached
    return paths[len(say)][1] if len(say) in paths else None


def align(word: str, say: str) -> tuple[list[Pair] | None, str]:
    """Return the letters of ``word`` with their sounds, and the folded pronunciation.

    The romanisation is not parted into phonemes beforehand: in ``badhaal`` and
    ``nauumar`` only the spelling (بدحال, نوعمر) tells where one ends. The letters
    are None where the pronunciation cannot be read from the spelling at all.

    Raises:
        ValueError: ``say`` is not of the romanisation.
    """
    letters = letters_of(word)
    path = _cheapest(letters, say)
    if path is None:
        return None, phones.fold_say(say)
    readings = [
        _LONG_VAO if (letter, reading.sound) == ("و", "u") and _vowel_first(path[at:]) else reading
        for at, (letter, reading) in enumerate(zip(letters, path, strict=True), start=1)
    ]
    pairs = [(letter, reading.sound) for letter, reading in zip(letters, readings, strict=True)]
    return pairs, phones.fold_tokens(token for reading in readings for token in reading.tokens)


_LONG_VAO = _Reading("uu", ("uu",), "uu", 0)
"""Before a vowel no one tells long u from short (ہوا huaa, دھواں)."""


def _vowel_first(path: Sequence[_Reading]) -> bool:
    """Return whether what follows begins with a vowel."""
    sounds = (reading.sound for reading in path if reading.sound)
    return next(sounds, "C")[0] not in "C~n"
