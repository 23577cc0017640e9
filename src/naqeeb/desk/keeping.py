"""A voiced article into an episode of the archive, with all that is derived from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from naqeeb import script
from naqeeb.archive import identity
from naqeeb.archive.files import sha256
from naqeeb.desk import pictures, press
from naqeeb.desk.order import Made, Order
from naqeeb.desk.voicing import Voiced
from naqeeb.model import Article, AudioFile, Caption, Episode, Show
from naqeeb.podcast import chapters, cover, notes, pages, rss, tags, transcript

MEDIA_TYPE = "audio/mpeg"


def keep(order: Order, voiced: Voiced, folder: Path, before: Episode | None) -> Made:
    """Commit a voiced article as an episode, whole or not at all.

    Args:
        order: what was to be made.
        voiced: its sound, as ``sound.mp3`` in ``folder``, and its script.
        folder: a staging folder of the archive; it becomes the episode's own.
        before: the episode that was made from this source last.

    Raises:
        ArchiveError: the disk is full, or another run held the archive for two minutes.
        CoverRefused: the show's cover is not a picture that podcast apps accept.
        RecordDamaged: ``show.json`` cannot be read.
    """
    settings, article, archive = order.settings, order.article, order.archive
    now = datetime.now(UTC)
    if before is not None:
        # Of two episodes under one key the later one must be told apart by its time.
        now = max(now, before.updated + timedelta(seconds=1))
    captions = transcript.captions(voiced.script, voiced.track.cues)
    old = before if before and _corrects(before, article, captions) else None
    cover_name, cover_bytes = press.cover_of(settings, order.show)
    shown = pictures.collect((article, *order.stories), settings.root)
    with archive.lock():
        show = press.with_guid(archive, order.show)
        press.begin(archive, show, cover_name)
        # What the tag says must stand before the file's size and hash are known.
        draft = _draft(order, voiced, captions, old, now, shown)
        track = voiced.track
        small = cover.embed(cover_bytes)
        tags.write(track.path, draft, show, small, images=shown.in_tag())
        episode = replace(
            draft,
            audio=_finished(track.path, draft.id, settings.sound.bitrate_kbps * 1000),
            alternates=tuple(
                _alternate(folder / each.name, each, draft, show, small)
                for each in track.alternates
            ),
            source_hash=order.hash(voiced.cast),
        )
        if old is not None:
            episode = replace(episode, previous_audio=_previous(old, episode, now))
        derived = press.derive(episode, show, cover_name) | dict(shown.files)
        episode = archive.commit(folder, episode, derived)
        keep_for = timedelta(days=settings.site.keep_previous_days)
        archive.expire_audio(episode, now=now, keep=keep_for)
    notes = list(shown.notes)
    if before is not None and old is None:
        notes.append(f"{order.source} was used for other news before; this is a new episode")
    return Made(
        source=order.source,
        kind=identity.Kind.CORRECTION if old else identity.Kind.NEW,
        episode=episode,
        folder=archive.folder(episode.id),
        show=show,
        why=voiced.why,
        note="; ".join(notes),
    )


def warm() -> None:
    """Import and read what ``keep`` and the feed will need, where there is time to spare."""
    tags.mutagen_id3()
    rss.warm()
    pages.warm()


def _corrects(before: Episode, article: Article, captions: Sequence[Caption]) -> bool:
    return identity.is_correction(
        old_date=before.stated_date,
        new_date=_stated(article),
        old_sentences=(caption.text for caption in before.transcript),
        new_sentences=(caption.text for caption in captions),
    )


def _stated(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _draft(
    order: Order,
    voiced: Voiced,
    captions: tuple[Caption, ...],
    old: Episode | None,
    now: datetime,
    shown: pictures.Pictures,
) -> Episode:
    """The episode but for its audio and hashes. A correction keeps id, guid and date."""
    article, track, voice = order.article, voiced.track, voiced.cast.main
    title = article.title or voiced.script.article.title
    if old is not None:
        episode_id, guid, published = old.id, old.guid, old.published
    else:
        slug = script.romanise(title)
        episode_id = identity.mint(
            article.id, slug=slug, stated=article.published, taken=order.archive
        )
        guid, published = identity.new_guid(), article.published or now
    made = Episode(
        guid=guid,
        id=episode_id,
        key=article.id,
        title=title,
        published=published,
        updated=now,
        audio=AudioFile("", MEDIA_TYPE, 0, ""),
        duration_ms=track.duration_ms,
        chapters=chapters.plan(
            voiced.script,
            track.cues,
            track.duration_ms,
            images=[shown.of(story) for story in order.stories] if order.day else (),
        ),
        transcript=captions,
        voice=voice.name,
        engine=voice.engine,
        engine_version=", ".join(voiced.engine_versions),
        voice_licence=voice.licence,
        source_hash="",
        source=article.source,
        stated_date=_stated(article),
        language=article.language,
        byline=article.byline,
        image=shown.of(article),
        category=article.category,
        report=track.report,
        previous_audio=old.previous_audio if old else (),
    )
    return replace(made, summary=notes.summary(made))


def _alternate(
    path: Path, alternate: AudioFile, draft: Episode, show: Show, small: bytes
) -> AudioFile:
    """Tag another edition of the sound, and name it after its bytes."""
    from naqeeb.podcast import edition_tags

    if path.suffix not in edition_tags.SUFFIXES:
        return replace(alternate, name=_finished_name(path, draft.id, alternate.sha256))
    edition_tags.write(path, draft, show, small)
    digest, size = sha256(path), path.stat().st_size
    name = _finished_name(path, draft.id, digest)
    return replace(alternate, name=name, size_bytes=size, sha256=digest)


def _previous(old: Episode, episode: Episode, now: datetime) -> tuple[tuple[str, datetime], ...]:
    """All sound that the episode had and has no more, each with the time it was replaced."""
    others = {each.name for each in episode.alternates}
    kept = tuple(pair for pair in old.previous_audio if pair[0] not in others)
    replaced = [each.name for each in (old.audio, *old.alternates)]
    now_held = others | {episode.audio.name}
    return (*kept, *((name, now) for name in replaced if name not in now_held))


def _finished(path: Path, episode_id: str, bitrate_bps: int) -> AudioFile:
    """Name a finished file after its bytes, so that no cache serves an older sound."""
    digest = sha256(path)
    name = _finished_name(path, episode_id, digest)
    size = path.with_name(name).stat().st_size
    return AudioFile(name, MEDIA_TYPE, size, digest, bitrate_bps)


def _finished_name(path: Path, episode_id: str, digest: str) -> str:
    name = f"{episode_id}-{digest[:8]}{path.suffix}"
    path.rename(path.with_name(name))
    return name
