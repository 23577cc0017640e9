"""Work here, in processes and on a cluster: nothing is lost, and what kills is named."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dask_cluster import dask_cluster

from naqeeb import workers
from naqeeb.errors import ClusterLost, NoUrdu, SettingsError, WorkerLost
from naqeeb.settings import ClusterSettings

# Work must be importable in a worker, which does not know this file: functions
# of the standard library, and one that a folder on PYTHONPATH gives.
WORK = """
import os, signal, time
from multiprocessing.connection import Connection
from pathlib import Path
from naqeeb.errors import NoUrdu

def double(number):
    return number * 2

def refuse_three(number):
    if number == 3:
        raise NoUrdu("no Urdu in three", source="three")
    return number

def note_down(job):
    folder, number = job
    with open(Path(folder, f"{number}-{os.getpid()}-{time.time_ns()}"), "x"):
        pass
    return number

def slow(job):
    time.sleep(0.2)
    return job[1]

def deadly(job):
    folder, number, killers = job
    with open(Path(folder, f"{number}-{os.getpid()}-{time.time_ns()}"), "x"):
        pass
    if number in killers:
        os.kill(os.getpid(), signal.SIGKILL)
    return number

def deadly_once(job):
    folder, number = job
    mark = Path(folder, f"died-{number}")
    if number == 4 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number

