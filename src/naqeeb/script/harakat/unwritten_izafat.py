"""Izafat that nobody wrote, told by the second word: نظام اسلامی کے is nizaam-e islaamii.

An adjective stands before its noun in Urdu. Where one stands behind a noun of Arabic or Persian
and has no other noun to describe, since a postposition follows, the noun is bound to it. Fixed
pairs are in ``data/homographs.tsv``; here ``data/behind_nouns.tsv`` names the second words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from naqeeb.script.harakat.homographs import readings
from naqeeb.script.harakat.known import lexicon
from naqeeb.script.tables import groups, rows

_SHORTEST = 4
"""Letters of a noun that is known by its letters alone."""


class _Behind(NamedTuple):
    """Where a word binds the noun before it, and which nouns."""

    where: str
    thing: bool
    unless: frozenset[str]
    only: frozenset[str]


@cache
def _behind_nouns() -> dict[str, _Behind]:
    table: dict[str, _Behind] = {}
    for word, where, *cells in rows("behind_nouns.tsv"):
        unless, only = (_nouns(cells, name) for name in ("unless=", "only="))
        table[word] = _Behind(where, "thing" in cells, unless, only)
    return table


def _nouns(cells: Sequence[str], name: str) -> frozenset[str]:
    listed = (cell.removeprefix(name) for cell in cells if cell.startswith(name))
    return frozenset(" ".join(listed).split())


def unwritten(words: Sequence[str], gaps: Sequence[str]) -> Iterator[int]:
    """Yield the places of the words that the next one binds.

    Args:
        words: the words of a text without their harakat.
        gaps: what stands before each of them, and at last behind the last.
    """
    table = _behind_nouns()
    if table.keys().isdisjoint(words):
        return
    for at in range(1, len(words)):
        behind = table.get(words[at])
        if (
            behind
            and gaps[at] == " "
            and _is_bound(words[at - 1], behind)
            and (behind.where == "anywhere" or _describes_none(words, gaps, at, behind.where))
        ):
            yield at - 1


def _describes_none(words: Sequence[str], gaps: Sequence[str], at: int, where: str) -> bool:
    """Whether no noun follows that an adjective could describe."""
    lists = groups("izafat_words.tsv")
    following = words[at + 1] if at + 1 < len(words) and gaps[at + 1] == " " else ""
    if following == "و" and at + 3 < len(words) and words[at + 2] in _behind_nouns():
        following = words[at + 3] if gaps[at + 2] == gaps[at + 3] == " " else ""
    return following in lists["postposition"] if following else where == "end"


def _is_bound(noun: str, behind: _Behind) -> bool:
    if behind.only:
        return noun in behind.only
    lists = groups("izafat_words.tsv")
    if noun in behind.unless or noun in lists["not_noun"]:
        return False
    if noun in lists["noun"] or any(reading.bound for reading in readings().get(noun, {}).values()):
        return not (behind.thing and noun in lists["person"])
    return not behind.thing and _is_arabic(noun)


def _is_arabic(word: str) -> bool:
    """Whether the letters of a word show that it is a noun of Arabic."""
    lists = groups("izafat_words.tsv")
    return (
        len(word) >= _SHORTEST
        and not word.endswith(tuple(lists["no_end"]))
        and (word.endswith(tuple(lists["end"])) or not lists["letter"].isdisjoint(word))
        and word not in groups("neighbours.tsv")["given"]
        and not (word in _behind_nouns() and not _behind_nouns()[word].only)
        and word in lexicon()
    )
