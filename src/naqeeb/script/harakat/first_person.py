"""What I do: میں لڑوں گا has uu, where the plural of a noun has o (لوگوں, کھیلوں میں).

The lexicon lists few such forms, and the others were read as plurals. A verb is told by گا or
گی behind it, or, where no lexicon has it, by its subject میں at the head of the clause and no
postposition behind it. Its stem sounds as in other forms of the verb that the lexicon has.
"""

from __future__ import annotations

from collections.abc import Sequence

from naqeeb.script.harakat.known import lexicon, sounds_of
from naqeeb.script.harakat.place import PLAIN_SIBILANTS, letters_of
from naqeeb.script.harakat.writing import write
from naqeeb.script.tables import groups

_ENDING = "وں"
_OTHER_FORMS = (("نا", 2), ("یں", 2), ("ے", 1))
"""Endings of other forms of a verb, and how many letters they have: چلنا, چلیں, چلے."""
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
    """Write لڑوں as a form of the verb لڑنا, None where no other form of it is known.

    >>> first_person("لڑوں")
    'لَڑُوں'
    """
    stem = word[: -len(_ENDING)]
    if stem + "نا" not in lexicon():
        return None
    letters = letters_of(stem)
    for ending, length in _OTHER_FORMS:
        sounds = sounds_of(stem + ending)
        own = list(sounds[: len(letters)])
        if len(sounds) == len(letters) + length and own[-1].startswith("C"):
            if len(own) > 2 and own[-2:] == ["Ca", "C"]:
                own[-2] = "C"  # nikal-naa, but nikl-uu~
            pairs = list(zip(letters, own, strict=True))
            return write([*pairs, ("و", "uu"), ("ں", "~")]).translate(PLAIN_SIBILANTS)
    return None
