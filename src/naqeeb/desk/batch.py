"""Many sources at once: each becomes an episode or a named failure, none stops the others."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from naqeeb.desk.events import Listener
from naqeeb.desk.job import Effort, Failure, Outcome, Overrides, Result
from naqeeb.desk.make import Source, make_episode, name_of, read_job, read_source
from naqeeb.desk.source_list import handed_over, single_sources
from naqeeb.desk.up_to_date import with_site
from naqeeb.errors import SettingsError
from naqeeb.settings import Settings
from naqeeb.unforeseen import for_user


def allowing_silent(settings: Settings) -> Settings:
    """The settings with ``allow_silent`` on."""
    return replace(settings, script=replace(settings.script, allow_silent=True))


def make_all(
    settings: Settings,
    sources: Iterable[Source],
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
    single = single_sources(sources)
    if overrides.title or overrides.date or overrides.id:
        several = list(single)
        articles = [each for each in several if not isinstance(each, Failure)]
        if len(articles) > 1:
            raise SettingsError(
                f"--title, --date and --id are for one article, and these are {len(articles)}",
                hint="run the command once for each article",
            )
        single = iter(several)
    return with_site(settings, _outcomes(settings, single, overrides, listener), listener)


def _outcomes(
    settings: Settings,
    sources: Iterator[Source | Failure],
    overrides: Overrides,
    listener: Listener,
) -> Generator[Outcome, None, None]:
    head = list(islice(sources, 2))
    if len(head) == 1 and not settings.cluster.address:
        (source,) = head
        if isinstance(source, Failure):
            yield source
        else:
            yield _make_one(settings, overrides, source, listener)
        return
    # What workers are shared with costs a quarter of a second, which one source need not wait for.
    from naqeeb.desk.many import make_each

    handed = handed_over(settings, chain(head, sources))
    with closing(make_each(settings, handed, read_source, name_of, overrides, listener)) as each:
        for ended in each:
            yield ended.outcome


def _make_one(
    settings: Settings, overrides: Overrides, source: Source, listener: Listener
) -> Outcome:
    """The only source of a run; a failure says what was done until then."""
    effort = Effort()
    try:
        job, effort = read_job(settings, source, overrides, listener)
        return make_episode(job, listener, effort)
    except SettingsError:
        raise
    except Exception as error:  # noqa: BLE001 - what was finished before is brought up to date
        return Failure(name_of(source), for_user(error), effort)


def outcome_of(source: str, work: partial[Result]) -> Outcome:
    """What became of one piece of work; only wrong settings end the run."""
    try:
        return work()
    except SettingsError:
        raise
    except Exception as error:  # noqa: BLE001 - one source's fault must not end the others
        return Failure(source, for_user(error))
