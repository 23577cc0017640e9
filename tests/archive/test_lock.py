"""One writer at a time; who finds the archive free needs no library for it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import filelock
import pytest

from naqeeb.archive import lock
from naqeeb.errors import ArchiveLocked

FREE = """
import sys
from pathlib import Path
from naqeeb.archive import lock
with lock.held(Path(sys.argv[1]), wait_s=1):
    assert "filelock" not in sys.modules
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / ".lock"


@pytest.mark.skipif(not lock.HAS_FLOCK, reason="there is no flock on this system")
def test_a_free_archive_takes_no_library(place: Path) -> None:
    for _ in range(2):
        subprocess.run([sys.executable, "-c", FREE, place], check=True)


def test_it_holds_filelock_off(place: Path) -> None:
    with lock.held(place, wait_s=1), pytest.raises(filelock.Timeout):
        filelock.FileLock(place, timeout=0).acquire()
    with filelock.FileLock(place, timeout=0):
        pass


def test_filelock_holds_it_off(place: Path) -> None:
    with (
        filelock.FileLock(place),
        pytest.raises(ArchiveLocked),
        lock.held(place, wait_s=0.05),
    ):
        pass


def test_it_holds_other_threads_off_until_it_is_done(place: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def enter(number: int) -> None:
        for _ in range(10):
            with lock.held(place, wait_s=60):
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 40


def test_an_error_inside_gives_it_back(place: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock.held(place, wait_s=1):
        raise ZeroDivisionError
    with lock.held(place, wait_s=0):
        pass


@pytest.mark.skipif(not lock.HAS_FLOCK, reason="there is no flock on this system")
def test_a_lock_file_that_is_removed_meanwhile_locks_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    real = fcntl.flock
    removed: list[Path] = []

    def slow(handle: int, how: int) -> None:
        if not removed:
            removed.append(place)
            place.unlink()
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", slow)
    with lock.held(place, wait_s=1), pytest.raises(filelock.Timeout):
        filelock.FileLock(place, timeout=0).acquire()
    assert removed == [place]


def test_without_flock_it_is_filelocks(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "HAS_FLOCK", False)
    with lock.held(place, wait_s=1), pytest.raises(filelock.Timeout):
        filelock.FileLock(place, timeout=0).acquire()


def test_a_link_is_not_followed(place: Path) -> None:
    target = place.with_name("other")
    place.symlink_to(target)
    with pytest.raises(OSError), lock.held(place, wait_s=0):  # noqa: PT011 - the system's own
        pass
    assert not target.exists()
