"""One episode to be, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from naqeeb.archive import Archive, identity
from naqeeb.desk.shows import archive_of, show_of
from naqeeb.desk.wrong_files import refuse_wrong_files
from naqeeb.errors import NaqeebError, SettingsError
from naqeeb.model import Article, Episode, Show
from naqeeb.settings import Settings
from naqeeb.settings.load import with_sound
from naqeeb.text import editor_marks
from naqeeb.text.addresses import source_name, without_secrets
from naqeeb.text.cleaning import clean

if TYPE_CHECKING:
    from naqeeb.intake.news import Fetched

MOST_NAME_CHARS = 1000
"""Of a title or an id: a headline has a hundred."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What an editor says over what an article says of itself."""

    title: str | None = None
    date: datetime | None = None
    """Of an article: when it was published. Of a bulletin: its day."""
    id: str | None = None
    """Of an article: the source key, in place of the path or the address. Of a bulletin:
    its edition."""
    force: bool = False
    """Make it again although nothing changed."""
    refresh: bool = False
    """Make it again where another version of naqeeb or of the engine made it."""
    hold: bool = False
    """Voice it, but keep it off the air until it is released."""
    at: datetime | None = None
    """When it goes on the air."""


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source, read."""

    article: Article
    fetched: Fetched | None = None
    """Of an item of a feed: by what its page is known again."""
    source_sha256: str = ""
    """SHA-256 in hex of what was read: the bytes of a file or a page, an item of a feed with
    its page. Empty for what came otherwise."""


@dataclass(frozen=True, slots=True)
class Job:
    """One episode to be: what goes in, and where it goes."""

    source: str
    """As the user named it, without secrets; ``bulletin`` for a bulletin."""
    article: Article
    """What the episode is called and known by."""
    stories: tuple[Article, ...]
    """What is read: the article itself, or the stories of a bulletin."""
    day: datetime | None
    """Of a bulletin, in the show's time zone; None for a single article."""
    show: Show
    settings: Settings
    """Of the run, with what the article states of its sound laid over them."""
    overrides: Overrides = Overrides()
    notice: str = ""
    """Said at the front of a correction."""
    body_lines: tuple[int, ...] = ()
    """Of a bulletin that is cut: how many lines of each story's text are read; empty: all."""
    former_keys: tuple[str, ...] = ()
    """Keys under which version 0.1.0 would have kept this bulletin."""
    source_sha256: str = ""
    """Of a single article: as ``ReadSource`` has it."""

    @property
    def archive(self) -> Archive:
        """Where the show's episodes lie; only the process that was started looks there."""
        return archive_of(self.settings, self.show)

    @property
    def names(self) -> tuple[str, ...]:
        """All that the source is known by: its key and its aliases."""
        return tuple(dict.fromkeys((self.article.id, *self.article.aliases, *self.former_keys)))

    @property
    def text_name(self) -> str | None:
        """The name of a single article by its text."""
        return None if self.day else identity.text_name(self.article.paragraphs)


