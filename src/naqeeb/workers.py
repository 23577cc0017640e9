"""Where work runs: here, in processes of this machine, or on a Dask cluster.

Each item is one task. A bounded number of tasks is under way, and results come in the order
in which they are done. Where a worker process dies, every item that was under way is tried
once more, alone in a process; an item whose worker dies again is given up by name, and the
others go on. Work must therefore be safe to run twice, which it is: an episode's identity is
its key.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import chain, islice
from multiprocessing import active_children, get_context
from typing import Any, Generic, TypeVar

from naqeeb.errors import FaultInNaqeeb, NaqeebError, SettingsError, WorkerLost
from naqeeb.settings import ClusterSettings
from naqeeb.signals import Terminated, begin_worker

Item = TypeVar("Item")
Result = TypeVar("Result")

TASKS_EACH = 3
"""Tasks under way for each worker: enough to keep it busy, few enough to stay small."""


@dataclass(frozen=True, slots=True)
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
) -> Iterator[Done[Item, Result]]:
    """Do ``work`` for each item.

    Args:
        work: picklable where there is more than one job; raises NaqeebError where
            it fails.
        items: taken lazily.
        jobs: processes of this machine; 0 means one a processor, 1 means here.
        cluster: a cluster to use instead, where its address is set.

    Yields:
        One ``Done`` an item, in the order of completion.

    Raises:
        SettingsError: the cluster cannot be used.
    """
    if cluster is not None and cluster.address:
        with _cluster(cluster) as (executor, workers):
            yield from _on_cluster(executor, workers, work, items)
        return
    workers = jobs or os.cpu_count() or 1
    source = iter(items)
    head = list(islice(source, workers))
    workers = min(workers, len(head))
    source = chain(head, source)
    if workers > 1:
        yield from _in_processes(workers, work, source)
    else:  # a process is not worth one item
        for item in source:
            yield _try(work, item)


def _try(work: Callable[[Item], Result], item: Item) -> Done[Item, Result]:
    try:
        return Done(item, result=work(item))
    except NaqeebError as error:
        return Done(item, error=error)
    except Exception as error:  # noqa: BLE001 - one item's fault must not end the others
        return Done(item, error=FaultInNaqeeb.of(error))


# -- processes of this machine -----------------------------------------------


def _in_processes(
    workers: int, work: Callable[[Item], Result], source: Iterator[Item]
) -> Iterator[Done[Item, Result]]:
    while True:
        with _pool(workers) as pool:
            interrupted = yield from _share_out(pool, workers, work, source)
        if not interrupted:
            return
        for item in interrupted:
            with _pool(1) as pool:
                killed = yield from _share_out(pool, 1, work, iter([item]))
            if killed:
                yield Done(item, error=_given_up(item))


def _share_out(
    pool: Executor, workers: int, work: Callable[[Item], Result], source: Iterator[Item]
) -> Generator[Done[Item, Result], None, list[Item]]:
    """Work until the source is empty or a worker dies; returns what was under way then."""
    under_way: dict[Future[Done[Item, Result]], Item] = {}
    broken = False
    while not broken:
        for item in islice(source, workers * TASKS_EACH - len(under_way)):
            under_way[_submit(pool, work, item)] = item
        if not under_way:
            break
        ended, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in ended:
            if isinstance(future.exception(), BrokenExecutor):
                broken = True
            else:
                del under_way[future]
                yield future.result()
    return list(under_way.values())


def _submit(
    pool: Executor, work: Callable[[Item], Result], item: Item
) -> Future[Done[Item, Result]]:
    try:
        return pool.submit(_in_worker, work, item)
    except BrokenExecutor as error:
        refused: Future[Done[Item, Result]] = Future()
        refused.set_exception(error)
        return refused


def _in_worker(work: Callable[[Item], Result], item: Item) -> Done[Item, Result]:
    try:
        return _try(work, item)
    except Terminated as error:
        # The pool would catch it, send it to the parent and wait for more work.
        os._exit(int(str(error.code)))


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes that are all started, and that end with this context."""
    others = set(active_children())
    # spawn: a forked child would inherit locks and threads in the middle of their work.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=begin_worker)
    try:
        # A pool starts a process for each call until all run. That must not come later:
        # Python 3.11 waits forever for one that it starts while a broken pool is taken apart.
        for _ in range(workers):
            pool.submit(os.getpid)
        yield pool
    except BaseException:
        # Interrupted: nobody waits for what the workers are in the middle of.
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _given_up(item: object) -> WorkerLost:
    return WorkerLost(
        f"the worker died twice while it worked on {item}",
        cause="not enough memory, or a fault in an engine's native library",
        hint="make this one alone, with --jobs 1 -v, to see what happens",
        item=str(item),
    )


# -- a cluster ---------------------------------------------------------------


def _on_cluster(
    executor: Executor, workers: int, work: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[Done[Item, Result]]:
    killed: type[BaseException] = import_module("distributed").KilledWorker
    source = iter(items)
    under_way: dict[Future[Done[Item, Result]], Item] = {}
    try:
        while True:
            for item in islice(source, workers * TASKS_EACH - len(under_way)):
                under_way[executor.submit(_try, work, item)] = item
            if not under_way:
                return
            ended, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in ended:
                item = under_way.pop(future)
                try:
                    yield future.result()
                except killed:  # Dask has tried it on other workers before
                    yield Done(item, error=_given_up(item))
    finally:
        for future in under_way:
            future.cancel()


@contextmanager
def _cluster(settings: ClusterSettings) -> Iterator[tuple[Executor, int]]:
    """An executor over a Dask cluster.

    Plain TCP lets anyone who reaches the port run code on the workers, so it is
    accepted on loopback only.
    """
    try:
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
