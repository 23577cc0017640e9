"""One article into a committed episode, from the source to the archive.

:func:`make` reads downward: read; is it what was made before?; for each voice in turn write
its script, speak it and record it; tag; derive; commit. Feed and pages, which belong to all
episodes together, are brought up to date afterwards (:mod:`naqeeb.desk.site`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from naqeeb import intake, script, sound
from naqeeb.archive import identity
from naqeeb.archive.files import sha256
from naqeeb.desk import fingerprint, pictures, site, speak, voices
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.job import Job, Overrides, Result, article_job
from naqeeb.desk.voices import Cast
from naqeeb.desk.write import Writer, refuse_silent
from naqeeb.errors import SpeechError, VoiceUnknown
from naqeeb.model import Article, AudioFile, Caption, Episode, Script, Show, Track
from naqeeb.podcast import chapters, notes, tags, transcript
from naqeeb.podcast.artwork import cover
from naqeeb.podcast.tags import editions
from naqeeb.settings import Settings, find_voice

MEDIA_TYPE = "audio/mpeg"


@dataclass(frozen=True, slots=True)
class Recording:
    """An article, voiced and recorded."""

    script: Script
    cast: Cast
    engine_versions: tuple[str, ...]
    """One for each voice of the cast."""
    why: str
    """Which voice spoke, why, and where the text was sent."""
    track: Track
    """Its sound, in the folder where the episode is built."""


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
    article = read(settings, source, overrides, tell)
    return make_episode(article_job(settings, source, article), overrides.force, tell)


def read(
    settings: Settings,
    source: str,
    overrides: Overrides = Overrides(),
    tell: Listener = silence,
) -> Article:
    """One source into an article, with the overrides laid over it."""
    article = intake.read(source, root=settings.root, private=settings.intake.private_addresses)
    if overrides.title is not None:
        article = replace(article, title=overrides.title, title_stated=True)
    if overrides.date is not None:
        article = replace(article, published=overrides.date)
    if overrides.id is not None:
        article = replace(article, id=overrides.id)
    tell(Event("read", source, article.title))
    return article


def make_episode(job: Job, force: bool = False, tell: Listener = silence) -> Result:
    """One job into an episode, or back what was made before where nothing changed."""
    before = job.archive.of_key(job.article.id)
    if before is not None and not force and _is_unchanged(job, before):
        tell(Event("unchanged", job.source, before.title))
        return _unchanged(job, before)
    sound.refuse_missing(job.settings.sound)  # before a word is sent to anyone
    with job.archive.staging() as folder:
        recording = _record(job, folder, tell)
        tell(Event("save", job.source, job.article.title))
        return _commit(job, recording, folder, before)


# -- is it what was made before? -----------------------------------------------


def _is_unchanged(job: Job, before: Episode) -> bool:
    """Whether the voice that spoke before would say the very same now."""
    if before.voice not in voices.names(job.settings):
        return False
    try:
        main = find_voice(before.voice, job.settings.root)
    except VoiceUnknown:
        return False
    wanted = fingerprint.of_job(job, voices.cast_around(main, job))
    return before.source_hash == wanted and job.archive.is_whole(before)


def _unchanged(job: Job, before: Episode) -> Result:
    removed = before.id in job.archive.state().tombstones
    return Result(
        job.source,
        identity.Kind.UNCHANGED,
        before,
        job.archive.folder(before.id),
        job.show,
        note=f"it was removed; `naqeeb remove {before.id} --undo` brings it back"
        if removed
        else "",
    )


# -- write, speak, record ------------------------------------------------------


def _record(job: Job, folder: Path, tell: Listener) -> Recording:
    """Voice the job with the first voice that can speak all of it."""
    writer = Writer(job)
    names = voices.names(job.settings)
    failures: list[str] = []
    while True:
        ready = voices.first_ready(job, names, writer.first_chunk)
        why = "; ".join([*failures, ready.why])
        try:
            recording = _record_with(job, ready, why, writer, folder, tell)
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
    job: Job, ready: voices.Ready, why: str, writer: Writer, folder: Path, tell: Listener
) -> Recording:
    """Voice the job with one cast; its main voice is open."""
    settings = job.settings
    cast = voices.cast_around(ready.voice, job)
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
            chapters=partial(chapters.plan, written),
        )
        versions = tuple(engines[voice.name].version for voice in cast.voices)
        return Recording(written, cast, versions, why, track)
    finally:
        for engine in engines.values():
            engine.close()


# -- tag, derive, commit -------------------------------------------------------


def _commit(job: Job, recording: Recording, folder: Path, before: Episode | None) -> Result:
    """Commit a recording as an episode, whole or not at all.

    Args:
        job: what was to be made.
        recording: its sound lies in ``folder``.
        folder: a staging folder of the archive; it becomes the episode's own.
        before: the episode that was made from this source last.

    Raises:
        ArchiveError: the disk is full, or another run held the archive for two minutes.
        CoverRefused: the show's cover is not a picture that podcast apps accept.
        RecordDamaged: ``show.json`` cannot be read.
    """
    settings, archive, track = job.settings, job.archive, recording.track
    now = datetime.now(UTC)
    if before is not None:
        # Of two episodes under one key the later one must be told apart by its time.
        now = max(now, before.updated + timedelta(seconds=1))
    captions = transcript.captions(recording.script, track.cues)
    corrected = before if before and _corrects(before, job.article, captions) else None
    cover_name, cover_bytes = site.cover_of(settings, job.show)
    shown = pictures.collect((job.article, *job.stories), settings.root)
    with archive.lock():
        show = site.with_guid(archive, job.show)
        site.note_first(archive, show, cover_name)
        # What the tag says must stand before the file's size and hash are known.
        draft = _draft(job, recording, captions, corrected, now, shown)
        small = cover.embed(cover_bytes)
        tags.write(track.path, draft, show, small, images=shown.in_tag())
        episode = replace(
            draft,
            audio=_named_audio(track.path, draft.id, settings.sound.bitrate_kbps * 1000),
            alternates=tuple(
                _tagged_alternate(folder / each.name, each, draft, show, small)
                for each in track.alternates
            ),
            source_hash=fingerprint.of_job(job, recording.cast),
        )
        if corrected is not None:
            episode = replace(episode, previous_audio=_previous(corrected, episode, now))
        derived = site.derive(episode, show, cover_name) | dict(shown.files)
        episode = archive.commit(folder, episode, derived)
        keep_for = timedelta(days=settings.site.keep_previous_days)
        archive.expire_audio(episode, now=now, keep=keep_for)
    remarks = list(shown.notes)
    if before is not None and corrected is None:
        remarks.append(f"{job.source} was used for other news before; this is a new episode")
    return Result(
        source=job.source,
        kind=identity.Kind.CORRECTION if corrected else identity.Kind.NEW,
        episode=episode,
        folder=archive.folder(episode.id),
        show=show,
        why=recording.why,
        note="; ".join(remarks),
    )


def _corrects(before: Episode, article: Article, captions: Sequence[Caption]) -> bool:
    return identity.is_correction(
        old_date=before.stated_date,
        new_date=_stated_date(article),
        old_sentences=(caption.text for caption in before.transcript),
        new_sentences=(caption.text for caption in captions),
    )


def _stated_date(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _draft(
    job: Job,
    recording: Recording,
    captions: tuple[Caption, ...],
    corrected: Episode | None,
    now: datetime,
    shown: pictures.Pictures,
) -> Episode:
    """The episode but for its audio and hashes. A correction keeps id, guid and date."""
    article, track, voice = job.article, recording.track, recording.cast.main
    title = article.title or recording.script.article.title
    if corrected is not None:
        episode_id, guid, published = corrected.id, corrected.guid, corrected.published
    else:
        slug = script.romanise(title)
        episode_id = identity.mint(
            article.id, slug=slug, stated=article.published, taken=job.archive
        )
        guid, published = identity.new_guid(), article.published or now
    draft = Episode(
        guid=guid,
        id=episode_id,
        key=article.id,
        title=title,
        published=published,
        updated=now,
        audio=AudioFile("", MEDIA_TYPE, 0, ""),
        duration_ms=track.duration_ms,
        chapters=chapters.plan(
            recording.script,
            track.cues,
            track.duration_ms,
            images=[shown.of(story) for story in job.stories] if job.day else (),
        ),
        transcript=captions,
        voice=voice.name,
        engine=voice.engine,
        engine_version=", ".join(recording.engine_versions),
        voice_licence=voice.licence,
        source_hash="",
        source=article.source,
        stated_date=_stated_date(article),
        language=article.language,
        byline=article.byline,
        image=shown.of(article),
        category=article.category,
        report=track.report,
        previous_audio=corrected.previous_audio if corrected else (),
    )
    return replace(draft, summary=notes.summary(draft))


def _named_audio(path: Path, episode_id: str, bitrate_bps: int) -> AudioFile:
    """Name a finished file after its bytes, so that no cache serves an older sound."""
    digest, size = sha256(path), path.stat().st_size
    return AudioFile(_renamed(path, episode_id, digest), MEDIA_TYPE, size, digest, bitrate_bps)


def _tagged_alternate(
    path: Path, alternate: AudioFile, draft: Episode, show: Show, small: bytes
) -> AudioFile:
    """Tag another edition of the sound, and name it after its bytes."""
    if path.suffix not in editions.SUFFIXES:
        return replace(alternate, name=_renamed(path, draft.id, alternate.sha256))
    editions.write(path, draft, show, small)
    digest, size = sha256(path), path.stat().st_size
    return replace(alternate, name=_renamed(path, draft.id, digest), size_bytes=size, sha256=digest)


def _renamed(path: Path, episode_id: str, digest: str) -> str:
    name = f"{episode_id}-{digest[:8]}{path.suffix}"
    path.rename(path.with_name(name))
    return name


def _previous(
    corrected: Episode, episode: Episode, now: datetime
) -> tuple[tuple[str, datetime], ...]:
    """All sound that the episode had and has no more, each with the time it was replaced."""
    others = {each.name for each in episode.alternates}
    kept = tuple(pair for pair in corrected.previous_audio if pair[0] not in others)
    replaced = [each.name for each in (corrected.audio, *corrected.alternates)]
    current = others | {episode.audio.name}
    return (*kept, *((name, now) for name in replaced if name not in current))
