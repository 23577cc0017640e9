"""Many sources at once: each becomes an episode or a named failure, none stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from naqeeb import intake
from naqeeb.desk.desk import Desk, Overrides
from naqeeb.desk.events import Listener
from naqeeb.desk.order import Made
from naqeeb.errors import FaultInNaqeeb, NaqeebError, SettingsError
from naqeeb.records import record
from naqeeb.settings import Settings


@record
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
    alone = len(single) == 1 and not settings.cluster.address
    # Standard input belongs to this process.
    here = single if alone else [source for source in single if source == intake.STDIN]
    for source in here:
        yield _ended(source, partial(Desk(settings, listener).handle, source, overrides))
    # Each process voices one article at a time; within it one thread speaks.
    one_thread = replace(settings, jobs=1)
    rest = [source for source in single if source not in here]
    if settings.cluster.address:
        # A worker's current folder is not this one; the folders themselves are shared.
        one_thread = replace(one_thread, output=settings.output.resolve())
        rest = [source if intake.is_url(source) else str(Path(source).resolve()) for source in rest]
    if not rest:
        return
    from naqeeb import crew

    for done in crew.run(
        partial(_handle, one_thread, overrides),
        rest,
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
    except Exception as error:  # noqa: BLE001 - one source's fault must not end the others
        return Failed(source, FaultInNaqeeb.of(error))
