"""Words that are spelt alike and sound different: their neighbours decide.

The rules are data (``data/homographs.tsv``): a word, how it is said, and what must stand
around it. The first rule of a word whose conditions all hold decides; where none does, the
reading of the lexicon stands. A condition is ``where=words``:

* where: ``previous``, ``next``, ``previous2``, ``next2`` (one word further), ``earlier`` and
  ``later`` (up to eight words before or after it in the same sentence), ``near`` (both),
  ``before`` (up to thirty words before it), ``sentence`` (up to thirty words away), ``again``
  (such a word stands before it, and the same noun follows both: جس گاؤں … اس گاؤں), ``mark``
  (what ends the sentence). Punctuation parts neighbours: ``^`` is what stands before the first
  word of a clause, ``$`` what follows the last.
* words: parted by blanks. ``-وں`` means any word that ends so, ``ال-`` any that begins so,
  ``@name`` a list of ``data/neighbours.tsv``. A leading ``!`` turns the condition round. Where
  ``next`` asks for ``@done``, نہ or another word of ``between_noun_and_verb`` may stand between.
  With a small alef above it or without, a word is the same one (اعلیٰ, اعلی).

``marked`` in place of conditions is for a reading that only an author's own harakat ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from naqeeb.script.harakat.known import NO_SOUND, parse_sounds
from naqeeb.script.tables import groups, rows

_REACH = {"near": (8, 8), "earlier": (8, 0), "later": (0, 8)}
_REACH |= {"before": (30, 0), "sentence": (30, 30)}
"""Words that these look at before and after a word."""
_OFFSETS = {"previous": -1, "next": 1, "previous2": -2, "next2": 2}
_NAMES = {"previous": "after", "next": "before", "previous2": "two words after"}
_NAMES |= {"next2": "two words before", "near": "near", "sentence": "in a sentence with"}
_NAMES |= {"earlier": "later than", "later": "earlier than", "before": "later than"}
_NAMES |= {"again": "before the noun again that followed"}
_NAMES |= {"mark": "in a sentence that ends in"}
_OWN_E = ("ے", "ع")
"""Letters at the end of a word that may stand for e without izafat (پتے, واقع)."""
_EDGES = {"previous": "^", "next": "$", "previous2": "^", "next2": "$"}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words of a text, each with the number of its clause and of its sentence."""

    words: Sequence[str]
    """Without harakat, and `without_dagger`."""
    clauses: Sequence[int]
    sentences: Sequence[int]
    stops: Sequence[str]
    """The mark that ends each sentence, empty where the text breaks off."""

    def at(self, index: int, offset: int) -> str:
        """Return the word ``offset`` places from a word in its clause, empty beyond its ends."""
        place = index + offset
        if 0 <= place < len(self.words) and self.clauses[place] == self.clauses[index]:
            return self.words[place]
        return ""

    def near(self, index: int, before: int, after: int) -> Iterator[str]:
        """Yield the other words of the same sentence, up to so many before and after a word."""
        for place in range(max(0, index - before), min(len(self.words), index + after + 1)):
            if place != index and self.sentences[place] == self.sentences[index]:
                yield self.words[place]

    def repeated(self, index: int, before: int) -> Iterator[str]:
        """Yield the words before a word that the same noun follows as it, in their sentence."""
        noun = self.at(index, 1)
        for place in range(max(0, index - before), index - 1):
            if self.words[place + 1] == noun and self.sentences[place] == self.sentences[index]:
                yield self.words[place]


@dataclass(frozen=True, slots=True)
class Condition:
    """What must stand, or must not stand, in one place."""

    where: str
    words: frozenset[str]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]
    negative: bool
    passed_over: frozenset[str]
    """Words behind which the next one is looked at instead."""
    offset: int
    """How many words away it stands; 0 where more than one place is looked at."""

    def match(self, around: Neighbours, index: int) -> str | None:
        """Return the neighbour that fulfils the condition, "" if it asks for none, else None."""
        for word in self._candidates(around, index):
            if (
                word in self.words
                or word.endswith(self.endings)
                or word.startswith(self.beginnings)
            ):
                return None if self.negative else word
        return "" if self.negative else None

    def _candidates(self, around: Neighbours, index: int) -> Iterable[str]:
        if self.offset:
            word = around.at(index, self.offset)
            if word in self.passed_over:
                word = around.at(index, self.offset + 1)
            return (word or _EDGES[self.where],)
        if self.where == "again":
            return around.repeated(index, _REACH["before"][0])
        if self.where == "mark":
            return (around.stops[around.sentences[index]],)
        return around.near(index, *_REACH[self.where])


