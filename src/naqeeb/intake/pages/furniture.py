"""What stands around an article and is no part of it: links, credits, share lines, bylines.

The patterns are a table (``data/furniture.tsv``); the rules that use them are here. Pages and
feeds both go through :func:`without`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from naqeeb.intake import data_files, dates
from naqeeb.intake.pages import dateline, superscripts
from naqeeb.intake.passages import Passage
from naqeeb.model import Block
from naqeeb.text.closing_marks import CLOSING
from naqeeb.text.lazy_pattern import LazyPattern

_LINK = 0.8
"""From this share of linked characters a passage is a link."""
_LONGEST_LINK = 200
_MARKS = r"[\s:؛;،,۔.!؟?…»«›‹>|*•·–—()\[\]\"'-]*"
_SENTENCE_END = LazyPattern(
    rf"[۔؟!.…][{re.escape(CLOSING)}]*\s*"
    r"(?:\[[^\]\s]{1,4}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹])*\s*\Z"
)
_LETTERS = str.maketrans(
    "\u064a\u0649\u0643\u0629\u06c0\u2018\u2019"
    "\u200b\u200c\u200d\u200e\u200f\xa0"
    "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩",
    "\u06cc\u06cc\u06a9\u06c1\u06c1''      01234567890123456789",
)
_RULES = ("line", "start", "end", "any", "tail", "list", "last", "notes")
_NUMBERED_NOTE = LazyPattern(r"\[[0-9۰-۹٠-٩]{1,3}\][ \t]+\S")
_HEADINGS_IN_A_ROW = 3
_LONGEST_CODE = 30


@dataclass(frozen=True, slots=True)
class _Pattern:
    most: int
    """Characters of the longest passage that it is looked for in."""
    expression: LazyPattern


def without(passages: Sequence[Passage], title: str | None = None) -> list[Passage]:
    """The passages of the article alone, footnotes marked.

    Args:
        passages: as the page or the feed has them.
        title: the article's, which is not read twice.
    """
    kept = [each for each in map(_trimmed, with_markers(passages)) if each is not None]
    kept = _without_lists(_without_end(kept))
    kept = [each for each in kept if each.is_note or not _is_furniture(each)]
    kept = _with_notes(kept)
    kept = _without_lone_headings(_without_title(kept, title))
    return dateline.tidy(_without_repeats(kept))


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _SENTENCE_END.search(text) is not None


def folded(text: str) -> str:
    """One spelling of each letter, ASCII digits, small letters; as long as before."""
    lower = one_spelling(text).lower()
    return lower if len(lower) == len(text) else one_spelling(text)


def one_spelling(text: str) -> str:
    """One spelling of each letter and ASCII digits; the case as it was: in a pattern it matters."""
    return text.translate(_LETTERS)


def _trimmed(passage: Passage) -> Passage | None:
    """A passage without what was appended to it; None where nothing is left."""
    text = passage.text
    for pattern in _patterns()["tail"]:
        if len(text) <= pattern.most and (match := pattern.expression.search(folded(text))):
            text = text[: match.start()].rstrip()
    return replace(passage, text=text) if text else None


def _is_furniture(passage: Passage) -> bool:
    text = folded(passage.text).strip()
    if not any(map(str.isalnum, text)) or _is_link(passage):
        return True
    if len(text) <= _LONGEST_CODE * 3 and dates.read(text, strict=True) is not None:
        return True
    return (
        _matches("line", text, full=True)
        or _matches("start", text)
        or _matches("end", text, search=True)
        or _matches("any", text, search=True)
    )


def _is_link(passage: Passage) -> bool:
    """A link alone: another story's headline. A sentence that is linked as a whole stays."""
    if passage.linked < _LINK or len(passage.text) > _LONGEST_LINK:
        return False
    return passage.block is not Block.PARAGRAPH or not _SENTENCE_END.search(passage.text)


def _matches(rule: str, text: str, *, full: bool = False, search: bool = False) -> bool:
    for pattern in _patterns()[rule]:
        if len(text) > pattern.most:
            continue
        expression = pattern.expression
        look = expression.fullmatch if full else expression.search if search else expression.match
        if look(text):
            return True
    return False


def _without_end(passages: list[Passage]) -> list[Passage]:
    """What stands before the heading of the comments and the like."""
    for index, passage in enumerate(passages):
        if index and _is_heading_of("last", passage):
            return passages[:index]
    return passages


