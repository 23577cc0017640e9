"""Tying: written text into spoken text, with every stretch tied to what it came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from naqeeb.model import Span, Word
from naqeeb.script.alphabet import NO_MARKS
from naqeeb.script.letters import Folded, fold
from naqeeb.script.normalize import Piece, Rewritten, rewrite
from naqeeb.script.reading import Scan
from naqeeb.script.speaking import with_harakat

_UNSAID = frozenset(("mark",))
"""Readings that only move a mark or a blank: no span is noted for them."""


class Said(NamedTuple):
    """A piece of text as it is said, tied to the text as written."""

    spoken: str
    spans: tuple[Span, ...]
    words: tuple[Word, ...]


class Draft(NamedTuple):
    """A sentence as it is said without harakat, before the ties are knotted."""

    written: str
    folded: Folded
    text: str
    rewritten: Rewritten


def draft(written: str, scan_of: Callable[[str], Scan] = Scan) -> Draft:
    """Rewrite ``written`` (one sentence).

    Args:
        written: the text as it stands in the source.
        scan_of: makes the scan of the folded text, with its settings and lexicon.
    """
    folded = fold(written)
    text = folded.text.replace("\n", " ")
    return Draft(written, folded, text, rewrite(scan_of(text)))


def say(drafted: Draft, *, vocalised: bool = False) -> Said:
    """Say a sentence and keep the ties; ``vocalised`` as in `speakable`."""
    written, folded, text, rewritten = drafted
    words = _words(text, rewritten.pieces)
    if vocalised:
        spoken, moved = with_harakat(rewritten)
    else:
        spoken, moved = rewritten.spoken, _same
    spans = [
        Span(
            folded.start(piece.start),
            folded.end(piece.end),
            piece.kind,
            spoken[moved(piece.spoken_start) : moved(piece.spoken_end)],
            moved(piece.spoken_start),
        )
        for piece in rewritten.pieces
        if piece.kind and piece.kind not in _UNSAID
    ]
    tied = tuple(
        Word(
            folded.start(word.start),
            folded.end(word.end),
            moved(word.spoken_start),
            moved(word.spoken_end),
        )
        for word in words
    )
    spans += _letter_spans(written, rewritten, words, folded, tied, spoken)
    spans.sort(key=lambda span: (span.start, span.end))
    return Said(spoken, tuple(spans), tied)


def _letter_spans(
    written: str,
    rewritten: Rewritten,
    words: list[Word],
    folded: Folded,
    tied: tuple[Word, ...],
    spoken: str,
) -> list[Span]:
    """Spans for the words that differ from the written ones by their letters only."""
    if not folded.runs and folded.text == written:
        return []
    read = {piece.start for piece in rewritten.pieces if piece.kind}
    return [
        Span(to.start, to.end, "letters", spoken[to.spoken_start : to.spoken_end], to.spoken_start)
        for word, to in zip(words, tied, strict=True)
        if word.start not in read
        and written[to.start : to.end] != rewritten.spoken[word.spoken_start : word.spoken_end]
    ]


def _words(text: str, pieces: tuple[Piece, ...]) -> list[Word]:
    """The written words, in folded and plain spoken positions."""
    words: list[Word] = []
    for piece in pieces:
        if piece.kind:
            found = text[piece.start : piece.end]
            if piece.spoken_end > piece.spoken_start or any(map(str.isalnum, found)):
                start = piece.start + len(found) - len(found.lstrip())
                end = piece.end - len(found) + len(found.rstrip())
                words.append(Word(start, end, piece.spoken_start, piece.spoken_end))
            continue
        plain = text[piece.start : piece.end].translate(NO_MARKS)
        end = 0
        for token in plain.split():
            start = plain.index(token, end)
            end = start + len(token)
            words.append(
                Word(
                    start + piece.start,
                    end + piece.start,
                    start + piece.spoken_start,
                    end + piece.spoken_start,
                )
            )
    return words


def _same(position: int) -> int:
    return position
