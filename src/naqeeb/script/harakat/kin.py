"""The words of the lexicon that begin like an unknown one, and how they sound.

Sorted, a word lies beside those that share its beginning: دلچسپیوں beside دلچسپی. What
these say of each letter is one more clue for the models of `naqeeb.script.harakat.guessing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from naqeeb.script.harakat.known import parse_sounds, sounds_table
from naqeeb.script.harakat.place import letters_of

_LEAST = 3
"""Letters that two words must share."""
_SILENT = "-"


class Kin(NamedTuple):
    """A word of the lexicon that begins like another one."""

    shared: int
    """Letters that both begin with."""
    word: str
    rest: int
    """Letters that it has behind these."""
    sounds: tuple[str, ...]


def nearest(letters: Sequence[str]) -> Kin | None:
    """Return the word that shares the longest beginning, None where all share too little."""
    kin: list[Kin] = []
    for line in sounds_table().around("".join(letters)):
        word, _, sounds = line.partition("\t")
        others, own = letters_of(word), parse_sounds(sounds)
        shared = 0
        for letter, other in zip(letters, others, strict=False):
            if letter != other:
                break
            shared += 1
        if shared >= _LEAST and len(others) == len(own):
            kin.append(Kin(shared, word, len(others) - shared, own))
    return max(kin, default=None)


def kin_clues(letters: Sequence[str]) -> list[list[str]]:
    """Return what the nearest word says of each letter; nothing of those it does not share."""
    rows: list[list[str]] = [[] for _ in letters]
    kin = nearest(letters)
    if kin is None:
        return rows
    left = len(letters) - kin.shared
    tail = "".join(letters[kin.shared :])
    other_tail = "".join(letters_of(kin.word)[kin.shared :][:3])
    for at in range(kin.shared):
        here = f"K{letters[at]}{kin.sounds[at] or _SILENT}"
        behind = kin.shared - at
        rows[at] = [
            f"{here}{min(behind, 5)}",
            f"{here}{min(behind, 4)},{min(left, 3)},{min(kin.rest, 3)}",
        ]
        if left <= 3:
            rows[at].append(f"{here}{tail}+{other_tail}{min(behind, 3)}")
    return rows
