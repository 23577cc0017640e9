"""A bulletin to the length that is wanted: cut, voiced, and cut again where it was off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Literal

from naqeeb.desk.cast import Cast, Recording
from naqeeb.desk.job import Job
from naqeeb.desk.running_time import Heard, Lengths, heard_in, lengths_of, with_pauses
from naqeeb.desk.story_cuts import DROPPED, NEAR, End, chosen, ends_of
from naqeeb.desk.write import Writer
from naqeeb.model import Article
from naqeeb.settings import length_s
from naqeeb.text.clock import in_words
from naqeeb.text.counting import counted

TOLERANCE = 0.05
"""How far from the wanted length a bulletin may be."""
_NEAR_ENOUGH = 0.047
"""So near is enough where more is not to be had: the rest is for the voice."""
_UNSTATED_PRIORITY = 5
"""The priority of a story that states none."""
_MOST_TRIES = 4
"""So often it is voiced at most."""
_MOST_CHOICES = 5
_SHORTEST_PAUSES, _LONGEST_PAUSES = 0.7, 1.5
"""No listener minds pauses that are so much shorter or longer."""

Shortfall = Literal["", "no_more", "no_end", "one_sentence"]
"""Why a bulletin is not as long as wanted: there is no more to read; no sentence ends nearer;
one sentence with what is said around it is longer."""
_WHY = {
    "no_more": "there is no more to read",
    "no_end": "no sentence ends nearer",
    "one_sentence": "one sentence, with what is said around it, is longer",
}


@dataclass(frozen=True, slots=True)
class Cut:
    """A story that is not read to its end."""

    title: str
    kept: int
    """Paragraphs that are read whole."""
    sentences: int
    """Of the next paragraph that are read; with no paragraph either, the story is dropped."""
    of: int
    """All paragraphs."""

    @property
    def in_words(self) -> str:
        """For a summary."""
        if not (self.kept or self.sentences):
            return f"dropped: {self.title}"
        if not self.sentences:
            return f"shortened: {self.title} ({self.kept} of {counted(self.of, 'paragraph')})"
        parts = [counted(self.kept, "paragraph")] if self.kept else []
        parts.append(counted(self.sentences, "sentence"))
        return f"shortened: {self.title} ({' and '.join(parts)} of {counted(self.of, 'paragraph')})"


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is read of a bulletin, and how long it is estimated to last."""

    job: Job
    """With the stories that are read, as far as they are, and its pauses."""
    cuts: tuple[Cut, ...]
    kept: tuple[bool, ...]
    """Of each story that was handed in: whether it is read at all."""
    lengths: Lengths
    pauses: float
    """How much longer or shorter the pauses are than the settings say."""
    wanted_ms: float
    """The length that it was cut to."""
    why: Shortfall
    """Why it comes no nearer to the length, where it does not."""


def wanted_ms(job: Job) -> float | None:
    """How long a bulletin is to be; None for a single article, and where nothing is stated."""
    if job.day is None:
        return None
    seconds = length_s(job.settings.bulletin.length, "--length")
    return None if seconds is None else seconds * 1000


@dataclass(frozen=True, slots=True)
class Trial:
    """What is voiced at one time; a bulletin of a wanted length may take several."""

    job: Job
    """With all stories."""
    cast: Cast
    writer: Writer
    """Of what is read."""
    fit: Fitted | None = None
    """How it was cut; None where no length is wanted, and all is read."""
    heard: Heard = field(default_factory=Heard)
    """What earlier trials showed."""
    number: int = 1

    def after(self, recording: Recording) -> Trial | None:
        """The next one, cut by what was heard in this one; None where this is as it shall be.

        Args:
            recording: of this trial.
        """
        if self.fit is None or self.number == _MOST_TRIES:
            return None
        if is_near(recording.track.duration_ms, self.fit.wanted_ms, TOLERANCE):
            return None
        heard = heard_in(recording, self.fit.job.settings, self.heard)
        fit = fitted(self.job, self.cast, self.fit.wanted_ms, heard)
        if fit.job == self.fit.job:
            return None
        return replace(self, writer=Writer(fit.job), fit=fit, heard=heard, number=self.number + 1)

    def remarks(self, recording: Recording) -> tuple[str, ...]:
        """What an editor should know of the length, if this trial is the last."""
        if self.fit is None:
            return ()
        cuts = (cut.in_words for cut in self.fit.cuts)
        return (*cuts, *remarks(self.fit, recording.track.duration_ms))


def first_trial(writer: Writer, cast: Cast) -> Trial:
    """A job as it is voiced first: as it is, or cut to its length by what voices' files say."""
    job, wanted = writer.job, wanted_ms(writer.job)
    if wanted is None:
        return Trial(job, cast, writer)
    fit = fitted(job, cast, wanted)
    return Trial(job, cast, Writer(fit.job), fit)