def send_half(folder):
    def send(self, data, write=os.write):
        os.write(self.fileno(), bytes(data)[: len(data) // 2])
        Path(folder, "half").touch()
        time.sleep(300)

    Connection._send = send
    return "result"

def die_sending_once(job):
    folder, number = job
    mark = Path(folder, "died")
    if number != 2 or mark.exists():
        return number
    mark.touch()

    def send(self, data, write=os.write):
        os.write(self.fileno(), bytes(data)[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send
    return number
"""

ENDED_RUN = """
import sys, time
from pathlib import Path
from naqeeb import workers
from naqeeb_test_work import send_half

with workers.open_team(2) as team:
    team.submit("item", send_half, sys.argv[1])
    while not Path(sys.argv[1], "half").exists():
        time.sleep(0.01)
    sys.exit(3)
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """The module above, importable here and in every child."""
    import importlib

    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "naqeeb_test_work.py").write_text(WORK, "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
    yield importlib.import_module("naqeeb_test_work")
    sys.modules.pop("naqeeb_test_work", None)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Where work leaves a file for each time that it was done."""
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


def times(notes: Path) -> Counter[int]:
    """How often each item was worked on."""
    return Counter(int(path.name.partition("-")[0]) for path in notes.iterdir())


# -- here ------------------------------------------------------------------


def test_one_job_works_here_in_order_and_lazily() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in itertools.count():
            taken.append(number)
            yield number

    done = workers.run(str, items(), jobs=1)
    assert [each.result for each in itertools.islice(done, 3)] == ["0", "1", "2"]
    assert len(taken) <= 4


def test_an_error_is_one_items_end_and_no_others() -> None:
    def refuse(number: int) -> int:
        if number == 1:
            raise NoUrdu("no Urdu", source="one")
        return number

    ends = list(workers.run(refuse, range(3), jobs=1))
    assert [(end.item, end.result) for end in ends] == [(0, 0), (1, None), (2, 2)]
    assert isinstance(ends[1].error, NoUrdu)


def test_a_fault_of_ours_is_one_items_end_too() -> None:
    ends = list(workers.run(lambda number: 1 // number, [1, 0, 2], jobs=1))
    assert [end.result for end in ends] == [1, None, 0]
    assert ends[1].error is not None
    assert "ZeroDivisionError" in str(ends[1].error)


def test_no_items_need_no_process_and_give_no_result() -> None:
    assert list(workers.run(str, [], jobs=1)) == []
    assert list(workers.run(str, [], jobs=2)) == []


def test_one_item_needs_no_process() -> None:
    (end,) = workers.run(lambda _: os.getpid(), ["x"], jobs=8)
    assert end.result == os.getpid()


# -- processes -------------------------------------------------------------


def test_processes_do_all_of_it_once(work: object, notes: Path) -> None:
    jobs = [(str(notes), number) for number in range(20)]
    ends = list(workers.run(work.note_down, iter(jobs), jobs=2))  # type: ignore[attr-defined]
    assert sorted(end.result for end in ends if end.result is not None) == list(range(20))
    assert times(notes) == Counter(range(20))
    pids = {path.name.split("-")[1] for path in notes.iterdir()}
    assert str(os.getpid()) not in pids


def test_an_error_comes_back_from_a_process_with_its_facts(work: object) -> None:
    ends = {end.item: end for end in workers.run(work.refuse_three, range(6), jobs=2)}  # type: ignore[attr-defined]
    error = ends.pop(3).error
    assert isinstance(error, NoUrdu)
    assert error.source == "three"
    assert {item: end.result for item, end in ends.items()} == {n: n for n in (0, 1, 2, 4, 5)}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="wants SIGKILL")
def test_what_kills_its_worker_stands_alone_in_the_end(work: object, notes: Path) -> None:
    jobs = [(str(notes), number, (5, 6)) for number in range(10)]
    ends = list(workers.run(work.deadly, jobs, jobs=2))  # type: ignore[attr-defined]
    lost = {end.item[1]: end.error for end in ends if end.error}
    assert set(lost) == {5, 6}
    assert all(isinstance(error, WorkerLost) for error in lost.values())
    assert all("--jobs 1" in error.hint for error in lost.values() if error)
    assert {end.result for end in ends if end.error is None} == set(range(10)) - {5, 6}
    assert len(ends) == 10


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="wants SIGKILL")
def test_a_worker_that_dies_for_another_reason_loses_nothing(work: object, notes: Path) -> None:
    jobs = [(str(notes), number) for number in range(20)]
    ends = list(workers.run(work.deadly_once, jobs, jobs=2))  # type: ignore[attr-defined]
    assert [end.error for end in ends if end.error] == []
    assert sorted(end.item[1] for end in ends) == list(range(20))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are of messages there")
def test_a_worker_that_dies_while_it_sends_its_result_loses_nothing(
    work: object, notes: Path
) -> None:
    jobs = [(str(notes), number) for number in range(6)]
    ends = list(workers.run(work.die_sending_once, jobs, jobs=2))  # type: ignore[attr-defined]
    assert [end.error for end in ends] == [None] * 6
    assert {end.result for end in ends} == set(range(6))


@pytest.mark.usefixtures("work")
@pytest.mark.skipif(sys.platform == "win32", reason="pipes are of messages there")
def test_who_ends_a_run_waits_for_no_result_of_which_half_was_sent(notes: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", ENDED_RUN, notes], timeout=60, check=False)
    assert ended.returncode == 3


def test_a_listener_who_stops_leaves_no_process_behind(work: object) -> None:
    ends = workers.run(work.double, itertools.count(), jobs=2)  # type: ignore[attr-defined]
    assert next(ends).error is None
    ends.close()  # type: ignore[attr-defined]


# -- a cluster -------------------------------------------------------------


def by_cluster(
    work: Callable[[Any], Any], items: Iterable[Any], cluster: ClusterSettings
) -> Iterator[workers.Done[Any, Any]]:
    with workers.open_team(0, cluster) as team:
        yield from workers.done_by(team, work, iter(items))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://10.0.0.5:8786", "plain TCP to another machine"),
        ("tcp://example.org:8786", "plain TCP to another machine"),
        ("tcp://127.0.0.1.example.org:8786", "plain TCP to another machine"),
        ("http://127.0.0.1:8786", "is not the address of a cluster"),
        ("127.0.0.1:8786", "is not the address of a cluster"),
        ("tcp://", "is not the address of a cluster"),
    ],
)
def test_addresses_that_are_refused(address: str, said: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(SettingsError, match=said):
        list(by_cluster(str, [1], ClusterSettings(address=address)))


def test_over_tls_all_three_files_are_there(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    (tmp_path / "ca.pem").touch()
    files = {"tls_ca": str(tmp_path / "ca.pem"), "tls_cert": "/dev/null"}
    for known, said in ((0, "tls_ca is missing"), (1, "tls_cert is missing"), (2, "names no file")):
        given = dict(list(files.items())[:known])
        with pytest.raises(SettingsError, match=said):
            list(by_cluster(str, [1], ClusterSettings(address="tls://h:1", **given)))


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SettingsError) as error:
        list(by_cluster(str, [1], ClusterSettings(address="tcp://127.0.0.1:8786")))
    assert error.value.hint == "pip install 'naqeeb[cluster]'"


@pytest.fixture
def cluster(work: object, tmp_path: Path) -> Iterator[ClusterSettings]:
    """A real scheduler and two workers, which know the module above."""
    pytest.importorskip("distributed")
    assert work
    with dask_cluster(tmp_path) as made:
        yield ClusterSettings(address=made.address)


@pytest.mark.filterwarnings("ignore")  # of Dask's own
def test_a_cluster_does_all_of_it_and_names_what_kills(
    work: object, notes: Path, cluster: ClusterSettings
) -> None:
    jobs = [(str(notes), number, ()) for number in range(30)]
    ends = list(by_cluster(work.deadly, jobs, cluster))  # type: ignore[attr-defined]
    assert {end.result for end in ends if end.error is None} == set(range(30))
    assert times(notes) == Counter(range(30))

    errors = list(by_cluster(work.refuse_three, range(5), cluster))  # type: ignore[attr-defined]
    (refused,) = [end.error for end in errors if end.error]
    assert isinstance(refused, NoUrdu)


@pytest.mark.filterwarnings("ignore")  # of Dask's own
def test_what_no_worker_offers_is_named(
    work: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__NO_WORKERS_TIMEOUT", "1s")
    with (
        dask_cluster(tmp_path) as made,
        workers.open_team(0, ClusterSettings(address=made.address)) as team,
    ):
        team.submit("three", work.double, 3, needs={"GPU": 1})  # type: ignore[attr-defined]
        team.submit("four", work.double, 4)  # type: ignore[attr-defined]
        ends = {end.item: end for end in (team.ended(), team.ended()) if end}
    assert ends["four"].result == 8
    error = ends["three"].error
    assert isinstance(error, SettingsError)
    assert "GPU = 1" in error.cause


def kill_after_three(ends: Iterator[workers.Done[Any, int]], done: list[int], process: int) -> None:
    """Put results into ``done``, and kill a process after the third."""
    for end in ends:
        assert end.result is not None
        done.append(end.result)
        if len(done) == 3:
            os.kill(process, signal.SIGKILL)


@pytest.mark.filterwarnings("ignore")  # of Dask's own
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="wants SIGKILL")
def test_a_scheduler_that_is_killed_is_named_with_what_is_left(
    work: object, notes: Path, tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    jobs = [(str(notes), number) for number in range(200)]
    done: list[int] = []
    with dask_cluster(tmp_path) as made:
        ends = by_cluster(work.slow, jobs, ClusterSettings(address=made.address))  # type: ignore[attr-defined]
        with pytest.raises(ClusterLost) as error:
            kill_after_three(ends, done, made.scheduler)
    assert error.value.address == made.address
    assert "run the command again" in error.value.hint
    assert 3 <= len(done) < 200
    # What was under way is named, and nothing that was done is.
    assert error.value.items
    assert not set(error.value.items) & {str(jobs[number]) for number in done}
