"""The pronouncing lexicon: words whose vocalised form was checked against the engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from naqeeb.script.harakat.sorted_table import SortedTable

DATA = Path(__file__).parents[1] / "data"
"""Where the tables of the script room lie."""


@cache
def lexicon() -> SortedTable:
    """Open the lexicon: plain word, vocalised word."""
    return SortedTable(DATA / "vocalised.tsv")
