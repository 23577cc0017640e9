"""The highest point of a sound between its samples, as a player's converter makes it.

Four times oversampling as ITU-R BS.1770 asks for, but only where it matters:
beside samples that could still raise the peak.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin
from operator import mul

from naqeeb.pcm.samples import FULL_SCALE, SAMPLE_BYTES, audioop, to_decibels

_TAPS = 24
"""Samples that a point between two of them is made from."""
_NEAR = 0.9
"""What stands 0.9 dB below the peak cannot have a higher point beside it: speech
has too little above 5 kHz for that."""
_PATIENCE = 300
"""With each look in vain the next must be nearer to the peak, until only higher samples
are worth one: a steady tone has a peak in every wave."""
_RAISED = 1.001
"""A higher peak by less than this is the same peak."""
_WINDOW_BYTES = 64 * SAMPLE_BYTES


class TruePeak:
    """Hears PCM block by block."""

    def __init__(self) -> None:
        self._highest = 0.0
        self._vain = 0
        self._before = bytes(_TAPS * SAMPLE_BYTES)

    def add(self, block: bytes | memoryview) -> int:
        """Hear the next block; returns its highest sample."""
        peak: int = audioop.max(block, SAMPLE_BYTES)
        if peak > self._worth_a_look:
            self._look_closely(self._before + bytes(block), peak)
        self._before = bytes(block[-_TAPS * SAMPLE_BYTES :])
        return peak

    def _look_closely(self, pcm: bytes, peak: int) -> None:
        self._highest = max(self._highest, peak)
        view = memoryview(pcm)
        samples = view.cast("h")
        half = _TAPS // 2
        first, last = half, len(samples) - half
        for start in range(first * SAMPLE_BYTES, last * SAMPLE_BYTES, _WINDOW_BYTES):
            window = view[start : min(start + _WINDOW_BYTES, last * SAMPLE_BYTES)]
            if audioop.max(window, SAMPLE_BYTES) <= self._worth_a_look:
                continue
            before = self._highest
            at = start // SAMPLE_BYTES
            for gap in _gaps(samples[at - 1 : at + len(window) // SAMPLE_BYTES + 1].tolist()):
                middle = at + gap
                near = samples[middle - half : middle + half].tolist()
                for taps in _phases():
                    self._highest = max(self._highest, abs(sum(map(mul, near, taps))))
            raised = self._highest > before * _RAISED
            self._vain = 0 if raised else self._vain + 1

    @property
    def _worth_a_look(self) -> float:
        near = _NEAR + (1 - _NEAR) * self._vain / _PATIENCE
        return self._highest * min(1.0, near)

    @property
    def dbtp(self) -> float:
        """The peak so far, in decibels true peak; -inf for silence."""
        return to_decibels(self._highest / FULL_SCALE)


def _gaps(samples: list[int]) -> set[int]:
    """The gaps on both sides of the samples that stand highest; gap n is before sample n + 1."""
    sizes = list(map(abs, samples))
    highest = max(sizes[1:-1]) * _NEAR
    gaps: set[int] = set()
    for at in range(1, len(sizes) - 1):
        size = sizes[at]
        if size >= highest and sizes[at - 1] <= size >= sizes[at + 1]:
            gaps.update((at - 1, at))
    return gaps


@cache
def _phases() -> tuple[tuple[float, ...], ...]:
    """Windowed sinc functions for a quarter, a half and three quarters of the way."""
    half = _TAPS // 2

    def tap(distance: float) -> float:
        window = 0.5 + 0.5 * cos(pi * distance / (half + 1))
        return sin(pi * distance) / (pi * distance) * window

    return tuple(
        tuple(tap(at - (half - 1) - phase) for at in range(_TAPS)) for phase in (0.25, 0.5, 0.75)
    )
