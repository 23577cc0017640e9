"""Signals that end a process: each case is a process of its own, in which the signal is real."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="wants POSIX signals")


def run(body: str) -> subprocess.CompletedProcess[str]:
    """A process that runs this."""
    head = "import os, signal, sys, time\nfrom naqeeb import signals\n"
    return subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(body)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


def test_sigterm_unwinds_the_work_and_the_exit_status_says_so() -> None:
    done = run("""
        signals.unwind_on_signals()
        try:
            signal.raise_signal(signal.SIGTERM)
            print("went on")
        finally:
            print("tidied up")
    """)
    assert done.stdout.strip() == "tidied up"
    assert done.returncode == 143
    assert done.stderr == ""


def test_ctrl_c_in_an_exec_of_text_ends_with_the_status_that_was_given() -> None:
    done = run("""
        signals.unwind_on_signals()
        try:
            exec("signal.raise_signal(signal.SIGINT)")
        except KeyboardInterrupt:
            sys.exit(130)
    """)
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_while_the_command_is_imported_ends_it_without_a_word(
    name: str, status: int
) -> None:
    done = run(f"""
        import types

        class Cli(types.ModuleType):
            def __getattr__(self, _):
                signal.raise_signal(signal.{name})

        sys.modules["naqeeb.cli"] = Cli("naqeeb.cli")
        from naqeeb.__main__ import run
        run()
    """)
    assert (done.returncode, done.stderr) == (status, "")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_after_the_work_changes_nothing_of_how_it_ended(name: str) -> None:
    done = run(f"""
        signals.unwind_on_signals()
        signals.end_with(1)
        print("all is said", end="")
        signal.raise_signal(signal.{name})
    """)
    assert (done.returncode, done.stdout, done.stderr) == (1, "all is said", "")


def test_what_ends_at_once_unwinds_as_soon_as_there_is_work() -> None:
    done = run("""
        signals.end_at_once()
        signals.unwind_on_signals()
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            print("tidied up")
    """)
    assert done.stdout.strip() == "tidied up"


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_what_is_ignored_stays_so(name: str) -> None:
    done = run(f"""
        signal.signal(signal.{name}, signal.SIG_IGN)
        signals.end_at_once()
        signals.unwind_on_signals()
        signal.raise_signal(signal.{name})
        print("went on")
    """)
    assert done.stdout.strip() == "went on"


# What C calls back raises into nothing: the exception is printed, and qsort goes on.
CALLED_BACK = """
import ctypes

compare_type = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
sort = ctypes.CDLL(None).qsort

def compare(_, __):
    signal.raise_signal(signal.{name})
    return 0

def work():
    sort((ctypes.c_int * 2)(), 2, 4, compare_type(compare))

signals.unwind_on_signals()
"""


@pytest.mark.parametrize(("name", "ended"), [("SIGINT", "Interrupted"), ("SIGTERM", "Terminated")])
def test_a_signal_that_comes_while_c_calls_back_is_not_lost(name: str, ended: str) -> None:
    body = CALLED_BACK.format(name=name) + textwrap.dedent("""
        try:
            with signals.held_back():
                work()
                print("sorted")
            print("went on")
        except BaseException as end:
            print(type(end).__name__)
        assert signal.getsignal(signal.SIGINT) is signals._raise_interrupted
    """)
    done = run(body)
    assert (done.stdout.split(), done.stderr) == (["sorted", ended], "")


def test_what_is_ignored_is_not_held_back() -> None:
    done = run("""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with signals.held_back():
            signal.raise_signal(signal.SIGINT)
        print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)
    """)
    assert (done.stdout.strip(), done.stderr) == ("True", "")


def test_in_another_thread_there_is_nothing_to_hold_back() -> None:
    done = run("""
        import threading
        def work():
            with signals.held_back():
                print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    """)
    assert (done.stdout.strip(), done.stderr) == ("True", "")


PARENT = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from naqeeb.signals import begin_worker

if __name__ == "__main__":
    pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=begin_worker)
    pids = {pool.submit(os.getpid).result()}
    for _ in range(2):
        pool.submit(time.sleep, 600)
    print(*pids, flush=True)
    time.sleep(600)
"""


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process that has ended and that nobody has asked for is a zombie, not alive.
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="wants /proc")
def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert _alive(worker)
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    for _ in range(200):
        if not _alive(worker):
            return
        time.sleep(0.05)
    pytest.fail("the worker went on without its parent")
