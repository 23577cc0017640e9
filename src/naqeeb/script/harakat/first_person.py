"""What I do: میں لڑوں گا has uu, where the plural of a noun has o (لوگوں, کھیلوں میں).

The lexicon lists few such forms, and the others were read as plurals. A verb is told by گا or
گی behind it, or, where no lexicon has it, by its subject میں at the head of the clause and no
postposition behind it. Its stem sounds as in other forms of the verb that the lexicon has.
"""

from __future__ import annotations

from collections.abc import Sequence

from naqeeb.script.harakat.inflected import Way, form_with_sounds
from naqeeb.script.harakat.known import lexicon
from naqeeb.script.harakat.place import PLAIN_SIBILANTS
from naqeeb.script.harakat.writing import write
from naqeeb.script.tables import groups

_WAYS = (
    Way("وں", ("uu", "~"), "نا", ("C", "aa"), stem="verb", letters=2),
    Way("یوں", ("+i", "C", "uu", "~"), "ینا", ("ii", "C", "aa"), stem="verb", letters=1),
)
"""How the form is made of the infinitive: لڑوں of لڑنا, پیوں of پینا."""
_BEFORE_SUBJECT = ("", "کہ", "تو", "جب", "اگر", "اور", "لیکن", "مگر")
"""Words behind which میں is "I": behind a noun it is "in"."""


def is_first_person(word: str, before: Sequence[str], after: str) -> bool:
    """Whether a form in -وں says what I do, by the words of its clause.

    >>> is_first_person("کھیلوں", [], "گا"), is_first_person("کھیلوں", [], "کے")
    (True, False)
    """
    if word == "ہوں" or after in ("گا", "گی"):
        return word != "ہوں"
    if word in lexicon() or after in groups("neighbours.tsv")["postposition"]:
        return False
    return any(
        other == "میں" and (before[at - 1] if at else "") in _BEFORE_SUBJECT
        for at, other in enumerate(before)
    )


def first_person(word: str) -> str | None:
    """Write لڑوں as a form of the verb لڑنا, None where the lexicon has no such verb.

    >>> first_person("لڑوں")
    'لَڑُوں'
    """
    for way in _WAYS:
        if word.endswith(way.ending) and (
            pairs := form_with_sounds(word.removesuffix(way.ending), way)
        ):
            return write(pairs).translate(PLAIN_SIBILANTS)
    return None
