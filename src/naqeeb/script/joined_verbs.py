"""Verbs to which what follows is joined: لارہے is لا رہے, بولیگا بولے گا."""

from __future__ import annotations

from naqeeb.script.harakat import lexicon
from naqeeb.script.tables import groups

_GOING_ON = ("رہا", "رہے", "رہی")


def going_on(word: str) -> str | None:
    """Return لا رہے for لارہے, which might be لار ہے, too; None for all else."""
    stem, ending = word[:-3], word[-3:]
    kinds = groups("joins.tsv")
    if ending not in _GOING_ON or not (stem in kinds["root"] or stem in kinds["come"]):
        return None
    return f"{stem} {ending}"


def future(word: str) -> str | None:
    """Return بولے گا for بولیگا, آئیں گے for آئینگے: a verb to which its ending is joined."""
    stem, ending = word[:-2], word[-2:]
    if ending not in ("گا", "گی", "گے"):
        return None
    for written, apart in (("ین", "یں"), ("ون", "وں"), ("ؤن", "ؤں"), ("ی", "ے")):
        # بھیگا, wet, is a word: its ھ counts for no letter.
        if stem.endswith(written) and len(stem.replace("ھ", "")) > len(written) + 1:
            head = stem.removesuffix(written)
            infinitive = f"{head.rstrip('ئ')}نا"
            if head + apart in lexicon() and infinitive in lexicon():
                return f"{head}{apart} {ending}"
            return None
    return None
