"""Quotations and pauses: where a sentence goes on behind a stop, and which mark opens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from naqeeb.script.alphabet import WORD
from naqeeb.script.classes.punctuation import ENDS_CLAUSE
from naqeeb.script.tables import any_in, groups
from naqeeb.text.lazy_pattern import LazyPattern


def pauses_within(text: str) -> Iterator[tuple[int, int]]:
    """The pauses before which no verb ends a sentence: پتا نہیں کیوں... دل اداس ہے."""
    for match in _PAUSE_BETWEEN.finditer(text):
        if not _VERB_BEFORE.search(text, max(0, match.start() - _LONGEST_VERB), match.start()):
            yield match.start(), match.end()


def glued_marks(text: str) -> Iterator[tuple[int, int, bool]]:
    """The marks between a stop and a word, without blanks: کہا۔”آؤ, آؤ۔“اس نے.

    Each with where it begins and ends, and whether it opens a quotation: many marks are typed
    at either end, so one before which an odd number stands in the line closes.
    """
    is_open = False
    for match in _QUOTATION_MARK.finditer(text):
        if match.group() == "\n":
            is_open = False
            continue
        if match["glued"]:
            yield match.start(), match.end(), not is_open
        is_open = not is_open


_QUOTATION_MARK = LazyPattern(
    rf"(?P<glued>(?<=[۔؟!…])(?:[\"“”«»]|[‘’']{{2}})(?=[{WORD}]))|[\"“”«»]|[‘’']{{2}}|\n"
)
_ON, _ON_BEHIND_STOP, _BEHIND_PAUSE, _BEFORE_PAUSE, _TOLD, _ASKED, _QUESTION = (
    any_in("stop_words.tsv", group)
    for group in (
        "behind_quotation",
        "behind_stop",
        "behind_pause",
        "before_pause",
        "told",
        "asked",
        "question",
    )
)
_PAUSE = r"(?:\.{2,9}|…|۔{2,9})"
_PAUSE_BETWEEN = LazyPattern(
    rf"(?<=[{WORD}]) ?(?:\.{{2,9}}|…|۔{{3,9}}(?! ?(?:مگر|لیکن))) ?(?=[{WORD}])"
)
_VERB_BEFORE = LazyPattern(rf"(?<![{WORD}])(?:{ENDS_CLAUSE})$")
_LONGEST_VERB = 10
_NO_SPEECH = "".join(f"(?<!{word} )" for word in groups("stop_words.tsv")["before_quotation"])
"""Behind these a quotation is somebody's whole sentence."""
GOES_ON = (
    # A quotation that begins with a pause: کہا: ’’... وہ آیا.
    LazyPattern(r"[:،][ \"'“”‘’]*(?:\.\.+|…|۔۔+) ?(?=\S)"),
    # After a pause or what somebody asked, the sentence goes on: وہ آیا... اور گیا.
    LazyPattern(rf"{_PAUSE} ?(?=(?:{_BEHIND_PAUSE})(?![{WORD}]))"),
    LazyPattern(rf"(?:\.{{2,9}}|…) ?(?=(?:مگر|لیکن)(?![{WORD}]))"),
    LazyPattern(rf"(?<![{WORD}])(?:{_BEFORE_PAUSE}) ?{_PAUSE} ?(?=\S)"),
    # Behind the last of several names no sentence ends: فلسطین، یوکرین۔۔۔ سب جل رہے ہیں.
    LazyPattern(
        rf"[،,] ?(?:(?!(?:{ENDS_CLAUSE})(?![{WORD}]))[{WORD}]+ ?){{1,3}}{_PAUSE} ?(?=[{WORD}])"
    ),
    # A word alone is no sentence, neither before a pause nor behind it: تین… دس!
    LazyPattern(rf"{_PAUSE} ?(?=[{WORD}]+[۔؟!])"),
    LazyPattern(
        rf"(?:^|(?<=[۔؟!…] )|(?<=\.\. ))[{WORD}]+ ?(?:\.\.+|…) ?(?=[{WORD}])", re.MULTILINE
    ),
    # A pause between who speaks and the quotation: اس نے کہا… ”الوداع“.
    LazyPattern(rf"(?<![{WORD}])(?:{_TOLD}) ?{_PAUSE} ?(?=[\"“”‘’«])"),
    # Who stammers says a word again: ہم... ہم نے.
    LazyPattern(rf"(?<![{WORD}])([{WORD}]{{1,20}}) ?{_PAUSE} ?(?=\1(?![{WORD}]))"),
    LazyPattern(rf"(?:[؟!]|{_PAUSE})[\"'“”‘’»)]+ ?(?=(?:{_ON})(?![{WORD}]))"),
    LazyPattern(rf"[۔.][\"'“”‘’»)]+ ?(?=(?:{_ON_BEHIND_STOP})(?![{WORD}]))"),
    # What was called out within a sentence: ’’مے ڈے!‘‘ کال دی.
    LazyPattern(
        rf"(?<=[{WORD}] ){_NO_SPEECH}[\"'“”‘’«]{{1,2}}[^\"'“”‘’«»۔؟!…:\n]{{1,120}}[؟!]"
        rf"[\"'“”‘’»]{{1,2}} (?=[{WORD}])"
    ),
    # A comma behind it goes on too: ’’آؤ!‘‘، ماں نے کہا.
    LazyPattern(rf"(?:[۔؟!]|{_PAUSE})[\"'“”‘’»]{{1,4}} ?[،؛,] ?"),
    # A quotation from the middle of a sentence: کا قول ہے ”...زبان مرتی نہیں.
    LazyPattern(rf"(?<=\s)[\"'“”‘’«]{{1,2}}{_PAUSE} ?(?=\S)"),
    # Who asked or called stands behind it: ’’کیا تم آؤ گے؟‘‘ اس نے پوچھا۔
    LazyPattern(
        rf"[؟!][\"'“”‘’»]{{1,3}} ?(?=(?:[{WORD}]+ ){{1,6}}"
        rf"(?:{_TOLD}|(?:{_ASKED}) کیا|(?:{_QUESTION}) تھا)"
        rf"(?:۔|،(?! ?[\"'“”‘’])| (?:تھا|تو|اور)(?![{WORD}])))"
    ),
    # A dash behind a quotation goes on: ’’کیا یہ سچ ہے؟‘‘ — یہ وہ سوال ہے.
    LazyPattern(r"[۔؟!…][\"'“”‘’»]+ ?[—–-]{1,3} ?(?=\S)"),
    # A doubt in brackets: ہر بار (!) وہی بات.
    LazyPattern(r"\( ?[؟!?]+ ?\) ?"),
    # A sign of quotation that opens: آواز آئی۔ ”کون ہے.
    LazyPattern(r"(?<=\s)[\"'“”‘’«]+(?=\S)"),
    # A sign of quotation typed twice: ’’
    LazyPattern(r"[\"'“”‘’](?=[\"'“”‘’])"),
)
"""Stops with what stands around them; no sentence ends within, nor at its end."""
