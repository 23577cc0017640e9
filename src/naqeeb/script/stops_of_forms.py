"""Stops that belong to a form: a name, a number, an enumerator, the head of a report."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import WORD
from naqeeb.script.classes.acronym_dotted import (
    DEGREE,
    INITIALS,
    LEADING,
    MODEL,
    RUN,
    URDU_INITIALS,
)
from naqeeb.script.classes.hyphen_stop import HYPHEN_STOP
from naqeeb.script.classes.punctuation import ENDS_CLAUSE
from naqeeb.script.letter_names import ANY_NAME
from naqeeb.script.tables import any_in, any_of, groups, pairs, rows
from naqeeb.text.lazy_pattern import LazyPattern

_DIGITS = "0-9۰-۹٠-٩"
_MONTH = any_of(row[0] for row in rows("months.tsv") if not row[0].isascii())
_PLACE = rf"(?!تاریخ|بتاریخ|مورخہ|مورخ)(?:[{WORD}]+ ){{0,3}}[{WORD}]+"
_ENDS_IN_VERB = rf"(?:[{WORD}]+ ){{0,3}}(?:{ENDS_CLAUSE}) ?[۔.]"
"""No place: وہ گیا۔ دو مئی کو is no head of a report."""
_DAY_NUMBER = rf"[{_DIGITS}]{{1,2}}(?: ?[؍/-] ?|۔| ?)|(?:{any_in('stop_words.tsv', 'day')}) "
_DAY = rf"(?:[{WORD}]+ )?(?:{_DAY_NUMBER})(?:{_MONTH})(?![{WORD}])"
_WEEKDAY = rf"(?:{any_in('stop_words.tsv', 'weekday')}) ?(?=[(])"
DAY_IN_WORDS = LazyPattern(
    rf"(?:{any_in('stop_words.tsv', 'day')}) (?:{_MONTH})(?![{WORD}])|{_WEEKDAY}"
)
"""A day behind the place of a report's head, without a figure: یکم جنوری, پیر (اے ایف پی)."""
_AGENCY = r"(?:\([^()]{2,40}\) ?)?"
_TITLE = any_of(pairs("titles.tsv"))
_SHORT = any_of(short for short in pairs("abbreviations.tsv") if short.isalpha())
_NUMBERED = any_in("stop_words.tsv", "numbered")
_NOT_NUMBERED = "".join(f"(?<! {word}۔ )" for word in groups("stop_words.tsv")["numbered"])
"""A number behind one of these with a stop is of a page and no enumerator: ص۔ 114۔"""
_PART = any_in("stop_words.tsv", "part")
_SPEAKER = any_in("stop_words.tsv", "speaker")
_COUNTED = any_in("stop_words.tsv", "counted")
_NAMED_K = any_in("stop_words.tsv", "named_k")
_LETTER = "ابپتٹجچحخدرسشصعفقکلمنوی"
_BEFORE_NAME = "Dr|Mr|Mrs|Ms|Prof|Engr|Gen|Lt|Col|Maj|Capt|Brig|Adv|Sen|Hon|Sgt|Rev"
_OPENING = r"(?:^|(?<=[۔؟!:؛\n])|(?<=[۔؟!:؛\n][ \"'(]))[(]?"
HOLDS_STOP = (
    # Letter names with stops: ایم۔ کیو۔ ایم۔
    LazyPattern(RUN + r" ?(?=\S)"),
    # Enumerators at the head of a sentence: 1۔ and الف۔ and iii۔
    LazyPattern(
        rf"{_OPENING}{_NOT_NUMBERED}(?<![{_DIGITS}][۔.])"
        rf"(?:(?<!:)(?<!: )[{_DIGITS}]{{1,3}}|[1۱]|الف|[ابجدہوزحطیس]|[ivxIVX]{{1,5}})"
        r"(?:\)[.۔:]|[.۔)]) ?(?=\S)"
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
    LazyPattern(
        rf"^{_PLACE} ?[۔.] ?(?=\([^()]{{2,40}}\))"
        rf"|^(?!{_ENDS_IN_VERB}){_PLACE} ?[۔.] ?(?={_DAY}|{_WEEKDAY})",
        re.MULTILINE,
    ),
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
    # A day and its year: 2 مئی۔ 2011ء کو.
    LazyPattern(
        rf"(?<=[{_DIGITS}] )(?:{_MONTH})[۔.] ?(?=[{_DIGITS}]{{4}}ء? (?:کو|کی|کا|کے)(?![{WORD}]))"
    ),
    # A page, a number: ص۔ 45, نمبر۔ 5.
    LazyPattern(rf"(?<![{WORD}])(?:{_NUMBERED})[۔.] ?(?=[{_DIGITS}])"),
    # A life: (1916ء۔1999ء)
    LazyPattern(rf"(?<=[{_DIGITS}][ءھ])۔ ?(?=[{_DIGITS}]{{1,4}}[ءھ]?\))"),
    # (صفحہ 12۔ 15)
    LazyPattern(rf"[{_DIGITS}][.۔] ?(?=[{_DIGITS}]+\))"),
    # (نمائندہ خصوصی۔ 5 مئی)
    LazyPattern(rf"(?<=\()[^().۔؟!]{{2,40}}[۔.] ?(?={_DAY}(?: \d{{4}}ء?)?\))"),
    LazyPattern(HYPHEN_STOP),
    # An initial behind a colon: مصنف: ع۔ صدیقی.
    LazyPattern(rf"(?<=: )[{_LETTER}][۔.] ?(?=[{WORD}])"),
    # A press release: (پ۔ر).
    LazyPattern(
        rf"(?<=\([{_LETTER}]) ?[۔.] ?(?=[{_LETTER}][۔.]?\))|^پ ?۔ ?(?=ر(?![{WORD}]))", re.MULTILINE
    ),
    # Engr. خرم, and B.Ed. اور M.Ed.
    LazyPattern(rf"(?<![A-Za-z])(?:{_BEFORE_NAME})\. ?(?=[{WORD}(])"),
    LazyPattern(rf"(?<=[A-Za-z])\. ?(?=(?:اور|میں|پر|یا|ہے|ہیں|تھا|تھی|تھے)(?![{WORD}]))"),
    # A blank beside the point: شدت 5. 6.
    LazyPattern(rf"(?<=شدت )[{_DIGITS}]{{1,2}}[.۔] (?=[{_DIGITS}])"),
    # Turns of an interview: سوال۔ آپ کا نام؟
    LazyPattern(rf"{_OPENING}(?:سوال|جواب|نوٹ) ?[۔.] ?(?=\S)"),
    # سوال نمبر 2۔ دارالحکومت کون سا ہے؟
    LazyPattern(rf"{_OPENING}(?:{_PART})(?: نمبر)? [{_DIGITS}]{{1,3}} ?[۔.] ?(?=\S)"),
    LazyPattern(rf"^(?:{_SPEAKER}|{_COUNTED}) ?[۔.] ?(?=\S)", re.MULTILINE),
    # A colon with a stop is a colon: کراچی:۔ سندھ ہائی کورٹ نے.
    LazyPattern(r":۔ ?(?=\S)"),
    # The head of a report before a pause: لندن (بی بی سی)۔۔۔ برطانوی پارلیمان نے.
    LazyPattern(rf"^{_PLACE} ?\([^()]{{2,40}}\) ?(?:[۔.]{{2,6}}|…) ?(?=\S)", re.MULTILINE),
    # A post-office box: ص۔ ب۔ 1234.
    LazyPattern(rf"(?<![{WORD}])ص ?۔ ?ب ?۔ ?(?=[{_DIGITS}])"),
    # The number of an appeal: 112۔ ایل آف 2020.
    LazyPattern(rf"(?<=[{_DIGITS}])[۔.] ?(?=(?:{ANY_NAME}) آف [{_DIGITS}])"),
    # Before Christ: 300 ق۔م.
    LazyPattern(rf"(?<![{WORD}])ق ?[۔.] ?(?=م(?![{WORD}]))"),
    # No sentence begins with one of these postpositions; کے may be the letter (کے پی, کے الیکٹرک).
    LazyPattern(
        rf"[۔.!؟] ?(?=(?:نے|کے(?! (?:{ANY_NAME}|{_NAMED_K})(?![{WORD}]))|کو|کا|کی|سے|تک)"
        rf"(?![{WORD}۔.]))"
    ),
)
"""Forms up to the word behind their stop; no sentence ends within, nor at the end."""
