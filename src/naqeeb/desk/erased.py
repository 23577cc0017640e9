"""What was taken down for good: known again when its source is handed in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime

from naqeeb.archive import Archive, identity
from naqeeb.archive.state import Tombstone
from naqeeb.desk.as_written import article_of
from naqeeb.desk.job import Job, Overrides, article_job
from naqeeb.desk.known import is_there, sentences_of, standing
from naqeeb.errors import EpisodeErased, EpisodeUnknown, RecordDamaged
from naqeeb.model import Article, Episode
from naqeeb.settings import Settings

_SAME_TEXT = 0.7
"""Of the sentences of an article from another source, so many make it the one that was erased:
a later article on the same matter may have some of them."""


def stone_of(episode: Episode, now: datetime) -> Tombstone:
    """What is kept of an episode that is taken down for good now."""
    captions = () if episode.is_bulletin else episode.transcript
    texts = (each.text for each in captions if not each.role.is_around_stories)
    sentences = tuple(sorted(identity.sentence_names(texts)))
    when = now.astimezone(UTC).isoformat()
    return Tombstone(episode.guid, when, _content_of(episode), sentences)


def _content_of(episode: Episode) -> str:
    """The name of an episode by what it said."""
    names = (episode.key, *episode.aliases)
    text = next((name for name in names if name.startswith(identity.BY_TEXT)), None)
    if episode.is_bulletin:
        text = None
    elif text is None:
        # A record of version 0.1.0, or one that was made again from its sound.
        text = identity.text_name(article_of(episode).paragraphs)
    return identity.content_name(text, episode.stories)


def refuse(job: Job) -> None:
    """Return if the episode of a job was not taken down for good, or is made again by force.

    Raises:
        EpisodeErased: it was, and nobody said ``--force``.
    """
    if job.overrides.force:
        return
    episode_id, stone = next(_erased(job), ("", None))
    if stone is None:
        return
    raise EpisodeErased(
        f"this was taken down for good on {stone.when[:10]}, as {episode_id}",
        cause="its source is still among those that are handed in",
        hint="take its source away; or make it again with --force, under its old guid",
        id=episode_id,
    )


def former_guid(job: Job) -> str:
    """The guid that the episode of a job had before it was taken down; empty where none was."""
    return next((stone.guid for _, stone in _erased(job)), "")


def refuse_story(settings: Settings, article: Article) -> None:
    """Return if a story of a bulletin was not taken down for good: no bulletin brings it back.

    Raises:
        EpisodeErased: it was, and was not made again by force.
    """
    job = article_job(settings, article.id, article, Overrides())
    if job.archive.state().erased and not standing(job).episodes:
        refuse(job)


def bulletins_with(archive: Archive, episode: Episode) -> list[str]:
    """The ids of bulletins that tell an episode's story, whatever their state."""
    names = {*identity.all_names(episode)}
    ids = []
    for entry in archive.all()[0]:
        if entry.is_bulletin and entry.id != episode.id:
            with contextlib.suppress(EpisodeUnknown, RecordDamaged):
                if names.intersection(identity.stories_of(archive.load(entry.id))):
                    ids.append(entry.id)
    return ids


def _erased(job: Job) -> Iterator[tuple[str, Tombstone]]:
    """Of the episodes that were taken down for good those that the job makes again, by id.

    Such a one says the same, has a name that stays with one article for ever, or is of a text
    that was edited. All of them are looked through for each article, so what is asked of the job
    is asked once.
    """
    if not (stones := job.archive.state().erased):
        return
    stories = [story.id for story in job.stories] if job.day else []
    content, endings = identity.content_name(job.text_name, stories), _lasting_endings(job)
    is_known = job.day is None and any(stone.sentences for stone in stones.values())
    sentences = identity.sentence_names(sentences_of(job)) if is_known else frozenset[str]()
    for episode_id, stone in stones.items():
        if (
            stone.content == content
            or episode_id.endswith(endings)
            or (
                not sentences.isdisjoint(stone.sentences)
                and _says_the_same(job, sentences, episode_id, stone)
            )
        ):
            yield episode_id, stone


def _says_the_same(job: Job, sentences: frozenset[str], episode_id: str, stone: Tombstone) -> bool:
    """Whether it is an edited text of what was erased: of its source, or nearly all of it."""
    is_source = any(episode_id.endswith(identity.digits(name)) for name in job.names)
    enough = identity.SHARED_ENOUGH if is_source else _SAME_TEXT
    return identity.is_shared(stone.sentences, sentences, enough)


def _lasting_endings(job: Job) -> tuple[str, ...]:
    """How the ids of a job's lasting names end.

    A file may hold other news every day, and a bulletin without an edition other stories.
    """
    if job.day is not None and job.overrides.id is None:
        return ()
    names = job.names if job.day is None else (job.article.id,)
    return tuple(identity.digits(name) for name in names if not is_there(job, name))
