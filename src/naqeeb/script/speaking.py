"""Speaking: written text into spoken text, with or without the ties between the two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from naqeeb.model import Span, Word
from naqeeb.script.alphabet import IS_STOP, MARKS
from naqeeb.script.letters import Folded, fold, fold_text
from naqeeb.script.numbers import vocalised as number_vocalised
from naqeeb.script.reading import Scan
from naqeeb.script.rewrite import Piece, Rewritten, rewrite

_TOKEN = re.compile(rf"[^{MARKS}\s]+")
_UNSAID = frozenset(("mark",))
"""Readings that only move a mark or a blank: no span is noted for them."""
_NOT_NUMBERS = frozenset(("letters", "latin", "lexicon", "honorific", "electronic", ""))


def speakable(text: str, *, vocalised: bool = False) -> str:
    """What an announcer would say for ``text``.

    The result holds Urdu letters, harakat, blanks and ``۔ ، ؟ ! ؛ : …`` only. Lines
    become sentences: a headline without a stop gets one. Said again, the result
    stays as it is.

    Args:
        text: Urdu as it was written.
        vocalised: write harakat where an engine that reads them would misread the
            bare spelling.

    Returns:
        The spoken text, on one line.

    >>> speakable("5%")
    'پانچ فیصد'
    """
    said: list[str] = []
    for line in fold_text(text).split("\n"):
        rewritten = rewrite(Scan(line))
        if not rewritten.spoken:
            continue
        if said and said[-1][-1] not in IS_STOP:
            said[-1] += "۔"
        said.append(_with_harakat(rewritten)[0] if vocalised else rewritten.spoken)
    return " ".join(said)


class Said(NamedTuple):
    """A piece of text as it is said, tied to the text as written."""

    spoken: str
    spans: tuple[Span, ...]
    words: tuple[Word, ...]


def say(written: str, scan_of: Callable[[str], Scan] = Scan, *, vocalised: bool = False) -> Said:
    """Say ``written`` (one sentence) and keep the ties.

    Args:
        written: the text as it stands in the source.
        scan_of: makes the scan of the folded text, with its settings and lexicon.
        vocalised: as in `speakable`.
    """
    folded = fold(written)
    text = folded.text.replace("\n", " ")
    rewritten = rewrite(scan_of(text))
    words = _words(text, rewritten.pieces)
    if vocalised:
        spoken, moved = _with_harakat(rewritten)
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
        shift = piece.spoken_start - piece.start
        for token in _TOKEN.finditer(text, piece.start, piece.end):
            start, end = token.span()
            words.append(Word(start, end, start + shift, end + shift))
    return words


def _same(position: int) -> int:
    return position


def _with_harakat(rewritten: Rewritten) -> tuple[str, Callable[[int], int]]:
    """The spoken text with harakat, and where each plain position has moved to.

    Number words that we made ourselves take their harakat from the number table, so
    that بہتر is 72 here and stays 'better' in running text.
    """
    plain = rewritten.spoken
    old = plain.split(" ")
    new = _vocalise(plain).split(" ")
    if len(new) != len(old):
        new = list(old)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token) + 1)
    for piece in rewritten.pieces:
        if piece.kind in _NOT_NUMBERS or piece.spoken_end <= piece.spoken_start:
            continue
        index = bisect_right(starts, piece.spoken_start) - 1
        while index < len(old) and starts[index] < piece.spoken_end:
            core = old[index].rstrip(MARKS)
            made = number_vocalised(core)
            if made is not None:
                new[index] = made + old[index][len(core) :]
            index += 1
    moved_starts = [0]
    for token in new:
        moved_starts.append(moved_starts[-1] + len(token) + 1)

    def moved(position: int) -> int:
        index = min(bisect_right(starts, position) - 1, len(old) - 1)
        inside = position - starts[index]
        if inside <= 0:
            return moved_starts[index]
        return max(moved_starts[index], moved_starts[index + 1] - 1 - (len(old[index]) - inside))

    return " ".join(new), moved


def _vocalise(spoken: str) -> str:
    try:
        from naqeeb.script.harakat import vocalise
    except ImportError:
        return spoken
    return vocalise(spoken)
