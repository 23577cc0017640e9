"""A text with its short vowels: word by word, and homographs by their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from naqeeb.script.harakat import scripture
from naqeeb.script.harakat.article import bound_to
from naqeeb.script.harakat.first_person import first_person, is_first_person
from naqeeb.script.harakat.guess_limit import Guesses
from naqeeb.script.harakat.homographs import (
    Neighbours,
    choose,
    homographs,
    readings,
    without_dagger,
)
from naqeeb.script.harakat.izafat import bind
from naqeeb.script.harakat.place import ZER
from naqeeb.script.harakat.unwritten_izafat import unwritten
from naqeeb.script.harakat.words import as_written, vocalise_known, vocalise_word
from naqeeb.script.harakat.written_harakat import agrees, bare
from naqeeb.script.numbers import vocalised as number_harakat
from naqeeb.text.lazy_pattern import LazyPattern

_WORD = LazyPattern(
    "([\u0621-\u063a\u0641-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u200c]+)"
)
"""A run of Urdu letters and harakat; marks of punctuation and digits stand outside."""
_ENDS_SENTENCE = frozenset("۔؟!?…\n")
_CLAUSE = 8
"""Words before a verb among which its subject is looked for."""


@dataclass(frozen=True, slots=True)
class Vocalised:
    """A text with its short vowels, and why its homographs are read as they are."""

    text: str
    reasons: tuple[tuple[int, str], ...] = ()
    """The number of a white-space token that holds a homograph, and what decided it."""


def vocalise(spoken: str) -> str:
    """Write the short vowels of plain spoken Urdu.

    White-space tokens stay one to one and punctuation is kept.

    >>> vocalise("پاکستان کا ملک ریاض، اس ملک میں۔")
    'پاکستان کا ملِک رِْیاض، اس ملک میں۔'
    """
    return vocalise_with_reasons(spoken, Guesses()).text


def vocalise_with_reasons(spoken: str, guesses: Guesses) -> Vocalised:
    """Write the short vowels as `vocalise` does, and say what decided each homograph.

    ``guesses`` are those of the text of which ``spoken`` is a line.
    """
    pieces = _WORD.split(spoken)  # a gap, a word, a gap ... a gap
    words = pieces[1::2]
    plain = [bare(word) for word in words]
    guesses.read(len(spoken))
    written = [_vocalise(word, guesses) for word in words]
    for at in range(1, len(words)):
        if plain[at].startswith("ال") and pieces[2 * at] == " ":
            written[at] = bound_to(plain[at - 1], plain[at], written[at])
        if words[at].endswith("وں") and _says_what_i_do(plain, pieces, at):
            written[at] = first_person(words[at]) or written[at]
    ambiguous = homographs()
    doubtful = [at for at, word in enumerate(plain) if word in ambiguous]
    reasons: list[tuple[int, str]] = []
    if doubtful:
        around = _neighbours(plain, pieces[::2])
        tokens = _tokens(pieces)
        for at in doubtful:
            choice = choose(around, at)
            if choice is None or (
                words[at] != plain[at] and words[at] == number_harakat(plain[at])
            ):
                continue
            if agrees(words[at], choice.sounds):
                if choice.vocalised != written[at]:
                    reasons.append((tokens[at], choice.reason))
                written[at] = choice.vocalised
    reasons += _bind_unwritten(words, plain, pieces, written)
    for verse in scripture.runs(words) if scripture.may_hold(spoken) else ():
        written[verse.start : verse.stop] = scripture.written(words[verse.start : verse.stop])
    pieces[1::2] = written
    return Vocalised("".join(pieces), tuple(sorted(reasons)))


def _vocalise(word: str, guesses: Guesses) -> str:
    known = vocalise_known(word)
    if known is not None:
        return known
    return vocalise_word(word) if guesses.may_have(word) else as_written(word)


def _bind_unwritten(
    words: Sequence[str], plain: Sequence[str], pieces: Sequence[str], written: list[str]
) -> Iterator[tuple[int, str]]:
    """Bind the words that their next one binds, and yield for each its token and the reason."""
    bare_ones = [at for at in unwritten(plain, pieces[::2]) if words[at] == plain[at]]
    tokens = _tokens(pieces) if bare_ones else []
    for at in bare_ones:
        bound = _bound(words[at], written[at])
        if bound != written[at]:
            yield tokens[at], f"izafat: before {plain[at + 1]}"
        written[at] = bound


def _bound(word: str, written: str) -> str:
    """Return a word bound to the next one, as it is written already where a neighbour bound it."""
    if any(way.bound and way.vocalised == written for way in readings().get(word, {}).values()):
        return written
    return vocalise_known(word + ZER) or bind(written, word)


def _says_what_i_do(words: Sequence[str], pieces: Sequence[str], at: int) -> bool:
    """Whether a word is a verb of the first person, by the clause in which it stands."""
    start = at
    while start and at - start < _CLAUSE and pieces[2 * start] == " ":
        start -= 1
    after = words[at + 1] if pieces[2 * at + 2] == " " and at + 1 < len(words) else ""
    return is_first_person(words[at], words[start:at], after)


def _neighbours(words: Sequence[str], gaps: Sequence[str]) -> Neighbours:
    """Count clauses and sentences: any mark between two words parts clauses."""
    clauses: list[int] = []
    sentences: list[int] = []
    stops: list[str] = []
    clause = 0
    for number, gap in enumerate(gaps):
        if gap.strip(" "):
            clause += 1
            stop = next((mark for mark in gap if mark in _ENDS_SENTENCE), "")
            if stop and number:
                stops.append(stop)
        clauses.append(clause)
        sentences.append(len(stops))
    return Neighbours([*map(without_dagger, words)], clauses, sentences, [*stops, ""])


def _tokens(pieces: Sequence[str]) -> list[int]:
    """Return for each word the number of blanks before it."""
    tokens: list[int] = []
    blanks = 0
    for gap in pieces[:-1:2]:
        blanks += gap.count(" ")
        tokens.append(blanks)
    return tokens
