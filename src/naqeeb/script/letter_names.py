"""Latin letters by their Urdu names: SCO is ایس سی او, unless the acronym has a word of its own."""

from __future__ import annotations

from naqeeb.script.tables import pairs

NAME_OF = pairs("letter_names.tsv")
"""The name of each capital letter."""
LETTER_NAMES = tuple(NAME_OF.values())
"""The English letters as Urdu names them, A to Z."""

ANY_NAME = "|".join(sorted(LETTER_NAMES, key=len, reverse=True))
"""An expression for any letter's name."""


def spell(letters: str) -> str:
    """``letters`` one by one; whatever is no Latin letter is passed over."""
    return " ".join(NAME_OF[each] for each in letters.upper() if each in NAME_OF)


def known_acronym(written: str) -> str | None:
    """The reading of an acronym that has one of its own (NATO), None of any other."""
    return pairs("acronyms.tsv").get(written)


def acronym(written: str) -> str:
    """A run of capitals: the reading of its own, else letter by letter."""
    return known_acronym(written) or spell(written)
