"""Where work runs: here, in processes of this machine, or on a Dask cluster.

One code path for all: any ``concurrent.futures`` executor, a bounded window of
batches under way, and results in the order in which they come. A batch whose
worker died is sent again and halved until the item that kills its worker
stands alone; that item is given up by name and the others go on. Work must
therefore be safe to run twice, which it is: an episode's identity is its key.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from functools import partial
from importlib import import_module
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from naqeeb import ending
from naqeeb.errors import FaultInNaqeeb, NaqeebError, SettingsError, WorkerLost
from naqeeb.records import record
from naqeeb.settings import ClusterSettings

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCHES_EACH = 3
"""Batches under way for each worker: enough to keep it busy, few enough to stay small."""


@record
class Done(Generic[Item, Result]):
    """One item's end: a result, or the error that it met."""

    item: Item
    result: Result | None = None
    error: NaqeebError | None = None


def run(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int = 0,
    cluster: ClusterSettings | None = None,
    batch: int = 1,
) -> Iterator[Done[Item, Result]]:
    """Do ``work`` for each item.

    Args:
        work: picklable where there is more than one job; raises NaqeebError where
            it fails.
        items: taken lazily.
        jobs: processes of this machine; 0 means one a processor, 1 means here.
        cluster: a cluster to use instead, where its address is set.
        batch: items sent at a time (a cluster's cost a task is some 4 ms).

    Yields:
        One ``Done`` an item, in the order of completion.

    Raises:
        SettingsError: the cluster cannot be used.
    """
    if cluster is not None and cluster.address:
        with _cluster(cluster) as (executor, workers):
            yield from _pooled(work, items, lambda: executor, workers, batch)
        return
    workers = jobs or os.cpu_count() or 1
    source = iter(items)
    head = list(islice(source, workers if workers > 1 else 0))
    workers = min(workers, len(head))
    source = chain(head, source)
    if workers <= 1:  # a process is not worth one item
        yield from map(partial(_alone, work), source)
    else:
        yield from _local(work, source, workers, batch)


def _local(
    work: Callable[[Item], Result], items: Iterable[Item], workers: int, batch: int
) -> Iterator[Done[Item, Result]]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # spawn: a forked child would inherit locks and threads in the middle of their work.
    pool: list[ProcessPoolExecutor] = []

    def executor() -> Executor:
        """The pool; a new one after a worker died, since a broken pool stays broken."""
        if not pool or pool[-1]._broken:  # noqa: SLF001 - there is no public word for it
            spawn = get_context("spawn")
            made = ProcessPoolExecutor(workers, mp_context=spawn, initializer=_in_worker)
            # All are started with the first: one that is started while a broken pool is
            # being taken apart, as Python 3.11 may do, is forgotten and waited for for ever.
            made._safe_to_dynamically_spawn_children = False  # type: ignore[attr-defined]  # noqa: SLF001 - the same
            pool.append(made)
        return pool[-1]

    try:
        yield from _pooled(work, items, executor, workers, batch)
    except BaseException:
        # Interrupted: nobody waits for what the workers are in the middle of.
        for each in pool:
            for process in list((each._processes or {}).values()):  # noqa: SLF001 - the same
                process.terminate()
        raise
    finally:
        for each in pool:
            each.shutdown(wait=True, cancel_futures=True)


