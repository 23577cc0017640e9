"""One article into a committed episode, from the source to the archive.

:func:`make` reads downward: read; is it what was made before?; for each voice in turn write
its script, speak it and record it; tag; derive; commit. Feed and pages, which belong to all
episodes together, are brought up to date afterwards (:mod:`naqeeb.desk.site`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from naqeeb import intake
from naqeeb._version import __version__
from naqeeb.archive import identity, vanished
from naqeeb.desk import derive, fingerprint, pictures, site
from naqeeb.desk.cast import Recording, cast_around, may_speak
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.intact import is_intact
from naqeeb.desk.job import Job, Overrides, Result, article_job
from naqeeb.desk.known import held_corrections, known, what_it_corrects, with_what_an_editor_said
from naqeeb.errors import SpeechError, VoiceUnknown
from naqeeb.model import Article, Episode, State
from naqeeb.podcast import chapters, transcript
from naqeeb.settings import Settings, find_voice

if TYPE_CHECKING:
    from naqeeb.desk.voices import Ready
    from naqeeb.desk.write import Writer

# What voices, records and tags an episode is imported in the functions that do so: a run that
# finds nothing changed needs none of it, and would take twice as long with it.


def make(
    settings: Settings,
    source: str,
    overrides: Overrides = Overrides(),
    tell: Listener = silence,
) -> Result:
    """One source into an episode.

    Args:
        settings: of the run.
        source: a file, an http(s) URL, or ``-`` for standard input.
        overrides: what an editor says over what the article says of itself.
        tell: told of each step.

    Raises:
        NaqeebError: one of its subclasses; nothing is half-written.
    """
    article = read(settings, source, tell)
    return make_episode(article_job(settings, source, article, overrides), tell)


def read(settings: Settings, source: str, tell: Listener = silence) -> Article:
    """One source into an article."""
    article = intake.read(
        source, root=settings.root, settings=settings.intake, zone=settings.show.zone
    )
    tell(Event("read", source, article.title))
    return article


def make_episode(job: Job, tell: Listener = silence) -> Result:
    """One job into an episode, or back what was made before where nothing changed."""
    before = known(job)
    job = with_what_an_editor_said(job, next(iter(before), None))
    if (same := _made_before(job, before)) is not None:
        tell(Event("unchanged", job.source, same.title))
        return _unchanged(job, same)
    from naqeeb import sound
    from naqeeb.desk.notice import correction_notice

    job = replace(job, notice=correction_notice(job, before))
    sound.refuse_missing(job.settings.sound)  # before a word is sent to anyone
    began = job.archive.is_begun()
    with job.archive.staging() as folder:
        recording = _record(job, folder, tell)
        tell(Event("save", job.source, job.article.title))
        if began and not job.archive.is_begun():
            raise vanished(job.archive.output)
        return _commit(job, recording, folder)


# -- is it what was made before? -----------------------------------------------


def _made_before(job: Job, episodes: tuple[Episode, ...]) -> Episode | None:
    """The episode that would be made again just as it is; None where there is none."""
    if job.overrides.force:
        return None
    # What waits for an editor was made before, too.
    made_before = (*held_corrections(job), *episodes)
    return next((each for each in made_before if _is_unchanged(job, each)), None)


def _is_unchanged(job: Job, before: Episode) -> bool:
    """Whether the voice that spoke before would say the very same now."""
    if job.overrides.refresh and before.maker != __version__:
        return False
    try:
        main = find_voice(before.voice, job.settings.root)
    except VoiceUnknown:
        return False
    if not may_speak(main, job.settings):
        return False
    same = fingerprint.matches(before.source_hash, job, cast_around(main, job))
    return same and job.archive.is_whole(before) and is_intact(job.archive, before)


def _sounds_the_same(job: Job, before: Episode, episode: Episode) -> bool:
    """Whether a new recording turned out as the episode that is there, and that is whole."""
    from naqeeb.desk.draft import holds_the_same

    return (
        not job.overrides.force
        and holds_the_same(before, episode)
        and job.archive.is_whole(before)
        and is_intact(job.archive, before)
    )


def _unchanged(job: Job, before: Episode) -> Result:
    return _result(job, identity.Kind.UNCHANGED, before, note=_off_the_air(before))


def _off_the_air(episode: Episode) -> str:
    """Why listeners cannot hear an episode, and what to do; empty for one on the air."""
    if episode.state is State.REMOVED:
        return f"it was removed; `naqeeb remove {episode.id} --undo` brings it back"
    if episode.state is State.HELD:
        return f"it is held; `naqeeb release {episode.id}` puts it on the air"
    if episode.state is State.SCHEDULED and episode.air_at is not None:
        return f"it goes on the air at {episode.air_at.isoformat(timespec='minutes')}"
    return ""


# -- write, speak, record ------------------------------------------------------


def _record(job: Job, folder: Path, tell: Listener) -> Recording:
    """Voice the job with the first voice that can speak all of it."""
    from naqeeb.desk import voices
    from naqeeb.desk.fitting import to_length
    from naqeeb.desk.write import Writer

    writer = Writer(job)
    names = voices.names_to_try(job.settings)
    failures: list[str] = []
    while True:
        ready = voices.first_ready(job, names, writer.first_chunk)
        why = "; ".join([*failures, ready.why])
        try:
            recording = to_length(
                job,
                writer,
                cast_around(ready.voice, job),
                partial(_record_with, ready=ready, why=why, folder=folder, tell=tell),
            )
        except SpeechError as error:
            names = names[names.index(ready.voice.name) + 1 :]
            if not names:
                raise
            failures.append(voices.failure(ready.voice.name, error))
        else:
            tell(Event("voice", job.source, why))
            return recording
        finally:
            ready.engine.close()


def _record_with(
    job: Job, writer: Writer, *, ready: Ready, why: str, folder: Path, tell: Listener
) -> Recording:
    """Voice the job with one cast; its main voice is open."""
    from naqeeb import sound
    from naqeeb.desk import speak, voices
    from naqeeb.desk.write import refuse_silent

    settings = job.settings
    cast = cast_around(ready.voice, job)
    written = writer.for_cast(cast)
    if not settings.script.allow_silent:
        refuse_silent(written, ready.engine)
    engines = {ready.voice.name: ready.engine}
    try:
        for voice in cast.voices[1:]:
            engines[voice.name] = voices.opened(job, voice)
        track = sound.record(
            written,
            speak.takes(
                written,
                cast,
                engines,
                settings,
                lambda done, total: tell(Event("speak", job.source, done=done, total=total)),
            ),
            folder / "sound.mp3",
            settings=settings.sound,
            root=settings.root,
            headline_stings=settings.bulletin.stings,
            chapters=partial(
                chapters.plan,
                written,
                titles=[each.title for each in job.stories],
            ),
        )
        versions = tuple(engines[voice.name].version for voice in cast.voices)
        return Recording(written, cast, versions, why, track, job.stories)
    finally:
        for engine in engines.values():
            engine.close()


# -- tag, derive, commit -------------------------------------------------------


def _commit(job: Job, recording: Recording, folder: Path) -> Result:
    """Commit a recording as an episode, whole or not at all.

    What is known under the job's names is asked again under the archive's lock: another run
    may have made the same article meanwhile. Then this one is unchanged, or a correction.

    Args:
        job: what was to be made.
        recording: its sound lies in ``folder``.
        folder: a staging folder of the archive; it becomes the episode's own.

    Raises:
        ArchiveError: the disk is full, or another run held the archive for two minutes.
        CoverRefused: the show's cover is not a picture that podcast apps accept.
        RecordDamaged: ``show.json`` cannot be read.
    """
    from naqeeb.desk.draft import draft, held_correction, tagged, with_previous_audio

    settings, archive = job.settings, job.archive
    captions = transcript.captions(recording.script, recording.track.cues)
    cover_name, cover_bytes = site.cover_of(settings, job.show)
    shown = pictures.collect((job.article, *job.stories), settings.root)
    with archive.lock():
        episodes = known(job)
        if (same := _made_before(job, episodes)) is not None:
            return _unchanged(job, same)
        title = job.article.title or recording.script.article.title
        corrected = what_it_corrects(job, episodes, title, captions)
        now = _now(episodes)
        show = site.with_guid(archive, job.show)
        derive.note_first(archive, show, cover_name)
        episode = draft(job, recording, captions, corrected, now, shown, show)
        if corrected is not None and _waits_beside(job, corrected):
            episode = held_correction(job, episode, corrected)
        elif corrected is not None and _sounds_the_same(job, corrected, episode):
            archive.rewrite(replace(corrected, source_hash=episode.source_hash))
            return _unchanged(job, corrected)
        episode = tagged(job, recording, episode, show, shown, cover_bytes)
        if corrected is not None and episode.corrects is None:
            episode = with_previous_audio(corrected, episode, now)
            for other in held_corrections(job):
                archive.discard(other.id)  # it is of an older text
        derived = derive.derive(episode, show, cover_name) | dict(shown.files)
        episode = archive.commit(folder, episode, derived)
        archive.log("corrected" if corrected else "made", episode, now=now)
        keep_for = timedelta(days=settings.site.keep_previous_days)
        archive.expire_audio(episode, now=now, keep=keep_for)
    remarks = [*recording.notes, *job.article.remarks, *shown.notes, _off_the_air(episode)]
    if episodes and corrected is None and job.day is None:
        remarks.append(f"{job.source} was used for other news before; this is a new episode")
    kind = identity.Kind.CORRECTION if corrected else identity.Kind.NEW
    return _result(job, kind, episode, why=recording.why, note="; ".join(filter(None, remarks)))


def _now(episodes: tuple[Episode, ...]) -> datetime:
    """The time of this change: of two episodes under one name the later one must have a later."""
    now = datetime.now(UTC)
    return max(now, episodes[0].updated + timedelta(seconds=1)) if episodes else now


def _waits_beside(job: Job, corrected: Episode) -> bool:
    """Whether what is on the air stays there until an editor releases its correction."""
    return job.overrides.hold and corrected.state is State.ON_AIR


def _result(
    job: Job, kind: identity.Kind, episode: Episode, *, why: str = "", note: str = ""
) -> Result:
    folder = job.archive.folder(episode.id)
    return Result(job.source, kind, episode, folder, job.show, why=why, note=note)
