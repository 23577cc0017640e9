"""The record of an episode to be: its facts, its tags, and the names of its sound files."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from naqeeb import script
from naqeeb._version import __version__
from naqeeb.archive import identity
from naqeeb.archive.derived_files import hashes_of
from naqeeb.desk import fingerprint
from naqeeb.desk.as_written import written_of
from naqeeb.desk.cast import Recording
from naqeeb.desk.decision import later
from naqeeb.desk.job import Job
from naqeeb.desk.known import stated_options
from naqeeb.desk.pictures import Pictures
from naqeeb.desk.plan import Place
from naqeeb.model import AudioFile, Caption, Chapter, Episode, Show, State, hashed_name
from naqeeb.podcast import address, chapters, notes, tags
from naqeeb.podcast.tags import editions
from naqeeb.safe_files import sha256
from naqeeb.text import editor_marks

MEDIA_TYPE = "audio/mpeg"
MOST_ALIASES = 50
"""Of one source: addresses, guids and texts of its corrections."""


def record_of(
    job: Job, recording: Recording, captions: tuple[Caption, ...], shown: Pictures
) -> Episode:
    """What a recording says of its episode, wherever it will stand: ``placed`` says where.

    Its sound files have the names that they were made under.
    """
    article, track, voice = job.article, recording.track, recording.cast.main
    stories = recording.stories if job.day else ()
    bitrate_bps = job.settings.sound.bitrate_kbps * 1000
    episode = Episode(
        guid="",
        id="",
        key=article.id,
        stories=tuple(story.id for story in stories),
        maker=__version__,
        sound_sha256=track.sha256,
        title=article.title or recording.script.article.title,
        published=_NEVER,
        updated=_NEVER,
        audio=AudioFile(track.path.name, MEDIA_TYPE, 0, "", bitrate_bps),
        alternates=track.alternates,
        duration_ms=track.duration_ms,
        chapters=_chapters(recording, shown),
        transcript=captions,
        voice=voice.name,
        engine=voice.engine,
        engine_version=", ".join(recording.engine_versions),
        voice_licence=voice.licence,
        source_hash=fingerprint.of_job(job, recording.cast),
        source=article.source,
        stated_date=article.published.isoformat() if article.published else None,
        offset_min=None if job.overrides.date else article.offset_min,
        language=article.language,
        byline=article.byline,
        image=shown.of(article),
        category=article.category,
        headline=editor_marks.plain(article.headline) if article.headline else None,
        priority=article.priority,
        written=None if job.day else written_of(article),
        footnotes=tuple(note for story in recording.stories for note in story.footnotes),
        # What is derived of it shows them as files of the episode.
        files=hashes_of(shown.files),
        report=track.report,
    )
    if job.day:
        # Of each story, also where its title is not read before it.
        titles = notes.BETWEEN_TITLES.join(story.title for story in stories)
        episode = replace(episode, summary=titles)
    return replace(episode, summary=notes.summary(episode))


def placed(
    job: Job, episode: Episode, original: Episode | None, place: Place, taken: Container[str]
) -> Episode:
    """The episode with its names, times and state. A correction keeps id, guid and date.

    Args:
        job: of the episode.
        episode: as ``record_of`` says.
        original: the episode that it corrects.
        place: what is decided before.
        taken: ids that a new episode cannot have.
    """
    names = _names(job, original, episode.title, place, taken)
    state, air_at = _state(job, original, place.now)
    return replace(
        episode,
        id=names.id,
        guid=names.guid,
        key=names.key,
        aliases=_aliases(job, original, names.key),
        state=state,
        state_since=place.now,
        air_at=air_at,
        waited=original is not None and original.waited and state is State.REMOVED,
        aired=original is not None and original.reached_listeners,
        show_guid=place.show.guid or "",
        stated=stated_options(job, original),
        published=names.published,
        updated=place.now,
        # It may have had another place before.
        corrects=None,
        previous_audio=(),
        corrected=False,
    )


_NEVER = datetime.min.replace(tzinfo=UTC)
"""Of an episode that has no place yet."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When sound was replaced that nobody heard."""


class _Names(NamedTuple):
    """What an episode is known by, and when it was published."""

    id: str
    guid: str
    key: str
    published: datetime


def _names(
    job: Job, original: Episode | None, title: str, place: Place, taken: Container[str]
) -> _Names:
    """The names of a new episode, or those that a correction keeps."""
    article = job.article
    if original is not None:
        # A record that was made again from its sound knows its source by a hash alone.
        key = article.id if original.key == hashed_name(article.id) else original.key
        date = job.overrides.date
        if date is None and not original.reached_listeners:
            date = article.published  # it has no date yet that listeners know
        published = (date or original.published).astimezone(UTC)
        return _Names(original.id, original.guid, key, published)
    stated = job.show.local(article.published) if article.published else None
    slug = script.romanise(title)
    own_id = identity.mint(article.id, slug=slug, stated=stated, taken=taken)
    published = (article.published or place.now).astimezone(UTC)
    return _Names(own_id, place.guid, article.id, published)


