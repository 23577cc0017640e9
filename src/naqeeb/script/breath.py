"""Where in a sentence a speaker may breathe, from the best places to the worst.

The words that decide stand in ``data/breath.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from naqeeb.model import Line, Pause
from naqeeb.script.alphabet import HARAKAT, IS_STOP, MARKS
from naqeeb.script.tables import groups

_WORDS = groups("breath.tsv")
_FINITE, _CONJUNCTION, _RELATIVE = _WORDS["finite"], _WORDS["conjunction"], _WORDS["relative"]
_PARTED, _BOUND, _JOINING = _WORDS["parted"], _WORDS["bound"], _WORDS["joining"]
_SUBJECT, _ADVERBIAL, _ASIDE = _WORDS["subject"], _WORDS["adverbial"], _WORDS["aside"]
_PARTICIPLE, _CASE = _WORDS["participle"], _WORDS["case"]
_LEANING, _HEADING = _WORDS["leaning"], _WORDS["heading"]
_CLOSING, _OPENING, _FREE = _WORDS["closing"], _WORDS["opening"], _WORDS["free"]
_SAYING, _POINTING, _TITLE = _WORDS["saying"], _WORDS["pointing"], _WORDS["title"]
_NAMED = _WORDS["named"] | groups("name_words.tsv")["behind"]
_BARE = str.maketrans("", "", HARAKAT + MARKS)
_IZAFAT = "\u0650\u0654"
"""Kasra and hamza above, with which a word is bound to the one after it."""
_LETTERS_ONLY = frozenset(("letters", "latin", "lexicon"))
"""Classes whose words may be parted; a number, a date or a sum may not."""


class Grade(IntEnum):
    """What a place is, the best first."""

    STOP = 0
    """A mark that ends a sentence."""
    CLAUSE_MARK = 1
    COMMA = 2
    CLAUSE = 3
    """A clause begins: after کہا کہ, before لیکن, at an اور behind a verb."""
    RELATIVE = 4
    """A clause begins that belongs to a noun or to a word such as بات, or رپورٹ کے مطابق ends."""
    PHRASE = 5
    """A phrase ends: the subject with نے, or one that says when, why or how."""
    CASE = 6
    """A phrase ends that may be part of a longer one (ملاقات میں)."""
    WORD = 7
    """Between two words of which neither leans on the other."""
    NAME = 8
    """Between a title and a name, or two parts of a name."""
    BOUND = 9
    """Within a number, or before a postposition: nobody breathes there."""


class Place(NamedTuple):
    """A blank between two words."""

    at: int
    """Where it is, in ``Line.spoken``."""
    grade: Grade
    pause: Pause


_PAUSES = {
    Grade.STOP: Pause.SENTENCE,
    Grade.CLAUSE_MARK: Pause.CLAUSE,
    Grade.COMMA: Pause.COMMA,
    Grade.WORD: Pause.NONE,
    Grade.NAME: Pause.NONE,
    Grade.BOUND: Pause.NONE,
}


def places(line: Line) -> Iterator[Place]:
    """Every blank of a line, in order, and what a pause there would be like."""
    bare = line.spoken.translate(_BARE).split(" ")
    held = [
        (span.spoken_start, span.spoken_start + len(span.spoken))
        for span in line.spans
        if span.kind not in _LETTERS_ONLY
    ]
    # The comma that stands for a bracket parts a name from its short form.
    brackets = {
        span.spoken_start - 1: Grade.CASE if line.written[span.start] in "([{" else Grade.PHRASE
        for span in line.spans
        if span.kind == "bracket"
    }
    before, at, inside = "", 0, 0
    for written, (word, following) in zip(line.spoken.split(" "), pairwise(bare), strict=False):
        at += len(written)
        while inside < len(held) and held[inside][1] < at:
            inside += 1
        is_held = inside < len(held) and held[inside][0] < at <= held[inside][1]
        grade = _grade(before, word, following, written[-1:], is_held=is_held)
        if grade is Grade.COMMA and at in brackets:
            grade = brackets[at]
        yield Place(at, grade, _PAUSES.get(grade, Pause.BREATH))
        before = word
        at += 1


def _grade(before: str, word: str, following: str, mark: str, *, is_held: bool) -> Grade:
    """The grade of the blank behind ``mark``, the last character that is written before it.

    ``word`` and ``following`` stand on its sides and ``before`` precedes both, all without marks.
    """
    if mark in IS_STOP:
        return Grade.STOP
    if mark and mark in "؛:":
        return Grade.CLAUSE_MARK
    leans = following in _LEANING and not (word in _CLOSING and following in _FREE)
    if mark == "،":
        return Grade.BOUND if is_held or leans else Grade.COMMA
    if is_held or mark in _IZAFAT or leans:
        return Grade.BOUND
    return _between_words(before, word, following)


def _between_words(before: str, word: str, following: str) -> Grade:
    """The same where there is no mark and neither word leans on the other by itself."""
    if word == "کہ" and before not in _PARTED:
        return Grade.CLAUSE if before in _FINITE else Grade.RELATIVE
    if word in _BOUND and following in _RELATIVE | _JOINING:
        return Grade.BOUND
    if following in _CONJUNCTION:
        return Grade.CLAUSE
    if following in _JOINING and word in _FINITE:
        return Grade.CLAUSE
    if word == "تو" and before in _FINITE:
        # اگر یہ ہوا تو | وہ ہوگا
        return Grade.RELATIVE
    if following in _RELATIVE or word in _ASIDE:
        # وہ ممالک جن پر
        return Grade.CASE if before in _POINTING else Grade.RELATIVE
    if word in _CLOSING or (word in _FINITE and following in _OPENING):
        # گزرے تھے | دوران حراست, حل نہیں ہوتا | اس وقت تک
        return Grade.RELATIVE
    return _within_clause(before, word, following)


def _within_clause(before: str, word: str, following: str) -> Grade:
    """The same where no clause begins or ends."""
    if word in _HEADING or (word in _FREE and before in _CLOSING):
        return Grade.BOUND
    if word in _SUBJECT or word in _ADVERBIAL:
        return Grade.PHRASE
    if word in _PARTICIPLE and before.endswith(("تے", "تا")):
        return Grade.CASE if following in _SAYING else Grade.PHRASE
    if word in _CASE:
        return Grade.CASE
    return Grade.NAME if word in _TITLE or following in _NAMED else Grade.WORD
