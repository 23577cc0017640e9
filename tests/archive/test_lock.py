"""One writer at a time."""

from __future__ import annotations

import threading
from pathlib import Path

import filelock
import pytest

from naqeeb.archive import lock
from naqeeb.errors import ArchiveError, ArchiveLocked


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / ".lock"


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


def test_a_link_is_not_followed(place: Path) -> None:
    target = place.with_name("other")
    place.symlink_to(target)
    with pytest.raises(ArchiveError, match="a link stands"), lock.held(place, wait_s=0):
        pass
    assert not target.exists()