def _chapters(recording: Recording, shown: Pictures) -> tuple[Chapter, ...]:
    track = recording.track
    stories = [
        chapters.Story(story.title, shown.of(story), address.web_url(story.source))
        for story in recording.stories
    ]
    return chapters.plan(recording.script, track.cues, track.duration_ms, stories)


def held_correction(
    draft: Episode, original: Episode, held: Iterable[Episode], taken: Container[str]
) -> Episode:
    """A correction that waits for an editor or its time beside the episode on the air.

    It has an id of its own.
    """
    waiting = next((each for each in held if each.corrects == original.id), None)
    own_id = (
        waiting.id
        if waiting
        else identity.mint(f"{draft.key}\nheld", slug=original.id, stated=None, taken=taken)
    )
    return replace(draft, id=own_id, corrects=original.id, previous_audio=())


def holds_the_same(before: Episode, episode: Episode) -> bool:
    """Whether a new recording sounds and reads as the episode that is there.

    Times, hashes and what only naqeeb itself reads are left out.
    """
    facts = (
        "sound_sha256", "title", "published", "duration_ms", "chapters", "transcript", "voice",
        "language", "byline", "image", "category", "summary", "footnotes", "state", "air_at",
    )  # fmt: skip
    # A file of the newsroom is shown to nobody, and a record that was published names none.
    same_page = address.web_url(before.source) == address.web_url(episode.source)
    same_editions = [each.title for each in before.alternates] == [
        each.title for each in episode.alternates
    ]
    return (
        bool(before.sound_sha256)
        and same_editions
        and same_page
        and all(getattr(before, name) == getattr(episode, name) for name in facts)
    )


def _state(job: Job, original: Episode | None, now: datetime) -> tuple[State, datetime | None]:
    """Whether an episode goes on the air now, later, or when an editor releases it."""
    at = later(job, now)
    if job.overrides.hold:
        # When it is released before that time it goes on the air then.
        return State.HELD, at or (original.air_at if original else None)
    if at is not None:
        return State.SCHEDULED, at
    if original is not None:
        return original.state, original.air_at
    return State.ON_AIR, None


def _aliases(job: Job, original: Episode | None, key: str) -> tuple[str, ...]:
    """All names of the source but its key; the oldest go where there are very many."""
    before = original.aliases if original else ()
    own = (job.article.id, *job.article.aliases, *filter(None, (job.text_name,)))
    names = dict.fromkeys((*own, *before))
    return tuple(name for name in names if name != key)[:MOST_ALIASES]


def tagged(
    folder: Path, draft: Episode, show: Show, small_cover: bytes, images: Mapping[str, bytes]
) -> Episode:
    """Tag all sound files and name them after their bytes; the episode with their facts.

    Args:
        folder: where they lie, under the names that the draft says.
        draft: the episode.
        show: its show.
        small_cover: see ``cover.embed``.
        images: the chapters' small pictures.
    """
    sound = folder / draft.audio.name
    # What the tag says must stand before the file's size and hash are known.
    tags.write(sound, draft, show, small_cover, images=images)
    return replace(
        draft,
        audio=_named(sound, draft.audio, draft.id),
        alternates=tuple(
            _tagged_alternate(folder / each.name, each, draft, show, small_cover)
            for each in draft.alternates
        ),
    )


def with_previous_audio(original: Episode, episode: Episode, now: datetime) -> Episode:
    """A correction that remembers all sound that the episode had and has no more.

    What no listener heard need not stay for anyone, and makes nothing a correction.
    """
    others = {each.name for each in episode.alternates}
    kept = tuple(pair for pair in original.previous_audio if pair[0] not in others)
    replaced = [each.name for each in (original.audio, *original.alternates)]
    current = others | {episode.audio.name}
    since = now if original.reached_listeners else _LONG_AGO
    gone = ((name, since) for name in replaced if name not in current)
    is_other = original.reached_listeners and original.audio.name != episode.audio.name
    return replace(
        episode, previous_audio=(*kept, *gone), corrected=original.is_corrected or is_other
    )


def _named(path: Path, audio: AudioFile, episode_id: str) -> AudioFile:
    """Name a finished file after its bytes, so that no cache serves an older sound."""
    digest = sha256(path)
    name = f"{episode_id}-{digest[:8]}{path.suffix}"
    path.rename(path.with_name(name))
    return replace(audio, name=name, size_bytes=path.with_name(name).stat().st_size, sha256=digest)


def _tagged_alternate(
    path: Path, alternate: AudioFile, draft: Episode, show: Show, small: bytes
) -> AudioFile:
    """Tag another edition of the sound, and name it after its bytes."""
    if path.suffix in editions.SUFFIXES:
        editions.write(path, draft, show, small)
    else:
        # The data saver is for those who count their megabytes: no picture and no text.
        tags.write(path, draft, show, b"", with_text=False)
    return _named(path, alternate, draft.id)
