"""Sentences: where one ends, in news as it is typed.

Where every stop is followed by a blank and a word, and none could belong to a list, a
title or a name in letters, the stops are the ends. That is most of news; any other
text is handed to `stops`, with sentencex and the rules.
"""

from __future__ import annotations

from itertools import pairwise

from naqeeb.script.alphabet import IS_WORD, WORD
from naqeeb.script.bracketed import with_stops
from naqeeb.script.classes.acronym_dotted import BEFORE_NAME
from naqeeb.script.letter_names import LETTER_NAMES
from naqeeb.script.letters import BLANKS
from naqeeb.script.stops import ends_of
from naqeeb.script.stops_of_forms import DAY_IN_WORDS
from naqeeb.script.tables import groups, pairs
from naqeeb.text.lazy_pattern import LazyPattern


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, as written.

    Nothing is lost: each sentence keeps the white space that follows it, so that
    ``"".join(sentences(text)) == text``.

    >>> sentences("بارش ہوئی۔ سڑکیں بند ہیں۔")
    ['بارش ہوئی۔ ', 'سڑکیں بند ہیں۔']
    """
    if not text:
        return []
    # Of the same length, so that the ends lie where they lay.
    plain = text.translate(BLANKS)
    ends = _plain_ends(plain)
    if ends is None:
        ends = ends_of(plain)
    places = sorted(ends | {0, len(text)})
    return _whole([text[start:end] for start, end in pairwise(places)])


def _plain_ends(text: str) -> set[int] | None:
    """The ends, where no stop needs a second look; else None."""
    if "- " in text or not _ORDINARY.issuperset(text) or (") " in text and _ITEM.search(text)):
        return None
    if ("(" in text or "[" in text) and any(with_stops(text)):
        return None
    ends: set[int] = set()
    for stop in "۔؟!":
        # The text's beginning counts as a stop: پی۔ کراچی begins with a letter's name.
        before, at = -1, text.find(stop)
        while at >= 0:
            if at - before <= _LETTER_NAME or not _parts(text, at):
                return None
            ends.add(at + 2)
            before, at = at, text.find(stop, at + 1)
    return {end for end in ends if end < len(text)}


def _parts(text: str, at: int) -> bool:
    """Whether the stop at ``at`` stands between two sentences beyond doubt."""
    behind = text[at + 1 : at + 5]
    if behind and (behind[0] != " " or behind[1:2] not in IS_WORD):
        return False
    # A postposition, which begins no sentence.
    if behind[1:3] in _POSTPOSITIONS and behind[3:4] not in IS_WORD:
        return False
    # A day: کراچی۔ یکم مئی (اے پی پی) is the head of a report.
    if text.startswith(_DAYS, at + 2) and DAY_IN_WORDS.match(text, at + 2):
        return False
    # An enumerator (5۔ or ب۔), an agency, or a title.
    last = text[at - 1 : at]
    if (
        not last
        or last == ")"
        or last.isdecimal()
        or last.isascii()
        or (last in IS_WORD and text[at - 2 : at - 1] not in IS_WORD)
    ):
        return False
    return not text.endswith(_TITLES, 0, at) and not (
        text.endswith(LETTER_NAMES, 0, at) and _AFTER_TITLE.search(text, max(0, at - _FAR), at)
    )


# Neither white space but blanks, nor stops of other scripts, nor full stops.
_RANGES = (
    (0x20, 0x7F), (0xA1, 0x250), (0x370, 0x530), (0x600, 0x700), (0x200C, 0x200D), (0x2013, 0x201E),
    (0x2070, 0x2300), (0x25A0, 0x27C0), (0x3380, 0x33E0), (0xFDF0, 0xFE00), (0x1F300, 0x1FB00),
)  # fmt: skip
_ORDINARY = frozenset(
    chr(code) for first, end in _RANGES for code in range(first, end)
) - frozenset(".?\u037e\u061d\u061e")
_ITEM = LazyPattern(r"(?:^|[ \n])\(?(?:\d{1,2}|الف|[ابج])\) ")
"""An item of a list within a line: 1) تعلیم 2) صحت."""
_LETTER_NAME = 8
"""No letter's name with blank and stop (ڈبلیو۔) is longer, in characters."""
_POSTPOSITIONS = frozenset(("نے", "کے", "کو", "کا", "کی", "سے", "تک"))
_DAYS = (*groups("stop_words.tsv")["day"], *groups("stop_words.tsv")["weekday"])
_AFTER_TITLE = LazyPattern(rf"(?:{BEFORE_NAME}) (?:[{WORD}]+[.۔]? ?)+$|(?:^| )[{WORD}]+ [{WORD}]+$")
_FAR = 40
"""No title with the initials behind it is longer."""
_TITLES = (*pairs("titles.tsv"), "الف", *groups("stop_words.tsv")["speaker"])
"""With a letter of more than one, and the words that open a turn of an interview."""


def _whole(parts: list[str]) -> list[str]:
    """White space and marks alone are no sentence: they stay with the one before."""
    whole: list[str] = []
    for part in parts:
        if whole and not (_says(part) and _says(whole[-1])):
            whole[-1] += part
        else:
            whole.append(part)
    return whole


def _says(part: str) -> bool:
    return any(map(str.isalnum, part))
