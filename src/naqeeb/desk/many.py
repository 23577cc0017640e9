"""Many makers, one writer: sources are read and produced by workers, and committed here.

``_Run.make`` is the way of one source, the same as in :mod:`naqeeb.desk.make`. It stops where a
worker has something to do, and ``make_each`` goes on meanwhile with those whose worker is done.
This process alone looks into the archive and writes there: no worker holds a lock, and those of a
cluster see no disk of this machine.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from naqeeb import workers
from naqeeb.archive.files import staging_errors
from naqeeb.desk.branding import Brandings
from naqeeb.desk.commit import commit
from naqeeb.desk.events import WAIT, Listener, silence
from naqeeb.desk.job import Effort, Failure, Outcome, Overrides, ReadSource, Result, article_job
from naqeeb.desk.plan import Plan, plan
from naqeeb.desk.produce import Product, produce
from naqeeb.desk.remote import Parcel, Returned, produce_remotely, product_of
from naqeeb.desk.voices import refuse_uncounted
from naqeeb.desk.wrong_files import refuse_wrong_files
from naqeeb.model import Article
from naqeeb.safe_files import sync_file
from naqeeb.settings import Settings
from naqeeb.settings.voices import resources_of
from naqeeb.text import editor_marks
from naqeeb.unforeseen import for_user
from naqeeb.workers.team import Done, Here, Team

if TYPE_CHECKING:
    from naqeeb.intake.news import Fetched

_WAKE_EVERY_S = 5.0
"""Whoever follows a run hears of it so often, however long an article takes."""
Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class Ended(Generic[Source]):
    """What became of a source."""

    source: Source
    outcome: Outcome
    fetched: Fetched | None = None
    """As ``ReadSource`` has it."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker is to do for a source."""

    work: Callable[..., Any]
    """Picklable, and so are its arguments."""
    arguments: tuple[Any, ...]
    needs: Mapping[str, float] = field(default_factory=dict)
    """Resources of Dask that the worker must offer."""


@dataclass(frozen=True, slots=True)
class _Timed:
    """What a worker's task came to, who did it, and how long it took."""

    result: Any
    worker: str
    """The process, as HOST:PID."""
    seconds: float


Steps = Generator[_Task, "Done[Any, _Timed]", Ended[Source]]
"""The way of a source: it asks for tasks, is sent what became of each, and returns its end."""


@dataclass(frozen=True, slots=True, eq=False)
class _UnderWay(Generic[Source]):
    """A source that a worker has a task of."""

    name: str
    steps: Steps[Source]

    def __str__(self) -> str:
        return self.name


def make_each(
    settings: Settings,
    sources: Iterable[Source],
    read: Callable[[Settings, Any], ReadSource],
    name: Callable[[Source], str],
    overrides: Overrides,
    listener: Listener = silence,
) -> Generator[Ended[Source], None, None]:
    """Make each source by the workers of the settings.

    Args:
        settings: of the run.
        sources: taken lazily. An ``Article`` needs no reading, and a ``Failure`` is handed on.
        read: what a worker does first; picklable.
        name: how a source is called in outcomes.
        overrides: for all of them.
        listener: told every few seconds that it waits; where this process does the work itself,
            of each step.

    Yields:
        What became of each, as they come.

    Raises:
        SettingsError: the cluster cannot be used, or could pass the budget of a paid voice.
        ClusterLost: its scheduler is gone. What was committed stays.
    """
    refuse_wrong_files(settings)
    refuse_uncounted(settings)
    jobs, source = workers.jobs_worth(sources, settings.jobs, settings.cluster)
    # Each worker voices one article at a time; within it one thread speaks.
    settings = replace(settings, jobs=1)
    under_way: set[_UnderWay[Source]] = set()
    try:
        with workers.open_team(jobs, settings.cluster) as team:
            run: _Run[Source] = _Run(settings, overrides, read, listener, team, Brandings(settings))
            while True:
                begun = list(islice(source, max(0, team.room)))
                for each in begun:
                    called = name(each)
                    one = _UnderWay(called, run.make(each, called))
                    yield from _go_on(one, None, under_way, team)
                if team.under_way:
                    if (done := team.ended(_WAKE_EVERY_S)) is None:
                        listener(WAIT)
                    else:
                        yield from _go_on(done.item, done, under_way, team)
                elif not begun:
                    return
    finally:
        # What they had staged is removed.
        for one in under_way:
            one.steps.close()