@dataclass(frozen=True, slots=True)
class Effort:
    """What was done for one source, and by whom."""

    worker: str = ""
    """The process that made it, as HOST:PID; empty for the one that was started."""
    step_s: Mapping[str, float] = field(default_factory=dict)
    """Seconds that each step took: read, produce, commit."""
    cache_hits: int = 0
    """Chunks that the cache of clips knew."""
    chunks: int = 0
    """All chunks that were asked for."""
    tries: int = 1
    """How often it was given out: 2 where the first worker was lost."""

    def after(self, step: str, seconds: float, **facts: Any) -> Effort:
        """With another step done."""
        return replace(self, step_s={**self.step_s, step: seconds}, **facts)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source."""

    source: str
    """As the user named it, without secrets."""
    kind: identity.Kind
    """New, a correction, or unchanged."""
    episode: Episode
    folder: Path
    """The episode's folder."""
    show: Show
    why: str = ""
    """Which voice spoke, why, and where the text was sent."""
    remarks: tuple[str, ...] = ()
    """What the user should know, a sentence each: a file name that was used for other news."""
    off_the_air: str = ""
    """Why listeners cannot hear it, and the command that changes that; empty for one on the air."""
    effort: Effort = Effort()

    @property
    def note(self) -> str:
        """All of both in one line, as the command says it."""
        return "; ".join(filter(None, (*self.remarks, self.off_the_air)))


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be made into an episode."""

    source: str
    """As the user named it, without secrets."""
    error: NaqeebError
    effort: Effort = Effort()

    def __post_init__(self) -> None:
        """What failed is printed and logged, where no secret of an address may stand."""
        object.__setattr__(self, "source", source_name(self.source))


Outcome = Result | Failure


def article_job(
    settings: Settings,
    source: str,
    article: Article,
    overrides: Overrides = Overrides(),
    *,
    source_sha256: str = "",
) -> Job:
    """The job of a single article, with the overrides laid over it.

    Args:
        settings: of the run.
        source: as the user named it.
        article: as it was read.
        overrides: what an editor says over it.
        source_sha256: as ``ReadSource`` has it.
    """
    overrides = _cleaned(overrides)
    if overrides.title is not None:
        article = replace(article, title=overrides.title, marked_title="", title_stated=True)
    if overrides.date is not None:
        article = replace(article, published=overrides.date)
    if overrides.id is not None:
        article = replace(article, id=overrides.id)
    return replace(
        _job(settings, source, article, (article,), None, overrides), source_sha256=source_sha256
    )


def bulletin_job(settings: Settings, stories: Sequence[Article], overrides: Overrides) -> Job:
    """The job of a bulletin: greeting, headlines, stories, sign-off.

    Its day is now in the show's time zone, or the one that the overrides state, and never a
    story's: it is the day of broadcast. Day and edition are its key.

    Raises:
        SettingsError: there is no story.
    """
    if not stories:
        raise SettingsError("a bulletin needs at least one article", hint="name the articles")
    overrides = _cleaned(overrides)
    now = settings.show.local(datetime.now(UTC))
    day = settings.show.local(overrides.date) if overrides.date else now
    if overrides.date and day.date() == now.date() and not states_time(day):
        # Today is said of a bulletin that is made now: it greets as one, and is newer than others.
        overrides, day = replace(overrides, date=None), now
    article = Article(
        id=identity.bulletin_key(day, overrides.id or ""),
        # Without one it is named by its script: the show and the day, in Urdu.
        title=overrides.title or "",
        paragraphs=tuple(story.title for story in stories),
        published=day,
        source=None,
        image=next((story.image for story in stories if story.image), None),
    )
    job = _job(settings, "bulletin", article, tuple(stories), day, overrides)
    keys = hashlib.sha256("\n".join(story.id for story in stories).encode()).hexdigest()
    former = overrides.id or identity.bulletin_key(day, keys[:16])
    return replace(job, former_keys=(former,))


def states_time(day: datetime) -> bool:
    """Whether a bulletin's day states a time: midnight is a date alone."""
    return bool(day.hour or day.minute or day.second)


def _job(
    settings: Settings,
    source: str,
    article: Article,
    stories: tuple[Article, ...],
    day: datetime | None,
    overrides: Overrides,
) -> Job:
    # Here, since all that is made or looked at becomes a job, in the process that was started.
    refuse_wrong_files(settings)
    show = show_of(settings, article.category)
    # Titles are shown everywhere, and marks are heard alone.
    article = _with_plain_title(article)
    stories = tuple(map(_with_plain_title, stories))
    return Job(
        source=source_name(source),
        article=article,
        stories=stories,
        day=day,
        show=show,
        settings=replace(settings, sound=with_sound(settings.sound, article.sound, source)),
        overrides=replace(overrides, hold=overrides.hold or show.hold),
    )


def _with_plain_title(article: Article) -> Article:
    if not editor_marks.has_any(article.title):
        return article
    return replace(article, title=editor_marks.plain(article.title), marked_title=article.title)


def _cleaned(overrides: Overrides) -> Overrides:
    """Title and id as any other text: without controls, on one line, of a sane length.

    Raises:
        SettingsError: nothing is left of one, or it is longer than a name can be.
    """
    return replace(
        overrides,
        title=option_text(overrides.title, "--title"),
        id=option_text(overrides.id, "--id"),
    )


def option_text(text: str | None, option: str) -> str | None:
    """What a person wrote behind an option, on one line and without controls; None stays None.

    Raises:
        SettingsError: nothing is left of it, or it is longer than a name can be.
    """
    if text is None:
        return None
    name = without_secrets(" ".join(clean(text).split()))
    if not name or len(name) > MOST_NAME_CHARS:
        raise SettingsError(
            f"{option} has {len(name)} characters",
            cause="it holds nothing that can be shown" if not name else "a whole text was given",
            hint=f"give it 1 to {MOST_NAME_CHARS} characters",
            key=option,
        )
    return name
