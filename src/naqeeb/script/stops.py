"""Stops that may or may not end a sentence.

sentencex finds the stops. The rules here add what it cannot see (line breaks, stops
with no blank behind, stops inside closing quotation marks) and take back what ends
nothing (letter names with stops, enumerators, titles, decimals, dates, addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import segment

from naqeeb.script.alphabet import WORD
from naqeeb.script.bracketed import with_stops
from naqeeb.script.classes.decimal import MEASURED
from naqeeb.script.classes.punctuation import ENDS_CLAUSE
from naqeeb.script.letters import NOTE_MARKER, NOTE_PAGE
from naqeeb.script.quotations import GOES_ON, glued_marks, pauses_within
from naqeeb.script.stops_of_forms import HOLDS_STOP
from naqeeb.text.lazy_pattern import LazyPattern


def ends_of(text: str) -> set[int]:
    """Where sentences of ``text`` end, each behind the white space that follows it."""
    ends = _ends_by_sentencex(text)
    ends.update(match.end() for match in _STOP.finditer(text))
    if "- " in text:
        ends.update(match.end() for match in _HYPHEN_END.finditer(text))
    for inside in _INSIDE:
        for match in inside.finditer(text):
            ends.difference_update(range(match.start() + 1, match.end()))
    for up_to in (*HOLDS_STOP, *GOES_ON):
        for match in up_to.finditer(text):
            ends.difference_update(range(match.start() + 1, match.end() + 1))
    for first, last, end in _overruled(text):
        ends.difference_update(range(first, last))
        if end is not None:
            ends.add(end)
    ends.update(match.end() for match in _LINE.finditer(text))
    return ends


def _overruled(text: str) -> Iterator[tuple[int, int, int | None]]:
    """Stretches in which nothing ends, whatever was found before, and where one ends for sure."""
    for match in _SOURCE.finditer(text):
        is_end = match.end() > match.end("source")
        yield match.start() + 1, match.end(), match.end() if is_end else None
    for start, behind in pauses_within(text):
        yield start + 1, behind + 1, None
    for start, behind, opens in glued_marks(text):
        yield start, behind + 1, start if opens else behind
    for start, behind in _notes(text):
        yield start, behind + 1, behind
    for bracket in with_stops(text):
        yield bracket.start + 1, bracket.end + 1, bracket.end if bracket.is_end else None
    for begin, behind in _items(text):
        yield begin + 1, behind + 1, begin


def _notes(text: str) -> Iterator[tuple[int, int]]:
    """The numbers of notes in round brackets that are stuck to a stop: ہوئی۔(2) مسلمانوں نے.

    Each with where it begins and where the text behind it does. The number that follows the
    last one of a list is the list's: (1) علم ہو۔(2) عمل ہو۔
    """
    last = 0
    for match in _BRACKETED_NUMBER.finditer(text):
        number = int(match["number"])
        if match["stop"] and not 0 < last == number - 1:
            yield match.start("bracket"), match.end()
        else:
            last = number


def _items(text: str) -> Iterator[tuple[int, int]]:
    """The numbers from 2 on of a list that runs within a line: 1۔ تعلیم 2۔ صحت 3۔ روزگار.

    Each with where it begins and where the text behind it does.
    """
    wanted = 1
    for match in _ITEM.finditer(text):
        if (
            wanted == 1
            and match["item"][0] == "("
            and _WORD_BEFORE.search(text, max(0, match.start() - 2), match.start())
        ):
            continue  # بابر (1) اور رضوان (2): no list begins within a sentence
        number = int(match["number"])
        if number == wanted > 1:
            yield match.start("item"), match.end()
        wanted = number + 1 if number in (wanted, 1) else 1
    yield from _lettered(text)


def _lettered(text: str) -> Iterator[tuple[int, int]]:
    """The same of a list by letters: الف۔ تعلیم، ب۔ صحت، ج۔ روزگار."""
    wanted, behind = 0, 0
    for match in _LETTERED.finditer(text):
        place = _LETTERS.index(match["letter"].replace("الف", "ا"))
        is_next = place == wanted > 0 and match.start() > behind + _SHORTEST_ITEM
        if is_next:
            yield match.start("letter"), match.end()
        wanted = place + 1 if is_next or place == 0 else 0
        behind = match.end()


_LETTERS = "ابجدہو"
_SHORTEST_ITEM = 3
"""An item has more characters: ا۔ ب۔ اشرف is a name."""


def _ends_by_sentencex(text: str) -> set[int]:
    """The ends that sentencex finds; none where it does not give the text back."""
    if max(map(len, text.split()), default=0) > _LONGEST_WORD:
        # sentencex takes time that grows with the square of a text without blanks.
        return set()
    ends = set()
    at = 0
    for part in segment("ur", text):
        at += len(part)
        if not text.startswith("(", at) or not part.rstrip()[-1:].isalnum():
            # زیلنسکی (46) نے کہا: an age is no item of a list.
            ends.add(at)
    return ends if at == len(text) else set()


_LONGEST_WORD = 1000
_DIGITS = "0-9۰-۹٠-٩"
_FACES = (
    "[\U0001f389\U0001f44c-\U0001f450\U0001f490-\U0001f4af\U0001f525\U0001f600-\U0001f64f"
    "\U0001f900-\U0001f9ff\u2764\ufe0f]"
)
"""Pictures of what was felt, which belong to the sentence before them."""
_LINE = LazyPattern(r"(?:\r\n|[\n\r\u2028\u2029\u0085])\s*")
# A stop, what closes with it, and the blank behind: also where there is no blank.
_STOP = LazyPattern(
    rf"(?:[۔؟!…]+|(?<!\.)\.{{2,9}}(?=[\"'“”‘’»]+\s)|(?<=[{WORD}])\.(?![\w.]{{0,40}}[A-Za-z]))"
    r"(?:[\"'“”‘’«»)\]]+(?=[\s\[¹²³⁰⁴-⁹]|$))?"
    rf"(?:\s?\[(?:{NOTE_MARKER})\](?:{NOTE_PAGE})?|[¹²³⁰⁴-⁹])*(?:\s?{_FACES})*\s*(?=\S)"
)
# A hyphen typed for a stop: قیمتیں بڑھ گئیں- عوام پریشان ہیں.
_HYPHEN_END = LazyPattern(rf"(?<![{WORD}])(?:{ENDS_CLAUSE})- +(?=[{WORD}\"'“‘])")
# Where nothing ends: within decimals, dates, addresses, runs of stops.
_INSIDE = (
    LazyPattern(rf"(?<![{_DIGITS}])[{_DIGITS}]+(?:[.۔][{_DIGITS}]+)+"),
    LazyPattern(r"(?<![A-Za-z0-9@:/_-])[A-Za-z0-9][A-Za-z0-9@:/_-]*(?:[.][A-Za-z0-9@:/_?=&%#-]+)+"),
    LazyPattern(r"[۔.…؟!](?:\s?[۔.…؟!])+"),
    LazyPattern(r"[۔؟!.…][\"'“”‘’«»)\]]+(?=[\s\[¹²³⁰⁴-⁹])"),
    # The number of a footnote belongs to the sentence before it.
    LazyPattern(
        rf"[۔.؟!][\"'“”‘’»]{{0,4}}\s?(?:(?:\[(?:{NOTE_MARKER})\](?:{NOTE_PAGE})?|[¹²³⁰⁴-⁹]+)\s?)+"
    ),
    # What is quoted in English: "Make peace! Enough is enough."
    LazyPattern(r"[\"“][A-Za-z][^\"“”۔\n]{1,300}[\"”]"),
    # A blank beside the point: 3. 8 فیصد.
    LazyPattern(rf"[{_DIGITS}] ?[.۔] ?[{_DIGITS}]+(?= ?{MEASURED})"),
)
_BRACKETED_NUMBER = LazyPattern(
    rf"(?P<stop>[۔؟!])?(?P<bracket>\((?P<number>[{_DIGITS}]{{1,3}})\))\s*"
)
_WORD_BEFORE = LazyPattern(rf"[{WORD}] $")
# An item of a list within a line; what stands before it is a word, or the line's beginning.
_ITEM = LazyPattern(
    rf"(?:^|(?<=[{WORD}{_DIGITS}:،۔,()] )(?<!نمبر ))"
    rf"(?P<item>\(?(?P<number>[{_DIGITS}]{{1,2}})[.۔)]) ?(?=[{WORD}])",
    re.MULTILINE,
)
# Where a quotation is from stands behind its stop: ... ہے۔‘‘ (صحیح مسلم: 223).
_SOURCE = LazyPattern(
    rf"(?:[۔؟!…]|\.\.)[\"'“”‘’»]{{0,4}} ?"
    rf"(?P<source>[(\[](?=[{WORD}])(?!باقی|بقیہ|جاری|تصویر|فوٹو|نوٹ)[^()\n۔؟!]{{2,60}}[{_DIGITS}][^()\n]{{0,20}}[)\]])"
    r"(?:\s+(?=\S))?"
)
_LETTERED = LazyPattern(
    rf"(?:^|(?<=[{WORD}:،۔,؛] )(?<!اور )(?<!یا )(?<!شق ))(?P<letter>الف|[{_LETTERS}])[.۔)]"
    rf" ?(?=[{WORD}])",
    re.MULTILINE,
)
