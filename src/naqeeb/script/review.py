"""Review: what an editor should look at before a script goes on air."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from naqeeb.model import Line, Role, Script, Span
from naqeeb.script.alphabet import MARKS
from naqeeb.script.harakat import lexicon
from naqeeb.script.latin_words import is_known
from naqeeb.script.letters import fold_text
from naqeeb.script.numbers import amount_of

SHORTEST_NAME = 3
_URDU = re.compile(r"[\u0621-\u064a\u066e-\u06d3]+")
_AROUND = MARKS + "\"'()[]«»“”‘’-"

MANY = 1_000_000
"""Numbers above this are easily written with a digit too many."""

_DROPPED = {
    "gloss": "the gloss repeats the words before it and is left out",
    "electronic": "a long address is not read out",
    "emoji": "a picture is not read out",
    "foreign": "its script cannot be read out",
}
_AMOUNTS = frozenset(("cardinal", "decimal", "money", "percent", "measure", "range", "date"))


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the script that deserves a look."""

    line: int
    """Index into ``Script.lines``; -1 for a paragraph that has no line."""
    text: str
    """As it is written."""
    kind: str
    """``name``, ``latin``, ``number`` or ``dropped``."""
    reason: str
    spoken: str = ""
    """What is said for it; empty where nothing is."""


def review(script: Script) -> tuple[Finding, ...]:
    """What an editor should look at, in the order of the script.

    Unknown Latin words (transliterated by rule), names that no lexicon has, numbers
    over a million, and whatever is not spoken at all.
    """
    findings: list[Finding] = []
    seen: set[str] = set()
    for index, line in enumerate(script.lines):
        for span in line.spans:
            findings += _findings(index, line, span)
        findings += _guessed(index, line, seen)
    return (*findings, *_unspoken(script))


def _guessed(index: int, line: Line, seen: set[str]) -> Iterator[Finding]:
    """Urdu words that no lexicon has, each once: most are names, and their vowels are guessed."""
    known = lexicon()
    covered = [(span.start, span.end) for span in line.spans]
    for word in line.words:
        text = fold_text(line.written[word.start : word.end]).strip(_AROUND)
        if len(text) < SHORTEST_NAME or text in known or text in seen or not _URDU.fullmatch(text):
            continue
        if any(start < word.end and word.start < end for start, end in covered):
            continue
        seen.add(text)
        spoken = line.spoken[word.spoken_start : word.spoken_end]
        yield Finding(
            index, text, "name", "no lexicon has it: its short vowels are guessed", spoken
        )


def _findings(index: int, line: Line, span: Span) -> Iterator[Finding]:
    written = line.written[span.start : span.end]
    if not span.spoken:
        reason = _DROPPED.get(span.kind)
        if reason:
            yield Finding(index, written, "dropped", reason)
    elif span.kind == "latin" and not is_known(written):
        kind = "name" if written[0].isupper() else "latin"
        reason = "no lexicon has it: it is read letter for letter by rule"
        yield Finding(index, written, kind, reason, span.spoken)
    elif span.kind == "foreign":
        yield Finding(index, written, "latin", "it is read letter for letter", span.spoken)
    elif span.kind in _AMOUNTS and amount_of(span.spoken) > MANY:
        yield Finding(index, written, "number", "a number over a million", span.spoken)


def _unspoken(script: Script) -> Iterator[Finding]:
    """Paragraphs of an article that say nothing at all."""
    spoken = {line.paragraph for line in script.lines if line.role is Role.BODY}
    for index, paragraph in enumerate(script.article.paragraphs):
        if index not in spoken and paragraph.strip():
            yield Finding(-1, paragraph.strip(), "dropped", "nothing in it can be read out")
