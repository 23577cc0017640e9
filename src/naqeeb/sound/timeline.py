"""When each written word is heard. Pure: no sound is touched here.

The voice says when it begins a word of the *spoken* line; listeners read the
*written* line. The script's words tie the two, and this file carries the times
across. Where a voice reports no words, they are spread over its clip by their
length, and the cue says that it is estimated.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from naqeeb.model import Chunk, Cue, CueWord, Line


class WordTime(NamedTuple):
    """A word as the voice reports it, in the track's own time."""

    start: int
    """First character, in the chunk's text."""
    end: int
    start_ms: float
    end_ms: float


class Placed(NamedTuple):
    """A chunk where it lies in the track."""

    chunk: Chunk
    start_ms: float
    """Where its speech begins, silence not counted."""
    end_ms: float
    words: tuple[WordTime, ...] = ()
    """In order; empty where the voice reports no words."""


def cues(lines: Sequence[Line], placed: Iterable[Placed]) -> tuple[Cue, ...]:
    """One cue for each line that was voiced, in the order of the track."""
    return tuple(
        _cue(index, lines[index], tuple(chunks))
        for index, chunks in groupby(placed, key=lambda each: each.chunk.line)
    )


def _cue(index: int, line: Line, placed: tuple[Placed, ...]) -> Cue:
    rulers = [_Ruler(each) for each in placed]
    starts = [each.chunk.start for each in placed]

    def ruler_at(position: int) -> _Ruler:
        return rulers[max(0, bisect_right(starts, position) - 1)]

    spans = [
        (
            ruler_at(word.spoken_start).starts_at(word.spoken_start),
            ruler_at(max(word.spoken_start, word.spoken_end - 1)).ends_at(word.spoken_end),
        )
        for word in line.words
    ]
    words = tuple(
        CueWord(word.start, word.end, round(start), round(max(start, end)))
        for word, (start, end) in zip(line.words, _in_order(spans), strict=True)
    )
    return Cue(
        line=index,
        start_ms=round(placed[0].start_ms),
        end_ms=round(placed[-1].end_ms),
        words=words,
        estimated=not all(each.words for each in placed),
    )


def _in_order(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Times that never run backwards.

    What is spoken in another order than it is written (₨ 500 is "five hundred
    rupees") is lit up together.
    """
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    for at in range(len(spans) - 2, -1, -1):
        starts[at] = min(starts[at], starts[at + 1])
    for at in range(1, len(spans)):
        ends[at] = max(ends[at], ends[at - 1])
    return list(zip(starts, ends, strict=True))


class _Ruler:
    """Turns positions in a line's spoken text into times, within one chunk."""

    def __init__(self, placed: Placed) -> None:
        text, offset = placed.chunk.text, placed.chunk.start
        words = placed.words or (WordTime(0, len(text), placed.start_ms, placed.end_ms),)
        bounds = [each.start for each in words] + [len(text)]
        self._start_ms = placed.start_ms
        self._starts = [offset + each.start for each in words]
        self._ends = [
            # A voice may be given one mark more than the chunk holds.
            offset + min(len(text), max(each.end, _last_letter(text, each.end, then)))
            for each, (_, then) in zip(words, pairwise(bounds), strict=True)
        ]
        self._times = [(each.start_ms, each.end_ms) for each in words]

    def starts_at(self, position: int) -> float:
        at = bisect_right(self._starts, position) - 1
        return self._time(at, position) if at >= 0 else self._start_ms

    def ends_at(self, position: int) -> float:
        at = bisect_right(self._starts, position - 1) - 1
        return self._time(at, position) if at >= 0 else self._start_ms

    def _time(self, at: int, position: int) -> float:
        begin, end = self._starts[at], self._ends[at]
        start_ms, end_ms = self._times[at]
        share = min(1.0, (position - begin) / max(1, end - begin))
        return start_ms + share * (end_ms - start_ms)


def _last_letter(text: str, start: int, end: int) -> int:
    """One past the last letter or digit of ``text[start:end]``.

    So words that the voice took together with the one before them count to it.
    """
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end
