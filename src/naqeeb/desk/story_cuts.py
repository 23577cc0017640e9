"""Where the stories of a bulletin are left, so that it comes to a length: decisions alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from naqeeb.desk.running_time import TextLine

LONGER = 1.02
"""A bulletin may be so much longer than wanted before stories are cut for it."""
NEAR = 0.035
"""A cut is looked for until it comes so near: what is left of the tolerance is for the voice,
which never speaks quite as fast as measured."""
_MOST_IN_PAIRS = 12
"""Of so many stories two are tried together."""


@dataclass(frozen=True, slots=True)
class End:
    """A place where a story may be left."""

    lines: int
    """Of its text that are read."""
    paragraphs: int
    """That are read whole."""
    sentences: int
    """Of the paragraph behind them; 0: it is left at a paragraph's end."""
    ms: float
    """How long it lasts so far, with its headline, link and title."""
    is_first: bool = False
    """Whether nothing shorter can be read of it."""
    is_whole: bool = False
    """Whether it is read to its end."""


DROPPED = End(0, 0, 0, 0.0)


def ends_of(text: Sequence[TextLine], opening_ms: float, paragraphs: int) -> tuple[End, ...]:
    """All places where a story may be left, the first before its headline, the last its end.

    Args:
        text: its lines.
        opening_ms: headline, link and title.
        paragraphs: how many it has; some may say nothing.
    """
    ends, ms, sentences = [DROPPED], opening_ms, 0
    for number, line in enumerate(text[:-1], 1):
        ms += line.ms
        sentences += line.is_end
        following = text[number].paragraph
        if line.is_end:
            is_first = len(ends) == 1
            ends.append(
                End(number, line.paragraph, sentences, ms, is_first)
                if following == line.paragraph
                else End(number, following, 0, ms, is_first)
            )
        if following != line.paragraph:
            sentences = 0
    whole = opening_ms + sum(line.ms for line in text)
    is_first = len(ends) == 1
    return (*ends, End(len(text), paragraphs, 0, whole, is_first, is_whole=True))


def chosen(
    priorities: Sequence[int], ends: Sequence[Sequence[End]], around_ms: float, wanted_ms: float
) -> list[int]:
    """At which of its ends each story is left; 0 drops it.

    At paragraph ends the least important story is shortened first, then the next; where that
    is not enough the least important are dropped, and what room is left is filled again, the
    most important first. Where this does not come near the length, another end of one story
    is looked for: of a paragraph, then of a sentence; then the sentence ends of two.

    Args:
        priorities: of each story, 1 the most important.
        ends: where each story may be left.
        around_ms: what is said whichever stories are read.
        wanted_ms: how long the bulletin is to be.
    """
    last_first = _last_first(priorities)
    kept = _at_paragraphs(last_first, ends, around_ms, wanted_ms * LONGER)
    total = around_ms + sum(ends[story][end].ms for story, end in enumerate(kept))
    best, off = kept, abs(total - wanted_ms)
    for stories, options in _others(kept, ends, last_first):
        if off <= wanted_ms * NEAR:
            break
        rest = total - sum(ends[story][kept[story]].ms for story in stories)
        offs = {
            numbers: abs(rest + _sum(ends, stories, numbers) - wanted_ms)
            for numbers in product(*options)
        }
        # Of what is near, that which has the most of the more important story.
        first = max(range(len(stories)), key=lambda at: last_first.index(stories[at]))
        near = [numbers for numbers, each in offs.items() if each <= wanted_ms * NEAR]
        most = max((numbers[first] for numbers in near), default=None)
        best_of_near = [each for each in near if len(stories) == 1 or each[first] == most]
        numbers = min(best_of_near or offs, key=offs.__getitem__)
        if offs[numbers] < off:
            off, other = offs[numbers], dict(zip(stories, numbers, strict=True))
            best = [other.get(story, end) for story, end in enumerate(kept)]
    return best


def _sum(ends: Sequence[Sequence[End]], stories: Sequence[int], numbers: Sequence[int]) -> float:
    return sum(ends[story][end].ms for story, end in zip(stories, numbers, strict=True))


def _others(
    kept: Sequence[int], ends: Sequence[Sequence[End]], last_first: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], list[list[int]]]]:
    """Stories that might be left elsewhere, and at which ends: first the least important read."""
    read = [story for story in last_first if kept[story]]
    # Of what is dropped the most important comes back first.
    order = [*read, *(story for story in reversed(last_first) if not kept[story])]
    # Only the last of them may be dropped yet: what is more important stays, and one remains.
    first = [1] * len(ends)
    if read[0] != last_first[-1]:
        first[read[0]] = 0
    at_paragraphs = [_paragraph_ends(each)[at:] for each, at in zip(ends, first, strict=True)]
    everywhere = [list(range(at, len(each))) for each, at in zip(ends, first, strict=True)]
    for options, together in ((at_paragraphs, 1), (everywhere, 1), (everywhere, 2)):
        some = order if together == 1 else order[:_MOST_IN_PAIRS]
        for stories in combinations(some, together):
            yield stories, [options[story] for story in stories]


def _at_paragraphs(
    last_first: Sequence[int], ends: Sequence[Sequence[End]], around_ms: float, most_ms: float
) -> list[int]:
    places = [_paragraph_ends(each) for each in ends]
    at = [1] * len(places)  # of each its first paragraph

    def total() -> float:
        each = (ends[story][places[story][number]].ms for story, number in enumerate(at))
        return around_ms + sum(each)

    for story in last_first[:-1]:
        if total() > most_ms:
            at[story] = 0
    for story in reversed(last_first):
        while at[story] < len(places[story]) - 1:
            at[story] += 1
            if total() > most_ms:
                at[story] -= 1
                break
    return [places[story][number] for story, number in enumerate(at)]


def _paragraph_ends(ends: Sequence[End]) -> list[int]:
    return [number for number, end in enumerate(ends) if not end.sentences]


def _last_first(priorities: Sequence[int]) -> list[int]:
    return sorted(range(len(priorities)), key=lambda each: (-priorities[each], -each))
