"""The desk: what a program calls to make episodes."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path

from naqeeb.desk import batch, bulletins, site
from naqeeb.desk.events import Listener, log
from naqeeb.desk.job import Outcome, Overrides, bulletin_job
from naqeeb.desk.make import make, make_episode
from naqeeb.errors import SettingsError
from naqeeb.model import Article, Episode
from naqeeb.settings import FromArchive, Settings
from naqeeb.text.addresses import source_name
from naqeeb.text.cleaning import brief


class Desk:
    """The way from sources to episodes.

    Each method brings feed and pages up to date before it ends.

    Args:
        settings: see :func:`naqeeb.settings.load`; by default everything as it is
            without a ``naqeeb.toml``.
        listener: told of each step, an :class:`naqeeb.Event`; without one the
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
        site.update(self.settings, result.show, listener=self.listener)
        return result.episode

    def bulletin(
        self,
        sources: Iterable[str | Path] = (),
        overrides: Overrides = Overrides(),
        *,
        feeds: Iterable[str] = (),
        from_archive: FromArchive = "",
        categories: Iterable[str] = (),
    ) -> Episode:
        """Several sources into one bulletin: greeting, headlines, stories, sign-off.

        Args:
            sources: in the order in which they are read; folders stand for their articles.
            overrides: the bulletin's title, day and edition (its id).
            feeds: addresses of news feeds, whose newest items of a day come next.
            from_archive: stories that were made before: ``today``, ``yesterday``, ``24h``, ``7d``.
            categories: of the archive only these, in this order; none: all.

        Raises:
            NaqeebError: a source or a feed cannot be read, or the bulletin cannot be made.
            SettingsError: one name stands where a list is wanted.
        """
        for name, values in (("sources", sources), ("feeds", feeds), ("categories", categories)):
            _refuse_one_text(name, values)
        wanted = bulletins.Wanted(
            tuple(map(str, sources)),
            tuple(feeds),
            from_archive=from_archive,
            categories=tuple(categories),
        )
        stories, failures = bulletins.gathered(self.settings, wanted, overrides.date, self.listener)
        if failures:
            raise failures[0].error
        job = bulletin_job(self.settings, stories, overrides)
        result = make_episode(job, self.listener)
        site.update(self.settings, result.show, listener=self.listener)
        return result.episode

    def make_all(
        self, sources: Iterable[str | Path | Article], overrides: Overrides = Overrides()
    ) -> Generator[Outcome, None, None]:
        """Many sources into episodes, on all processors or the cluster of the settings.

        Feed and pages are brought up to date when the iterator ends or is closed, and in a
        longer run once a minute until then.

        Args:
            sources: files, folders of them, URLs, and articles of your own; taken one by
                one as there is room for them, so there may be a million. What lies in a list is
                made once however often it is named; of an iterator nothing is remembered, and
                what comes again is found unchanged.
            overrides: title, date and id are for a single article.

        Yields:
            A :class:`Result` or a :class:`Failure` for each source, as they come.

        Raises:
            SettingsError: title, date or id were given for more than one article; or one name
                stands where a list is wanted.
        """
        _refuse_one_text("sources", sources)
        named = (source if isinstance(source, Article) else str(source) for source in sources)
        wanted = list(named) if isinstance(sources, Sequence) else named
        return batch.make_all(self.settings, wanted, overrides, self.listener)


def _refuse_one_text(argument: str, values: Iterable[object]) -> None:
    """A text is a list of its letters to Python, and of ``./a.txt`` the first is this folder.

    Raises:
        SettingsError: one name stands where a list of names is wanted.
    """
    if isinstance(values, str | Path):
        name = brief(source_name(str(values)))
        raise SettingsError(
            f"{argument} is one name, and not a list of names: {name}",
            cause="a text was given without the brackets of a list",
            hint=f'write {argument}=["{name}"]',
            key=argument,
        )
