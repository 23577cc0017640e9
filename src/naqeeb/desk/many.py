"""Many makers, one writer: sources are read and produced by workers, and committed here.

Each article is two tasks, to read it and to produce its episode. Between them, and after them, this
process alone looks into the archive and writes there: it plans what an article is to be, and
commits what comes back while the workers go on. No worker holds a lock, and those of a cluster see
no disk of this machine.
"""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from naqeeb import workers
from naqeeb.archive.store import staging_errors
from naqeeb.desk.branding import Brandings
from naqeeb.desk.commit import commit
from naqeeb.desk.events import WAIT, Listener, silence
from naqeeb.desk.job import Effort, Failure, Outcome, Overrides, ReadSource, Result, article_job
from naqeeb.desk.plan import Plan, plan
from naqeeb.desk.produce import Product, produce
from naqeeb.desk.remote import Parcel, produce_remotely, product_of
from naqeeb.desk.voices import refuse_uncounted
from naqeeb.desk.wrong_files import refuse_wrong_files
from naqeeb.errors import NaqeebError
from naqeeb.model import Article
from naqeeb.safe_files import sync_file
from naqeeb.settings import Settings
from naqeeb.settings.voices import resources_of
from naqeeb.text import editor_marks
from naqeeb.workers.team import Done, Here, Team, attempt

if TYPE_CHECKING:
    from naqeeb.intake.news import Fetched

_WAKE_EVERY_S = 5.0
"""Whoever follows a run hears of it so often, however long an article takes."""
Source = TypeVar("Source")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ended(Generic[Source]):
    """What became of a source."""

    source: Source
    outcome: Outcome
    fetched: Fetched | None = None
    """As ``ReadSource`` has it."""