def _without_lists(passages: list[Passage]) -> list[Passage]:
    """Headings such as «related news» go with the headlines and links below them."""
    kept: list[Passage] = []
    in_list = False
    for passage in passages:
        if _is_heading_of("list", passage):
            in_list = True
        elif not in_list or not _is_headline(passage):
            in_list = False
            kept.append(passage)
    return kept


def _is_headline(passage: Passage) -> bool:
    short = len(passage.text) <= _LONGEST_LINK
    return short and (passage.linked >= _LINK or not _SENTENCE_END.search(passage.text))


def _is_heading_of(rule: str, passage: Passage) -> bool:
    return not passage.is_note and _matches(rule, folded(passage.text).strip(), full=True)


def with_notes(passages: Sequence[Passage]) -> list[Passage]:
    """The passages of an editor's own file: notes marked, nothing taken out."""
    return _with_notes(with_markers(passages))


def with_markers(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, note markers raised; a marker alone vanishes."""
    marked = [replace(each, text=superscripts.with_markers(each.text).strip()) for each in passages]
    return [each for each in marked if each.text]


def _with_notes(passages: list[Passage]) -> list[Passage]:
    """Mark what stands under a heading of notes, up to the next heading."""
    marked: list[Passage] = []
    in_notes = False
    for index, passage in enumerate(passages):
        # At the head of a text it is the title, not the heading of its notes.
        if index and _is_heading_of("notes", passage):
            in_notes = True
            continue
        if passage.block is Block.HEADING:
            in_notes = False
        marked.append(replace(passage, is_note=True) if in_notes else passage)
    return _with_numbered_notes(marked)


def _with_numbered_notes(passages: list[Passage]) -> list[Passage]:
    """Mark the ``[1] ...`` lines at a text's end whose numbers stand raised in the text above."""
    begin = len(passages)
    while begin and _NUMBERED_NOTE.match(passages[begin - 1].text):
        begin -= 1
    above = "".join(passage.text for passage in passages[:begin])
    return [
        replace(passage, is_note=True)
        if index >= begin and superscripts.marker(passage.text.partition("]")[0]) in above
        else passage
        for index, passage in enumerate(passages)
    ]


def _without_title(passages: list[Passage], title: str | None) -> list[Passage]:
    if not title:
        return passages
    wanted = bare(title)
    return [passage for passage in passages if passage.is_note or bare(passage.text) != wanted]


def _without_lone_headings(passages: list[Passage]) -> list[Passage]:
    """Headings with nothing below them are other stories' headlines."""
    kept: list[Passage] = []
    run: list[Passage] = []
    spoken = [passage for passage in passages if not passage.is_note]
    for passage in spoken:
        if passage.block is Block.HEADING:
            run.append(passage)
            continue
        kept += run[-1:] if len(run) >= _HEADINGS_IN_A_ROW else run
        run = []
        kept.append(passage)
    # A text of headings alone is better read than lost.
    return [*(kept or spoken), *(passage for passage in passages if passage.is_note)]


def _without_repeats(passages: list[Passage]) -> list[Passage]:
    """A pull quote or a summary that repeats a paragraph is read once."""
    seen: set[str] = set()
    kept: list[Passage] = []
    for passage in passages:
        letters = bare(passage.text)
        if len(letters) > _LONGEST_CODE and letters in seen:
            continue
        seen.add(letters)
        kept.append(passage)
    return kept


def bare(text: str) -> str:
    """The letters and digits of a text: what two spellings of one line share."""
    return "".join(filter(str.isalnum, folded(text)))


@cache
def _patterns() -> dict[str, tuple[_Pattern, ...]]:
    table: dict[str, list[_Pattern]] = {rule: [] for rule in _RULES}
    for rule, most, pattern in data_files.rows("furniture.tsv"):
        table[rule].append(_Pattern(int(most), LazyPattern(_framed(rule, pattern))))
    return {rule: tuple(patterns) for rule, patterns in table.items()}


def _framed(rule: str, pattern: str) -> str:
    """A pattern with the marks that may stand around it."""
    pattern = one_spelling(pattern)
    match rule:
        case "line" | "list" | "last" | "notes":
            return f"{_MARKS}(?:{pattern}){_MARKS}"
        case "start":
            return f"{_MARKS}(?:{pattern})"
        case "end":
            return rf"(?:{pattern})\s*\Z"
        case _:
            return pattern
