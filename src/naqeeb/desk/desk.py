"""The desk: what a program calls to make episodes."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path

from naqeeb.desk import batch, site
from naqeeb.desk.events import Listener, log
from naqeeb.desk.job import Outcome, Overrides, bulletin_job
from naqeeb.desk.make import make, make_episode, read
from naqeeb.model import Article, Episode
from naqeeb.settings import Settings


class Desk:
    """The way from sources to episodes.

    Each method brings feed and pages up to date before it ends.

    Args:
        settings: see :func:`naqeeb.settings.load`; by default everything as it is
            without a ``naqeeb.toml``.
        listener: told of each step, an :class:`~naqeeb.desk.events.Event`; without one the
            steps go to the logger ``naqeeb``.

    >>> from naqeeb import Desk
    >>> desk = Desk()
    >>> episode = desk.make("article.txt")  # doctest: +SKIP
    """

    def __init__(self, settings: Settings | None = None, listener: Listener = log) -> None:
        self.settings = settings or Settings()
        self.listener = listener

    def make(self, source: str | Path, overrides: Overrides = Overrides()) -> Episode:
        """One source into an episode.

        Args:
            source: a file, an http(s) URL, or ``-`` for standard input.
            overrides: title, date and id over those that the article states.

        Returns:
            The episode as the archive keeps it.

        Raises:
            NaqeebError: one of its subclasses, which say what happened; nothing
                is half-written.
        """
        result = make(self.settings, str(source), overrides, self.listener)
        site.update(self.settings, result.show, tell=self.listener)
        return result.episode

    def bulletin(
        self, sources: Iterable[str | Path], overrides: Overrides = Overrides()
    ) -> Episode:
        """Several sources into one bulletin: greeting, headlines, stories, sign-off.

        Args:
            sources: in the order in which they are read.
            overrides: the bulletin's title, day and id.

        Raises:
            NaqeebError: a source cannot be read, or the bulletin cannot be made.
        """
        stories = [read(self.settings, str(source), tell=self.listener) for source in sources]
        wanted = bulletin_job(self.settings, stories, overrides)
        result = make_episode(wanted, self.listener)
        site.update(self.settings, result.show, tell=self.listener)
        return result.episode

    def make_all(
        self, sources: Iterable[str | Path | Article], overrides: Overrides = Overrides()
    ) -> Generator[Outcome, None, None]:
        """Many sources into episodes, on all processors or the cluster of the settings.

        Feed and pages are brought up to date once, when the iterator ends or is closed.

        Args:
            sources: files, folders of them, URLs, and articles of your own; taken one by
                one as there is room for them, so there may be a million.
            overrides: title, date and id are for a single article.

        Yields:
            A :class:`Result` or a :class:`Failure` for each source, as they come.

        Raises:
            SettingsError: title, date or id were given for more than one article.
        """
        named = (source if isinstance(source, Article) else str(source) for source in sources)
        wanted = list(named) if isinstance(sources, Sequence) else named
        return batch.make_all(self.settings, wanted, overrides, self.listener)
