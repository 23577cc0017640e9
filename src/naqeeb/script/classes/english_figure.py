"""Figures that Urdu calls by their English number: ٹی 20 is ٹی ٹوئنٹی, 100 انڈیکس ہنڈرڈ انڈیکس."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD
from naqeeb.script.letter_names import LETTER_NAMES, spell
from naqeeb.script.numbers import ENGLISH_DIGITS, cardinal
from naqeeb.script.reading import Reading, Scan, figure_end
from naqeeb.script.tables import any_in, groups, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_GOES_ON = LazyPattern(r"[.,،:/۔-]?\d")
_NAME_BEFORE = LazyPattern(r"(\w+)[ ۔-]?$")
_INDEX_BEHIND = LazyPattern(rf"(?: ?انڈیکس(?:ز)?(?![{WORD}])| ?-?[Ii]ndex(?![A-Za-z]))")
_GEE = LazyPattern(
    rf"(?:-?جی(?! (?:بی|پی|ایم))(?![{WORD}])"
    rf"| جی (?:{any_in('english_figure_words.tsv', 'network')}))"
)
_LINKED = LazyPattern(r"([1-9])-(in|on|to|by|plus)-([1-9])(?![\w-])", re.IGNORECASE)
_LINKS = {"in": "ان", "on": "آن", "to": "ٹو", "by": "بائی", "plus": "پلس"}
_TALK = LazyPattern(
    rf"1 ?: ?1(?= (?:{any_in('english_figure_words.tsv', 'talk')})[{WORD}]*(?![{WORD}]))"
)
_DIMENSIONS = LazyPattern(r"([2-4])-D(?![\w-])")
_SHORT_GAME = LazyPattern(
    r"(?P<figures>20 ?- ?20)(?![\d-])"
    rf"(?P<noun> (?:{any_in('english_figure_words.tsv', 'short_game')})(?![{WORD}]))?"
)
_TWENTY_TWENTY = "ٹوئنٹی ٹوئنٹی"
_MODEL = LazyPattern(r"(\d{1,2})s(?![A-Za-z\d])")
_TELEPHONE = LazyPattern("(?:iPhone|آئی فون) ?$")
_GEE_BEFORE = LazyPattern(rf"(?:(?:(?<![{WORD}])([{WORD}]+) )|(?<![{WORD}]))جی(?:۔ |[ ۔-])?$")
_STATES = frozenset(("7", "8", "20", "77"))
"""How many states meet in groups that are called by their number: جی 20."""
_STATES_BEHIND = LazyPattern(
    rf"\+?(?: ?[()،۔:'\"؛؟!]|\Z| ?(?:{any_in('english_figure_words.tsv', 'states')})(?![{WORD}]))"
)
_TEE = LazyPattern(r"(?<!\w)ٹی(?:۔ |[ ۔-])?$")


def read_linked(scan: Scan, position: int) -> Reading | None:
    """2-in-1, 1-on-1: English figures with an English word between them; and 3-D."""
    if match := _DIMENSIONS.match(scan.text, position):
        spoken = f"{ENGLISH_DIGITS[int(match[1])]} {spell('D')}"
        return Reading(position, match.end(), "latin", spoken)
    match = _LINKED.match(scan.text, position)
    if match is None:
        return None
    first, second = ENGLISH_DIGITS[int(match[1])], ENGLISH_DIGITS[int(match[3])]
    return Reading(position, match.end(), "latin", f"{first} {_LINKS[match[2].lower()]} {second}")


def read_short_game(scan: Scan, position: int) -> Reading | None:
    """20-20 میچ: cricket of twenty overs a side."""
    match = _SHORT_GAME.match(scan.text, position)
    if match is None or not (match["noun"] or _TEE.search(scan.before(position, 16))):
        return None
    return Reading(position, match.end("figures"), "latin", _TWENTY_TWENTY)


def read_talk(scan: Scan, position: int) -> Reading | None:
    """1:1 ملاقات: two people alone."""
    match = _TALK.match(scan.text, position)
    return Reading(position, match.end(), "latin", "ون آن ون") if match else None


def read(scan: Scan, position: int) -> Reading | None:
    """A figure of cricket's short game, or of the companies that an index of shares is made of."""
    text = scan.text
    end = figure_end(text, position)
    if end == position + 1 and _GEE.match(text, end):
        # 5 جی: a generation of mobile networks.
        return Reading(position, end, "acronym", ENGLISH_DIGITS[int(text[position])])
    states = _states(scan, position, end)
    if states is not None:
        return Reading(position, end, "acronym", states)
    spoken = pairs("english_figures.tsv").get(text[position:end])
    if spoken is None or _GOES_ON.match(text, end):
        return None
    before = scan.before(position, 16)
    if text[position:end] == "20":
        return Reading(position, end, "acronym", spoken) if _TEE.search(before) else None
    name = _NAME_BEFORE.search(before)
    indices = groups("index_names.tsv")["shares"]
    if not _INDEX_BEHIND.match(text, end) and not (name and name[1] in indices):
        return None
    return Reading(position, end, "acronym", spoken)


def _states(scan: Scan, position: int, end: int) -> str | None:
    """جی 7 کے رہنما, where no letter comes before as in ایل پی جی 20 روپے."""
    figure = scan.text[position:end]
    if figure not in _STATES or not _STATES_BEHIND.match(scan.text, end):
        return None
    gee = _GEE_BEFORE.search(scan.before(position, 16))
    if gee is None or gee[1] in LETTER_NAMES:
        return None
    return pairs("english_figures.tsv").get(figure) or ENGLISH_DIGITS[int(figure)]


def read_model(scan: Scan, position: int) -> Reading | None:
    """آئی فون 5s: the letter of a model, no seconds."""
    match = _MODEL.match(scan.text, position)
    if match is None or not _TELEPHONE.search(scan.before(position, 10)):
        return None
    number = int(match[1])
    figure = ENGLISH_DIGITS[number] if number < len(ENGLISH_DIGITS) else cardinal(number)
    return Reading(position, match.end(), "acronym", f"{figure} ایس")
