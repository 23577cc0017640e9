"""In which part of the day a bulletin is heard: it greets by that, and not by when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from naqeeb.desk.job import Job, states_time
from naqeeb.script.letters import folded_words
from naqeeb.script.tables import rows
from naqeeb.text.lazy_pattern import LazyPattern

_WORD = LazyPattern(r"\w+")


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day."""

    wording: str
    """The built-in wording that greets so."""
    name: str
    """Its name in Urdu."""


def of_bulletin(job: Job) -> PartOfDay | None:
    """When a bulletin is heard; None for a single article, and for a day alone.

    The time of an edition in the settings says it, else the time that the editor stated, else the
    edition's own name (صبح), else when it goes on the air. Where none of these is given, it is
    heard now.
    """
    if job.day is None:
        return None
    edition, stated, air_at = job.overrides.id or "", job.overrides.date, job.overrides.at
    for known in job.settings.editions:
        if known.name == edition:
            return of_clock(time.fromisoformat(known.time))
    if stated is None or not states_time(job.day):
        if named := _of_name(edition):
            return named
        if air_at is not None:
            return of_clock(job.show.local(air_at).time())
    return of_clock(job.day.time()) if states_time(job.day) else None


def of_clock(clock: time) -> PartOfDay:
    """The part of the day at a time."""
    _, wording, name, _ = [row for row in rows("part_of_day.tsv") if int(row[0]) <= clock.hour][-1]
    return PartOfDay(wording, name)


def _of_name(edition: str) -> PartOfDay | None:
    """What an edition's name means: صبح, شام کی خبریں; None where it names none, or several."""
    words = _words(edition)
    meant = {
        PartOfDay(wording, name)
        for _, wording, name, means in rows("part_of_day.tsv")
        if any(_words(word) in words for word in means.split("، "))
    }
    return meant.pop() if len(meant) == 1 else None


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(folded_words(text)))} "
