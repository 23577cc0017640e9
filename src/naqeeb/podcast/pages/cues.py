"""The times of chapters, sentences and words, as the page's script reads them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from naqeeb.model import Caption, Chapter, Episode


def chapters_with_sentences(episode: Episode) -> list[tuple[Chapter, int]]:
    """Each chapter with the sentence that it begins with; none where there is but one."""
    captions = episode.transcript
    if len(episode.chapters) < 2 or not captions:  # noqa: PLR2004 - one is the whole
        return []
    starts = [caption.start_ms for caption in captions]
    return [(chapter, _nearest(starts, chapter.start_ms)) for chapter in episode.chapters]


def _nearest(ascending: Sequence[int], wanted: int) -> int:
    """Index of the number that is nearest; of two the first.

    By bisection, since a text of ten hours has 800 chapters and 6,000 sentences.
    """
    after = bisect_left(ascending, wanted)
    if after == len(ascending) or (
        after and wanted - ascending[after - 1] <= ascending[after] - wanted
    ):
        after = bisect_left(ascending, ascending[after - 1])
    return after


def cues(captions: Sequence[Caption]) -> Iterator[list[object]]:
    """Start and end of each sentence, and of each word where the voice reported it, in ms.

    A word is first character, one past the last, start, end; characters are
    counted as JavaScript counts them, in UTF-16.
    """
    for caption in captions:
        cue: list[object] = [caption.start_ms, caption.end_ms]
        if caption.words and not caption.estimated:
            at = _utf16(caption.text)
            cue.append([[at(w.start), at(w.end), w.start_ms, w.end_ms] for w in caption.words])
        yield cue


def _utf16(text: str) -> Callable[[int], int]:
    """From a place in the text to the same place in JavaScript's string."""
    if max(text, default="") <= "\uffff":
        return int
    before = (0, *accumulate(1 + (char > "\uffff") for char in text))
    return before.__getitem__
