"""Review: what an editor should look at before a script goes on air."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from naqeeb.model import Line, Role, Script, Span, Word
from naqeeb.script.alphabet import MARKS
from naqeeb.script.harakat import lexicon
from naqeeb.script.harakat.homographs import AS_A_RULE, readings
from naqeeb.script.harakat.known import count, sounds_of
from naqeeb.script.latin_words import is_known
from naqeeb.script.letters import fold_text
from naqeeb.script.numbers import amount_of
from naqeeb.script.tables import groups
from naqeeb.text.lazy_pattern import LazyPattern

SHORTEST_NAME = 3
_URDU = LazyPattern(r"[\u0621-\u064a\u066e-\u06d3]+")
_AROUND = MARKS + "\"'()[]«»“”‘’-"

MANY = 1_000_000
"""Numbers above this are easily written with a digit too many."""

_DROPPED = {
    "gloss": "the gloss repeats the words before it and is left out",
    "electronic": "a long address is not read out",
    "emoji": "a picture is not read out",
    "foreign": "its script cannot be read out",
}
_ORDER = ("name", "homograph", "word", "latin", "number", "dropped")
_COMMON = 1000
"""A word that occurs more often in the 1.79 million words of the count is not doubted."""
_USUAL = 200
"""One that occurs more often than this is doubted only where its last rule chose: its usual
reading is right wherever no rule calls for another (بہتر, دل)."""
_AMOUNTS = frozenset(("cardinal", "decimal", "money", "percent", "measure", "range", "date"))


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the script that deserves a look."""

    line: int
    """Index into ``Script.lines``; -1 for a paragraph that has no line."""
    text: str
    """As it is written."""
    kind: str
    """``name``, ``homograph``, ``word``, ``latin``, ``number`` or ``dropped``."""
    reason: str
    spoken: str = ""
    """What is said for it; empty where nothing is."""


def review(script: Script) -> tuple[Finding, ...]:
    """What an editor should look at.

    Names that no lexicon has and homographs that no neighbour decides come first, since
    those are misread most; then other unknown words, unknown Latin words (read by rule),
    numbers over a million, and whatever is not spoken at all. Within each kind the order
    is that of the script.
    """
    findings: list[Finding] = []
    seen: set[str] = set()
    for index, line in enumerate(script.lines):
        for span in line.spans:
            findings += _findings(index, line, span)
        findings += _guessed(index, line, seen)
        if script.vocalised:
            findings += _doubtful(index, line, seen)
    findings.sort(key=lambda finding: _ORDER.index(finding.kind))
    return (*findings, *_unspoken(script))


def _guessed(index: int, line: Line, seen: set[str]) -> Iterator[Finding]:
    """Urdu words that no lexicon has, each once: their vowels are guessed."""
    known = lexicon()
    ends = [span.end for span in line.spans]
    texts = [_bare(line, word) for word in line.words]
    unknown = [
        len(text) >= SHORTEST_NAME
        and _unbound(text) not in known
        and _URDU.fullmatch(text) is not None
        for text in texts
    ]
    for at, word in enumerate(line.words):
        text = texts[at]
        if not unknown[at] or text in seen:
            continue
        # Spans never overlap: the first that ends behind the word's start is the only one.
        span = bisect_right(ends, word.start)
        if span < len(ends) and line.spans[span].start < word.end:
            continue
        seen.add(text)
        spoken = line.spoken[word.spoken_start : word.spoken_end]
        kind = "name" if _is_name(texts, unknown, at) else "word"
        yield Finding(index, text, kind, "no lexicon has it: its short vowels are guessed", spoken)


def _unbound(text: str) -> str:
    """A word without the izafat that is written behind it: محکمۂ is محکمہ, صدائے صدا."""
    if text.endswith("ۂ"):
        return text[:-1] + "ہ"
    return text[:-2] if text.endswith(("ائے", "وئے")) and text not in lexicon() else text


def _bare(line: Line, word: Word) -> str:
    return fold_text(line.written[word.start : word.end]).strip(_AROUND)


def _is_name(texts: list[str], unknown: list[bool], at: int) -> bool:
    """Whether an unknown word is likely a name: by a title, a surname or a like neighbour."""
    before, behind = texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else ""
    words = groups("name_words.tsv")
    if before in words["before"] or behind in words["behind"] or behind == "نے":
        return True
    title = texts[at - 2] if at > 1 else ""
    if title in words["before"] and before not in words["between"]:
        # ترجمان مارکو زنگاروف: a known name stands between.
        return True
    return bool(at and unknown[at - 1]) or (at + 1 < len(texts) and unknown[at + 1])


def _doubtful(index: int, line: Line, seen: set[str]) -> Iterator[Finding]:
    """Words with several readings, where no neighbour decides, each once."""
    weakly = {span.start for span in line.spans if span.reason.endswith(AS_A_RULE)}
    decided = {span.start for span in line.spans} - weakly
    for word in line.words:
        text = _bare(line, word)
        if word.start in decided or text in seen or not _may_be_misread(text):
            continue
        if word.start not in weakly and count(text) > _USUAL:
            continue
        seen.add(text)
        spoken = line.spoken[word.spoken_start : word.spoken_end]
        yield Finding(
            index, text, "homograph", "it has several readings, and no neighbour decides", spoken
        )


@cache
def _may_be_misread(text: str) -> bool:
    """Whether a word has a reading of another sense, and is not in every other line anyway."""
    # What binds a word to the next one changes its end alone, and is no other sense.
    end = -2 if text.endswith("ہ") else -1
    usual = sounds_of(text)[:end]
    others = [reading.sounds[:end] for reading in readings().get(text, {}).values()]
    return count(text) <= _COMMON and any(sounds not in ((), usual) for sounds in others)


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
