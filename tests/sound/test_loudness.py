"""Two meters, one answer."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest

from naqeeb.sound import loudness


def measured(meter: loudness.Meter, pcm: bytes, piece: int = 30_000) -> float:
    for at in range(0, len(pcm), piece):
        meter.add(pcm[at : at + piece])
    return meter.lufs()


@pytest.mark.parametrize("rate_hz", [16000, 22050, 24000, 44100])
def test_the_estimate_is_within_three_tenths_of_libebur128_on_speech(
    speech: Any, rate_hz: int
) -> None:
    from naqeeb.pcm.decode import resampled

    pytest.importorskip("pyebur128", reason="no libebur128 for this Python")
    pcm = b"".join(resampled(each.clip.pcm, 22050, rate_hz) for each in speech.takes)
    standard = measured(loudness.meter(rate_hz), pcm)
    assert measured(loudness._Estimate(rate_hz), pcm) == pytest.approx(standard, abs=0.3)


@pytest.mark.parametrize("make", [loudness.meter, loudness._Estimate])
def test_pauses_do_not_count(make: Any, tone: Any) -> None:
    plain = measured(make(22050), tone(3000))
    with_pauses = measured(make(22050), tone(3000) + bytes(22050 * 2 * 10))
    assert with_pauses == pytest.approx(plain, abs=0.6)


@pytest.mark.parametrize("make", [loudness.meter, loudness._Estimate])
def test_a_sine_of_full_scale_is_three_below_zero(make: Any, tone: Any) -> None:
    assert measured(make(48000), tone(3000, hertz=997, peak=32767, rate_hz=48000)) == pytest.approx(
        -3.01, abs=0.5
    )


@pytest.mark.parametrize("make", [loudness.meter, loudness._Estimate])
@pytest.mark.parametrize("pcm", [b"", bytes(22050 * 2), b"\x00\x10" * 2000])
def test_silence_and_crumbs_have_no_loudness(make: Any, pcm: bytes) -> None:
    assert measured(make(22050), pcm) == -inf


def test_without_libebur128_a_track_is_still_on_level(
    make: Any, speech: Any, hear: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    loudest = hear(make(speech).path).lufs()
    monkeypatch.setattr(loudness, "_libebur128", lambda: None)
    track = make(speech)
    assert hear(track.path).lufs() == pytest.approx(loudest, abs=0.5)
    assert track.report.lufs == pytest.approx(-19, abs=0.5)
