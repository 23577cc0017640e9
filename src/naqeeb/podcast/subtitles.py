"""Sentences cut into lines that a player can show, each with its time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from typing import NamedTuple

from naqeeb.model import Caption
from naqeeb.podcast.text import RLM, clean

_TOKEN = re.compile(r"\S+")
_CLAUSE_MARKS = "۔؟!؛،:,;…."
# A line that ends with a clause may be this much emptier than its neighbours.
_CLAUSE_BONUS = 150


@dataclass(frozen=True, slots=True)
class Block:
    """What stands on the screen at one time."""

    start_ms: int
    end_ms: int
    text: str


class _Piece(NamedTuple):
    """A word, or a part of one that is longer than a line."""

    start: int
    text: str
    joined: bool
    """True where no space stands before it."""


def blocks(caption: Caption, limit: int) -> Iterator[Block]:
    """The caption in lines of at most ``limit`` characters, cut at words.

    A block lasts until the next one of the caption begins, so that the text
    does not flicker within a sentence.
    """
    lines = _lines(_pieces(caption.text, limit - 1), limit)
    yield from _timed(caption, [(line[0].start, _shown(line)) for line in lines])


def two_lines(captions: Iterable[Caption], limit: int) -> Iterator[Block]:
    """Blocks of at most two lines of at most ``limit`` characters each."""
    for caption in captions:
        lines = _lines(_pieces(caption.text, limit - 1), limit)
        pairs = [lines[at : at + 2] for at in range(0, len(lines), 2)]
        yield from _timed(
            caption,
            [(pair[0][0].start, "\n".join(_shown(line) for line in pair)) for pair in pairs],
        )


def begins_left_to_right(text: str) -> bool:
    """Whether a player that goes by the first strong letter would lay the line out wrongly.

    True where that letter is not a right-to-left one (a Latin name, «SCO»), or
    where there is none at all.
    """
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return False
        if kind == "L":
            return True
    return True


def _shown(line: Sequence[_Piece]) -> str:
    text = _plain(line)
    return RLM + text if begins_left_to_right(text) else text


def _plain(line: Sequence[_Piece]) -> str:
    first, *rest = line
    return first.text + "".join(p.text if p.joined else " " + p.text for p in rest)


def _pieces(text: str, longest: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    is_clean = clean(text) == text
    for token in _TOKEN.finditer(text):
        word = token[0] if is_clean else clean(token[0])
        if 0 < len(word) <= longest:
            pieces.append(_Piece(token.start(), word, joined=False))
            continue
        pieces += (
            _Piece(token.start() + at, word[at : at + longest], joined=at > 0)
            for at in range(0, len(word), longest)
        )
    return pieces


def _lines(pieces: Sequence[_Piece], limit: int) -> list[Sequence[_Piece]]:
    """The fewest lines that hold all pieces, evenly filled, cut after clauses where possible.

    Least-cost line breaking: ``lines[i]`` and ``costs[i]`` are those of the best
    way to set the first ``i`` pieces, whose last line begins at ``begins[i]``.
    A later beginning never makes fewer lines before it, so only those
    beginnings are weighed that have as few as the earliest that fits.
    """
    # One place is kept for the mark that a left-to-right beginning needs.
    room = limit - 1
    spaces = [0 if piece.joined else 1 for piece in pieces]
    widths = [0, *accumulate(len(p.text) + space for p, space in zip(pieces, spaces, strict=True))]
    # Where a line that begins here has its left edge: the space before it is not shown.
    edges = list(map(add, widths, spaces))
    lines, costs, begins = [0], [0], [0]
    earliest = 0
    for end, piece in enumerate(pieces, 1):
        right = widths[end]
        while right - edges[earliest] > room:
            earliest += 1
        fewest, target = lines[earliest], right - limit
        cheapest, begin = costs[earliest] + (edges[earliest] - target) ** 2, earliest
        for start in range(earliest + 1, end):
            if lines[start] > fewest:
                break
            cost = costs[start] + (edges[start] - target) ** 2
            if cost < cheapest:
                cheapest, begin = cost, start
        if end < len(pieces) and piece.text[-1] in _CLAUSE_MARKS:
            cheapest -= _CLAUSE_BONUS
        lines.append(fewest + 1)
        costs.append(cheapest)
        begins.append(begin)
    made: list[Sequence[_Piece]] = []
    end = len(pieces)
    while end:
        made.append(pieces[begins[end] : end])
        end = begins[end]
    return made[::-1]


def _timed(caption: Caption, shown: Sequence[tuple[int, str]]) -> Iterator[Block]:
    if not shown:
        return
    starts = list(accumulate((_time_at(caption, offset) for offset, _ in shown), max))
    starts[0] = caption.start_ms
    ends = [*starts[1:], caption.end_ms]
    for start, end, (_, text) in zip(starts, ends, shown, strict=True):
        yield Block(start, max(start + 1, end), text)


def _time_at(caption: Caption, offset: int) -> int:
    """When the word at this character is spoken; by length where no word times are known."""
    at = None
    for word in caption.words:
        if word.start > offset:
            break
        at = word.start_ms
    if at is None:
        share = offset / max(1, len(caption.text))
        at = caption.start_ms + round(share * (caption.end_ms - caption.start_ms))
    return min(max(at, caption.start_ms), caption.end_ms)
