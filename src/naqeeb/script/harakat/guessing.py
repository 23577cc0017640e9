"""Words that are in no lexicon: which sound does each letter stand for?

A linear-chain conditional random field, learnt from the hand-written
pronunciations and kept as a table of weights (``data/sounds.tsv``). It has seen
the plurals, verb endings, Arabic and Persian patterns and compounds of some
20,000 words, and does better on new ones than rules that part stems from endings.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from math import exp
from operator import itemgetter
from typing import NamedTuple

from naqeeb.script.harakat import DATA
from naqeeb.script.harakat.sorted_table import SortedTable
from naqeeb.script.harakat.writing import letters_of, write_each

_SILENT = "-"
"""The label of a letter that is not sounded."""
_AS_WRITTEN = "."
"""In a label of the second model: the letter itself."""
_DROPPED = "0"
_BEAM = 5
"""Labels that are kept for a letter; more do not change what is found."""
_SURE = 0.75
"""A letter whose label is less likely than this stays bare."""
_TRUST_IN_MARKS = 0.8
"""How much the second model's sureness counts beside the first's."""
_PAD = 5
_VOWEL_LETTERS = frozenset("اآوےی")
_OWN_SHAPE = frozenset("عہںئؤ")
_SINGLES = (-3, -2, -1, 1, 2, 3)
_RUNS = (
    *((-1, 1), (-2, 0), (0, 2), (-2, 1), (-1, 2), (-3, 0), (0, 3), (-2, 2), (-3, 1), (-1, 3)),
    *((-4, 0), (0, 4), (-3, 2), (-2, 3), (-3, 3)),
)
"""Windows around a letter, first and last offset."""


def clues(letters: Sequence[str]) -> list[list[str]]:
    """Return what speaks for one sound or another, for every letter of a word.

    Every clue names the letter itself, so that its weights are of that letter's labels.
    """
    count = len(letters)
    row = ["^"] * _PAD + list(letters) + ["$"] * _PAD
    shape = "".join(
        "V" if letter in _VOWEL_LETTERS else letter if letter in _OWN_SHAPE else "C"
        for letter in letters
    )
    shapes = "^" * _PAD + shape + "$" * _PAD
    heads = ["".join(letters[:size]) for size in (3, 4)]
    tails = ["".join(letters[-size:]) for size in (2, 3, 4)]
    found: list[list[str]] = []
    for index, letter in enumerate(letters):
        at = index + _PAD
        left = count - index
        here = [letter]
        here += [f"{offset}{letter}{row[at + offset]}" for offset in _SINGLES]
        here += [
            f"{first},{last}{''.join(row[at + first : at + last + 1])}"
            for first, last in _RUNS
            if at + first >= _PAD - 1 and at + last <= count + _PAD
        ]
        here.append("s" + letter + shapes[at - 2 : at + 3])
        here.append("S" + letter + shapes[at - 3 : at + 5])
        if count < 8:
            here.append(f"W{letter}{index}{shape}")
        here.append(f"p{min(index, 4)}{letter}")
        here.append(f"e{min(left, 5)}{letter}")
        here.append(f"n{min(count, 9)}/{index}{letter}")
        if index < 6:
            here += [f"h{index}{letter}{head}" for head in heads]
        if left < 7:
            here += [f"t{left}{letter}{tail}" for tail in tails]
        found.append(here)
    return found


_Cells = tuple[tuple[str, int], ...]


class Tagging(NamedTuple):
    """The likeliest row of labels, and how sure the model is of it."""

    labels: tuple[str, ...]
    sure: tuple[float, ...]
    """The probability of each label, 0 to 1."""
    whole: float
    """The probability of the row."""


class Tagger:
    """A linear-chain conditional random field over the letters of a word."""

    def __init__(self, table: SortedTable) -> None:
        """Take a table of weights by clue, whose lines are read when they are asked for."""
        self._table = table
        self._known: dict[str, _Cells] = {}
        self._known_steps: dict[str, dict[str, float]] = {}

    def _cells(self, clue: str) -> _Cells:
        """Return the labels that a clue speaks for or against, with its weights."""
        known = self._known.get(clue)
        if known is None:
            line = self._table.find(clue)
            if line is None:
                return ()
            known = self._known[clue] = _parsed(line)
        return known

    def _steps(self, label: str) -> dict[str, float]:
        """Return how the labels that may follow ``label`` gain or lose by it."""
        known = self._known_steps.get(label)
        if known is None:
            cells = self._cells(">" + label)
            known = self._known_steps[label] = {after: exp(w / 100) for after, w in cells}
        return known

    def _likely(self, letter: str, here: Sequence[str]) -> dict[str, float]:
        """Return what the clues say for the labels in question, the best few only."""
        scores = dict.fromkeys((label for label, _ in self._cells("=" + letter)), 0)
        if not scores:
            return {_AS_WRITTEN: 1.0}
        for clue in here:
            for label, weight in self._cells(clue):
                scores[label] += weight
        best = sorted(scores.items(), key=itemgetter(1), reverse=True)[:_BEAM]
        return {label: exp((score - best[0][1]) / 100) for label, score in best}

    def tag(self, letters: Sequence[str], found: Sequence[Sequence[str]]) -> Tagging:
        """Return the likeliest labels of a word's letters, ``found`` being their clues."""
        rows = [self._likely(letter, here) for letter, here in zip(letters, found, strict=True)]
        # Forward sums and best paths, both scaled by the same sums.
        forward = [_scaled(rows[0], sum(rows[0].values()))]
        paths: list[dict[str, str]] = []
        best = forward[0]
        for row in rows[1:]:
            before, sums, tops, came = forward[-1], {}, {}, {}
            for label, here in row.items():
                total, top, origin = 0.0, -1.0, ""
                for previous, amount in before.items():
                    step = self._steps(previous).get(label, 1.0)
                    total += amount * step
                    if best[previous] * step > top:
                        top, origin = best[previous] * step, previous
                sums[label], tops[label], came[label] = total * here, top * here, origin
            scale = sum(sums.values())
            forward.append(_scaled(sums, scale))
            best = _scaled(tops, scale)
            paths.append(came)
        last = max(best, key=best.__getitem__)
        labels = [last]
        for came in reversed(paths):
            labels.append(came[labels[-1]])
        labels.reverse()
        return Tagging(tuple(labels), self._sureness(rows, forward, labels), best[last])

    def _sureness(
        self,
        rows: Sequence[dict[str, float]],
        forward: Sequence[dict[str, float]],
        labels: list[str],
    ) -> tuple[float, ...]:
        """Return the probability of each of ``labels``, by summing backward."""
        sure = [0.0] * len(rows)
        backward = dict.fromkeys(rows[-1], 1.0)
        for at in range(len(rows) - 1, -1, -1):
            mass = {label: forward[at][label] * backward[label] for label in rows[at]}
            sure[at] = mass[labels[at]] / sum(mass.values())
            if at:
                later = {label: rows[at][label] * backward[label] for label in rows[at]}
                raw = {
                    label: sum(
                        amount * self._steps(label).get(after, 1.0)
                        for after, amount in later.items()
                    )
                    for label in rows[at - 1]
                }
                backward = _scaled(raw, max(raw.values()))
        return tuple(sure)