def _in_worker() -> None:
    """A worker leaves Ctrl-C to its parent, and tidies up when that tells it to end."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # whatever it was started to ignore
    # The pool catches what is raised while it sends a result back.
    ending.end_with(SystemExit, signal.SIGTERM, insist=True)


@record
class _Batch(Generic[Item]):
    items: tuple[Item, ...]
    suspect: bool = False
    """True once a worker died under it: it then runs with nothing beside it,
    so that a second death has one culprit."""
    died_alone: bool = False
    """True once a worker died with nothing but this under way."""


def _pooled(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    executor: Callable[[], Executor],
    workers: int,
    size: int,
) -> Iterator[Done[Item, Result]]:
    source = iter(items)
    again: deque[_Batch[Item]] = deque()
    under_way: dict[Future[list[Done[Item, Result]]], _Batch[Item]] = {}
    try:
        while True:
            limit = workers * BATCHES_EACH
            if again or any(batch.suspect for batch in under_way.values()):
                limit = 1
            while len(under_way) < limit:
                batch = again.popleft() if again else _Batch(tuple(islice(source, size)))
                if not batch.items:
                    break
                under_way[_submit(executor, work, batch.items)] = batch
                limit = 1 if batch.suspect else limit
            if not under_way:
                return
            ended, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in ended:
                batch = under_way.pop(future)
                try:
                    results = future.result()
                except (BrokenExecutor, _worker_lost()):
                    if batch.died_alone:
                        yield Done(batch.items[0], error=_given_up(batch.items[0]))
                    else:
                        again.extend(_halves(batch))
                else:
                    yield from results
    finally:
        for future in under_way:
            future.cancel()


def _submit(
    executor: Callable[[], Executor], work: Callable[[Item], Result], items: tuple[Item, ...]
) -> Future[list[Done[Item, Result]]]:
    while True:
        with contextlib.suppress(BrokenExecutor):
            # Between the two calls a worker may die, and its pool with it.
            return executor().submit(_batch, work, items)


def _halves(batch: _Batch[Item]) -> Iterator[_Batch[Item]]:
    if batch.suspect and len(batch.items) == 1:
        # It may have been another's fault; a second time it is not.
        yield _Batch(batch.items, suspect=True, died_alone=True)
        return
    middle = (len(batch.items) + 1) // 2
    for part in (batch.items[:middle], batch.items[middle:]):
        if part:
            yield _Batch(part, suspect=True)


def _given_up(item: object) -> WorkerLost:
    return WorkerLost(
        f"the worker died twice while it worked on {item}",
        cause="not enough memory, or a fault in an engine's native library",
        hint="make this one alone, with --jobs 1 -v, to see what happens",
        item=str(item),
    )


def _batch(work: Callable[[Item], Result], part: tuple[Item, ...]) -> list[Done[Item, Result]]:
    try:
        return [_alone(work, item) for item in part]
    finally:
        # A pool catches all that ends its work, an end of the process too, and waits for more.
        ending.once_more()


def _alone(work: Callable[[Item], Result], item: Item) -> Done[Item, Result]:
    ending.check()
    try:
        return Done(item, result=work(item))
    except NaqeebError as error:
        return Done(item, error=error)
    except Exception as error:  # noqa: BLE001 - one item's fault must not end the others
        return Done(item, error=FaultInNaqeeb.of(error))


def _worker_lost() -> type[BaseException]:
    """Dask's own word for a worker that died, where Dask is in use at all."""
    if "distributed" in sys.modules:
        killed: type[BaseException] = import_module("distributed.scheduler").KilledWorker
        return killed
    return BrokenExecutor


@contextlib.contextmanager
def _cluster(settings: ClusterSettings) -> Iterator[tuple[Executor, int]]:
    """An executor over a Dask cluster.

    Plain TCP lets anyone who reaches the port run code on the workers, so it is
    accepted on loopback only.
    """
    try:
        dask: Any = import_module("dask")
        distributed: Any = import_module("distributed")
    except ImportError:
        raise SettingsError(
            "a cluster needs Dask, which is not installed",
            hint="pip install 'naqeeb[cluster]'",
        ) from None
    scheme, _, rest = settings.address.partition("://")
    host = rest.rpartition(":")[0].strip("[]")
    if scheme not in {"tcp", "tls"} or not host:
        raise SettingsError(
            f"{settings.address!r} is not the address of a cluster",
            hint="write tcp://127.0.0.1:8786 or tls://HOST:8786",
        )
    if scheme == "tcp" and host not in {"127.0.0.1", "localhost", "::1"}:
        raise SettingsError(
            f"{settings.address} is plain TCP to another machine",
            cause="anyone who reaches that port could run code on the workers",
            hint="start the scheduler with TLS and write tls://HOST:PORT, "
            "with tls_ca, tls_cert and tls_key under [cluster]",
        )
    security = (
        distributed.Security(
            tls_ca_file=settings.tls_ca,
            tls_client_cert=settings.tls_cert,
            tls_client_key=settings.tls_key,
            require_encryption=True,
        )
        if scheme == "tls"
        else None
    )
    dask.config.set(
        {
            "distributed.scheduler.allowed-failures": 3,
            "distributed.scheduler.worker-ttl": "60s",
        }
    )
    try:
        client = distributed.Client(
            settings.address, security=security, timeout="10s", set_as_default=False
        )
    except (OSError, TimeoutError) as error:
        raise SettingsError(
            f"no cluster answers at {settings.address}: {error}",
            cause="the scheduler is not running, or a firewall stands between",
            hint="start it with `dask scheduler`, and workers with `dask worker`",
        ) from None
    with client:
        workers = max(1, len(client.scheduler_info()["workers"]))
        # pure=False: two calls with equal arguments are two pieces of work.
        yield client.get_executor(pure=False, retries=3), workers
