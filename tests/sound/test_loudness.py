"""Two meters, one answer."""

from __future__ import annotations

from array import array
from math import inf
from random import Random
from typing import Any

import pytest

from naqeeb.sound import loudness


def noise(colour: float) -> bytes:
    """Three seconds at 16 kHz, always the same: the nearer to 1, the lower the frequencies."""
    chance, sample, samples = Random(1), 0.0, array("h")
    for _ in range(48_000):
        sample = colour * sample + chance.gauss(0, 3000 * (1 - abs(colour)))
        samples.append(round(sample))
    return samples.tobytes()


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


@pytest.mark.parametrize("hertz", [50, 100, 300, 997, 2000, 4000, 7000, 12000])
def test_the_weighting_is_the_standards(hertz: int, tone: Any) -> None:
    """libebur128 filters the tone itself; here its gain at that frequency is computed."""
    pytest.importorskip("pyebur128", reason="no libebur128 for this Python")
    pcm = tone(3000, hertz=hertz, peak=16_384, rate_hz=48_000)
    power = 10 ** ((measured(loudness.meter(48_000), pcm) + 0.691) / 10)
    assert loudness._k_power(hertz) == pytest.approx(power / (0.5**2 / 2), rel=0.002)


@pytest.mark.parametrize("colour", [-0.5, 0.0, 0.5, 0.8])
def test_the_estimate_is_within_two_tenths_on_noise_of_any_colour(colour: float) -> None:
    pytest.importorskip("pyebur128", reason="no libebur128 for this Python")
    pcm = noise(colour)
    standard = measured(loudness.meter(16_000), pcm)
    assert measured(loudness._Estimate(16_000), pcm) == pytest.approx(standard, abs=0.2)


@pytest.mark.parametrize("make", [loudness.meter, loudness._Estimate])
def test_what_is_much_softer_than_the_rest_does_not_count(make: Any, tone: Any) -> None:
    plain = measured(make(22050), tone(3000, peak=20_000))
    soft = tone(9000, peak=1000)  # 26 dB below, and far above the gate for silence
    assert measured(make(22050), tone(3000, peak=20_000) + soft) == pytest.approx(plain, abs=0.6)
    assert measured(make(22050), soft) > -50


@pytest.mark.parametrize("make", [loudness.meter, loudness._Estimate])
def test_four_tenths_of_a_second_are_the_shortest_that_has_a_loudness(make: Any, tone: Any) -> None:
    whole = measured(make(16000), tone(3000, rate_hz=16000))
    assert measured(make(16000), tone(400, rate_hz=16000)) == pytest.approx(whole, abs=0.3)
    assert measured(make(16000), tone(399, rate_hz=16000)) == -inf


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
