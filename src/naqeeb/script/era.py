"""Years and the signs of their eras (ء, ھ, ق م, ہ ش), which dates and years share."""

from __future__ import annotations

from naqeeb.script.alphabet import IS_WORD, WORD
from naqeeb.script.numbers import cardinal, year
from naqeeb.script.reading import behind
from naqeeb.text.lazy_pattern import LazyPattern

# One group for each era: common, before Christ, solar Hijri, lunar Hijri, Bikrami, Hijri.
_ERA = LazyPattern(
    rf" ?(?:(?P<ce>ء|ع(?![{WORD}])|عیسوی(?![{WORD}])|(?:A\.?D\.?|C\.?E\.?)(?![A-Za-z]))"
    rf"|(?P<bc>ق ?[.۔]? ?م(?![{WORD}])[۔.]?(?= ?[{WORD}])|ق ?[.۔]? ?م(?![{WORD}])"
    r"|B\.?C\.?(?:E\.?)?(?![A-Za-z]))"
    rf"|(?P<solar>(?:ھ|ہ)[.۔]? ?ش(?![{WORD}])[۔.]?|(?:ہ|ھ) ?[.۔]? ?شمسی)"
    rf"|(?P<lunar>(?:ھ|ہ)[.۔]? ?ق(?![{WORD}])[۔.]?)"
    rf"|(?P<bikrami>(?:(?<=20[6-9]\d)|(?<=20[6-9]\d ))ب(?![{WORD}]))"
    rf"|(?P<ah>[ھہ](?![{WORD}])|A\.?H\.?(?![A-Za-z])))"
)
BEFORE_CHRIST = " قبل مسیح"
_SPOKEN = {
    "bc": BEFORE_CHRIST,
    "solar": " ہجری شمسی",
    "lunar": " ہجری قمری",
    "bikrami": " بکرمی",
    "ah": " ہجری",
}


def era(text: str, end: int, *, gregorian: bool) -> tuple[int, str]:
    """Read the sign of an era behind a year.

    Args:
        text: folded text.
        end: where the year ends.
        gregorian: whether ء is read as عیسوی. News leaves it unread, and so do we
            by default (`ScriptSettings.gregorian_suffix`).

    Returns:
        Where the sign ends, and its words with a blank before them. Without a sign:
        ``end`` and nothing.
    """
    match = _ERA.match(text, end) if _may_begin(text, end) else None
    if match is None:
        return end, ""
    if match["ce"]:
        spoken = " عیسوی" if gregorian or match["ce"] == "عیسوی" else ""
        return match.end(), spoken
    for name, spoken in _SPOKEN.items():
        if match[name]:
            return match.end(), spoken
    return end, ""


def _may_begin(text: str, end: int) -> bool:
    """Whether the sign of an era can begin here: a cheap look before the expression."""
    at, first = behind(text, end)
    second = text[at + 1 : at + 2]
    if first in "ھہ":
        return bool(first) and (second not in IS_WORD or second in "شق")
    return first in "ءعقبABC"


def year_words(written: str) -> str:
    """A year in words; a year of two digits is read as a plain number."""
    number = int(written)
    return year(number) if len(written) == 4 else cardinal(number)