def fitted(job: Job, cast: Cast, wanted: float, heard: Heard | None = None) -> Fitted:
    """A bulletin cut to a length.

    Args:
        job: with all stories.
        cast: who speaks: their pace counts.
        wanted: the length, in ms.
        heard: of an earlier recording of it.
    """
    best = min(_tries(job, cast, wanted, heard), key=lambda each: abs(each.length - wanted))
    pauses = _pauses(best.lengths, wanted)
    if pauses != 1:
        sound = with_pauses(job.settings.sound, pauses)
        settings = replace(job.settings, sound=sound)
        best = _Try(replace(best.job, settings=settings), best.left_at, cast, heard)
    cuts = tuple(
        Cut(story.title, end.paragraphs, end.sentences, _paragraphs(story))
        for story, end in zip(job.stories, best.left_at, strict=True)
        if not end.is_whole
    )
    is_read = tuple(end is not DROPPED for end in best.left_at)
    return Fitted(best.job, cuts, is_read, best.lengths, pauses, wanted, _why(best, wanted))


class _Try:
    """A job that is cut, and how long it lasts."""

    def __init__(self, job: Job, left_at: Sequence[End], cast: Cast, heard: Heard | None) -> None:
        self.job, self.left_at = job, left_at
        self.lengths = lengths_of(Writer(job).for_cast(cast), cast, job.settings, heard)
        self.length = self.lengths.all_ms


def _tries(job: Job, cast: Cast, wanted: float, heard: Heard | None) -> Iterator[_Try]:
    """Cuts of a bulletin, until one comes near to the length.

    What is said around stories depends on which are read: their headlines, and the words that
    lead over. So a second choice is made among the stories of the first.
    """
    every = tuple(range(len(job.stories)))
    priorities = [story.priority or _UNSTATED_PRIORITY for story in job.stories]
    places_of = cache(partial(_places, job, cast, heard))
    among, aim = every, wanted
    for _ in range(_MOST_CHOICES):
        ends, around_ms = places_of(among)
        numbers = chosen([priorities[each] for each in among], ends, around_ms, aim)
        left_at = [DROPPED] * len(every)
        for story, own, number in zip(among, ends, numbers, strict=True):
            left_at[story] = own[number]
        each = _Try(_cut(job, left_at), left_at, cast, heard)
        yield each
        if is_near(each.length, wanted, NEAR):
            return
        read = tuple(story for story in every if left_at[story] is not DROPPED)
        if read == among:
            among, aim = every, aim - (each.length - wanted)
        else:
            among = read


def _places(
    job: Job, cast: Cast, heard: Heard | None, among: Sequence[int]
) -> tuple[list[tuple[End, ...]], float]:
    """Where each story may be left in a bulletin of these, and how long is what stands around."""
    stories = tuple(job.stories[number] for number in among)
    writer = Writer(replace(job, stories=stories))
    lengths = lengths_of(writer.for_cast(cast), cast, job.settings, heard)
    ends = [
        ends_of(
            lengths.texts.get(number, ()),
            lengths.openings_ms.get(number, 0.0),
            _paragraphs(story),
        )
        for number, story in enumerate(stories)
    ]
    return ends, lengths.fixed_ms


def _paragraphs(story: Article) -> int:
    return max(1, len(story.paragraphs))


def is_near(length_ms: float, wanted: float, share: float) -> bool:
    """Whether a length is the wanted one, but for a share of it."""
    return abs(length_ms - wanted) <= wanted * share


def _cut(job: Job, left_at: Sequence[End]) -> Job:
    """The job with what is read of each story."""
    read = [
        (_shortened(story, end), end.lines)
        for story, end in zip(job.stories, left_at, strict=True)
        if end is not DROPPED
    ]
    return replace(
        job,
        stories=tuple(story for story, _ in read),
        body_lines=tuple(lines for _, lines in read),
    )


def _shortened(story: Article, end: End) -> Article:
    count = end.paragraphs + bool(end.sentences)
    return replace(story, paragraphs=story.paragraphs[:count], blocks=story.blocks[:count])


def _pauses(lengths: Lengths, wanted: float) -> float:
    """How much longer or shorter the pauses are to be, where no cut comes near the length.

    They are as the settings say where that would not be enough either.
    """
    length, pauses = lengths.all_ms, lengths.pauses_ms
    if is_near(length, wanted, NEAR) or not pauses:
        return 1.0
    nearest = wanted * (1 + NEAR if length > wanted else 1 - NEAR)
    share = 1 + (nearest - length) / pauses
    share = min(_LONGEST_PAUSES, max(_SHORTEST_PAUSES, share))
    return share if is_near(length + (share - 1) * pauses, wanted, _NEAR_ENOUGH) else 1.0


def _why(best: _Try, wanted: float) -> Shortfall:
    """Why a bulletin is longer or shorter, should it be."""
    if best.length > wanted:
        read = [end for end in best.left_at if end is not DROPPED]
        return "one_sentence" if [end.is_first for end in read] == [True] else "no_end"
    return "no_more" if all(end.is_whole for end in best.left_at) else "no_end"


def remarks(fit: Fitted, length_ms: int) -> list[str]:
    """What an editor should know besides the cuts: other pauses, a length that cannot be had."""
    notes: list[str] = []
    if fit.pauses != 1:
        share = round(abs(fit.pauses - 1) * 100)
        notes.append(f"pauses {share} % {'longer' if fit.pauses > 1 else 'shorter'}")
    if not is_near(length_ms, fit.wanted_ms, TOLERANCE):
        wanted = in_words(round(fit.wanted_ms))
        notes.append(f"{in_words(length_ms)} long, not {wanted}: {_WHY[fit.why]}")
    return notes
