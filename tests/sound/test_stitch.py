"""Stitching with pydub."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import naqeeb.sound
from naqeeb.pcm.samples import from_decibels
from naqeeb.sound.stitch import FADE_MS, faded, faded_from_to, joined, silence

ROOM = Path(naqeeb.sound.__file__).parent


def test_only_one_file_knows_pydub() -> None:
    knowing = [each.name for each in ROOM.glob("*.py") if "from pydub" in each.read_text("utf-8")]
    assert knowing == ["stitch.py"]


def test_no_warning_of_pydub_reaches_anyone(tmp_path: Path) -> None:
    """Neither about a missing ffmpeg, nor about its own source when it is first compiled."""
    code = (
        "from naqeeb.sound.stitch import silence; print(len(silence(10, 8000)));"
        "import warnings; warnings.warn('mine', RuntimeWarning)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", code],
        env={**os.environ, "PATH": "", "PYTHONPYCACHEPREFIX": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "10\n"
    assert re.findall(r"\w+Warning: .*", done.stderr) == ["RuntimeWarning: mine"]


def test_a_segment_begins_and_ends_in_silence(tone: Any) -> None:
    samples = array("h", joined([faded(tone(1000, peak=20000), 22050)]))
    assert abs(samples[0]) <= 1
    assert abs(samples[-1]) <= 200
    assert max(samples[22050 * FADE_MS // 1000 :]) == 20000


def test_joining_keeps_every_sample_in_order(tone: Any) -> None:
    first, second = (faded(tone(ms), 22050) for ms in (300, 50))
    pause = silence(120, 22050)
    whole = joined([first, pause, second])
    assert whole == first.raw_data + bytes(2 * 2646) + second.raw_data


@given(
    samples=st.integers(0, 5000),
    rate_hz=st.sampled_from([8000, 22050, 24000, 44100]),
    from_db=st.sampled_from([-120.0, -9.0, 0.0]),
    to_db=st.sampled_from([-120.0, -9.0, 0.0]),
)
def test_a_ramp_is_as_long_as_what_it_is_made_of(
    samples: int, rate_hz: int, from_db: float, to_db: float
) -> None:
    assert len(faded_from_to(b"\x00\x20" * samples, rate_hz, from_db, to_db)) == 2 * samples


@pytest.mark.parametrize(("from_db", "to_db"), [(0, -20), (-20, 0), (-6, -6)])
def test_a_ramp_runs_from_one_level_to_the_other(from_db: float, to_db: float) -> None:
    steady = array("h", [10_000] * 8000).tobytes()
    out = array("h", faded_from_to(steady, 8000, from_db, to_db))
    assert out[0] == pytest.approx(10_000 * from_decibels(from_db), rel=0.02)
    assert out[-1] == pytest.approx(10_000 * from_decibels(to_db), rel=0.02)
    rising = to_db > from_db
    assert all((now <= then) if rising else (now >= then) for now, then in pairwise(out))


@pytest.mark.parametrize("ms", [-5.0, 0.0])
def test_no_time_is_no_silence(ms: float) -> None:
    assert joined([silence(ms, 8000)]) == b""


@given(samples=st.integers(0, 600), rate_hz=st.sampled_from([8000, 22050, 44100]))
def test_the_shortest_clip_can_be_faded(samples: int, rate_hz: int) -> None:
    out = joined([faded(b"\x00\x20" * samples, rate_hz)])
    assert abs(len(out) // 2 - samples) <= rate_hz // 1000
