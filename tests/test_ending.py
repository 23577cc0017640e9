"""Signals that end a process: at once, but never in the middle of Python's own imports.

Each case is a process of its own, in which the signal is real.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="wants a signal that comes again")

# The signal is raised by a finder in C, so that the frame that it meets is the machinery's own.
HEAD = """
import ctypes, functools, signal, sys, threading, time
from naqeeb import ending

ending.end_with(KeyboardInterrupt, signal.SIGINT)
ring = getattr(ctypes.CDLL(None), "raise")
ring.restype = None

class Finder:
    find_spec = staticmethod(functools.partial(ring, signal.SIGINT))

def import_interrupted():
    sys.meta_path.insert(0, Finder)
    try:
        import colorsys
    finally:
        sys.meta_path.remove(Finder)

def wait():
    while True:
        time.sleep(60)
"""


def outcome(body: str) -> str:
    """What a process says that ran this."""
    done = subprocess.run(
        [sys.executable, "-c", HEAD + textwrap.dedent(body)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.stderr == ""
    return done.stdout.strip()


# -- at once ---------------------------------------------------------------


def test_work_is_ended_at_once() -> None:
    assert (
        outcome("""
        try:
            signal.raise_signal(signal.SIGINT)
            print("went on")
        except KeyboardInterrupt:
            print("ended")
        """)
        == "ended"
    )


def test_without_a_signal_nothing_ends() -> None:
    assert (
        outcome("""
        ending.check()
        ending.once_more()
        print(signal.getitimer(signal.ITIMER_REAL))
        """)
        == "(0.0, 0.0)"
    )


def test_what_is_ignored_stays_so() -> None:
    assert (
        outcome("""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        ending.end_with(KeyboardInterrupt, signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        print("went on")
        """)
        == "went on"
    )


# -- in the middle of an import --------------------------------------------


def test_an_import_is_finished_and_the_next_step_ends() -> None:
    assert (
        outcome("""
        ending._SOON_S = 3600
        import_interrupted()
        print("colorsys" in sys.modules, end=" ")
        try:
            ending.check()
        except KeyboardInterrupt:
            print("ended")
        """)
        == "True ended"
    )


def test_what_was_ended_by_a_step_is_not_ended_again() -> None:
    assert (
        outcome("""
        ending._SOON_S = 3600
        import_interrupted()
        try:
            ending.check()
        finally:
            print(signal.getitimer(signal.ITIMER_REAL))
            sys.exit()
        """)
        == "(0.0, 0.0)"
    )


def test_work_that_takes_no_step_is_ended_a_moment_after_the_import() -> None:
    assert (
        outcome("""
        try:
            import_interrupted()
            wait()
        except KeyboardInterrupt:
            print("ended")
        """)
        == "ended"
    )


def test_imports_of_other_threads_go_on() -> None:
    assert (
        outcome("""
        def other():
            import sched
            print("imported", end=" ")

        try:
            import_interrupted()
            wait()
        except KeyboardInterrupt:
            ending.forget()
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        print("ended")
        """)
        == "imported ended"
    )


# -- an end that somebody swallowed ----------------------------------------


@pytest.mark.parametrize("how", ["ending.check()", "ending.once_more(); wait()"])
def test_an_end_that_was_swallowed_comes_again(how: str) -> None:
    assert (
        outcome(f"""
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            pass
        try:
            {how}
        except KeyboardInterrupt:
            print("ended")
        """)
        == "ended"
    )


def test_where_all_is_caught_it_comes_until_the_process_has_ended() -> None:
    assert (
        outcome("""
        ending._AGAIN_S = 0.01
        ending.end_with(SystemExit, signal.SIGTERM, insist=True)
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        for _ in range(3):
            try:
                wait()
            except SystemExit:
                print("caught", end=" ")
        wait()
        """)
        == "caught caught caught"
    )


# -- an end that has come --------------------------------------------------


def test_once_it_has_come_the_last_work_is_not_ended() -> None:
    assert (
        outcome("""
        ending._SOON_S = 3600
        import_interrupted()
        ending.forget()
        ending.check()
        print(signal.getitimer(signal.ITIMER_REAL))
        """)
        == "(0.0, 0.0)"
    )


def test_a_second_signal_ends_that_work_too() -> None:
    assert (
        outcome("""
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            ending.forget()
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            print("ended")
        """)
        == "ended"
    )
