"""Many sources at once: each becomes an episode or a named failure, none stops the others."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from naqeeb import intake
from naqeeb.desk import site
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.job import Effort, Failure, Outcome, Overrides, Result
from naqeeb.desk.make import Source, make_episode, name_of, read_job, read_source
from naqeeb.desk.shows import archive_of
from naqeeb.desk.up_to_date import not_hiding
from naqeeb.errors import NaqeebError, SettingsError
from naqeeb.model import Show
from naqeeb.settings import Settings
from naqeeb.unforeseen import for_user

UPDATE_EVERY_S = 60.0
"""How long listeners wait at most for what is finished, while a run goes on."""


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
    single = _expanded(sources)
    if isinstance(sources, Sequence):
        single = _once(single)
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


def expanded(sources: Iterable[str]) -> tuple[list[str], list[Failure]]:
    """Folders opened into their articles, each source once; and what could not be opened."""
    several = list(_once(_expanded(sources)))
    failures = [each for each in several if isinstance(each, Failure)]
    return [each for each in several if isinstance(each, str)], failures


def _expanded(sources: Iterable[Source]) -> Iterator[Source | Failure]:
    """Each source as it comes: a folder as its articles, or as what it could not be opened for."""
    for source in sources:
        if not isinstance(source, str):
            yield source
            continue
        try:
            yield from intake.expand(source)
        except NaqeebError as error:
            yield Failure(source, error)


def _once(sources: Iterable[Source | Failure]) -> Iterator[Source | Failure]:
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
    earlier run left behind its episodes, since it was killed, is brought up to date too. Before
    the first article it is said which fallback could not speak.
    """
    _tell_of_fallbacks(settings, listener)
    shows = {show.slug: show for show in settings.shows if archive_of(settings, show).is_behind()}
    last_s = time.monotonic()
    try:
        for outcome in outcomes:
            if isinstance(outcome, Result):
                shows[outcome.show.slug] = outcome.show
            yield outcome
            if time.monotonic() - last_s > UPDATE_EVERY_S:
                _update_sites(settings, shows.values())
                last_s = time.monotonic()
    except BaseException as end:
        # Interrupted or not: what is finished goes on the air.
        with not_hiding(end):
            _update_sites(settings, shows.values(), listener)
        raise
    _update_sites(settings, shows.values(), listener)


def _tell_of_fallbacks(settings: Settings, listener: Listener) -> None:
    if settings.voice.fallback:
        # Here, since it imports the engines, and most runs name no fallback.
        from naqeeb.desk.voices import unready_fallbacks

        for note in unready_fallbacks(settings):
            listener(Event("note", "", note))


def _update_sites(settings: Settings, shows: Iterable[Show], listener: Listener = silence) -> None:
    """Bring shows that have episodes up to date, where they are still there."""
    for show in shows:
        archive_of(settings, show).refuse_vanished(begun=True)
        site.update(settings, show, jobs=settings.jobs, tell=listener)


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

    handed = _handed(settings, chain(head, sources))
    with closing(make_each(settings, handed, read_source, name_of, overrides, listener)) as each:
        for ended in each:
            yield ended.outcome


def _handed(
    settings: Settings, sources: Iterable[Source | Failure]
) -> Iterator[Source | Failure | intake.Handed]:
    """Each source as a worker can read it: of what it does not see it is given the bytes."""
    for source in sources:
        is_ours = source == intake.STDIN
        if not isinstance(source, str) or intake.is_url(source):
            yield source
        elif is_ours or settings.cluster.address:
            try:
                yield intake.hand_over(source, settings.root)
            except NaqeebError:
                # It may lie where the workers are; else they say what is wrong with it.
                yield source
        else:
            yield source


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
