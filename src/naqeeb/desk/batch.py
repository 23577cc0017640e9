"""Many sources at once: each becomes an episode or a named failure, none stops the others."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from naqeeb import intake
from naqeeb.desk import site
from naqeeb.desk.events import Listener
from naqeeb.desk.job import Failure, Outcome, Overrides, Result
from naqeeb.desk.make import make
from naqeeb.desk.shows import archive_of
from naqeeb.errors import FaultInNaqeeb, NaqeebError, SettingsError
from naqeeb.settings import Settings

UPDATE_EVERY_S = 60.0
"""How long listeners wait at most for what is finished, while a run goes on."""


def allowing_silent(settings: Settings) -> Settings:
    """The settings with ``allow_silent`` on."""
    return replace(settings, script=replace(settings.script, allow_silent=True))


def make_all(
    settings: Settings, sources: Sequence[str], overrides: Overrides, listener: Listener
) -> Generator[Outcome, None, None]:
    """Make each source; several are shared out to processes or the cluster.

    Raises:
        SettingsError: title, date or id were given for more than one article.
    """
    single, failures = expanded(sources)
    named = overrides.title or overrides.date or overrides.id
    if named and len(single) > 1:
        raise SettingsError(
            f"--title, --date and --id are for one article, and these are {len(single)}",
            hint="run the command once for each article",
        )
    outcomes = _made(settings, single, overrides, listener)
    return with_site(settings, chain(failures, outcomes), listener)


def expanded(sources: Iterable[str]) -> tuple[list[str], list[Failure]]:
    """Folders opened into their articles, each source once; and what could not be opened."""
    single: dict[str, None] = {}
    failures: list[Failure] = []
    for source in sources:
        try:
            single |= dict.fromkeys(intake.expand(source))
        except NaqeebError as error:
            failures.append(Failure(source, error))
    return list(single), failures


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
    settings: Settings, sources: Sequence[str], overrides: Overrides, listener: Listener
) -> Generator[Outcome, None, None]:
    alone = len(sources) == 1 and not settings.cluster.address
    for source in sources:
        # Standard input belongs to this process.
        if alone or source == intake.STDIN:
            yield outcome_of(source, partial(make, settings, source, overrides, listener))
    if alone:
        return
    from naqeeb import workers

    shared = [source for source in sources if source != intake.STDIN]
    # Each process voices one article at a time; within it one thread speaks.
    one_thread = replace(settings, jobs=1)
    if settings.cluster.address:
        # A worker's current folder is not this one; the folders themselves are shared.
        one_thread = replace(one_thread, output=settings.output.resolve())
        shared = [
            source if intake.is_url(source) else str(Path(source).resolve()) for source in shared
        ]
    work = partial(_make_one, one_thread, overrides)
    for done in workers.run(work, shared, jobs=settings.jobs, cluster=settings.cluster):
        if done.result is not None:
            yield done.result
        elif done.error is not None:
            yield Failure(done.item, done.error)


def _make_one(settings: Settings, overrides: Overrides, source: str) -> Result:
    return make(settings, source, overrides)


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
