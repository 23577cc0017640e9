"""Aligning: each stretch of spoken text with the stretch of written text that it reads.

Three texts are involved: the text as written, the folded text (one code point for
each letter, see `letters`), and the spoken text, with or without harakat. Readers
work on the folded text, but a transcript highlights the written one. So positions
are carried over twice: from folded to written, and from plain to vocalised.
"""

from __future__ import annotations

from typing import NamedTuple

from naqeeb.model import Span, Word
from naqeeb.script.alphabet import NO_MARKS
from naqeeb.script.harakat import Guesses
from naqeeb.script.letters import Folded
from naqeeb.script.normalize import Piece, Rewritten
from naqeeb.script.speaking import with_harakat

_ONLY_MARKS = frozenset(("mark",))
"""Readings of these classes only move a mark or a blank: they get no span."""


class Aligned(NamedTuple):
    """A sentence as it is spoken, with positions in the text as written."""

    spoken: str
    spans: tuple[Span, ...]
    words: tuple[Word, ...]


class Draft(NamedTuple):
    """A sentence that is rewritten, but has no harakat and no spans yet."""

    written: str
    """As it stands in the source."""
    folded: Folded
    text: str
    """The folded text, on one line."""
    rewritten: Rewritten


def align(sentence: Draft, guesses: Guesses | None = None) -> Aligned:
    """Write the spoken text of a sentence, and align it.

    It is vocalised where ``guesses``, those of the text that holds it, are given.
    """
    folded, rewritten = sentence.folded, sentence.rewritten
    spoken, moved = rewritten.spoken, _unmoved
    reasons: dict[int, str] = {}
    if guesses is not None:
        with_signs = with_harakat(rewritten, guesses)
        spoken, moved, reasons = with_signs.spoken, with_signs.moved, with_signs.reasons
    spans = []
    for piece in rewritten.pieces:
        if piece.kind and piece.kind not in _ONLY_MARKS:
            start, end = folded.start(piece.start), folded.end(piece.end)
            at = moved(piece.spoken_start)
            spans.append(Span(start, end, piece.kind, spoken[at : moved(piece.spoken_end)], at))
    words = _words(sentence.text, rewritten.pieces)
    aligned_words = tuple(
        Word(
            folded.start(word.start),
            folded.end(word.end),
            moved(word.spoken_start),
            moved(word.spoken_end),
        )
        for word in words
    )
    plain_words = _outside_of_classes(rewritten, words, aligned_words)
    spans += _letter_spans(sentence, plain_words, spoken)
    spans += _homograph_spans(plain_words, reasons, spoken)
    spans.sort(key=lambda span: (span.start, span.end))
    return Aligned(spoken, tuple(spans), aligned_words)


def _outside_of_classes(
    rewritten: Rewritten, words: list[Piece], aligned_words: tuple[Word, ...]
) -> list[tuple[Piece, Word]]:
    """The words that no class reads, each before and after it was aligned."""
    read_by_a_class = {piece.start for piece in rewritten.pieces if piece.kind}
    pairs = zip(words, aligned_words, strict=True)
    return [(word, to) for word, to in pairs if word.start not in read_by_a_class]


def _letter_spans(
    sentence: Draft, plain_words: list[tuple[Piece, Word]], spoken: str
) -> list[Span]:
    """Spans for the words that differ from the written ones by their letters only."""
    written, folded, rewritten = sentence.written, sentence.folded, sentence.rewritten
    if not folded.runs and folded.text == written:
        return []
    return [
        Span(to.start, to.end, "letters", spoken[to.spoken_start : to.spoken_end], to.spoken_start)
        for word, to in plain_words
        if written[to.start : to.end] != rewritten.spoken[word.spoken_start : word.spoken_end]
    ]


def _homograph_spans(
    plain_words: list[tuple[Piece, Word]], reasons: dict[int, str], spoken: str
) -> list[Span]:
    """Spans for the words that are read as their neighbours want it, with the reason."""
    return [
        Span(
            to.start,
            to.end,
            "homograph",
            spoken[to.spoken_start : to.spoken_end],
            to.spoken_start,
            reasons[word.spoken_start],
        )
        for word, to in plain_words
        if word.spoken_start in reasons
    ]


def _words(text: str, pieces: tuple[Piece, ...]) -> list[Piece]:
    """The written words, in positions of the folded text and of the plain spoken text."""
    words: list[Piece] = []
    for piece in pieces:
        if piece.kind:
            stretch = text[piece.start : piece.end]
            if piece.spoken_end > piece.spoken_start or any(map(str.isalnum, stretch)):
                start = piece.start + len(stretch) - len(stretch.lstrip())
                end = piece.end - len(stretch) + len(stretch.rstrip())
                words.append(Piece(start, end, piece.spoken_start, piece.spoken_end, ""))
            continue
        plain = text[piece.start : piece.end].translate(NO_MARKS)
        shift = piece.spoken_start - piece.start
        at = 0
        for token in plain.split():
            at = plain.index(token, at)
            start, end = piece.start + at, piece.start + at + len(token)
            words.append(Piece(start, end, start + shift, end + shift, ""))
            at += len(token)
    return words


def _unmoved(position: int) -> int:
    """Plain speech is the spoken text itself: each position stays."""
    return position
