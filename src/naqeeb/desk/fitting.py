"""A bulletin to the length that is wanted: what is shortened, and what is dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from naqeeb.desk.cast import Cast, Recording
from naqeeb.desk.job import Job
from naqeeb.desk.running_time import Lengths, lengths_of
from naqeeb.desk.write import Writer
from naqeeb.model import Article
from naqeeb.settings import length_s
from naqeeb.text.clock import in_words

TOLERANCE = 0.05
"""How far from the wanted length a bulletin may be."""
_AIM = 1.02
"""Stories are cut to this share of the wanted length: what is left of the tolerance is for the
voice, which is never quite as fast as measured."""
_MIDDLE = 5
"""The priority of a story that states none."""
_MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """A story that is not read to its end."""

    title: str
    kept: int
    """Paragraphs that are read; 0: the story is dropped."""
    of: int

    @property
    def in_words(self) -> str:
        """For a summary."""
        if not self.kept:
            return f"dropped: {self.title}"
        return f"shortened: {self.title} ({self.kept} of {self.of} paragraphs)"


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is read of a bulletin, and how long it is estimated to last."""

    job: Job
    """With the stories that are read, as far as they are."""
    cuts: tuple[Cut, ...]
    estimate_ms: float
    kept: tuple[int, ...]
    """Paragraphs that are read of each story that was handed in; 0: it is dropped."""


def wanted_ms(job: Job) -> float | None:
    """How long a bulletin is to be; None for a single article, and where nothing is stated."""
    if job.day is None:
        return None
    seconds = length_s(job.settings.bulletin.length, "--length")
    return None if seconds is None else seconds * 1000


def to_length(
    job: Job, writer: Writer, cast: Cast, record: Callable[[Job, Writer], Recording]
) -> Recording:
    """Voice a job; a bulletin that has a length is cut to it first, and again where it is off.

    Args:
        job: with all stories.
        writer: of the job.
        cast: who speaks.
        record: voices a job; what was voiced before lies in the cache.
    """
    wanted = wanted_ms(job)
    if wanted is None:
        return record(job, writer)
    pace = 1.0
    for _ in range(_MOST_TRIES):
        fit = fitted(job, cast, wanted, pace)
        recording = record(fit.job, Writer(fit.job))
        length_ms = recording.track.duration_ms
        remark = _remark(length_ms, wanted, fit.cuts)
        pace *= length_ms / fit.estimate_ms
        if not remark or fitted(job, cast, wanted, pace).job.stories == fit.job.stories:
            break
    notes = (*(cut.in_words for cut in fit.cuts), *filter(None, (remark,)))
    return replace(recording, notes=notes)


def fitted(job: Job, cast: Cast, wanted: float, pace: float = 1.0) -> Fitted:
    """A bulletin cut to a length.

    Args:
        job: with all stories.
        cast: who speaks: their pace counts.
        wanted: the length, in ms.
        pace: how much longer the voice speaks than was estimated.
    """
    lengths = lengths_of(Writer(job).for_cast(cast), cast, job.settings)
    aim = wanted
    for _ in range(_MOST_TRIES):
        kept = chosen(job.stories, lengths, aim * _AIM / pace)
        stories = tuple(
            _cut(story, count) for story, count in zip(job.stories, kept, strict=True) if count
        )
        cut_job = replace(job, stories=stories)
        estimate = lengths_of(Writer(cut_job).for_cast(cast), cast, job.settings).all_ms * pace
        # Without a story others are the headlines, and other words lead over.
        if estimate <= wanted * (1 + TOLERANCE / 2) or sum(map(bool, kept)) == 1:
            break
        aim -= estimate - wanted
    cuts = tuple(
        Cut(story.title, count, _paragraphs(story))
        for story, count in zip(job.stories, kept, strict=True)
        if count < _paragraphs(story)
    )
    return Fitted(cut_job, cuts, estimate, tuple(kept))


def _remark(duration_ms: int, wanted: float, cuts: Sequence[Cut]) -> str:
    """What to say of a bulletin that could not be brought to its length; else empty."""
    if abs(duration_ms - wanted) <= wanted * TOLERANCE:
        return ""
    if duration_ms > wanted:
        why = "one story alone is longer"
    else:
        why = "no paragraph more fits" if cuts else "there is no more to read"
    return f"{in_words(duration_ms)} long, not {in_words(round(wanted))}: {why}"


def chosen(stories: Sequence[Article], lengths: Lengths, most_ms: float) -> list[int]:
    """How many paragraphs of each story are read; 0 drops it.

    The least important story is shortened first, paragraph by paragraph, then the next. Where
    that is not enough the least important are dropped. What room is left is filled again, the
    most important first.

    Args:
        stories: with their priorities.
        lengths: of all that is said.
        most_ms: what the bulletin may last.
    """
    kept = [_paragraphs(story) for story in stories]
    numbers = range(len(stories))
    last_first = sorted(numbers, key=lambda each: (-_priority(stories[each]), -each))

    def total() -> float:
        return lengths.fixed_ms + sum(lengths.story_ms(each, kept[each]) for each in numbers)

    for story in last_first:
        while kept[story] > 1 and total() > most_ms:
            kept[story] -= 1
    for story in last_first[:-1]:
        if total() > most_ms:
            kept[story] = 0
    for story in reversed(last_first):
        while kept[story] < _paragraphs(stories[story]):
            kept[story] += 1
            if total() > most_ms:
                kept[story] -= 1
                break
    return kept


def _priority(story: Article) -> int:
    return story.priority or _MIDDLE


def _paragraphs(story: Article) -> int:
    return max(1, len(story.paragraphs))


def _cut(story: Article, count: int) -> Article:
    return replace(story, paragraphs=story.paragraphs[:count], blocks=story.blocks[:count])
