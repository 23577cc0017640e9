"""The search for a spelling: which marks make the engine say a word as it should sound?

The engine itself is asked for its phonemes. The spelling with as few marks as will do
wins; where none is right, the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, islice, product
from typing import NamedTuple

import phones
from alignment import align
from naqeeb.script.harakat.place import (
    JAZM,
    PESH,
    PLAIN_SIBILANTS,
    SHADDA,
    ZABAR,
    ZER,
    Pair,
)
from naqeeb.script.harakat.writing import write_each
from ways import choices

_ZER_BEFORE_HE = re.compile("استح|محنت|محراب|محور|احساس|احسان|رحلت|احت|^احرام|^احیا|^احضار|^احقاق$")
"""Words whose ح stands behind a zer."""
_MARKS = frozenset((ZABAR, ZER, PESH, JAZM, SHADDA))
_RIGHT = 0.1
"""Distances below this differ only in what is folded."""
_LEFT_BARE = frozenset({"ہیں", "ہوں"})
"""Words that the engine says as a sentence wants them, unstressed or nasal, only while bare."""
_AMONG = "اور {} ہے"
"""A word is heard alone and here: the engine may say it otherwise then (ہوا is huaa, but in
ہوا ہے hawaa, the wind; الماتی is almaatii, but ulmaatii after another word)."""
_PAIR_TRIALS = 4000


class Spelling(NamedTuple):
    """A word and how it is to be written for the engine."""

    word: str
    say: str
    vocalised: str
    phones: str
    """What the pronunciation asks for, folded."""
    error: float
    """Phonemes still wrong."""
    pieces: tuple[Pair, ...] = ()
    """Each letter and what is written for it; empty where spelling and sound do not align."""

    @property
    def right(self) -> bool:
        """Whether nothing is wrong but what is folded."""
        return self.error < _RIGHT


@cache
def heard(text: str) -> str:
    """Return the folded phonemes in which the engine reads a text."""
    return phones.engine_phones(text)


@cache
def _heard_among_others(text: str) -> str:
    _, _, rest = phones.engine_ipa(_AMONG.format(text)).partition(" ")
    return phones.fold_ipa(rest.rpartition(" ")[0])


def plain_colour(word: str, say: str) -> str:
    """Return a pronunciation with the vowel that is written where ہ or ح colours it.

    ɔ is always the colour of a pesh. ɛ before ح and a consonant is that of a zabar, to which
    dictionaries and careful readers keep (محفل mahfil), or of a zer (محنت, احساس, استحکام), where
    it stays; before ہ, in everyday words, it stays, too.
    """
    say = re.sub("O(?=h)", "u", say)
    of_zabar = "ح" in word and not _ZER_BEFORE_HE.search(word)
    return re.sub("E(?=h[^aiueoAEO])", "a", say) if of_zabar else say


def error_of(text: str, target: str) -> float:
    """Return how many phonemes of ``target`` the engine gets wrong when it reads ``text``.

    A vowel beside h whose colour differs costs next to nothing, and so does a
    final nasal vowel that the engine ends with a full n. Where it reads the text
    otherwise among other words, the worse counts.
    """
    return max(_error(heard(text), target), _error(_heard_among_others(text), target))


def _error(heard: str, target: str) -> float:
    if heard == target:
        return 0.0
    left, right = phones.lenient(heard), phones.lenient(target)
    if left == right:
        return 0.01 if "E" in target else 0.2
    if right.endswith("~") and left == right[:-1] + "n":
        return 0.5
    return phones.distance(left, right) + 0.02


def _cost(text: str, word: str) -> float:
    """Return how far a spelling is from the bare word: a mark 1, another letter much more."""
    marks = sum(character in _MARKS for character in text)
    bare = "".join(character for character in text if character not in _MARKS)
    return marks + (0 if bare == word else 4 + 3 * phones.distance(bare, word))


def find(word: str, say: str) -> Spelling:
    """Find the spelling with the fewest marks that the engine reads as ``say``."""
    pairs, target = align(word, plain_colour(word, say))
    word_said = word.translate(PLAIN_SIBILANTS)
    bare = error_of(word_said, target)
    if pairs is None:
        return Spelling(word, say, word_said, target, bare)
    letters = [letter for letter, _ in pairs]
    pairs = [(letter.translate(PLAIN_SIBILANTS), sound) for letter, sound in pairs]
    plain = [letter for letter, _ in pairs]
    best = plain
    rows = choices(pairs)
    if bare >= _RIGHT and word not in _LEFT_BARE:
        starts = [write_each(pairs), plain]
        trials = [*starts, *(_climb(start, rows, target) for start in starts)]
        best = min(trials, key=lambda pieces: error_of("".join(pieces), target))
        if error_of("".join(best), target) >= _RIGHT:
            best = _two_at_once(best, rows, target)
        best = _cheapen(best, rows, target, word_said)
    best = _lengthen((best, write_each(pairs)), rows, target, word_said, plain_colour(word, say))
    text = "".join(best)
    pieces = tuple(zip(letters, best, strict=True))
    return Spelling(word, say, text, target, error_of(text, target), pieces)


def _climb(start: Sequence[str], rows: Sequence[Sequence[str]], target: str) -> list[str]:
    """Change one letter at a time while that helps."""
    best = list(start)
    least = error_of("".join(best), target)
    moved = True
    while moved and least >= _RIGHT:
        moved = False
        for at, row in enumerate(rows):
            for way in row:
                trial = [*best[:at], way, *best[at + 1 :]]
                error = error_of("".join(trial), target)
                if error < least:
                    best, least, moved = trial, error, True
    return best


def _two_at_once(start: Sequence[str], rows: Sequence[Sequence[str]], target: str) -> list[str]:
    """Change two letters together, neighbours first."""
    best = list(start)
    least = error_of("".join(best), target)
    places = sorted(combinations(range(len(rows)), 2), key=lambda pair: pair[1] - pair[0])
    trials = ((i, a, j, b) for i, j in places for a in rows[i] for b in rows[j])
    for i, a, j, b in islice(trials, _PAIR_TRIALS):
        trial = list(start)
        trial[i], trial[j] = a, b
        error = error_of("".join(trial), target)
        if error < least:
            best, least = trial, error
        if least < _RIGHT:
            break
    return best


def _cheapen(
    start: Sequence[str], rows: Sequence[Sequence[str]], target: str, word: str
) -> list[str]:
    """Take marks away while the engine still says the same."""
    best = list(start)
    limit = error_of("".join(best), target) + 0.009
    cost = _cost("".join(best), word)
    moved = True
    while moved:
        moved = False
        for at, row in enumerate(rows):
            for way in row:
                text = "".join([*best[:at], way, *best[at + 1 :]])
                if _cost(text, word) < cost and error_of(text, target) <= limit:
                    best[at], cost, moved = way, _cost(text, word), True
    return best


def _lengthen(
    starts: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    target: str,
    word: str,
    say: str,
) -> list[str]:
    """Let the engine double the consonants that are said twice, and no others.

    The search before folds doubled consonants; its result is the first of ``starts``.
    One letter or two neighbours change at a time.
    """
    wanted = phones.doubled_in_say(say)
    first = list(starts[0])
    limit = error_of("".join(first), target) + 0.009
    if not len(phones.fold_say(say)) == len(heard("".join(first))) == len(target):
        return first

    def amiss(pieces: Sequence[str]) -> tuple[int, float]:
        text = "".join(pieces)
        return len(phones.doubled_by_engine(text) ^ wanted), _cost(text, word)

    def fits(pieces: Sequence[str]) -> bool:
        return error_of("".join(pieces), target) <= limit

    candidates = [first]
    for start in filter(fits, starts):
        best = list(start)
        while least := amiss(best)[0]:
            for size in (1, 2):
                better = min(filter(fits, _changed(best, rows, size)), key=amiss, default=best)
                if amiss(better)[0] < least:
                    best = better
                    break
            else:
                break
        candidates.append(best)
        if not amiss(best)[0]:
            break
    best = min(candidates, key=amiss)
    return best if amiss(best)[0] < amiss(first)[0] else first


def _changed(start: Sequence[str], rows: Sequence[Sequence[str]], size: int) -> Iterator[list[str]]:
    """Yield a word with ``size`` neighbouring letters written otherwise."""
    for at in range(len(rows) - size + 1):
        for ways in product(*rows[at : at + size]):
            yield [*start[:at], *ways, *start[at + size :]]


def sounds_like(word: str, written: str, say: str) -> bool:
    """Whether the engine reads what is written for a word as ``say``.

    It says some final nasal vowels with a full n, whatever the spelling; those count as right.
    """
    heard_phones = phones.lenient(heard(written))
    wanted = phones.lenient(align(word, plain_colour(word, say))[1])
    return heard_phones in (wanted, wanted.removesuffix("~") + "n" * wanted.endswith("~"))
