"""One episode to be, and what became of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from naqeeb.archive import Archive, identity
from naqeeb.desk import fingerprint, voicing
from naqeeb.model import Article, Episode, Show
from naqeeb.records import record
from naqeeb.settings import Settings


@record
class Order:
    """One episode to be: what goes in, and where it goes."""

    source: str
    article: Article
    stories: tuple[Article, ...]
    day: datetime | None
    """Of a bulletin; None for a single article."""
    show: Show
    archive: Archive
    settings: Settings

    def hash(self, cast: voicing.Cast) -> str:
        """The hash of all that the sound would be made from with this cast."""
        return fingerprint.of(
            (self.article, *self.stories),
            cast.voices,
            sound=self.settings.sound,
            script=self.settings.script,
            lexicon=voicing.lexicon_path(self.settings),
        )


@record
class Made:
    """What became of one source."""

    source: str
    kind: identity.Kind
    episode: Episode
    folder: Path
    """The episode's folder."""
    show: Show
    why: str = ""
    """Which voice spoke, why, and where the text was sent."""
    note: str = ""
    """What the user should know, such as a file name that was used for other news."""
