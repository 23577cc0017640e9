"""Integrated loudness by ITU-R BS.1770.

libebur128 measures it where it has a wheel. Elsewhere it is estimated here, within 0.3 LU
on speech. The standard filters the samples (K weighting), takes the power of each 400 ms
and leaves out what is silent (gating). The estimate does the same, but for the filter,
which would be slow in Python. What the filter does to the power of a sound can be computed
without it, from the autocorrelation of the sound: how alike it is to itself one, two and
three samples later. ``audioop`` computes that at the speed of C.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cache
from math import cos, inf, log10, pi, sin
from typing import Any, Protocol

from naqeeb.pcm.samples import FULL_SCALE, SAMPLE_BYTES, audioop, byte_length

SHORTEST_MS = 400
"""The standard's blocks; what is shorter has no loudness."""


class Meter(Protocol):
    """Measures the loudness of mono PCM that comes piece by piece."""

    def add(self, pcm: bytes | memoryview) -> None:
        """Take the next piece."""

    def lufs(self) -> float:
        """Integrated loudness so far; -inf for silence or less than 400 ms."""


def meter(rate_hz: int) -> Meter:
    """The best meter that is installed."""
    library = _libebur128()
    return _Standard(library, rate_hz) if library else _Estimate(rate_hz)


@cache
def _libebur128() -> Any:
    try:
        import pyebur128
    except ImportError:  # no wheel for this Python
        return None
    return pyebur128


class _Standard:
    def __init__(self, library: Any, rate_hz: int) -> None:
        self._library = library
        self._state = library.R128State(1, rate_hz, library.MeasurementMode.MODE_I)
        self._add = _for_samples(self._state.add_frames)

    def add(self, pcm: bytes | memoryview) -> None:
        samples = memoryview(pcm).cast("B").cast("h")
        if samples:
            self._add(samples, len(samples))

    def lufs(self) -> float:
        return float(self._library.get_loudness_global(self._state))


def _for_samples(add_frames: Any) -> Any:
    """The library's function for 16-bit samples.

    It is one function for samples of four kinds, and finds out by itself which kind it is
    given. For that it imports numpy where that is installed, which takes 190 ms; so the
    kind is named here.
    """
    try:
        return add_frames["const short[::1]"]
    except (TypeError, LookupError):  # a build of the library that does not offer the kinds by name
        return add_frames


class _Estimate:
    """Power after K weighting in steps of 100 ms, by the autocorrelation of each step."""

    _RATE_HZ = 16_000
    """At this rate four factors follow the curve of the weighting to 0.1 dB on speech."""
    _STEP = byte_length(SHORTEST_MS / 4, _RATE_HZ)

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._resampler: Any = None
        self._weights = _cosine_weights(self._RATE_HZ)
        self._powers = array("d")
        self._held = b""

    def add(self, pcm: bytes | memoryview) -> None:
        slower, self._resampler = audioop.ratecv(
            pcm, SAMPLE_BYTES, 1, self._rate_hz, self._RATE_HZ, self._resampler
        )
        view = memoryview(self._held + slower)
        whole = len(view) - len(view) % self._STEP
        for at in range(0, whole, self._STEP):
            self._powers.append(_weighted_power(view[at : at + self._STEP], self._weights))
        self._held = bytes(view[whole:])

    def lufs(self) -> float:
        steps = self._powers
        blocks = [sum(steps[at : at + 4]) / 4 for at in range(len(steps) - 3)]
        loud = [each for each in blocks if _as_lufs(each) > -70]  # noqa: PLR2004 - the standard's gate
        if not loud:
            return -inf
        gate = sum(loud) / len(loud) / 10
        return _as_lufs(_mean(each for each in loud if each > gate))


def _as_lufs(power: float) -> float:
    return 10 * log10(power) - 0.691 if power > 0 else -inf


def _mean(values: Iterator[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept)


def _weighted_power(pcm: memoryview, weights: tuple[float, ...]) -> float:
    """Mean square after K weighting, of full scale.

    The autocorrelation at each lag comes from a sum: the power of ``x + y`` is that of
    ``x`` and that of ``y`` and twice how alike they are.
    """
    own = audioop.rms(pcm, SAMPLE_BYTES) ** 2
    # Halved first: the sum of two loud samples would be more than 16 bits hold.
    half = memoryview(audioop.mul(pcm, SAMPLE_BYTES, 0.5))
    half_power = audioop.rms(half, SAMPLE_BYTES) ** 2
    power = weights[0] * own
    for lag, weight in enumerate(weights[1:], 1):
        total = audioop.add(half[: -lag * SAMPLE_BYTES], half[lag * SAMPLE_BYTES :], SAMPLE_BYTES)
        correlation = audioop.rms(total, SAMPLE_BYTES) ** 2 / 2 - half_power
        power += weight * 4 * correlation
    return max(0.0, power) / FULL_SCALE**2


@cache
def _cosine_weights(rate_hz: int) -> tuple[float, ...]:
    """Factors of the autocorrelation at lags 0 to 3 whose sum is the power after K weighting.

    They are the first Fourier coefficients of the weighting's curve over the frequencies.
    """
    steps = 2048
    curve = [_k_power((at + 0.5) / steps * rate_hz / 2) for at in range(steps)]
    return tuple(
        (1 if lag == 0 else 2)
        / steps
        * sum(each * cos(lag * pi * (at + 0.5) / steps) for at, each in enumerate(curve))
        for lag in range(4)
    )


def _k_power(frequency_hz: float) -> float:
    """|H|² of the standard's two filters, from its coefficients at 48 kHz."""
    shelf = (
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (
            1.0,
            -1.69065929318241,
            0.73248077421585,
        ),
    )
    high_pass = (1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)
    angle = 2 * pi * min(frequency_hz, 24_000) / 48_000
    return _power_gain(*shelf, angle) * _power_gain(*high_pass, angle)


def _power_gain(above: tuple[float, ...], below: tuple[float, ...], angle: float) -> float:
    def size(taps: tuple[float, ...]) -> float:
        real = sum(tap * cos(at * angle) for at, tap in enumerate(taps))
        imaginary = sum(tap * sin(at * angle) for at, tap in enumerate(taps))
        return real * real + imaginary * imaginary

    return size(above) / size(below)
