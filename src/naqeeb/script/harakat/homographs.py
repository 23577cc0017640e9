"""Words that are spelt alike and sound different: a neighbour decides (``data/homographs.tsv``)."""

from __future__ import annotations

from functools import cache

from naqeeb.script.tables import rows

Rule = tuple[str, frozenset[str], str]
"""One reading of a word: where to look (``previous``, ``next``, or ``first``, which asks
whether the word opens its sentence), the neighbours that call for it, and how it is written."""


@cache
def homographs() -> dict[str, list[Rule]]:
    """Return the words that have a reading for which a neighbour may call; rules in their order."""
    table: dict[str, list[Rule]] = {}
    for word, where, neighbours, vocalised, _ in rows("homographs.tsv"):
        table.setdefault(word, []).append((where, frozenset(neighbours.split()), vocalised))
    return table


def reading(word: str, previous: str, following: str) -> str | None:
    """Return a homograph as its neighbours want it, None where they do not care.

    ``previous`` and ``following`` are words of the same sentence, empty at its ends.
    """
    for where, neighbours, vocalised in homographs()[word]:
        if where == "first":
            fits = not previous
        else:
            fits = (previous if where == "previous" else following) in neighbours
        if fits:
            return vocalised
    return None
