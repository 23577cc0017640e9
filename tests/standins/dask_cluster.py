"""A Dask cluster on this machine: a scheduler and two workers in processes of their own.

with dask_cluster(folder) as cluster:
    workers.open_team(0, ClusterSettings(address=cluster.address))
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

_FAREWELL_S = 10.0


@dataclass(frozen=True)
class Cluster:
    """Where it is, and who works there."""

    address: str
    workers: tuple[int, ...]
    """Their process ids."""
    scheduler: int
    """Its process id; without it the workers end too."""


@contextlib.contextmanager
def dask_cluster(folder: Path) -> Iterator[Cluster]:
    """A cluster with this current folder and the environment of the caller; gone afterwards."""
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=folder,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            address, *workers = process.stdout.readline().split()
            yield Cluster(address, tuple(map(int, workers)), process.pid)
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_FAREWELL_S)
        finally:
            process.kill()


def _run() -> None:
    """The program: says its address and its workers, and goes on until nobody listens."""
    distributed: Any = import_module("dask.distributed")
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        host="127.0.0.1",
        silence_logs=50,
        scheduler_port=0,
    ) as cluster:
        workers = (nanny.pid for nanny in cluster.workers.values())
        print(cluster.scheduler_address, *workers, flush=True)  # noqa: T201 - it is asked for
        sys.stdin.read()


if __name__ == "__main__":
    _run()
