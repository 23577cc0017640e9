"""Chunks and breath: lines cut to what a voice takes, where a speaker would breathe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from naqeeb.model import Chunk, Line, Pause, Role, Script
from naqeeb.script.alphabet import HARAKAT, IS_STOP, MARKS
from naqeeb.script.tables import rows

_WORDS = {row[0]: frozenset(row[1].split()) for row in rows("breath.tsv")}
_AFTER, _BEFORE, _JOINING = _WORDS["after"], _WORDS["before"], _WORDS["joining"]
_LEANING, _HEADING = _WORDS["leaning"], _WORDS["heading"]
_BARE = str.maketrans("", "", HARAKAT + MARKS)
_SHORTEST = 12
"""A clause end nearer to the start than this is no place to breathe, in characters."""


class _Cut(NamedTuple):
    """A blank at which a line could be cut."""

    at: int
    level: int
    pause: Pause


def chunks(script: Script, max_chars: int) -> Iterator[Chunk]:
    """The chunks of ``script``, each at most ``max_chars`` characters, in order.

    Args:
        script: what is to be spoken.
        max_chars: the voice's limit, at least 1.

    Raises:
        ValueError: ``max_chars`` is less than 1.
    """
    if max_chars < 1:
        raise ValueError("a chunk holds at least one character")
    for index, (line, following) in enumerate(pairwise((*script.lines, None))):
        if line is None:
            continue
        last = _pause_after(line, following)
        for start, end, pause in _pieces(line, max_chars):
            yield Chunk(index, start, end, line.spoken[start:end], pause or last)


def _pause_after(line: Line, following: Line | None) -> Pause:
    if following is None:
        return Pause.SENTENCE
    if line.role is Role.TITLE and following.role is not Role.TITLE:
        return Pause.TITLE
    if line.role is Role.BODY and (
        following.story != line.story or following.role is not Role.BODY
    ):
        return Pause.STORY
    if (line.role, line.paragraph, line.story) != (
        following.role,
        following.paragraph,
        following.story,
    ):
        return Pause.PARAGRAPH
    return Pause.SENTENCE


def _pieces(line: Line, most: int) -> Iterator[tuple[int, int, Pause | None]]:
    text = line.spoken
    start, end = 0, len(text)
    if end <= most:
        if end:
            yield 0, end, None
        return
    cuts = _cuts(line)
    first = 0
    while end - start > most:
        best: _Cut | None = None
        index = first
        while index < len(cuts) and cuts[index].at - start <= most:
            cut = cuts[index]
            index += 1
            if cut.at <= start:
                continue
            near = cut.at - start < _SHORTEST or end - cut.at < _SHORTEST
            level = min(cut.level, 1) if near else cut.level
            if best is None or level >= best.level:
                best = cut._replace(level=level)
        if best is None:
            # A single word over the limit.
            yield start, start + most, Pause.NONE
            start += most
            continue
        yield start, best.at, best.pause
        start = best.at + 1
        first = 0 if index == 0 else max(0, index - 1)
        while first and cuts[first].at > start:
            first -= 1
    if end > start:
        yield start, end, None


def _cuts(line: Line) -> list[_Cut]:
    text = line.spoken
    held = [(span.spoken_start, span.spoken_start + len(span.spoken)) for span in line.spans]
    cuts: list[_Cut] = []
    words = text.split(" ")
    at = 0
    inside = 0
    for index, word in enumerate(words[:-1]):
        at += len(word)
        while inside < len(held) and held[inside][1] < at:
            inside += 1
        holds = inside < len(held) and held[inside][0] < at <= held[inside][1]
        numeric = holds and line.spans[inside].kind not in ("letters", "latin", "lexicon")
        cuts.append(_judge(at, word, words[index + 1], held=numeric))
        at += 1
    return cuts


def _judge(at: int, word: str, following: str, *, held: bool) -> _Cut:
    mark = word[-1:]
    if mark in IS_STOP:
        return _Cut(at, 6, Pause.SENTENCE)
    if mark and mark in "؛:":
        return _Cut(at, 5, Pause.CLAUSE)
    word, following = word.translate(_BARE), following.translate(_BARE)
    if mark == "،" and not held and following not in _LEANING:
        return _Cut(at, 4, Pause.COMMA)
    if held or word in _HEADING or following in _LEANING:
        return _Cut(at, 0, Pause.NONE)
    if word in _AFTER or following in _BEFORE:
        return _Cut(at, 3, Pause.COMMA)
    if following in _JOINING:
        return _Cut(at, 2, Pause.COMMA)
    return _Cut(at, 1, Pause.NONE)
