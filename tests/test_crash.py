"""Processes that are killed in the middle: the short form of ``bench/crash.py``."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

CRASH = Path(__file__).parents[1] / "bench" / "crash.py"

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL") or not Path("/proc/self/stat").exists(),
    reason="wants SIGKILL and /proc",
)


def test_kills_leave_nothing_torn_lost_dangling_or_doubled(tmp_path: Path) -> None:
    """One kill of each command that changes an episode in place; and the control is caught."""
    done = subprocess.run(
        [sys.executable, CRASH, "5", "correct", "release", "remove", "erase", "merge"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=110,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 in all" in done.stdout
    assert "0 faults" in done.stdout
