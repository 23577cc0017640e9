"""What is left of an episode's sentences and chapters: in its files, or in the tag of its sound."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import msgspec

from naqeeb import own_files
from naqeeb.model import Caption, Chapter, CueWord, Role
from naqeeb.model.values import Count
from naqeeb.podcast.tags.reading import Line

_Seconds = Annotated[float, msgspec.Meta(ge=0, le=2**31 / 1000)]


class _Word(msgspec.Struct, rename="camel"):
    start_time: _Seconds
    end_time: _Seconds
    body: str


class _Segment(msgspec.Struct, rename="camel"):
    start_time: _Seconds
    end_time: _Seconds
    body: str
    words: list[_Word] = []
    role: Role = Role.BODY
    story: Count = 0
    paragraph: Annotated[int, msgspec.Meta(ge=-1, le=2**31 - 1)] = 0
    estimated: bool = False


class _Place(msgspec.Struct, rename="camel"):
    start_time: _Seconds
    end_time: _Seconds
    title: str


class _Left(msgspec.Struct):
    segments: list[_Segment] = []
    chapters: list[_Place] = []


def captions(path: Path, lines: Sequence[Line], duration_ms: int) -> tuple[Caption, ...]:
    """The sentences of a transcript, else of the tag; none where their times are another sound's.

    Args:
        path: ``transcript.json``.
        lines: what the tag has; where a sentence ends it does not say.
        duration_ms: of the sound.
    """
    of_file = [_caption(each, duration_ms) for each in _left_in(path).segments]
    ends = [*(at_ms for at_ms, _ in lines[1:]), duration_ms]
    of_tag = [
        Caption(Role.BODY, 0, 0, text, at_ms, end_ms)
        for (at_ms, text), end_ms in zip(lines, ends, strict=False)
        if text
    ]
    return next((tuple(each) for each in (of_file, of_tag) if _lie_right(each, duration_ms)), ())


def chapters(path: Path, in_tag: Sequence[Chapter], duration_ms: int) -> tuple[Chapter, ...]:
    """The chapters of ``chapters.json``, else of the tag; none where they are another sound's."""
    of_file = [
        Chapter(_ms(each.start_time), min(duration_ms, _ms(each.end_time)), each.title)
        for each in _left_in(path).chapters
    ]
    return next((tuple(each) for each in (of_file, in_tag) if _follow(each, duration_ms)), ())


def _left_in(path: Path) -> _Left:
    with suppress(OSError, ValueError, RecursionError):  # what msgspec raises is a ValueError
        return msgspec.json.decode(own_files.read(path), type=_Left)
    return _Left()


def _caption(segment: _Segment, duration_ms: int) -> Caption:
    return Caption(
        role=segment.role,
        paragraph=segment.paragraph,
        story=segment.story,
        text=segment.body,
        start_ms=_ms(segment.start_time),
        end_ms=min(duration_ms, _ms(segment.end_time)),
        words=_words(segment, duration_ms),
        estimated=segment.estimated,
    )


def _words(segment: _Segment, duration_ms: int) -> tuple[CueWord, ...]:
    words: list[CueWord] = []
    end, ms = 0, _ms(segment.start_time)
    last_ms = min(duration_ms, _ms(segment.end_time))
    for word in segment.words:
        start = segment.body.find(word.body, end)
        if start < 0 or not word.body:
            continue
        end = start + len(word.body)
        cue = CueWord(start, end, _ms(word.start_time), _ms(word.end_time))
        if not ms <= cue.start_ms <= cue.end_ms <= last_ms:
            return ()  # they are not this sentence's
        ms = cue.start_ms
        words.append(cue)
    return tuple(words)


def _lie_right(sentences: Sequence[Caption], duration_ms: int) -> bool:
    starts = [each.start_ms for each in sentences]
    return (
        bool(sentences)
        and starts == sorted(starts)
        and all(each.start_ms <= each.end_ms <= duration_ms for each in sentences)
    )


def _follow(parts: Sequence[Chapter], duration_ms: int) -> bool:
    return (
        bool(parts)
        and parts[0].start_ms == 0
        and all(each.start_ms < each.end_ms <= duration_ms for each in parts)
        and all(before.start_ms < after.start_ms for before, after in pairwise(parts))
    )


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
