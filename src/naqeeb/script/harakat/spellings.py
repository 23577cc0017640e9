"""Words that the lexicon has in another spelling: عملا is عملاً, تأثیر is تاثیر.

What may be written otherwise without being said otherwise stands in ``spellings.tsv``.
"""

from __future__ import annotations

import re
from functools import cache

from naqeeb.script.harakat.known import lexicon
from naqeeb.script.tables import rows


@cache
def _ways() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The expressions that find a place, and what may stand there as well."""
    table = rows("spellings.tsv")
    return tuple((re.compile(place), "" if other == "-" else other) for place, other in table)


def spelt_otherwise(word: str) -> str | None:
    """Return how the lexicon writes the harakat of a word that it spells otherwise.

    None where it has no such word.

    >>> spelt_otherwise("تأثیر") == lexicon()["تاثیر"]
    True
    """
    for place, other in _ways():
        spelling = place.sub(other, word)
        if spelling != word:
            known = lexicon().find(spelling)
            if known is not None:
                return known
    return None
