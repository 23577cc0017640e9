"""The second step: what an article is to the archive, decided before it is voiced.

The process that was started decides this alone. What comes out is all that a worker needs, which
sees neither archive nor output.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from naqeeb._version import __version__
from naqeeb.archive import identity, quarantine
from naqeeb.desk import erased, fingerprint, pictures
from naqeeb.desk.branding import Branding, Brandings
from naqeeb.desk.cast import cast_around, may_speak
from naqeeb.desk.intact import was_intact_lately
from naqeeb.desk.job import Effort, Job, Result
from naqeeb.desk.known import Standing, standing, with_what_an_editor_said
from naqeeb.errors import VoiceUnknown
from naqeeb.model import Episode, Show, State
from naqeeb.settings import find_voice

# What voices, mixes and tags an episode is imported in the functions that do so: a run that
# finds nothing changed needs none of it, and would take twice as long with it.


@dataclass(frozen=True, slots=True)
class Place:
    """What is decided of an episode before it is made, so that it comes out the same again."""

    show: Show
    """With its podcast:guid."""
    guid: str
    """Of the episode, where it is a new one."""
    now: datetime
    """The time of the change."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is needed to produce an episode."""

    job: Job
    standing: Standing
    """What the archive said; it is asked again when the episode is committed."""
    branding: Branding
    place: Place
    named_pictures: pictures.NamedPictures
    begun: bool
    """Whether the output was a station already, now or before in this run."""


def plan(job: Job, brandings: Brandings) -> Plan | Result:
    """What is to be made of a job; or what was made before, where nothing changed.

    Nothing is written.

    Raises:
        EpisodeErased: it was taken down for good.
        CoverRefused: the show's cover is not a picture that podcast apps accept.
        RecordDamaged: ``show.json`` cannot be read, or a later version recorded its episode.
        SettingsError: a package is missing that the settings ask for.
    """
    known = standing(job)
    job = with_what_an_editor_said(job, known.episodes)
    if (same := made_before(job, known)) is not None:
        return unchanged(job, same, Effort())
    for story in job.stories if job.day else ():
        erased.refuse_story(job.settings, story)
    if not known.episodes:
        erased.refuse(job)
        job.archive.refuse_later(job.article.id)
    from naqeeb import sound
    from naqeeb.desk.notice import correction_notice

    job = replace(job, notice=correction_notice(job, known.episodes))
    sound.refuse_missing(job.settings.sound)  # before a word is sent to anyone
    branding = brandings.of(job.show)
    place = Place(
        show=branding.show,
        guid=_former_guid(job, known) or identity.new_guid(),
        now=after(datetime.now(UTC), known.episodes),
    )
    named = pictures.find((job.article, *job.stories), job.settings.root)
    return Plan(job, known, branding, place, named, brandings.begun(job.show))


def _former_guid(job: Job, known: Standing) -> str:
    """The guid of an episode of this source that was lost, or erased and is made again by force.

    Empty where none was, and where another episode has it.
    """
    guid = quarantine.guid_of(job.archive.output, job.article.id) or _erased_guid(job, known)
    is_taken = guid and any(entry.guid == guid for entry in job.archive.all()[0])
    return "" if is_taken else guid


def _erased_guid(job: Job, known: Standing) -> str:
    return erased.former_guid(job) if job.overrides.force and not known.episodes else ""


def made_before(job: Job, known: Standing) -> Episode | None:
    """The episode that would be made again just as it is; None where there is none."""
    if job.overrides.force:
        return None
    # What waits for an editor was made before, too.
    every = (*known.held, *known.episodes)
    return next((each for each in every if _is_unchanged(job, each)), None)


def unchanged(job: Job, before: Episode, effort: Effort) -> Result:
    """The result for a job of which nothing changed."""
    return Result(
        job.source,
        identity.Kind.UNCHANGED,
        before,
        job.archive.folder(before.id),
        job.show,
        off_the_air=off_the_air(before, job.show),
        effort=effort,
    )


def off_the_air(episode: Episode, show: Show) -> str:
    """Why listeners cannot hear an episode, and what to do; empty for one on the air."""
    if episode.state is State.REMOVED:
        return f"it was removed; `naqeeb remove {episode.id} --undo` brings it back"
    at = f" at {show.local(episode.air_at):%Y-%m-%d %H:%M}" if episode.air_at else ""
    if episode.state is State.HELD:
        return f"it is held; `naqeeb release {episode.id}` puts it on the air{at}"
    return f"it goes on the air{at}" if episode.state is State.SCHEDULED else ""


def _is_unchanged(job: Job, before: Episode) -> bool:
    """Whether the voice that spoke before would say the very same now."""
    if job.overrides.refresh and before.maker != __version__:
        return False
    # Nobody hears it, but the page shows it. Records of version 0.1.0 may have none.
    has_category = fingerprint.version_of(before.source_hash) and job.day is None
    if has_category and before.category != job.article.category:
        return False
    try:
        main = find_voice(before.voice, job.settings.root)
    except VoiceUnknown:
        return False
    if not may_speak(main, job.settings):
        return False
    same = fingerprint.matches(before, job, cast_around(main, job))
    return same and job.archive.has_all_files(before) and was_intact_lately(job.archive, before)


def after(now: datetime, episodes: tuple[Episode, ...]) -> datetime:
    """The time of a change: of two episodes under one name the later one must have a later."""
    return max([now, *(each.updated + timedelta(seconds=1) for each in episodes)])
