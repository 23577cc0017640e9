"""Many sources at once: each becomes an episode or a named failure, none stops the others."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from naqeeb import intake
from naqeeb.desk import site
from naqeeb.desk.events import Listener, silence
from naqeeb.desk.job import Failure, Outcome, Overrides, Result, article_job, name_of
from naqeeb.desk.make import make, make_episode
from naqeeb.desk.shows import archive_of
from naqeeb.errors import FaultInNaqeeb, NaqeebError, SettingsError
from naqeeb.model import Article
from naqeeb.settings import Settings

UPDATE_EVERY_S = 60.0
"""How long listeners wait at most for what is finished, while a run goes on."""


def allowing_silent(settings: Settings) -> Settings:
    """The settings with ``allow_silent`` on."""
    return replace(settings, script=replace(settings.script, allow_silent=True))


def make_all(
    settings: Settings,
    sources: Iterable[str | Article],
    overrides: Overrides,
    listener: Listener,
) -> Generator[Outcome, None, None]:
    """Make each source; several are shared out to processes or the cluster.

    Args:
        settings: of the run.
        sources: taken lazily: files, folders, addresses, and articles that need no reading
            (the outcome names such a one by its id). What lies in a sequence is made once
            however often it is named; of other iterables nothing is remembered, and what
            comes again is found unchanged.
        overrides: title, date and id are for a single article.
        listener: told of each step.

    Raises:
        SettingsError: title, date or id were given for more than one article.
    """
    single = _expanded(sources)
    if isinstance(sources, Sequence):
        single = _once(single)
    named = overrides.title or overrides.date or overrides.id
    if named:
        several = list(single)
        articles = [each for each in several if not isinstance(each, Failure)]
        if len(articles) > 1:
            raise SettingsError(
                f"--title, --date and --id are for one article, and these are {len(articles)}",
                hint="run the command once for each article",
            )
        single = iter(several)
    return with_site(settings, _made(settings, single, overrides, listener), listener)


def expanded(sources: Iterable[str]) -> tuple[list[str], list[Failure]]:
    """Folders opened into their articles, each source once; and what could not be opened."""
    several = list(_once(_expanded(sources)))
    failures = [each for each in several if isinstance(each, Failure)]
    return [each for each in several if isinstance(each, str)], failures


def _expanded(sources: Iterable[str | Article]) -> Iterator[str | Article | Failure]:
    """Each source as it comes: a folder as its articles, or as what it could not be opened for."""
    for source in sources:
        if isinstance(source, Article):
            yield source
            continue
        try:
            yield from intake.expand(source)
        except NaqeebError as error:
            yield Failure(source, error)


def _once(sources: Iterable[str | Article | Failure]) -> Iterator[str | Article | Failure]:
    seen: set[str] = set()
    for source in sources:
        if not isinstance(source, str):
            yield source
        elif source not in seen:
            seen.add(source)
            yield source


def with_site(
    settings: Settings, outcomes: Iterable[Outcome], listener: Listener
) -> Generator[Outcome, None, None]:
    """All outcomes; the shows that have a result are brought up to date.

    That happens in the end, and once a minute while there is much to do. A show whose feed an
    earlier run left behind its episodes, since it was killed, is brought up to date too.
    """
    shows = {show.slug: show for show in settings.shows if archive_of(settings, show).is_behind()}
    last_s = time.monotonic()
    try:
        for outcome in outcomes:
            if isinstance(outcome, Result):
                shows[outcome.show.slug] = outcome.show
            yield outcome
            if time.monotonic() - last_s > UPDATE_EVERY_S:
                for show in shows.values():
                    site.update(settings, show, jobs=settings.jobs)
                last_s = time.monotonic()
    finally:
        # Interrupted or not: what is finished goes on the air.
        for show in shows.values():
            site.update(settings, show, jobs=settings.jobs, tell=listener)


def _made(
    settings: Settings,
    sources: Iterator[str | Article | Failure],
    overrides: Overrides,
    listener: Listener,
) -> Generator[Outcome, None, None]:
    head = list(islice(sources, 2))
    if len(head) == 1 and not settings.cluster.address:
        yield from _made_here(settings, iter(head), overrides, listener)
        return
    from naqeeb import workers

    # Each process voices one article at a time; within it one thread speaks.
    one_thread = replace(settings, jobs=1)
    if settings.cluster.address:
        # A worker's current folder is not this one; the folders themselves are shared.
        one_thread = replace(one_thread, output=settings.output.resolve())
    ours: list[str | Failure] = []
    shared = _shared(settings, chain(head, sources), ours)
    work = partial(_make_one, one_thread, overrides)
    for done in workers.run(work, shared, jobs=settings.jobs, cluster=settings.cluster):
        yield from _made_here(settings, _taken(ours), overrides, listener)
        if done.result is not None:
            yield done.result
        elif done.error is not None:
            yield Failure(name_of(done.item), done.error)
    yield from _made_here(settings, _taken(ours), overrides, listener)


def _shared(
    settings: Settings, sources: Iterable[str | Article | Failure], ours: list[str | Failure]
) -> Iterator[str | Article]:
    """What workers are given; the rest is put into ``ours``."""
    for source in sources:
        # Standard input belongs to this process.
        if isinstance(source, Failure) or source == intake.STDIN:
            ours.append(source)
        elif isinstance(source, Article) or not settings.cluster.address or intake.is_url(source):
            yield source
        else:
            yield str(Path(source).resolve())


def _taken(ours: list[str | Failure]) -> Iterator[str | Failure]:
    while ours:
        yield ours.pop(0)


def _made_here(
    settings: Settings,
    sources: Iterator[str | Article | Failure],
    overrides: Overrides,
    listener: Listener,
) -> Iterator[Outcome]:
    for source in sources:
        if isinstance(source, Failure):
            yield source
        else:
            work = partial(_make_one, settings, overrides, source, listener)
            yield outcome_of(name_of(source), work)


def _make_one(
    settings: Settings,
    overrides: Overrides,
    source: str | Article,
    listener: Listener = silence,
) -> Result:
    if isinstance(source, Article):
        return make_episode(article_job(settings, source.id, source, overrides), listener)
    return make(settings, source, overrides, listener)


def outcome_of(source: str, work: partial[Result]) -> Outcome:
    """What became of one piece of work; only wrong settings end the run."""
    try:
        return work()
    except SettingsError:
        raise
    except NaqeebError as error:
        return Failure(source, error)
    except Exception as error:  # noqa: BLE001 - one source's fault must not end the others
        return Failure(source, FaultInNaqeeb.of(error))
