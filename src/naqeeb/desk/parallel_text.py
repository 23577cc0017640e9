"""Written beside spoken: each line cut into stretches, each rewrite with its class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from naqeeb import script
from naqeeb.model import Line, Script, Span
from naqeeb.script.letters import fold_text

_AROUND = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a written line, and what is said for it."""

    written: str
    spoken: str
    kind: str = ""
    """The class of a rewrite; empty where it is spoken as written."""
    doubt: str = ""
    """What is doubtful in it, as ``Finding.kind`` names it; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class ParallelLine:
    """A line of the script for an editor."""

    number: int
    role: str
    story: int
    paragraph: int
    written: str
    spoken: str
    stretches: tuple[Stretch, ...]
    voice: str = ""
    """Who speaks it, where a mark says so."""
    pause_s: float = 0.0
    """What rests behind it, where a mark says so."""


def lines(written: Script) -> tuple[ParallelLine, ...]:
    """All lines of a script."""
    doubts: dict[int, list[tuple[str, str]]] = {}
    for finding in script.review(written):
        doubts.setdefault(finding.line, []).append((finding.text, finding.kind))
    return tuple(
        ParallelLine(
            number,
            line.role.value,
            line.story,
            line.paragraph,
            line.written,
            line.spoken,
            tuple(_stretches(line, doubts.get(number, []))),
            line.voice,
            (line.pause_ms or 0) / 1000,
        )
        for number, line in enumerate(written.lines)
    )


def _stretches(line: Line, doubts: list[tuple[str, str]]) -> Iterator[Stretch]:
    """The line from its beginning to its end, with what nothing was done to between rewrites."""
    at = spoken_at = 0
    for span in line.spans:
        yield from _plain(line, at, span.start, spoken_at, span.spoken_start, doubts)
        text = line.written[span.start : span.end]
        yield Stretch(text, span.spoken, span.kind, _doubt_of(text, doubts))
        at, spoken_at = span.end, _end(span)
    yield from _plain(line, at, len(line.written), spoken_at, len(line.spoken), doubts)


def _plain(
    line: Line,
    start: int,
    end: int,
    spoken_start: int,
    spoken_end: int,
    doubts: list[tuple[str, str]],
) -> Iterator[Stretch]:
    """What stands between two rewrites, its doubtful words each for itself."""
    at, spoken_at = start, spoken_start
    for word in line.words:
        if word.start < at or word.end > end:
            continue
        doubt = _doubt_of(line.written[word.start : word.end], doubts)
        if not doubt or word.spoken_start < spoken_at or word.spoken_end > spoken_end:
            continue
        if word.start > at:
            yield Stretch(line.written[at : word.start], line.spoken[spoken_at : word.spoken_start])
        spoken = line.spoken[word.spoken_start : word.spoken_end]
        yield Stretch(line.written[word.start : word.end], spoken, "", doubt)
        at, spoken_at = word.end, word.spoken_end
    if at < end or spoken_at < spoken_end:
        yield Stretch(line.written[at:end], line.spoken[spoken_at:spoken_end])


def _doubt_of(written: str, doubts: list[tuple[str, str]]) -> str:
    bare = _AROUND.sub("", fold_text(written))
    return next((kind for text, kind in doubts if text in (written, bare)), "")


def _end(span: Span) -> int:
    return span.spoken_start + len(span.spoken)
