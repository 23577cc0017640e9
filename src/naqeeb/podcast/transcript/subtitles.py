"""Sentences cut into lines that a player can show, each with its time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from naqeeb.model import Caption
from naqeeb.podcast.phrases import RLM
from naqeeb.text.cleaning import clean

_CLAUSE_MARKS = "۔؟!؛،:,;…."
# A line that ends with a clause may be this much emptier than its neighbours.
_CLAUSE_BONUS = 150


class Block(NamedTuple):
    """What stands on the screen at one time."""

    start_ms: int
    end_ms: int
    text: str


class _Pieces(NamedTuple):
    """Words, and parts of those that are longer than a line, one entry each."""

    starts: Sequence[int]
    texts: Sequence[str]


def blocks(caption: Caption, limit: int) -> Iterator[Block]:
    """The caption in lines of at most ``limit`` characters, cut at words.

    A block lasts until the next one of the caption begins, so that the text
    does not flicker within a sentence.
    """
    pieces = _pieces(caption.text, limit - 1)
    bounds = _lines(pieces, limit)
    starts = [pieces.starts[begin] for begin, _ in bounds]
    yield from _timed(caption, starts, [_shown(pieces, *line) for line in bounds])


def two_lines(captions: Iterable[Caption], limit: int) -> Iterator[Block]:
    """Blocks of at most two lines of at most ``limit`` characters each."""
    for caption in captions:
        pieces = _pieces(caption.text, limit - 1)
        bounds = _lines(pieces, limit)
        starts = [pieces.starts[begin] for begin, _ in bounds[::2]]
        lines = [_shown(pieces, *line) for line in bounds]
        shown = ["\n".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]
        yield from _timed(caption, starts, shown)


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


def _shown(pieces: _Pieces, begin: int, end: int) -> str:
    # Where a word is longer than a line, each part of it but the last fills a line by itself.
    text = " ".join(pieces.texts[begin:end])
    return RLM + text if begins_left_to_right(text) else text


def _pieces(text: str, longest: int) -> _Pieces:
    words = text.split()
    sizes = list(map(len, words))
    if " ".join(words) == text == clean(text) and max(sizes, default=0) <= longest:
        # As nearly every sentence is: each word begins one after the last one's end.
        ends = accumulate(size + 1 for size in sizes)
        return _Pieces([0, *ends][:-1], words)
    starts: list[int] = []
    texts: list[str] = []
    for token in re.finditer(r"\S+", text):
        word = clean(token[0])
        for at in range(0, len(word), longest):
            starts.append(token.start() + at)
            texts.append(word[at : at + longest])
    return _Pieces(starts, texts)


def _lines(pieces: _Pieces, limit: int) -> list[tuple[int, int]]:
    """The fewest lines that hold all pieces, evenly filled, cut after clauses where possible.

    Each is given by its first piece and the one after its last. Least-cost line
    breaking: ``lines[i]`` and ``costs[i]`` are those of the best way to set the
    first ``i`` pieces, whose last line begins at ``begins[i]``. A later
    beginning never makes fewer lines before it, so only those beginnings are
    weighed that have as few as the earliest that fits. Of as many lines those are
    the most even whose squared widths are the least together.
    """
    # One place is kept for the mark that a left-to-right beginning needs.
    room = limit - 1
    texts = pieces.texts
    widths = [0, *accumulate(len(text) + 1 for text in texts)]
    # Where a line that begins here has its left edge: the space before it is not shown.
    edges = [width + 1 for width in widths]
    lines, costs, begins = [0], [0], [0]
    earliest = 0
    for end, text in enumerate(texts, 1):
        right = widths[end]
        while right - edges[earliest] > room:
            earliest += 1
        fewest = lines[earliest]
        width = right - edges[earliest]
        cheapest, begin = costs[earliest] + width * width, earliest
        for start in range(earliest + 1, end):
            if lines[start] > fewest:
                break
            width = right - edges[start]
            cost = costs[start] + width * width
            if cost < cheapest:
                cheapest, begin = cost, start
        if text[-1] in _CLAUSE_MARKS:
            cheapest -= _CLAUSE_BONUS
        lines.append(fewest + 1)
        costs.append(cheapest)
        begins.append(begin)
    ranges: list[tuple[int, int]] = []
    end = len(texts)
    while end:
        ranges.append((begins[end], end))
        end = begins[end]
    return ranges[::-1]


def _timed(caption: Caption, offsets: Sequence[int], shown: Sequence[str]) -> Iterator[Block]:
    if not shown:
        return
    starts = list(accumulate(_times_at(caption, offsets), max))
    starts[0] = caption.start_ms
    ends = [*starts[1:], caption.end_ms]
    for start, end, text in zip(starts, ends, shown, strict=True):
        yield Block(start, max(start + 1, end), text)


def _times_at(caption: Caption, offsets: Iterable[int]) -> Iterator[int]:
    """When the words at these ascending characters are spoken.

    By length where no word times are known.
    """
    words = caption.words
    following, at = 0, None
    for offset in offsets:
        while following < len(words) and words[following].start <= offset:
            at = words[following].start_ms
            following += 1
        time = at
        if time is None:
            share = offset / max(1, len(caption.text))
            time = caption.start_ms + round(share * (caption.end_ms - caption.start_ms))
        yield min(max(time, caption.start_ms), caption.end_ms)
