"""Many sources at once: each becomes an episode or a named failure, none stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from naqeeb import crew, intake
from naqeeb.desk.desk import Desk, Made, Overrides
from naqeeb.desk.events import Listener
from naqeeb.errors import NaqeebError, SettingsError
from naqeeb.settings import Settings


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be made into an episode."""

    source: str
    error: NaqeebError


Ended = Made | Failed


def allowing_silent(settings: Settings) -> Settings:
    """The settings with ``allow_silent`` on."""
    return replace(settings, script=replace(settings.script, allow_silent=True))


def make_all(
    settings: Settings, sources: Sequence[str], overrides: Overrides, listener: Listener
) -> Iterator[Ended]:
    """Make each source; several are shared out to processes or the cluster.

    Raises:
        SettingsError: title, date or id were given for more than one article.
    """
    single, failed = opened(sources)
    yield from failed
    named = overrides.title or overrides.date or overrides.id
    if named and len(single) > 1:
        raise SettingsError(
            f"--title, --date and --id are for one article, and these are {len(single)}",
            hint="run the command once for each article",
        )
    if len(single) == 1 and not settings.cluster.address:
        yield _ended(single[0], partial(Desk(settings, listener).handle, single[0], overrides))
        return
    # Each process voices one article at a time; within it one thread speaks.
    alone = replace(settings, jobs=1)
    for done in crew.run(
        partial(_handle, alone, overrides),
        single,
        jobs=settings.jobs,
        cluster=settings.cluster,
        batch=4 if settings.cluster.address else 1,
    ):
        if done.result is not None:
            yield done.result
        elif done.error is not None:
            yield Failed(done.item, done.error)


def make_bulletin(
    settings: Settings, sources: Sequence[str], overrides: Overrides, listener: Listener
) -> Iterator[Ended]:
    """Make all sources into one bulletin; those that cannot be read are left out and named."""
    single, failed = opened(sources)
    yield from failed
    desk = Desk(settings, listener)
    articles = []
    for source in single:
        try:
            articles.append(desk.read(source))
        except NaqeebError as error:
            yield Failed(source, error)
    if articles:
        yield _ended("bulletin", partial(desk.bulletin, articles, overrides))


def opened(sources: Iterable[str]) -> tuple[list[str], list[Failed]]:
    """Folders opened into their articles, each source once; and what could not be opened."""
    single: dict[str, None] = {}
    failed: list[Failed] = []
    for source in sources:
        try:
            single |= dict.fromkeys(intake.expand(source))
        except NaqeebError as error:
            failed.append(Failed(source, error))
    return list(single), failed


def _handle(settings: Settings, overrides: Overrides, source: str) -> Made:
    return Desk(settings).handle(source, overrides)


def _ended(source: str, work: partial[Made]) -> Ended:
    try:
        return work()
    except SettingsError:
        raise
    except NaqeebError as error:
        return Failed(source, error)