@dataclass(frozen=True, slots=True)
class Rule:
    """One reading of a word and what calls for it."""

    say: str
    """In the romanisation of ``data/pronunciation``."""
    conditions: tuple[Condition, ...]


AS_A_RULE = "as a rule"
"""The reason where no neighbour decides, and the rules still prefer one reading."""


class Choice(NamedTuple):
    """The reading that a rule chose."""

    vocalised: str
    sounds: tuple[str, ...]
    """As in `Pronunciation`."""
    reason: str
    """How it is said and which neighbour decided, for an editor."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """One way to say a word that has several."""

    vocalised: str
    sounds: tuple[str, ...]
    """The sound of each letter, as in `naqeeb.script.harakat.place`; may be empty."""
    bound: bool = False
    """Whether it is bound to the next word by -e."""


@cache
def readings() -> dict[str, dict[str, Pronunciation]]:
    """Return the readings of each word of the rules, by how they are said."""
    table: dict[str, dict[str, Pronunciation]] = {}
    for word, say, vocalised, sounds in rows("readings.tsv"):
        bound = say.endswith("e") and not word.endswith(_OWN_E)
        known = () if sounds == NO_SOUND else parse_sounds(sounds)
        table.setdefault(word, {})[say] = Pronunciation(vocalised, known, bound)
    return table


@cache
def homographs() -> dict[str, list[list[str]]]:
    """Return the words that have a reading for which neighbours may call, with their lines.

    The lines become rules word by word: a news article has some forty of 1,100 words, and all
    of them would take longer than vocalising it.
    """
    table: dict[str, list[list[str]]] = {}
    for word, *cells in rows("homographs.tsv"):
        if "marked" not in cells:
            table.setdefault(word, []).append(cells)
    return table


@cache
def rules_of(word: str) -> tuple[Rule, ...]:
    """Return the rules of a word of `homographs`, in their order."""
    return tuple(
        Rule(say, tuple(_condition(cell) for cell in cells if not cell.startswith("as=")))
        for say, *cells in homographs()[word]
    )


def without_dagger(word: str) -> str:
    """Return a word as most type it: اعلی, not اعلیٰ."""
    return word.replace("\u0670", "")


def _condition(cell: str) -> Condition:
    where, _, listed = cell.partition("=")
    if where not in _NAMES:
        raise ValueError(f"homographs.tsv: {cell} is no condition")
    negative = listed.startswith("!")
    words: set[str] = set()
    for word in listed.removeprefix("!").split():
        words |= groups("neighbours.tsv")[word[1:]] if word.startswith("@") else {word}
    words = set(map(without_dagger, words))
    endings = tuple(word[1:] for word in words if word.startswith("-"))
    beginnings = tuple(word[:-1] for word in words if word.endswith("-"))
    verb = where == "next" and "@done" in listed.split()
    passed_over = groups("neighbours.tsv")["between_noun_and_verb"] if verb else frozenset()
    offset = _OFFSETS.get(where, 0)
    return Condition(where, frozenset(words), endings, beginnings, negative, passed_over, offset)


def choose(around: Neighbours, index: int) -> Choice | None:
    """Return a homograph as its neighbours want it, None where they do not care."""
    for rule in rules_of(around.words[index]):
        reasons: list[str] = []
        for condition in rule.conditions:
            neighbour = condition.match(around, index)
            if neighbour is None:
                break
            if neighbour:
                reasons.append(_reason(condition.where, neighbour))
        else:
            reading = readings()[around.words[index]][rule.say]
            reason = f"{rule.say}: {', '.join(reasons) or AS_A_RULE}"
            return Choice(reading.vocalised, reading.sounds, reason)
    return None


def _reason(where: str, neighbour: str) -> str:
    if neighbour in ("^", "$"):
        return "at the start of its clause" if neighbour == "^" else "at the end of its clause"
    return f"{_NAMES[where]} {neighbour}"
