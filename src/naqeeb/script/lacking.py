"""بےپناہ is بے پناہ: the prefix that says what is lacking, and no ے typed for ی."""

from __future__ import annotations

from naqeeb.script.harakat import lexicon
from naqeeb.script.harakat.known import sounds_of
from naqeeb.script.tables import groups

_PREFIX = "بے"
_SHORTEST = 3
"""بےٹی is بیٹی: shorter words stand at the end of too many others."""


def lacks(word: str) -> bool:
    """Whether ``word`` is بے with what is lacking.

    بےمار is بیمار, which sounds otherwise; and بےزار, by custom one word, is بیزار.
    """
    tail = word.removeprefix(_PREFIX)
    if tail == word or len(tail) < _SHORTEST or tail not in lexicon():
        return False
    joined = f"بی{tail}"
    if joined in groups("glued_words.tsv")["one_word"]:
        return False
    return joined not in lexicon() or sounds_of(joined)[1] == "e"
