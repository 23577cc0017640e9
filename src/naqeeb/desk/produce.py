"""The third step: a plan into a finished episode. A worker does this, wherever it runs.

For each voice in turn: write its script, speak it, make its track; if the voice fails, go on to the
next. Then tag the sound and derive the other files.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from naqeeb import sound, speech
from naqeeb.desk import derive, pictures, speak, voices
from naqeeb.desk.cast import Recording
from naqeeb.desk.decision import Decision, decide
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.job import Job
from naqeeb.desk.new_record import (
    held_correction,
    placed,
    record_of,
    tagged,
    with_previous_audio,
)
from naqeeb.desk.plan import Plan
from naqeeb.desk.voices import OpenCast
from naqeeb.desk.write import Writer, refuse_silent
from naqeeb.errors import SpeechError
from naqeeb.model import Episode
from naqeeb.podcast import chapters, transcript


@dataclass(frozen=True, slots=True)
class Product:
    """A finished episode that nobody committed yet."""

    episode: Episode
    decision: Decision
    """What it is to those that the archive held when it was planned."""
    derived: Mapping[str, bytes]
    """All files but record and sound, by name."""
    shown: pictures.Pictures
    why: str
    """Which voice spoke, why, and where the text was sent."""
    remarks: tuple[str, ...]
    """What the user should know of it."""
    chunks: int
    cache_hits: int


def produce(plan: Plan, folder: Path, listener: Listener = silence) -> Product:
    """Produce the episode of a plan.

    Args:
        plan: of the started process; neither archive nor output is looked at.
        folder: empty; the sound files lie there afterwards, under their names.
        listener: told of each step.

    Raises:
        NaqeebError: one of its subclasses.
        OSError: the folder cannot be written.
    """
    job = plan.job
    recording = _voiced(job, folder, listener)
    captions = transcript.captions(recording.script, recording.track.cues)
    shown = pictures.prepared(plan.named_pictures)
    episode = record_of(job, recording, captions, shown)
    decision = decide(job, plan.standing, episode, plan.place.now)
    episode = finished(plan, decision, episode, shown, folder, taken=plan.standing.ids)
    return Product(
        episode=episode,
        decision=decision,
        derived=derive.derive(episode, plan.branding.show, plan.branding.cover_name),
        shown=shown,
        why=recording.why,
        remarks=(*recording.remarks, *job.article.remarks, *shown.remarks),
        chunks=recording.chunks,
        cache_hits=recording.cache_hits,
    )


def _voiced(job: Job, folder: Path, listener: Listener) -> Recording:
    """A job, voiced by the first voice that can speak all of it."""
    writer = Writer(job)
    names = voices.names_to_try(job.settings)
    failures: list[str] = []
    while True:
        ready = voices.first_ready(job, names, writer.first_chunk)
        why = "; ".join([*failures, ready.why])
        try:
            with voices.opened_cast(job, ready) as speakers:
                recording = _to_length(writer, speakers, folder, listener)
        except SpeechError as error:
            names = names[names.index(ready.voice.name) + 1 :]
            if not names:
                raise
            failures.append(voices.failure(ready.voice.name, error))
        else:
            listener(Event("voice", job.source, why))
            return replace(recording, why=why)


def _to_length(writer: Writer, speakers: OpenCast, folder: Path, listener: Listener) -> Recording:
    """A job, voiced by a cast; a bulletin of a wanted length again until it is as long."""
    if writer.job.day is None:
        return _recording(writer, speakers, folder, listener)
    # Here: a single article needs nothing that cuts a bulletin.
    from naqeeb.desk.bulletin_length import first_trial

    trial = first_trial(writer, speakers.cast)
    recording = _recording(trial.writer, speakers, folder, listener)
    while (another := trial.after(recording)) is not None:
        # What was voiced before lies in the cache.
        trial, recording = another, _recording(another.writer, speakers, folder, listener)
    return replace(recording, remarks=trial.remarks(recording))


def _recording(writer: Writer, speakers: OpenCast, folder: Path, listener: Listener) -> Recording:
    """Write a script, speak it, make its track."""
    job, cast, cache = writer.job, speakers.cast, speech.Cache()
    written = writer.for_cast(cast)
    if not job.settings.script.allow_silent:
        refuse_silent(written, speakers.main)
    stories = [chapters.Story(each.title) for each in job.stories]
    with closing(speak.takes(job, written, speakers, cache, listener)) as spoken:
        track = sound.make_track(
            written,
            spoken,
            folder / "sound.mp3",
            sound.StationSound.of(job.settings),
            contents=chapters.Contents(written, stories),
        )
    return Recording(
        script=written,
        cast=cast,
        engine_versions=speakers.versions,
        track=track,
        stories=job.stories,
        chunks=cache.asked,
        cache_hits=cache.hits,
    )


def finished(
    plan: Plan,
    decision: Decision,
    episode: Episode,
    shown: pictures.Pictures,
    folder: Path,
    *,
    taken: Container[str],
) -> Episode:
    """An episode put into its place, its sound tagged and named.

    Args:
        plan: what the archive says, and the show's branding.
        decision: what the episode is to those that the archive holds.
        episode: as ``record_of`` gave it, or as finished for another place.
        shown: its pictures.
        folder: where its sound lies.
        taken: ids that a new episode cannot have.
    """
    show, now = plan.branding.show, plan.place.now
    episode = placed(plan.job, episode, decision.original, plan.place, taken)
    if decision.kept_on_air is not None:
        episode = held_correction(episode, decision.kept_on_air, plan.standing.held, taken)
    episode = tagged(folder, episode, show, plan.branding.small_cover, shown.in_tag())
    if decision.replaced is not None:
        episode = with_previous_audio(decision.replaced, episode, now)
    return episode
