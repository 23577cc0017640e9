"""Room tone: heard by nobody, and missed by nobody's receiver."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import log10, sqrt
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naqeeb.errors import TrackFailedCheck
from naqeeb.model import Role
from naqeeb.sound.room_tone import LEVEL_DBFS, RoomTone

RATES_HZ = [8000, 16_000, 22_050, 24_000, 44_100, 48_000]


def dbfs(samples: Sequence[int]) -> float:
    power = sum(each * each for each in samples) / len(samples)
    return 20 * log10(max(1e-3, sqrt(power)) / 32768)


def tone_of(seconds: float, rate_hz: int = 22_050) -> array[int]:
    return array("h", RoomTone(rate_hz).under(bytes(int(seconds * rate_hz) * 2)))


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_it_is_at_its_level_at_every_moment(rate_hz: int) -> None:
    tone = tone_of(20, rate_hz)
    step = rate_hz // 10
    levels = [dbfs(tone[at : at + step]) for at in range(0, len(tone) - step, step)]
    assert all(level == pytest.approx(LEVEL_DBFS, abs=1.5) for level in levels)
    assert abs(sum(tone) / len(tone)) < 1


def test_no_seam_is_heard_where_it_begins_again() -> None:
    """No step between two samples, there or elsewhere, is higher than the noise makes."""
    tone = tone_of(15)
    steps = [abs(then - now) for now, then in pairwise(tone)]
    seam = 7 * 22_050
    assert max(steps[seam - 3 : seam + 3]) <= max(steps[1000:100_000])


@pytest.mark.parametrize("rate_hz", RATES_HZ[1:])
def test_it_is_as_soft_at_every_rate(rate_hz: int) -> None:
    """Steps between samples are small beside the noise, where high frequencies are left out."""
    tone = tone_of(7, rate_hz)
    steps = [then - now for now, then in pairwise(tone)]
    share = 10 ** ((dbfs(steps) - dbfs(tone)) / 20)
    assert share * rate_hz / 22_050 == pytest.approx(0.55, abs=0.08)


@example([50_000, 20_000, 5000])
@given(st.lists(st.integers(0, 9000), min_size=1, max_size=20))
def test_it_does_not_depend_on_how_the_track_comes(sizes: list[int]) -> None:
    pieces = RoomTone(8000)
    together = b"".join(pieces.under(bytes(2 * size)) for size in sizes)
    assert together == RoomTone(8000).under(bytes(2 * sum(sizes)))


def test_it_lies_under_the_whole_track(make: Any, speech: Any, hear: Any) -> None:
    track = make(speech)
    sound = hear(track.path)
    for now, then in pairwise(track.cues):
        pause = sound.at(now.end_ms + 40, then.start_ms - 40)
        assert dbfs(pause) == pytest.approx(LEVEL_DBFS, abs=2)
    assert dbfs(sound.samples[-22_050 // 5 :]) == pytest.approx(LEVEL_DBFS, abs=2)


def test_without_it_a_pause_is_silent(make: Any, speech: Any, hear: Any) -> None:
    track = make(speech, room_tone=False)
    sound = hear(track.path)
    assert sound.peak(track.cues[0].end_ms + 80, track.cues[1].start_ms - 80) <= 1


def test_neither_level_nor_peak_nor_times_change(make: Any, speech: Any) -> None:
    plain, with_tone = make(speech, room_tone=False), make(speech, room_tone=True)
    assert with_tone.cues == plain.cues
    assert with_tone.report.lufs == pytest.approx(plain.report.lufs, abs=0.05)
    assert with_tone.report.true_peak_dbtp == pytest.approx(plain.report.true_peak_dbtp, abs=0.1)
    assert with_tone.report.longest_silence_ms == plain.report.longest_silence_ms
    assert with_tone.report.active_share == plain.report.active_share


def test_it_does_not_hide_a_voice_that_stops_speaking(make: Any, speech: Any) -> None:
    def drops_out(clip: Any) -> Any:
        half = len(clip.pcm) // 4 * 2
        return replace(clip, pcm=clip.pcm[:half] + bytes(3 * 44_100) + clip.pcm[half:])

    with pytest.raises(TrackFailedCheck, match="silent for"):
        make(speech.with_clips(drops_out))


def test_it_is_under_music_and_pips_too(make: Any, bulletin: Any, hear: Any) -> None:
    track = make(bulletin((Role.TITLE, 0)), intro="pips")
    between_pips = hear(track.path).at(300, 1000)
    assert dbfs(between_pips) == pytest.approx(LEVEL_DBFS, abs=2)
