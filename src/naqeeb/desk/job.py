"""One episode to be, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from naqeeb.archive import Archive, identity
from naqeeb.desk.shows import archive_of, show_of
from naqeeb.errors import NaqeebError, SettingsError
from naqeeb.model import Article, Episode, Show
from naqeeb.settings import Settings, with_sound


@dataclass(frozen=True, slots=True)
class Overrides:
    """What an editor says over what an article says of itself."""

    title: str | None = None
    date: datetime | None = None
    """Of an article: when it was published. Of a bulletin: its day."""
    id: str | None = None
    """The source key, in place of the path or the address."""
    force: bool = False
    """Make it again although nothing changed."""


@dataclass(frozen=True, slots=True)
class Job:
    """One episode to be: what goes in, and where it goes."""

    source: str
    """As the user named it; ``bulletin`` for a bulletin."""
    article: Article
    """What the episode is called and known by."""
    stories: tuple[Article, ...]
    """What is read: the article itself, or the stories of a bulletin."""
    day: datetime | None
    """Of a bulletin; None for a single article."""
    show: Show
    archive: Archive
    settings: Settings
    """Of the run, with what the article states of its sound laid over them."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source."""

    source: str
    kind: identity.Kind
    """New, a correction, or unchanged."""
    episode: Episode
    folder: Path
    """The episode's folder."""
    show: Show
    why: str = ""
    """Which voice spoke, why, and where the text was sent."""
    note: str = ""
    """What the user should know, such as a file name that was used for other news."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be made into an episode."""

    source: str
    error: NaqeebError


Outcome = Result | Failure


def article_job(settings: Settings, source: str, article: Article) -> Job:
    """The job of a single article."""
    return _job(settings, source, article, (article,), None)


def bulletin_job(settings: Settings, stories: Sequence[Article], overrides: Overrides) -> Job:
    """The job of a bulletin: greeting, headlines, stories, sign-off.

    Its day is the one stated by ``overrides``, else the newest of its stories',
    else today; the greeting says it.

    Raises:
        SettingsError: there is no story.
    """
    if not stories:
        raise SettingsError("a bulletin needs at least one article", hint="name the articles")
    dates = [story.published for story in stories if story.published]
    # The greeting names a day, so today is today where the newsroom is.
    day = overrides.date or (max(dates) if dates else datetime.now(UTC).astimezone())
    keys = hashlib.sha256("\n".join(story.id for story in stories).encode()).hexdigest()
    article = Article(
        id=overrides.id or f"bulletin:{day:%Y-%m-%d}:{keys[:16]}",
        # Without one it is named by its script: the show and the day, in Urdu.
        title=overrides.title or "",
        paragraphs=tuple(story.title for story in stories),
        published=day,
        source=None,
        image=next((story.image for story in stories if story.image), None),
    )
    return _job(settings, "bulletin", article, tuple(stories), day)


def _job(
    settings: Settings,
    source: str,
    article: Article,
    stories: tuple[Article, ...],
    day: datetime | None,
) -> Job:
    show = show_of(settings, article.category)
    return Job(
        source=source,
        article=article,
        stories=stories,
        day=day,
        show=show,
        archive=archive_of(settings, show),
        settings=replace(settings, sound=with_sound(settings.sound, article.sound, source)),
    )
