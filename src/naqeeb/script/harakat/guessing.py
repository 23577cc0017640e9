"""Words that are in no lexicon: which sound does each letter stand for?

A linear-chain conditional random field, learnt from the hand-written
pronunciations and kept as a table of weights (``data/weights.bin``). It has seen
the plurals, verb endings, Arabic and Persian patterns and compounds of some
20,000 words, and does better on new ones than rules that part stems from endings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from naqeeb.script.harakat.kin import kin_clues
from naqeeb.script.harakat.known import DATA
from naqeeb.script.harakat.place import letters_of
from naqeeb.script.harakat.weights import AS_WRITTEN, Weights
from naqeeb.script.harakat.writing import write_each
from naqeeb.script.harakat.written_harakat import Marked, limit_of

_SILENT = "-"
"""The label of a letter that is not sounded."""
_DROPPED = "0"
_BEAM = 5
"""Labels that are kept for a letter; more do not change the answer."""
_SURE = 0.5
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
    rows: list[list[str]] = []
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
        rows.append(here)
    return rows


def all_clues(letters: Sequence[str]) -> list[list[str]]:
    """Return the clues of a word itself and those of its neighbours in the lexicon."""
    return [here + kin for here, kin in zip(clues(letters), kin_clues(letters), strict=True)]


class Tagging(NamedTuple):
    """The likeliest row of labels, and how sure the model is of it."""

    labels: tuple[str, ...]
    sure: tuple[float, ...]
    """The probability of each label, 0 to 1."""
    whole: float
    """The probability of the row."""


class Tagger:
    """A linear-chain conditional random field over the letters of a word.

    Labels go by their numbers in the weights.
    """

    def __init__(self, weights: Weights, model: int) -> None:
        """Take one of the models whose weights these are."""
        self._weights = weights
        self._model = model
        self._allowed: dict[str, list[int]] = {}
        self._known_steps: dict[int, dict[int, float]] = {}
        self._as_written = self._numbered(AS_WRITTEN)

    def _numbered(self, name: str) -> int:
        named = zip(self._weights.models, self._weights.labels, strict=True)
        return list(named).index((self._model, name))

    def _labels(self, letter: str) -> list[int]:
        """Return the labels that a letter was seen with."""
        known = self._allowed.get(letter)
        if known is None:
            models, cells = self._weights.models, self._weights.cells("=" + letter)
            known = [label for label, _ in cells if models[label] == self._model]
            self._allowed[letter] = known
        return known

    def _steps(self, label: int) -> dict[int, float]:
        """Return how the labels that may follow ``label`` gain or lose by it."""
        known = self._known_steps.get(label)
        if known is None:
            cells = self._weights.cells(">" + self._weights.labels[label])
            known = self._known_steps[label] = {after: exp(w / 100) for after, w in cells}
        return known

    def _likely(
        self, letter: str, sums: Sequence[int], may_be: Callable[[str], bool] | None
    ) -> dict[int, float]:
        """Return what the clues say for the labels in question, the best few only."""
        labels = self._labels(letter)
        if may_be is not None:
            names = self._weights.labels
            labels = [label for label in labels if may_be(names[label])] or labels
        best = sorted(labels, key=sums.__getitem__, reverse=True)[:_BEAM]
        if not best:
            return {self._as_written: 1.0}
        most = sums[best[0]]
        return {label: exp((sums[label] - most) / 100) for label in best}

    def tag(
        self,
        letters: Sequence[str],
        sums: Sequence[Sequence[int]],
        may_be: Sequence[Callable[[str], bool] | None] | None = None,
    ) -> Tagging:
        """Return the likeliest labels of a word's letters, ``sums`` being what speaks for each.

        ``may_be`` says for each letter which labels its author's harakat allow; where they
        allow none, all are weighed.
        """
        limits = may_be or [None] * len(letters)
        rows = [
            self._likely(letter, here, limit)
            for letter, here, limit in zip(letters, sums, limits, strict=True)
        ]
        # Forward sums and best paths, both scaled by the same sums.
        forward = [_scaled(rows[0], sum(rows[0].values()))]
        paths: list[dict[int, int]] = []
        best = forward[0]
        for row in rows[1:]:
            before = [
                (previous, amount, best[previous], self._steps(previous))
                for previous, amount in forward[-1].items()
            ]
            totals, tops, came = {}, {}, {}
            for label, here in row.items():
                total, top, origin = 0.0, -1.0, 0
                for previous, amount, likely, steps in before:
                    step = steps.get(label, 1.0)
                    total += amount * step
                    if likely * step > top:
                        top, origin = likely * step, previous
                totals[label], tops[label], came[label] = total * here, top * here, origin
            scale = sum(totals.values())
            forward.append(_scaled(totals, scale))
            best = _scaled(tops, scale)
            paths.append(came)
        last = max(best, key=best.__getitem__)
        labels = [last]
        for came in reversed(paths):
            labels.append(came[labels[-1]])
        labels.reverse()
        names = tuple(self._weights.labels[label] for label in labels)
        return Tagging(names, self._sureness(rows, forward, labels), best[last])

    def _sureness(
        self,
        rows: Sequence[dict[int, float]],
        forward: Sequence[dict[int, float]],
        labels: Sequence[int],
    ) -> tuple[float, ...]:
        """Return the probability of each of ``labels``, by summing backward."""
        sure = [0.0] * len(rows)
        backward = dict.fromkeys(rows[-1], 1.0)
        for at in range(len(rows) - 1, -1, -1):
            mass = {label: forward[at][label] * backward[label] for label in rows[at]}
            sure[at] = mass[labels[at]] / sum(mass.values())
            if at:
                later = {label: rows[at][label] * backward[label] for label in rows[at]}
                raw = {}
                for label in rows[at - 1]:
                    steps = self._steps(label)
                    raw[label] = sum(
                        [amount * steps.get(after, 1.0) for after, amount in later.items()]
                    )
                backward = _scaled(raw, max(raw.values()))
        return tuple(sure)


def _scaled(row: dict[int, float], by: float) -> dict[int, float]:
    return {label: amount / by for label, amount in row.items()}


class Models(NamedTuple):
    """The two that look at a word."""

    weights: Weights
    sounds: Tagger
    marks: Tagger


def load_models(path: Path) -> Models:
    """Open a file of weights."""
    weights = Weights(path)
    return Models(weights, Tagger(weights, 0), Tagger(weights, 1))


@cache
def _shipped() -> Models:
    return load_models(DATA / "weights.bin")


def guess(word: str, models: Models | None = None) -> str:
    """Return a word that is in no lexicon with the marks that it most likely needs.

    Two models look at it: one names the sound of every letter, the other the marks
    that were put on words like it. The surer one is followed. A letter of which it
    is not sure stays bare, so that the engine's own habit decides.
    """
    weights, sounds, marks = models or _shipped()
    letters = letters_of(word)
    sums = [weights.sums(here) for here in all_clues(letters)]
    tagging = by_sound = sounds.tag(letters, sums)
    by_mark = None
    if by_sound.whole < _TRUST_IN_MARKS:
        by_mark = marks.tag(letters, sums)
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
            "" if label == _DROPPED else label.replace(AS_WRITTEN, letter)
            for letter, label in zip(letters, by_mark.labels, strict=True)
        ]
    written = "".join(
        piece if sure >= _SURE else letter
        for letter, piece, sure in zip(letters, pieces, tagging.sure, strict=True)
    )
    return written if any(map(str.isalpha, written)) else word


def guess_marked(marked: Marked) -> str:
    """Return a word that is in no lexicon as its author marked it, the rest filled in."""
    weights, sounds, _ = _shipped()
    letters = marked.letters
    sums = [weights.sums(here) for here in all_clues(letters)]
    limits = [limit_of(marked, at) for at in range(len(letters))]
    tagging = sounds.tag(letters, sums, limits)
    pieces = write_each(
        [
            (letter, "" if label == _SILENT else label)
            for letter, label in zip(letters, tagging.labels, strict=True)
        ]
    )
    written = "".join(
        piece if sure >= _SURE or marks else letter
        for letter, piece, sure, marks in zip(
            letters, pieces, tagging.sure, marked.marks, strict=True
        )
    )
    return written if any(map(str.isalpha, written)) else "".join(letters)
