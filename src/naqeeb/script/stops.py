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
from naqeeb.script.classes.acronym_dotted import (
    DEGREE,
    INITIALS,
    LEADING,
    MODEL,
    RUN,
    URDU_INITIALS,
)
from naqeeb.script.classes.decimal import MEASURED
from naqeeb.script.classes.hyphen_stop import HYPHEN_STOP
from naqeeb.script.classes.punctuation import ENDS_CLAUSE
from naqeeb.script.letter_names import ANY_NAME
from naqeeb.script.letters import NOTE_MARKER
from naqeeb.script.tables import any_in, any_of, groups, pairs, rows
from naqeeb.text.lazy_pattern import LazyPattern


def ends_of(text: str) -> set[int]:
    """Where sentences of ``text`` end, each behind the white space that follows it."""
    ends = _ends_by_sentencex(text)
    ends.update(match.end() for match in _STOP.finditer(text))
    ends.update(match.end() for match in _HYPHEN_END.finditer(text))
    for inside in _INSIDE:
        for match in inside.finditer(text):
            ends.difference_update(range(match.start() + 1, match.end()))
    for up_to in _UP_TO:
        for match in up_to.finditer(text):
            ends.difference_update(range(match.start() + 1, match.end() + 1))
    for match in _SOURCE.finditer(text):
        ends.difference_update(range(match.start() + 1, match.end()))
        if match.end() > match.end("source"):
            ends.add(match.end())
    for start, behind, opens in _glued_quotation_marks(text):
        ends.difference_update(range(start, behind + 1))
        ends.add(start if opens else behind)
    for bracket in with_stops(text):
        ends.difference_update(range(bracket.start + 1, bracket.end + 1))
        if bracket.is_end:
            ends.add(bracket.end)
    ends.update(match.end() for match in _LINE.finditer(text))
    for begin, behind in _items(text):
        ends.difference_update(range(begin + 1, behind + 1))
        ends.add(begin)
    return ends


def _glued_quotation_marks(text: str) -> Iterator[tuple[int, int, bool]]:
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