def make_each(
    settings: Settings,
    sources: Iterable[Source],
    read: Callable[[Source], ReadSource],
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
    source, jobs = iter(sources), settings.jobs
    if not settings.cluster.address:
        # A process is not worth one item.
        head = list(islice(source, workers.processors(jobs)))
        jobs, source = len(head) or 1, chain(head, source)
    # Each worker voices one article at a time; within it one thread speaks.
    run = _Run(replace(settings, jobs=1), overrides, read, name, listener)
    try:
        with workers.open_team(jobs, settings.cluster) as team:
            while True:
                given = list(islice(source, max(0, team.room)))
                for each in given:
                    yield from run.begin(team, each)
                if team.under_way:
                    if (done := team.ended(_WAKE_EVERY_S)) is None:
                        listener(WAIT)
                    else:
                        yield from run.go_on(team, done)
                elif not given:
                    return
    finally:
        for folder in run.staged:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Taken(Generic[T]):
    """What a worker did, and how long it took."""

    result: T
    worker: str
    seconds: float


@dataclass(frozen=True, slots=True)
class _Way:
    """How far a source has come."""

    source: Any
    name: str
    effort: Effort = field(default_factory=Effort)
    fetched: Fetched | None = None
    planned: Plan | None = None
    """None while it is read."""
    folder: Path | None = None
    """Where it is produced; None on a cluster."""

    def __str__(self) -> str:
        return self.name

    def after(self, step: str, seconds: float, **facts: Any) -> _Way:
        """With another step done."""
        return replace(self, effort=self.effort.after(step, seconds, **facts))


class _Run(Generic[Source]):
    """The writer of one run."""

    def __init__(
        self,
        settings: Settings,
        overrides: Overrides,
        read: Callable[[Source], ReadSource],
        name: Callable[[Source], str],
        listener: Listener,
    ) -> None:
        self._settings, self._overrides = settings, overrides
        self._reader, self._name, self._listener = _Timed(read), name, listener
        self._brandings = Brandings(settings)
        self.staged: set[Path] = set()
        """Folders in which something is produced."""

    def begin(self, team: Team, source: Source) -> Iterator[Ended[Source]]:
        """Have a source read, or planned where it needs no reading."""
        if isinstance(source, Failure):
            yield Ended(source, source)
            return
        way = _Way(source, self._name(source))
        if isinstance(source, Article):
            yield from self._plan(team, way, ReadSource(source))
        else:
            team.submit(self._reader, source, way)

    def go_on(self, team: Team, done: Done[_Way, _Taken[Any]]) -> Iterator[Ended[Source]]:
        """Take what a worker did, and do what comes next."""
        way, taken = done.item, done.result
        way = replace(way, effort=replace(way.effort, tries=max(way.effort.tries, done.tries)))
        if taken is None:
            assert done.error is not None  # noqa: S101 - one of the two is there
            yield self._failed(way, done.error)
        elif way.planned is None:
            reading: ReadSource = taken.result
            way = replace(way, fetched=reading.fetched)
            way = way.after("read", taken.seconds, worker=taken.worker)
            yield from self._plan(team, way, reading)
        else:
            way = way.after("produce", taken.seconds, worker=taken.worker)
            yield self._commit(way, taken.result)

    # -- inside ----------------------------------------------------------

    def _plan(self, team: Team, way: _Way, reading: ReadSource) -> Iterator[Ended[Source]]:
        """Decide what an article is to be, and have it produced."""
        planned, error = attempt(partial(self._decided, way.name), reading)
        if error is not None:
            yield self._failed(way, error)
        elif isinstance(planned, Result):
            result = replace(planned, effort=way.effort)
            yield Ended(way.source, result, way.fetched)
        elif planned is not None:
            self._have_produced(team, replace(way, planned=planned), planned)

    def _decided(self, name: str, reading: ReadSource) -> Plan | Result:
        job = article_job(
            self._settings,
            name,
            reading.article,
            self._overrides,
            source_sha256=reading.source_sha256,
        )
        refuse_uncounted(self._settings, editor_marks.voices(job.article.paragraphs))
        return plan(job, self._brandings)

    def _have_produced(self, team: Team, way: _Way, planned: Plan) -> None:
        if team.far:
            needs = resources_of(self._settings)
            team.submit(_Timed(produce_remotely), Parcel.of(planned), way, needs)
            return
        folder = planned.job.archive.new_staging(begun=planned.begun)
        self.staged.add(folder)
        tell = self._listener if isinstance(team, Here) else silence
        produce_near = _Timed(partial(_produce_near, planned, tell))
        team.submit(produce_near, folder, replace(way, folder=folder))

    def _commit(self, way: _Way, product: Any) -> Ended[Source]:
        assert way.planned is not None  # noqa: S101 - it was produced by it
        began_s, show = time.monotonic(), way.planned.job.show
        # A first run: others have been committed since this one was planned.
        planned = replace(way.planned, begun=self._brandings.begun(show))
        result, error = attempt(partial(_committed, planned, way), product)
        if result is None:
            assert error is not None  # noqa: S101 - one of the two is there
            return self._failed(way, error)
        self._brandings.note_begun(show)
        way = replace(way, effort=result.effort).after("commit", time.monotonic() - began_s)
        self._drop(way)
        return Ended(way.source, replace(result, effort=way.effort), way.fetched)

    def _failed(self, way: _Way, error: NaqeebError) -> Ended[Source]:
        self._drop(way)
        return Ended(way.source, Failure(way.name, error, way.effort), way.fetched)

    def _drop(self, way: _Way) -> None:
        if way.folder is not None:
            shutil.rmtree(way.folder, ignore_errors=True)
            self.staged.discard(way.folder)


@dataclass(frozen=True, slots=True)
class _Timed(Generic[Source, T]):
    """A piece of work that says who did it, and how long it took; picklable."""

    work: Callable[[Source], T]

    def __call__(self, source: Source) -> _Taken[T]:
        began_s = time.monotonic()
        result = self.work(source)
        worker = f"{socket.gethostname()}:{os.getpid()}"
        return _Taken(result, worker, time.monotonic() - began_s)


def _committed(planned: Plan, way: _Way, product: Any) -> Result:
    if way.folder is not None:
        return commit(planned, product, way.folder, way.effort)
    with planned.job.archive.staging(begun=planned.begun) as folder:
        return commit(planned, product_of(product, folder), folder, way.effort)


def _produce_near(planned: Plan, tell: Listener, folder: Path) -> Product:
    with staging_errors(folder):
        product = produce(planned, folder, tell)
        # The sound is the most of it: the writer finds it on the disk, and need not wait.
        for each in (product.episode.audio, *product.episode.alternates):
            sync_file(folder / each.name)
        return product
