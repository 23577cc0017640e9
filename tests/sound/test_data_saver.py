"""The second, smaller file of the same sound."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest


def test_it_is_made_in_the_same_pass_and_named(make: Any, speech: Any) -> None:
    track = make(speech, data_saver=True)
    (saver,) = track.alternates
    data = (track.path.parent / saver.name).read_bytes()
    assert saver.media_type == "audio/mpeg"
    assert saver.bitrate_bps == 24_000
    assert (saver.size_bytes, saver.sha256) == (len(data), sha256(data).hexdigest())
    assert saver.size_bytes < track.size_bytes / 2


def test_it_lasts_as_long_and_is_as_loud(make: Any, speech: Any, hear: Any) -> None:
    track = make(speech, data_saver=True)
    small = hear(track.path.parent / track.alternates[0].name)
    assert len(small.samples) / small.rate_hz * 1000 == pytest.approx(track.duration_ms, abs=1)
    assert small.lufs() == pytest.approx(-19, abs=0.5)
    assert max(map(abs, small.samples)) < 32768 * 0.95


def test_its_words_come_at_the_same_times(make: Any, beeps: Any, hear: Any) -> None:
    track = make(beeps, data_saver=True)
    small = hear(track.path.parent / track.alternates[0].name)
    starts = [word.start_ms for cue in track.cues for word in cue.words]
    heard = small.onsets_ms(rest_ms=40)
    assert len(heard) == len(starts)
    assert max(abs(one - other) for one, other in zip(heard, starts, strict=True)) <= 20


def test_without_the_setting_there_is_none(make: Any, beeps: Any) -> None:
    track = make(beeps)
    assert track.alternates == ()
    assert [each.name for each in track.path.parent.iterdir()] == ["track.mp3"]
