"""Words that are spelt alike and sound different: a neighbour decides (``data/homographs.tsv``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class _Rule(NamedTuple):
    """One reading of a word, and the neighbours that call for it."""

    where: str
    """``previous``, ``next``, or ``first``: the word opens its sentence."""
    neighbours: frozenset[str]
    vocalised: str


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    """Read the rules by word, in their order."""
    text = (files("naqeeb.script") / "data" / "homographs.tsv").read_text("utf-8")
    table: dict[str, tuple[_Rule, ...]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        word, where, neighbours, vocalised, _ = line.split("\t")
        rule = _Rule(where, frozenset(neighbours.split()), vocalised)
        table[word] = (*table.get(word, ()), rule)
    return table


def is_homograph(word: str) -> bool:
    """Return whether the word has a reading that a neighbour may call for."""
    return word in _rules()


def reading(word: str, previous: str, following: str) -> str | None:
    """Return the word as its neighbours want it, None where they do not care.

    ``previous`` and ``following`` are words of the same sentence, empty at its ends.
    """
    for rule in _rules()[word]:
        if rule.where == "first":
            fits = not previous
        else:
            fits = (previous if rule.where == "previous" else following) in rule.neighbours
        if fits:
            return rule.vocalised
    return None
