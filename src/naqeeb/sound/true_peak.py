"""True peak: the highest point of a sound, which may lie between two of its samples.

A player's converter draws a curve through the samples, and the curve can rise above them.
ITU-R BS.1770 computes three points between each two samples (four times oversampling).
Here that is done only next to samples that are nearly as high as the highest point so far,
since only there the curve can rise above it; the result is the same.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin
from operator import mul

from naqeeb.pcm.samples import FULL_SCALE, SAMPLE_BYTES, audioop, to_decibels

_TAPS = 24
"""So many samples, half of them on each side, go into the computation of a point."""
_NEAR = 0.9
"""Samples lower than the peak by this factor (0.9 dB) are passed over. The curve rises
far above its samples only in sounds above 5 kHz, of which speech has little."""
_MOST_VAIN = 300
"""In a steady tone every wave comes near the peak. To save computing them all, the factor
above rises towards 1 with each window in a row that had no higher point. After so many,
only windows with a sample above the peak are computed."""
_HIGHER = 1.001
"""A point must be higher than the peak by this factor to count as a higher point."""
_WINDOW_BYTES = 64 * SAMPLE_BYTES
_BLOCK_BYTES = 1024 * SAMPLE_BYTES


class TruePeak:
    """Measures PCM that comes piece by piece."""

    def __init__(self) -> None:
        self._highest = 0.0
        self._vain = 0
        self._before = bytes(_TAPS * SAMPLE_BYTES)

    def add(self, pcm: bytes | memoryview, block_bytes: int = _BLOCK_BYTES) -> list[int]:
        """Measure the next piece.

        Returns:
            The highest sample of each block of it.
        """
        starts = range(0, len(pcm), block_bytes)
        peaks = [audioop.max(pcm[at : at + block_bytes], SAMPLE_BYTES) for at in starts]
        # The end of each block is computed with the next: half of the taps lie behind it.
        view = memoryview(self._before + bytes(pcm))
        kept = len(self._before)
        lowest = self._lowest_computed
        for at, peak in zip(starts, peaks, strict=True):
            waiting = view[at + kept // 2 : at + kept]
            if peak > lowest or audioop.max(waiting, SAMPLE_BYTES) > lowest:
                self._compute_between(view[at : at + kept + block_bytes], peak)
                lowest = self._lowest_computed
        self._before = bytes(view[-kept:])
        return peaks

    def _compute_between(self, view: memoryview, peak: int) -> None:
        self._highest = max(self._highest, peak)
        samples = view.cast("h")
        half = _TAPS // 2
        first, last = half, len(samples) - half
        for start in range(first * SAMPLE_BYTES, last * SAMPLE_BYTES, _WINDOW_BYTES):
            window = view[start : min(start + _WINDOW_BYTES, last * SAMPLE_BYTES)]
            if audioop.max(window, SAMPLE_BYTES) <= self._lowest_computed:
                continue
            before = self._highest
            at = start // SAMPLE_BYTES
            for gap in _gaps(samples[at - 1 : at + len(window) // SAMPLE_BYTES + 1].tolist()):
                middle = at + gap
                near = samples[middle - half : middle + half].tolist()
                for taps in _phases():
                    self._highest = max(self._highest, abs(sum(map(mul, near, taps))))
            is_higher = self._highest > before * _HIGHER
            self._vain = 0 if is_higher else self._vain + 1

    @property
    def _lowest_computed(self) -> float:
        """Samples up to this are passed over."""
        near = _NEAR + (1 - _NEAR) * self._vain / _MOST_VAIN
        return self._highest * min(1.0, near)

    @property
    def dbtp(self) -> float:
        """The peak so far, in decibels true peak; -inf for silence."""
        return to_decibels(self._highest / FULL_SCALE)


def _gaps(samples: list[int]) -> set[int]:
    """The gaps on both sides of the highest samples; gap n lies before sample n + 1."""
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
    """The factors of each sample for a point at a quarter, a half and three quarters of a gap.

    Sinc functions under a Hann window: what a converter's low-pass filter computes.
    """
    half = _TAPS // 2

    def tap(distance: float) -> float:
        window = 0.5 + 0.5 * cos(pi * distance / (half + 1))
        return sin(pi * distance) / (pi * distance) * window

    return tuple(
        tuple(tap(at - (half - 1) - phase) for at in range(_TAPS)) for phase in (0.25, 0.5, 0.75)
    )
