"""Cases that are lines of a file: one test tries them all, and names each that fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def try_each(file: Path, check: Callable[..., None]) -> None:
    """Call ``check`` with the fields of each line that is no comment.

    A test for each line would cost thirty times what most lines do: pytest keeps account of
    every test, in every process.
    """
    lines = [
        (number, line)
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if line and not line.startswith("#")
    ]
    assert lines
    failed = []
    for number, line in lines:
        try:
            check(*line.split("\t"))
        except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - whatever it is
            failed.append(f"{file.name}:{number}: {line}\n  {type(error).__name__}: {error}")
    if failed:
        pytest.fail(f"{len(failed)} of {len(lines)} lines\n" + "\n".join(failed), pytrace=False)
