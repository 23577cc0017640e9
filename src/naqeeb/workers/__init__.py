"""Where work runs: here, in processes of this machine, or on a Dask cluster.

Each item is one task. A bounded number of tasks is under way, and results come in the order
in which they are done. Where a worker process dies, every item that was under way is tried
once more, alone; an item whose worker dies again is given up by name, and the others go on.
Work must therefore be safe to run twice, which it is: who hands it out alone commits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from naqeeb.settings import ClusterSettings
from naqeeb.workers.team import Done, Here, Team

__all__ = ["Done", "Team", "done_by", "jobs_worth", "open_team", "run"]

Item = TypeVar("Item")
Result = TypeVar("Result")


def open_team(jobs: int, cluster: ClusterSettings | None = None) -> Team:
    """Workers to give tasks to; a context, and they are gone after it.

    Args:
        jobs: processes of this machine; 0 means one a processor, 1 means here.
        cluster: a cluster to use instead, where its address is set.

    Raises:
        SettingsError: the cluster cannot be used.
    """
    if cluster is not None and cluster.address:
        # Dask takes half a second to import.
        from naqeeb.workers.cluster import Cluster

        return Cluster(cluster)
    if processors(jobs) == 1:
        return Here()
    from naqeeb.workers.processes import Processes

    return Processes(processors(jobs))


def processors(jobs: int) -> int:
    """How many processors ``jobs`` means."""
    return jobs or os.cpu_count() or 1


def run(
    work: Callable[[Item], Result], items: Iterable[Item], *, jobs: int = 0
) -> Iterator[Done[Item, Result]]:
    """Do ``work`` for each item, on this machine.

    Args:
        work: picklable where there is more than one job; raises NaqeebError where
            it fails.
        items: taken lazily.
        jobs: processes; 0 means one a processor, 1 means here.

    Yields:
        One ``Done`` an item, in the order of completion.
    """
    jobs, source = jobs_worth(items, jobs)
    with open_team(jobs) as team:
        yield from done_by(team, work, source)


def done_by(
    team: Team, work: Callable[[Item], Result], items: Iterator[Item]
) -> Iterator[Done[Item, Result]]:
    """As ``run``, by a team that is there.

    Raises:
        ClusterLost: its scheduler is gone.
    """
    while True:
        for item in islice(items, max(0, team.room)):
            team.submit(item, work, item)
        if not team.under_way:
            return
        if (done := team.ended()) is not None:
            yield done


def jobs_worth(
    items: Iterable[Item], jobs: int, cluster: ClusterSettings | None = None
) -> tuple[int, Iterator[Item]]:
    """How many jobs are worth it for these items, and all of the items.

    A process is not worth one item. How many items a cluster is worth is not asked.
    """
    source = iter(items)
    if cluster is not None and cluster.address:
        return jobs, source
    head = list(islice(source, processors(jobs)))
    return len(head) or 1, chain(head, source)
