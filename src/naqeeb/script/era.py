"""Years and the signs of their eras, shared by dates and years."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import IS_WORD, WORD
from naqeeb.script.numbers import cardinal, year
from naqeeb.script.reading import behind

_ERA = re.compile(
    rf" ?(?:(?P<ce>ء|ع(?![{WORD}])|عیسوی(?![{WORD}])|(?:A\.?D\.?|C\.?E\.?)(?![A-Za-z]))"
    rf"|(?P<bc>ق ?[.۔]? ?م(?![{WORD}])[۔.]?(?= ?[{WORD}])|ق ?[.۔]? ?م(?![{WORD}])"
    r"|B\.?C\.?(?:E\.?)?(?![A-Za-z]))"
    rf"|(?P<solar>(?:ھ|ہ)[.۔]? ?ش(?![{WORD}])[۔.]?|(?:ہ|ھ) ?[.۔]? ?شمسی)"
    rf"|(?P<lunar>(?:ھ|ہ)[.۔]? ?ق(?![{WORD}])[۔.]?)"
    rf"|(?P<ah>[ھہ](?![{WORD}])|A\.?H\.?(?![A-Za-z])))"
)


def era(text: str, end: int, *, gregorian: bool) -> tuple[int, str]:
    """The sign of the era at ``end``: where it ends and what is said for it.

    ء is silent unless ``gregorian`` asks for عیسوی, which is how news reads it.
    """
    match = _ERA.match(text, end) if _may_begin(text, end) else None
    if match is None:
        return end, ""
    if match["ce"]:
        said = " عیسوی" if gregorian or match["ce"] == "عیسوی" else ""
        return match.end(), said
    for name, said in _SAID.items():
        if match[name]:
            return match.end(), said
    return end, ""


def _may_begin(text: str, end: int) -> bool:
    at, first = behind(text, end)
    second = text[at + 1 : at + 2]
    if first in "ھہ":
        return bool(first) and (second not in IS_WORD or second in "شق")
    return first in "ءعقABC"


_SAID = {
    "bc": " قبل مسیح",
    "solar": " ہجری شمسی",
    "lunar": " ہجری قمری",
    "ah": " ہجری",
}


def year_words(written: str) -> str:
    """A year in words; 47 stays سینتالیس."""
    number = int(written)
    return year(number) if len(written) == 4 else cardinal(number)