def _go_on(
    one: _UnderWay[Source],
    done: Done[Any, _Timed] | None,
    under_way: set[_UnderWay[Source]],
    team: Team,
) -> Iterator[Ended[Source]]:
    """Go on with a source, up to its next task or to its end.

    Args:
        one: the source.
        done: what became of its task; None where it begins.
        under_way: those that a worker has a task of; kept up to date.
        team: is given its next task.
    """
    try:
        task = next(one.steps) if done is None else one.steps.send(done)
    except StopIteration as end:
        under_way.discard(one)
        yield end.value
    else:
        under_way.add(one)
        team.submit(one, _timed, task.work, *task.arguments, needs=task.needs)


def _timed(work: Callable[..., Any], *arguments: Any) -> _Timed:
    """Do a task, in a worker."""
    began_s = time.monotonic()
    result = work(*arguments)
    return _Timed(result, f"{socket.gethostname()}:{os.getpid()}", time.monotonic() - began_s)


@dataclass(frozen=True, slots=True)
class _Run(Generic[Source]):
    """What holds for all sources of a run."""

    settings: Settings
    overrides: Overrides
    read: Callable[[Settings, Any], ReadSource]
    listener: Listener
    team: Team
    brandings: Brandings

    def make(self, source: Source, name: str) -> Steps[Source]:
        """One source: read it, plan it, produce it, commit it.

        At each ``yield`` a worker does a task, and its end is what the ``yield`` gives.
        """
        if isinstance(source, Failure):
            return Ended(source, source)
        effort, fetched = Effort(), None
        try:
            if isinstance(source, Article):
                reading = ReadSource(source)
            else:
                done = yield _Task(self.read, (self.settings, source))
                effort = _with_step(effort, "read", done)
                if done.error is not None:
                    # Raised here it would keep all that is known here, as long as it is kept.
                    return Ended(source, Failure(name, done.error, effort))
                reading = done.value().result
                fetched = reading.fetched
            planned = self._plan(name, reading)
        except Exception as error:  # noqa: BLE001 - one source's fault must not end the others
            return Ended(source, Failure(name, for_user(error), effort), fetched)
        if isinstance(planned, Result):
            return Ended(source, replace(planned, effort=effort), fetched)
        # Where nothing can be staged the others would fail too: that ends the run.
        with planned.job.archive.staging(begun=planned.begun) as folder:
            try:
                done = yield self._production(planned, folder)
                effort = _with_step(effort, "produce", done)
                if done.error is not None:
                    return Ended(source, Failure(name, done.error, effort), fetched)
                result = self._commit(planned, done.value().result, folder, effort)
            except Exception as error:  # noqa: BLE001 - as above
                return Ended(source, Failure(name, for_user(error), effort), fetched)
        return Ended(source, result, fetched)

    def _plan(self, name: str, reading: ReadSource) -> Plan | Result:
        job = article_job(
            self.settings,
            name,
            reading.article,
            self.overrides,
            source_sha256=reading.source_sha256,
        )
        refuse_uncounted(self.settings, editor_marks.voices(job.article.paragraphs))
        return plan(job, self.brandings)

    def _production(self, planned: Plan, folder: Path) -> _Task:
        """The task to produce an episode: into the folder, or where the disk is not seen."""
        if self.team.far:
            parcel = Parcel.of(planned)
            return _Task(produce_remotely, (parcel,), resources_of(self.settings))
        listener = self.listener if isinstance(self.team, Here) else silence
        return _Task(_produced_near, (planned, folder, listener))

    def _commit(
        self, planned: Plan, product: Product | Returned, folder: Path, effort: Effort
    ) -> Result:
        began_s, show = time.monotonic(), planned.job.show
        if isinstance(product, Returned):
            with staging_errors(folder):
                product = product_of(product, folder)
        # A first run: others have been committed since this one was planned.
        planned = replace(planned, begun=self.brandings.begun(show))
        result = commit(planned, product, folder, effort)
        self.brandings.note_begun(show)
        effort = result.effort.after("commit", time.monotonic() - began_s)
        return replace(result, effort=effort)


def _with_step(effort: Effort, step: str, done: Done[Any, _Timed]) -> Effort:
    """With a step that a worker did, or failed at."""
    effort = replace(effort, tries=max(effort.tries, done.tries))
    timed = done.result
    return effort if timed is None else effort.after(step, timed.seconds, worker=timed.worker)


def _produced_near(planned: Plan, folder: Path, listener: Listener) -> Product:
    """Produce an episode, in a worker that sees the disk of this machine."""
    with staging_errors(folder):
        product = produce(planned, folder, listener)
        # The sound is the most of it: the writer finds it on the disk, and need not wait.
        for each in (product.episode.audio, *product.episode.alternates):
            sync_file(folder / each.name)
        return product
