"""Which episode of the archive a job is: what is known under its names, and what it corrects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from naqeeb import intake
from naqeeb.archive import identity
from naqeeb.desk.job import Job
from naqeeb.model import Caption, Episode, Role, State, hashed_name
from naqeeb.paths import is_file
from naqeeb.text import editor_marks


@dataclass(frozen=True, slots=True)
class Standing:
    """What the archive says of a job at one moment."""

    episodes: tuple[Episode, ...] = ()
    """Those that the job may be, the latest change first."""
    held: tuple[Episode, ...] = ()
    """Corrections of the same source that wait for an editor."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all these."""
        return frozenset(each.id for each in (*self.episodes, *self.held))


def standing(job: Job) -> Standing:
    """What the archive says of a job now."""
    return Standing(known(job), held_corrections(job))


def known(job: Job) -> tuple[Episode, ...]:
    """The episodes that a job may be, the latest change first.

    A bulletin may only be one of its own day; of several that which shares most of its stories
    comes first. A file that is not known by its path is known by its text where the old path is
    gone: it was moved or renamed.
    """
    # A record that was made again from its sound knows its source by a hash alone.
    hashes = tuple(map(hashed_name, job.names))
    episodes = job.archive.of_names((*job.names, *hashes))
    if job.day is not None:
        day = _day(job, job.day)
        of_day = (each for each in episodes if _day(job, _moment(each)) == day)
        return tuple(sorted(of_day, key=partial(_shared_stories, job), reverse=True))
    if not episodes and job.text_name and is_there(job, job.article.id):
        moved = job.archive.of_names((job.text_name,))
        episodes = tuple(each for each in moved if _was_a_file_that_is_gone(job, each))
    return tuple(each for each in episodes if each.corrects is None)


def held_corrections(job: Job) -> tuple[Episode, ...]:
    """Corrections of the same source that wait for an editor."""
    return tuple(
        each
        for each in job.archive.of_names(job.names)
        if each.corrects is not None and each.state is not State.REMOVED
    )


def what_it_corrects(
    job: Job, episodes: Iterable[Episode], title: str, captions: Sequence[Caption]
) -> Episode | None:
    """The episode that a job corrects; None where it is a new one.

    Args:
        job: the job.
        episodes: what is known under its names.
        title: of the episode to be.
        captions: its sentences.
    """
    for before in episodes:
        if _is_bulletin_with_stories(job, before):
            is_same = _is_bulletin_again(job, before)
        else:
            is_same = identity.is_correction(
                same_page=_share_address(job, before),
                same_title_and_day=_same_title_and_day(job, before, title),
                old_sentences=_own_sentences(before.transcript),
                new_sentences=_own_sentences(captions),
            )
        if is_same:
            return before
    return next((before for before in episodes if _is_without_words(job, before)), None)


def _is_without_words(job: Job, before: Episode) -> bool:
    """Whether an episode of this very source lost all that could tell it from other news."""
    is_of_source = hashed_name(before.key) == hashed_name(job.article.id)
    return is_of_source and not before.transcript


def what_its_text_corrects(job: Job, episodes: Iterable[Episode]) -> Episode | None:
    """The episode that a job corrects, as far as it can be told before it is composed."""
    captions = [Caption(Role.BODY, 0, 0, sentence, 0, 0) for sentence in sentences_of(job)]
    return what_it_corrects(job, episodes, job.article.title, captions)


def sentences_of(job: Job) -> list[str]:
    """The sentences of its stories, before they are composed."""
    # A run that finds nothing changed mostly needs no sentences.
    from naqeeb.script import sentences

    return [
        sentence.strip()
        for story in job.stories
        for paragraph in story.paragraphs
        for sentence in sentences(editor_marks.plain(paragraph))
    ]


def with_what_an_editor_said(job: Job, episodes: Sequence[Episode]) -> Job:
    """The job with title and date of the episode that it corrects.

    A title and a date are those that an editor stated; a bulletin keeps its time of day.
    """
    is_kept = job.day is not None or any(each.stated for each in episodes)
    before = what_its_text_corrects(job, episodes) if is_kept else None
    if before is None:
        return job
    article = job.article
    if job.day is not None and job.overrides.date is None:
        # Part of the day and time are those of the first making: they are heard.
        day = job.show.local(_moment(before))
        article = replace(article, published=day)
        job = replace(job, day=day)
    if "title" in before.stated and job.overrides.title is None:
        article = replace(article, title=before.title, title_stated=True)
    if "date" in before.stated and job.overrides.date is None and job.day is None:
        article = replace(article, published=before.published)
    stories = job.stories if job.day else (article,)
    return replace(job, article=article, stories=stories)


def stated_options(job: Job, before: Episode | None) -> tuple[str, ...]:
    """Which options an editor stated for this episode, in this run or before."""
    options = {"title": job.overrides.title, "date": job.overrides.date}
    stated = {name for name, value in options.items() if value is not None}
    return tuple(sorted(stated | set(before.stated if before else ())))


def _share_address(job: Job, before: Episode) -> bool:
    shared = set(job.names).intersection(identity.all_names(before))
    return any(intake.is_url(name) for name in shared)


def _same_title_and_day(job: Job, before: Episode, title: str) -> bool:
    stated = job.article.published
    if job.day is not None or stated is None or before.stated_date is None:
        return False
    same_day = _day(job, stated) == _day(job, datetime.fromisoformat(before.stated_date))
    return same_day and title.split() == before.title.split()


def _is_bulletin_with_stories(job: Job, before: Episode) -> bool:
    """Whether its stories can tell; a record that was made again from its sound knows none."""
    return job.day is not None and (job.overrides.id is not None or bool(before.stories))


def _is_bulletin_again(job: Job, before: Episode) -> bool:
    """Whether a bulletin of the same day is the same edition, or shares enough stories."""
    return job.overrides.id is not None or identity.is_shared(
        identity.stories_of(before), _keys(job)
    )


def _shared_stories(job: Job, before: Episode) -> int:
    return len({*identity.stories_of(before)}.intersection(_keys(job)))


def _keys(job: Job) -> list[str]:
    return [story.id for story in job.stories]


def _own_sentences(captions: Iterable[Caption]) -> list[str]:
    """The sentences of the stories: a bulletin's own words are the same every day."""
    return [caption.text for caption in captions if not caption.role.is_around_stories]


def _moment(bulletin: Episode) -> datetime:
    """The time of a bulletin, also where its record was made again from its sound."""
    stated = bulletin.stated_date
    return datetime.fromisoformat(stated) if stated else bulletin.published


def _day(job: Job, moment: datetime) -> str:
    if moment.tzinfo is None:
        return f"{moment:%Y-%m-%d}"
    return f"{job.show.local(moment):%Y-%m-%d}"


def _was_a_file_that_is_gone(job: Job, episode: Episode) -> bool:
    """Whether an episode is of a file, known by its path, that lies there no more.

    An id that somebody stated, in front matter or for one line of a manifest, is no path.
    """
    root = job.settings.root
    is_path = episode.source is not None and root / episode.source == root / episode.key
    return is_path and not is_there(job, episode.key)


def is_there(job: Job, path: str) -> bool:
    """Whether a name is the path of a file that lies there."""
    return not intake.is_url(path) and is_file(job.settings.root / path)
