"""Words that are in no lexicon: which sound does each letter stand for?

A linear-chain conditional random field, learnt from the hand-written
pronunciations and kept as a table of weights (``data/sounds.tsv``). It has seen
the plurals, verb endings, Arabic and Persian patterns and compounds of some
20,000 words, and does better on new ones than rules that part stems from endings.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from naqeeb.script.harakat.writing import letters_of, write

_PAD = 5
_VOWEL_LETTERS = frozenset("اآوےی")
_OWN_SHAPE = frozenset("عہںئؤ")
_SINGLES = (-3, -2, -1, 1, 2, 3, 4)
_RUNS = (
    *((-1, 0), (0, 1), (-1, 1), (-2, 0), (0, 2), (-2, 1), (-1, 2), (-3, 0), (0, 3), (-2, 2)),
    *((-3, 1), (-1, 3), (-4, 0), (0, 4), (1, 2), (-2, -1), (-3, -1), (1, 3), (-3, 3), (-2, 3)),
    *((-3, 2), (-4, 1), (-1, 4)),
)
"""Windows around a letter, first and last offset."""


def clues(letters: Sequence[str]) -> list[list[str]]:
    """Return what speaks for one sound or another, for every letter of a word."""
    count = len(letters)
    row = ["^"] * _PAD + list(letters) + ["$"] * _PAD
    shape = "".join(
        "V" if letter in _VOWEL_LETTERS else letter if letter in _OWN_SHAPE else "C"
        for letter in letters
    )
    shapes = "^" * _PAD + shape + "$" * _PAD
    heads = ["".join(letters[:size]) for size in (2, 3, 4)]
    tails = ["".join(letters[-size:]) for size in (2, 3, 4)]
    found: list[list[str]] = []
    for index, letter in enumerate(letters):
        at = index + _PAD
        left = count - index
        here = ["u" + letter]
        for offset in _SINGLES:
            here.append(f"x{offset}{row[at + offset]}")
            here.append(f"y{offset}{letter}{row[at + offset]}")
        here += [
            f"{first},{last}{''.join(row[at + first : at + last + 1])}"
            for first, last in _RUNS
            if at + first >= _PAD - 1 and at + last <= count + _PAD
        ]
        here.append("s" + letter + shapes[at - 2 : at + 3])
        here.append("S" + shapes[at - 3 : at + 5])
        if count < 8:
            here.append(f"W{letter}{index}{shape}")
        here.append(f"p{min(index, 4)}{letter}")
        here.append(f"e{min(left, 5)}{letter}")
        here.append(f"p{min(index, 4)}")
        here.append(f"e{min(left, 5)}")
        here.append(f"n{min(count, 9)}/{index}")
        if index < 6:
            here += [f"h{index}{head}" for head in heads]
        if left < 7:
            here += [f"t{left}{tail}" for tail in tails]
        found.append(here)
    return found


_Table = dict[str, dict[str, int]]


@cache
def _weights() -> _Table:
    """Read the weights by clue and sound."""
    text = (files("naqeeb.script") / "data" / "sounds.tsv").read_text("utf-8")
    table: _Table = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        clue, *cells = line.split("\t")
        table[clue] = {sound: int(weight) for sound, weight in (cell.split() for cell in cells)}
    return table


def sounds_of(letters: Sequence[str]) -> list[str]:
    """Return the likeliest row of sounds for the letters of a word."""
    weights = _weights()
    nothing: dict[str, int] = {}
    best: dict[str, tuple[int, tuple[str, ...]]] = {"": (0, ())}
    for letter, here in zip(letters, clues(letters), strict=True):
        scores = dict.fromkeys(weights.get("=" + letter, {"-": 0}), 0)
        for clue in here:
            for sound, weight in weights.get(clue, nothing).items():
                if sound in scores:
                    scores[sound] += weight
        reached: dict[str, tuple[int, tuple[str, ...]]] = {}
        for sound, score in scores.items():
            total, path = max(
                (
                    (spent + weights.get(">" + before, nothing).get(sound, 0), path)
                    for before, (spent, path) in best.items()
                ),
                key=lambda step: step[0],
            )
            reached[sound] = (total + score, (*path, sound))
        best = reached
    _, path = max(best.values(), key=lambda step: step[0])
    return ["" if sound == "-" else sound for sound in path]


def guess(word: str) -> str:
    """Return a word that is in no lexicon with the marks that it most likely needs."""
    letters = letters_of(word)
    return write(list(zip(letters, sounds_of(letters), strict=True)))