def _items(text: str) -> Iterator[tuple[int, int]]:
    """The numbers from 2 on of a list that runs within a line: 1۔ تعلیم 2۔ صحت 3۔ روزگار.

    Each with where it begins and where the text behind it does.
    """
    wanted = 1
    for match in _ITEM.finditer(text):
        number = int(match["number"])
        if number == wanted > 1:
            yield match.start("number"), match.end()
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
_QUOTATION_MARK = LazyPattern(
    rf"(?P<glued>(?<=[۔؟!…])(?:[\"“”«»]|[‘’']{{2}})(?=[{WORD}]))|[\"“”«»]|[‘’']{{2}}|\n"
)
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
    r"(?:[\"'“”‘’«»)\]]+(?=\s|$))?"
    rf"(?:\s?\[(?:{NOTE_MARKER})\]|[¹²³⁰⁴-⁹])*(?:\s?{_FACES}+)*\s*(?=\S)"
)
# A hyphen typed for a stop: قیمتیں بڑھ گئیں- عوام پریشان ہیں.
_HYPHEN_END = LazyPattern(rf"(?<![{WORD}])(?:{ENDS_CLAUSE})-[ \t]+(?=[{WORD}\"'“‘])")
# Where nothing ends: within decimals, dates, addresses, runs of stops.
_INSIDE = (
    LazyPattern(rf"(?<![{_DIGITS}])[{_DIGITS}]+(?:[.۔][{_DIGITS}]+)+"),
    LazyPattern(r"(?<![A-Za-z0-9@:/_-])[A-Za-z0-9][A-Za-z0-9@:/_-]*(?:[.][A-Za-z0-9@:/_?=&%#-]+)+"),
    LazyPattern(r"[۔.…؟!](?:\s?[۔.…؟!])+"),
    LazyPattern(r"[۔؟!.…][\"'“”‘’«»)\]]+(?=\s)"),
    # The number of a footnote belongs to the sentence before it.
    LazyPattern(rf"[۔.؟!]\s?(?:(?:\[(?:{NOTE_MARKER})\]|[¹²³⁰⁴-⁹]+)\s?)+"),
    # What is quoted in English: "Make peace! Enough is enough."
    LazyPattern(r"[\"“][A-Za-z][^\"“”۔\n]{1,300}[\"”]"),
    # A blank beside the point: 3. 8 فیصد.
    LazyPattern(rf"[{_DIGITS}] ?[.۔] ?[{_DIGITS}]+(?= ?{MEASURED})"),
)
# An item of a list within a line; what stands before it is a word, or the line's beginning.
_ITEM = LazyPattern(
    rf"(?:^|(?<=[{WORD}{_DIGITS}:،۔,()] )(?<!نمبر ))"
    rf"(?P<number>[{_DIGITS}]{{1,2}})[.۔)] ?(?=[{WORD}])",
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
_MONTH = any_of(row[0] for row in rows("months.tsv") if not row[0].isascii())
_PLACE = rf"(?!تاریخ|بتاریخ|مورخہ|مورخ)(?:[{WORD}]+ ){{0,3}}[{WORD}]+"
_DAY = rf"(?:[{WORD}]+ )?[{_DIGITS}]{{1,2}}(?: ?[؍/-] ?|۔| ?)(?:{_MONTH})(?![{WORD}])"
_AGENCY = r"(?:\([^()]{2,40}\) ?)?"
_TITLE = any_of(pairs("titles.tsv"))
_SHORT = any_of(short for short in pairs("abbreviations.tsv") if short.isalpha())
_ON, _ON_BEHIND_STOP, _BEHIND_PAUSE, _BEFORE_PAUSE, _TOLD = (
    any_in("stop_words.tsv", group)
    for group in ("behind_quotation", "behind_stop", "behind_pause", "before_pause", "told")
)
_PAUSE = r"(?:\.{2,9}|…|۔{2,9})"
_NO_SPEECH = "".join(f"(?<!{word} )" for word in groups("stop_words.tsv")["before_quotation"])
"""Behind these a quotation is somebody's whole sentence."""
_NUMBERED = any_in("stop_words.tsv", "numbered")
_NOT_NUMBERED = "".join(f"(?<! {word}۔ )" for word in groups("stop_words.tsv")["numbered"])
"""A number behind one of these with a stop is of a page and no enumerator: ص۔ 114۔"""
_SPEAKER = any_in("stop_words.tsv", "speaker")
_LETTER = "ابپتٹجچحخدرسشصعفقکلمنوی"
_BEFORE_NAME = "Dr|Mr|Mrs|Ms|Prof|Engr|Gen|Lt|Col|Maj|Capt|Brig|Adv|Sen|Hon|Sgt|Rev"
_OPENING = r"(?:^|(?<=[۔؟!:؛\n])|(?<=[۔؟!:؛\n][ \"'(]))[(]?"
# Where nothing ends before the next word.
_UP_TO = (
    # Letter names with stops: ایم۔ کیو۔ ایم۔
    LazyPattern(RUN + r" ?(?=\S)"),
    # Enumerators at the head of a sentence: 1۔ and الف۔ and iii۔
    LazyPattern(
        rf"{_OPENING}{_NOT_NUMBERED}"
        rf"(?:(?<!:)(?<!: )[{_DIGITS}]{{1,3}}|[1۱]|الف|[ابجدہوزحطیس]|[ivxIVX]{{1,5}})[.۔)] ?(?=\S)"
    ),
    LazyPattern(rf"(?<![{WORD}])(?:{_TITLE})[.۔] ?(?=\S)"),
    # Initials: ایم. اے. خان, جان ایف. کینیڈی, ڈاکٹر ایم۔ خان.
    LazyPattern(INITIALS),
    LazyPattern(URDU_INITIALS),
    LazyPattern(LEADING, re.MULTILINE),
    LazyPattern(DEGREE),
    LazyPattern(MODEL),
    # Latin abbreviations before what they stand with: W.P. No. 12, Crl. Misc. 5.
    LazyPattern(
        rf"(?=[A-Za-z])(?<![A-Za-z])(?:(?:[A-Z]\.){{1,4}}|(?:{_SHORT})\.) ?(?=[A-Za-z{_DIGITS}])"
    ),
    # The head of a report: اسلام آباد۔ 12 ستمبر (اے پی پی), لاہور۔ (نمائندہ خصوصی).
    LazyPattern(rf"^{_PLACE} ?[۔.] ?(?={_DAY}|\([^()]{{2,40}}\))", re.MULTILINE),
    LazyPattern(
        rf"^{_PLACE}(?: ?[۔.،,:] ?| ){_DAY}(?: \d{{4}}ء?)? ?{_AGENCY}[۔.:] ?(?=\S)", re.MULTILINE
    ),
    LazyPattern(rf"^{_PLACE}[ ،,۔]+[{_DIGITS}]{{1,2}}۔ ?(?=(?:{_MONTH}) ?[(:])", re.MULTILINE),
    # A year that ends within the next one: 2010ء۔11ء.
    LazyPattern(rf"(?<=[{_DIGITS}]ء)۔(?=[{_DIGITS}]{{2,4}}ء)"),
    # A day: 12۔ ربیع الاول کو.
    LazyPattern(
        rf"(?<![{_DIGITS}])[{_DIGITS}]{{1,2}}۔ ?"
        rf"(?=(?:{_MONTH})(?: (?:کو|سے|تک)(?![{WORD}])| ?[{_DIGITS}]{{4}}))"
    ),
    # A page, a number: ص۔ 45, نمبر۔ 5.
    LazyPattern(rf"(?<![{WORD}])(?:{_NUMBERED})[۔.] ?(?=[{_DIGITS}])"),
    # A life: (1916ء۔1999ء)
    LazyPattern(rf"(?<=[{_DIGITS}][ءھ])۔ ?(?=[{_DIGITS}]{{1,4}}[ءھ]?\))"),
    # (صفحہ 12۔ 15)
    LazyPattern(rf"[{_DIGITS}][.۔] ?(?=[{_DIGITS}]+\))"),
    # (نمائندہ خصوصی۔ 5 مئی)
    LazyPattern(rf"(?<=\()[^().۔؟!]{{2,40}}[۔.] ?(?={_DAY}(?: \d{{4}}ء?)?\))"),
    # A quotation that begins with a pause: کہا: ’’... وہ آیا.
    LazyPattern(r"[:،][ \"'“”‘’]*(?:\.\.+|…|۔۔+) ?(?=\S)"),
    # After a pause or what somebody asked, the sentence goes on: وہ آیا... اور گیا.
    LazyPattern(rf"{_PAUSE} ?(?=(?:{_BEHIND_PAUSE})(?![{WORD}]))"),
    LazyPattern(rf"(?<![{WORD}])(?:{_BEFORE_PAUSE}) ?{_PAUSE} ?(?=\S)"),
    # A word alone is no sentence, neither before a pause nor behind it: تین… دس!
    LazyPattern(rf"{_PAUSE} ?(?=[{WORD}]+[۔؟!])"),
    LazyPattern(
        rf"(?:^|(?<=[۔؟!…] )|(?<=\.\. ))[{WORD}]+ ?(?:\.\.+|…) ?(?=[{WORD}])", re.MULTILINE
    ),
    # Who stammers says a word again: ہم... ہم نے.
    LazyPattern(rf"(?<![{WORD}])([{WORD}]{{1,20}}) ?{_PAUSE} ?(?=\1(?![{WORD}]))"),
    LazyPattern(rf"(?:[؟!]|{_PAUSE})[\"'“”‘’»)]+ ?(?=(?:{_ON})(?![{WORD}]))"),
    LazyPattern(rf"۔[\"'“”‘’»)]+ ?(?=(?:{_ON_BEHIND_STOP})(?![{WORD}]))"),
    # What was called out within a sentence: ’’مے ڈے!‘‘ کال دی.
    LazyPattern(
        rf"(?<=[{WORD}] ){_NO_SPEECH}[\"'“”‘’«]{{1,2}}[^\"'“”‘’«»۔؟!…:\n]{{1,120}}[؟!]"
        rf"[\"'“”‘’»]{{1,2}} (?=[{WORD}])"
    ),
    LazyPattern(HYPHEN_STOP),
    # An initial behind a colon: مصنف: ع۔ صدیقی.
    LazyPattern(rf"(?<=: )[{_LETTER}][۔.] ?(?=[{WORD}])"),
    # A press release: (پ۔ر).
    LazyPattern(rf"(?<=\([{_LETTER}]) ?[۔.] ?(?=[{_LETTER}][۔.]?\))"),
    # Engr. خرم, and B.Ed. اور M.Ed.
    LazyPattern(rf"(?<![A-Za-z])(?:{_BEFORE_NAME})\. ?(?=[{WORD}(])"),
    LazyPattern(rf"(?<=[A-Za-z])\. ?(?=(?:اور|میں|پر|یا|ہے|ہیں|تھا|تھی|تھے)(?![{WORD}]))"),
    # A blank beside the point: شدت 5. 6.
    LazyPattern(rf"(?<=شدت )[{_DIGITS}]{{1,2}}[.۔] (?=[{_DIGITS}])"),
    # A comma behind it goes on too: ’’آؤ!‘‘، ماں نے کہا.
    LazyPattern(rf"(?:[۔؟!]|{_PAUSE})[\"'“”‘’»]{{1,4}} ?[،؛,] ?"),
    # A quotation from the middle of a sentence: کا قول ہے ”...زبان مرتی نہیں.
    LazyPattern(rf"(?<=\s)[\"'“”‘’«]{{1,2}}{_PAUSE} ?(?=\S)"),
    # Turns of an interview: سوال۔ آپ کا نام؟
    LazyPattern(rf"{_OPENING}(?:سوال|جواب) ?[۔.] ?(?=\S)"),
    LazyPattern(rf"^(?:{_SPEAKER}) ?[۔.] ?(?=\S)", re.MULTILINE),
    # Who asked or called stands behind it: ’’کیا تم آؤ گے؟‘‘ اس نے پوچھا۔
    LazyPattern(
        rf"[؟!][\"'“”‘’»]{{1,3}} ?(?=(?:[{WORD}]+ ){{1,6}}(?:{_TOLD})"
        rf"(?:[۔،]| (?:تھا|تو|اور)(?![{WORD}])))"
    ),
    # The number of an appeal: 112۔ ایل آف 2020.
    LazyPattern(rf"(?<=[{_DIGITS}])[۔.] ?(?=(?:{ANY_NAME}) آف [{_DIGITS}])"),
    # A dash behind a quotation goes on: ’’کیا یہ سچ ہے؟‘‘ — یہ وہ سوال ہے.
    LazyPattern(r"[۔؟!…][\"'“”‘’»]+ ?[—–-]{1,3} ?(?=\S)"),
    # Before Christ: 300 ق۔م.
    LazyPattern(rf"(?<![{WORD}])ق ?[۔.] ?(?=م(?![{WORD}]))"),
    # A doubt in brackets: ہر بار (!) وہی بات.
    LazyPattern(r"\( ?[؟!?]+ ?\) ?"),
    # A sign of quotation that opens: آواز آئی۔ ”کون ہے.
    LazyPattern(r"(?<=\s)[\"'“”‘’«]+(?=\S)"),
    # No sentence begins with one of these postpositions.
    LazyPattern(rf"[۔.!؟] ?(?=(?:نے|کے|کو|کا|کی|سے|تک)(?![{WORD}]))"),
    # A sign of quotation typed twice: ’’
    LazyPattern(r"[\"'“”‘’](?=[\"'“”‘’])"),
)
