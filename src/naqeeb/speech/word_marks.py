"""What a service reports of words in time, as word marks in the text that was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from naqeeb.model import Clip, Mark


def marks_of_words(text: str, reports: Iterable[tuple[str, float]]) -> list[Mark]:
    """Words with the millisecond at which each begins, looked up in the text in order.

    A word that the text does not hold is left out: services report some as they say them.
    """
    marks: list[Mark] = []
    at = 0
    for word, moment in reports:
        start = text.find(word, at) if word else -1
        if start >= 0:
            at = start + len(word)
            marks.append(Mark(start, at, moment))
    return marks


def marks_of_characters(
    text: str, characters: Sequence[str], starts_s: Sequence[float]
) -> list[Mark]:
    """Characters with the second at which each begins, put together into words."""
    spoken = "".join(characters)
    # A character may be reported as several code points: where each begins in the whole.
    places = [0]
    for character in characters:
        places.append(places[-1] + len(character))
    begins = dict(zip(places, starts_s, strict=False))
    words = re.finditer(r"\S+", spoken)
    reports = [(word.group(), begins.get(word.start())) for word in words]
    return marks_of_words(text, [(word, at * 1000) for word, at in reports if at is not None])


def with_marks(clip: Clip, marks: Iterable[Mark]) -> Clip:
    """The clip with those marks that lie within it, in order of place and time."""
    kept: list[Mark] = []
    for mark in marks:
        last = kept[-1].at_ms if kept else 0.0
        if last <= mark.at_ms < clip.duration_ms:
            kept.append(mark)
    return Clip(clip.pcm, clip.rate_hz, tuple(kept))
