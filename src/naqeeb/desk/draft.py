"""The record of an episode to be: its facts, its tags, and the names of its sound files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from naqeeb import script
from naqeeb.archive import identity
from naqeeb.archive.files import sha256
from naqeeb.desk.cast import Recording
from naqeeb.desk.job import Job
from naqeeb.desk.pictures import Pictures
from naqeeb.model import Article, AudioFile, Caption, Episode, Show, Track
from naqeeb.podcast import chapters, notes, tags
from naqeeb.podcast.artwork import cover
from naqeeb.podcast.tags import editions

MEDIA_TYPE = "audio/mpeg"


def corrects(before: Episode, article: Article, captions: Sequence[Caption]) -> bool:
    """Whether a text under a known key corrects the episode that was made from it before."""
    return identity.is_correction(
        old_date=before.stated_date,
        new_date=_stated_date(article),
        old_sentences=(caption.text for caption in before.transcript),
        new_sentences=(caption.text for caption in captions),
    )


def _stated_date(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def draft(
    job: Job,
    recording: Recording,
    captions: tuple[Caption, ...],
    corrected: Episode | None,
    now: datetime,
    shown: Pictures,
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
    episode = Episode(
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
    return replace(episode, summary=notes.summary(episode))


def tagged(
    draft: Episode,
    track: Track,
    show: Show,
    shown: Pictures,
    cover_bytes: bytes,
    bitrate_kbps: int,
) -> Episode:
    """Tag all sound files and name them after their bytes; the episode with their facts."""
    small = cover.embed(cover_bytes)
    # What the tag says must stand before the file's size and hash are known.
    tags.write(track.path, draft, show, small, images=shown.in_tag())
    return replace(
        draft,
        audio=_named_audio(track.path, draft.id, bitrate_kbps * 1000),
        alternates=tuple(
            _tagged_alternate(track.path.with_name(each.name), each, draft, show, small)
            for each in track.alternates
        ),
    )


def _named_audio(path: Path, episode_id: str, bitrate_bps: int) -> AudioFile:
    """Name a finished file after its bytes, so that no cache serves an older sound."""
    digest, size = sha256(path), path.stat().st_size
    return AudioFile(_renamed(path, episode_id, digest), MEDIA_TYPE, size, digest, bitrate_bps)


def _tagged_alternate(
    path: Path, alternate: AudioFile, draft: Episode, show: Show, small: bytes
) -> AudioFile:
    """Tag another edition of the sound, and name it after its bytes."""
    if path.suffix in editions.SUFFIXES:
        editions.write(path, draft, show, small)
    else:
        # The data saver is for those who count their megabytes: no picture and no text.
        tags.write(path, draft, show, b"", with_text=False)
    digest, size = sha256(path), path.stat().st_size
    return replace(alternate, name=_renamed(path, draft.id, digest), size_bytes=size, sha256=digest)


def _renamed(path: Path, episode_id: str, digest: str) -> str:
    name = f"{episode_id}-{digest[:8]}{path.suffix}"
    path.rename(path.with_name(name))
    return name


def previous_audio(
    corrected: Episode, episode: Episode, now: datetime
) -> tuple[tuple[str, datetime], ...]:
    """All sound that the episode had and has no more, each with the time it was replaced."""
    others = {each.name for each in episode.alternates}
    kept = tuple(pair for pair in corrected.previous_audio if pair[0] not in others)
    replaced = [each.name for each in (corrected.audio, *corrected.alternates)]
    current = others | {episode.audio.name}
    return (*kept, *((name, now) for name in replaced if name not in current))
