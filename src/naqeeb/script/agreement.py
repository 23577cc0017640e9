"""Gender and case of the noun behind a figure.

2nd ٹیسٹ میں is دوسرے ٹیسٹ میں, 3rd شادی تیسری شادی, ½ گھنٹے آدھے گھنٹے.
"""

from __future__ import annotations

from naqeeb.script.alphabet import WORD
from naqeeb.script.tables import any_in, groups
from naqeeb.text.lazy_pattern import LazyPattern

_NOUN = LazyPattern(
    rf" ?([{WORD}]+)(?: (?:[{WORD}]+ )?(?:{any_in('neighbours.tsv', 'postposition')})(?![{WORD}]))?"
)
_SPOON = LazyPattern(rf" ?(?:چائے|کھانے) ک([ایے])(?![{WORD}])")


def is_feminine(noun: str) -> bool:
    """Whether a noun is feminine, as far as lists and endings tell."""
    genders = groups("gender.tsv")
    return noun in genders["feminine"] or (
        noun.endswith(("ی", "یں", "یاں")) and len(noun) > 2 and noun not in genders["masculine"]
    )


def half(text: str, end: int) -> str:
    """آدھا, آدھی or آدھے, as what is halved asks."""
    spoon = _SPOON.match(text, end)
    if spoon is not None:
        return f"آدھ{spoon[1]}"
    return f"آدھ{ending(text, end)}"


def ending(text: str, end: int) -> str:
    """The ending ا, ی or ے that the noun behind ``end`` gives to a word before it."""
    noun = _NOUN.match(text, end)
    if noun is None:
        return "ا"
    if is_feminine(noun[1]):
        return "ی"
    return "ے" if noun.end() > noun.end(1) or noun[1].endswith("ے") else "ا"