def _parsed(line: str) -> _Cells:
    pairs = (cell.split(" ") for cell in line.split("\t"))
    return tuple((label, int(weight)) for label, weight in pairs)


def _scaled(row: dict[str, float], by: float) -> dict[str, float]:
    return {label: amount / by for label, amount in row.items()}


class Models(NamedTuple):
    """The two that look at a word."""

    sounds: Tagger
    marks: Tagger


def load_models(folder: str | os.PathLike[str]) -> Models:
    """Open ``sounds.tsv`` and ``marks.tsv`` of a folder."""
    path = os.fspath(folder) + "/"
    return Models(Tagger(SortedTable(path + "sounds.tsv")), Tagger(SortedTable(path + "marks.tsv")))


@cache
def _shipped() -> Models:
    return load_models(DATA)


def guess(word: str, models: Models | None = None) -> str:
    """Return a word that is in no lexicon with the marks that it most likely needs.

    Two models look at it: one names the sound of every letter, the other the marks
    that were put on words like it. The surer one is followed. A letter of which it
    is not sure stays bare, so that the engine's own habit decides.
    """
    sounds, marks = models or _shipped()
    letters = letters_of(word)
    found = clues(letters)
    tagging = by_sound = sounds.tag(letters, found)
    by_mark = None
    if by_sound.whole < _TRUST_IN_MARKS:
        by_mark = marks.tag(letters, found)
    if by_mark is None or by_sound.whole >= _TRUST_IN_MARKS * by_mark.whole:
        pieces = write_each(
            [
                (letter, "" if label == _SILENT else label)
                for letter, label in zip(letters, by_sound.labels, strict=True)
            ]
        )
    else:
        tagging = by_mark
        pieces = [
            "" if label == _DROPPED else label.replace(_AS_WRITTEN, letter)
            for letter, label in zip(letters, by_mark.labels, strict=True)
        ]
    written = "".join(
        piece if sure >= _SURE else letter
        for letter, piece, sure in zip(letters, pieces, tagging.sure, strict=True)
    )
    return written if any(map(str.isalpha, written)) else word
