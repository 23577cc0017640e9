"""Errors that nobody raised for the user, put into words for one."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from naqeeb.errors import ArchiveError, FaultInNaqeeb, NoArticle
from naqeeb.unforeseen import for_user
from naqeeb.workers.team import attempt


def test_ours_stay_as_they_are() -> None:
    error = NoArticle("there is no text")
    assert for_user(error) is error


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_disk_that_fails_is_no_fault_of_ours(number: int) -> None:
    error = for_user(OSError(number, "it fails", "output/episodes/a"))
    assert type(error) is ArchiveError
    assert error.what == "output/episodes/a cannot be used: it fails"
    assert (error.errno, bool(error.cause), bool(error.hint)) == (number, True, True)


@pytest.mark.parametrize("error", [ValueError("x"), OSError("of no file"), KeyError("y")])
def test_anything_else_is_a_fault_of_ours_with_its_traceback(error: Exception) -> None:
    assert isinstance(found := for_user(error), FaultInNaqeeb)
    assert type(error).__name__ in found.trace


def test_a_worker_names_a_file_that_is_in_a_folders_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(json.dumps({}))
    result, error = attempt((tmp_path / "file" / "below").mkdir, 0o755)
    assert result is None
    assert type(error) is ArchiveError
    assert "cannot be used: Not a directory" in error.what
