"""A Dask cluster: workers on other machines, which share nothing with this one but the network."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Self

from naqeeb.errors import ClusterLost, NaqeebError, SettingsError
from naqeeb.paths import is_file
from naqeeb.settings import ClusterSettings
from naqeeb.settings.value_checks import is_open_to_others
from naqeeb.text.addresses import redacted
from naqeeb.unforeseen import for_user
from naqeeb.workers.team import NO_NEEDS, TASKS_EACH, Done, attempt, given_up

CONFIG = Path(__file__).with_name("dask.yaml")
"""What ``dask scheduler`` and ``dask worker`` should be started with, in ``DASK_CONFIG``."""
_ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9A-Fa-f:.]+\]|[^\s/:@?#\[\]]+):\d{1,5}")
_SHOWN_CHARS = 200
_COUNT_EVERY_S = 5.0
"""Workers come and go."""


class Cluster:
    """The workers of a Dask cluster.

    Results stay on the workers until they are asked for, so that a slow reader of them fills
    no memory here.

    Args:
        settings: where the scheduler is, and by what certificates it is known.

    Raises:
        SettingsError: Dask is not installed, the address is none or is not safe, or nobody
            answers there.
    """

    far = True

    def __init__(self, settings: ClusterSettings) -> None:
        self._distributed = _dask()
        self._address = settings.address
        self._client: Any = _client(self._distributed, settings)
        self._finished: SimpleQueue[Any] = SimpleQueue()
        self._under_way: dict[str, tuple[Any, _Given]] = {}
        self._suspects: deque[_Given] = deque()
        """What was under way when a worker died; they are given out again one at a time."""
        self._workers = 0
        self._counted_s = -_COUNT_EVERY_S

    @property
    def room(self) -> int:
        """Tasks until each worker that is there now has some in store."""
        if time.monotonic() - self._counted_s > _COUNT_EVERY_S:
            self._workers = max(1, len(self._asked(self._client.nthreads)))
            self._counted_s = time.monotonic()
        return self._workers * TASKS_EACH - self.under_way

    @property
    def under_way(self) -> int:
        """Tasks that were given and not asked for."""
        return len(self._under_way) + len(self._suspects)

    def submit(
        self,
        item: Any,
        work: Callable[..., Any],
        *arguments: Any,
        needs: Mapping[str, float] = NO_NEEDS,
    ) -> None:
        """Give a task to any worker that offers what it needs."""
        self._start(_Given(item, work, arguments, dict(needs)))

    def ended(self, wait_s: float | None = None) -> Done[Any, Any] | None:
        """The next task that ends; one whose worker was lost is given out once more before."""
        while True:
            if self._suspects and all(given.tries == 1 for _, given in self._under_way.values()):
                self._start(self._suspects.popleft())
            try:
                future = self._finished.get(timeout=wait_s)
            except Empty:
                return None
            _, given = self._under_way.pop(future.key)
            try:
                result, error = self._asked(future.result)
            except self._distributed.KilledWorker:
                if given.tries > 1:
                    return Done(given.item, error=given_up(given.item), tries=given.tries)
                self._suspects.append(replace(given, tries=given.tries + 1))
            except self._distributed.scheduler.NoValidWorkerError as refused:
                return Done(given.item, error=_unwanted(given, refused), tries=given.tries)
            except ClusterLost:
                raise
            except Exception as fault:  # noqa: BLE001 - one item's fault must not end the others
                return Done(given.item, error=for_user(fault), tries=given.tries)
            else:
                return Done(given.item, result, error, given.tries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for future, _ in self._under_way.values():
            future.release()
        self._client.close(timeout=5)

    # -- inside ----------------------------------------------------------

    def _start(self, given: _Given) -> None:
        # pure=False: two calls with equal arguments are two pieces of work.
        future = self._asked(
            self._client.submit,
            attempt,
            given.work,
            *given.arguments,
            pure=False,
            resources=given.needs or None,
        )
        self._under_way[future.key] = future, given
        future.add_done_callback(self._finished.put)

    def _asked(self, question: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """The scheduler's answer.

        Raises:
            ClusterLost: there is no scheduler any more.
        """
        try:
            return question(*arguments, **named)
        except (
            CancelledError,
            self._distributed.client.CancelledError,
            # Of the line to the scheduler, before the client has noticed: what a task raises
            # comes back as its result.
            self._distributed.comm.CommClosedError,
        ):
            raise self._lost() from None
        except Exception:
            if self._client.status == "running":
                raise
            raise self._lost() from None

    def _lost(self) -> ClusterLost:
        left = tuple(str(given.item) for _, given in self._under_way.values())
        return ClusterLost(
            f"the scheduler at {self._address} is gone; {len(left) + 1} tasks were under way "
            "and are not done, nor is what had not been given out",
            cause="its process was killed, or the network to it broke",
            hint="start it again and run the command again: what is done is not done twice",
            address=self._address,
            items=left,
        )


@dataclass(frozen=True, slots=True)
class _Given:
    """A task that was given out."""

    item: Any
    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    needs: dict[str, float]
    tries: int = 1


def folder_of_worker() -> Path | None:
    """The folder of the worker that this runs on; None where it is none.

    Dask removes it when the worker is gone, and what a killed one left with the next that starts.
    """
    try:
        return Path(_dask().get_worker().local_directory)
    except ValueError:
        return None


def _unwanted(given: _Given, refused: Exception) -> NaqeebError:
    needs = ", ".join(f"{name} = {count:g}" for name, count in given.needs.items())
    return SettingsError(
        f"no worker of the cluster took {given.item}: {type(refused).__name__}",
        cause=f"its voice asks for {needs}, which none offers" if needs else "there is no worker",
        hint="start workers with `dask worker --resources`, as docs/scale.md shows",
    )


def _dask() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        raise SettingsError(
            "a cluster needs Dask, which is not installed",
            hint="pip install 'naqeeb[cluster]'",
        ) from None


def _refuse_missing(settings: ClusterSettings) -> None:
    for key in ("tls_ca", "tls_cert", "tls_key"):
        if not is_file(Path(path := getattr(settings, key))):
            raise SettingsError(
                f"[cluster] {key} names no file: {path}" if path else f"[cluster] {key} is missing",
                cause="over TLS both sides show who they are",
                hint="name three files there: tls_ca, tls_cert and tls_key",
                key=key,
            )


def _client(distributed: Any, settings: ClusterSettings) -> Any:
    """A client of the scheduler.

    Plain TCP lets anyone who reaches the port run code on the workers, so it is accepted on
    loopback only.
    """
    scheme = settings.address.partition("://")[0]
    shown = redacted(settings.address)
    if not _ADDRESS.fullmatch(settings.address):
        raise SettingsError(
            f"{shown[:_SHOWN_CHARS]!r} is not the address of a cluster",
            hint="write tcp://127.0.0.1:8786 or tls://HOST:8786",
        )
    if is_open_to_others(settings.address):
        raise SettingsError(
            f"{shown} is plain TCP to another machine",
            cause="anyone who reaches that port could run code on the workers",
            hint="start the scheduler with TLS and write tls://HOST:PORT, "
            "with tls_ca, tls_cert and tls_key under [cluster]",
        )
    security = None
    if scheme == "tls":
        _refuse_missing(settings)
        security = distributed.Security(
            tls_ca_file=settings.tls_ca,
            tls_client_cert=settings.tls_cert,
            tls_client_key=settings.tls_key,
            require_encryption=True,
        )
    try:
        return distributed.Client(
            settings.address, security=security, timeout="10s", set_as_default=False
        )
    except (OSError, TimeoutError) as error:
        raise SettingsError(
            f"no cluster answers at {shown}: {redacted(str(error))}",
            cause="the scheduler is not running, or a firewall stands between",
            hint="start it with `dask scheduler`, and workers with `dask worker`",
        ) from None
