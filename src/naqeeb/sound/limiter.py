"""Gain and peak limiter in one pass.

A limiter that looks ahead: before a peak the gain goes down along a ramp, and
afterwards it comes back slowly, so nothing clips and nothing pumps. Only the
stretches round a peak are touched sample by sample; all else is one
multiplication in C.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from operator import mul

from naqeeb.pcm.samples import FULL_SCALE, SAMPLE_BYTES, audioop, from_decibels, to_decibels

ATTACK_DB_PER_MS = 1.0
"""How fast the gain goes down ahead of a peak: 3 dB within 3 ms."""
RELEASE_DB_PER_MS = 0.04
"""How fast it comes back: 3 dB within 75 ms, slower than a syllable's own decay."""

_HOP_MS = 2
"""The gain runs in straight lines from hop to hop."""
_BLOCK_HOPS = 25
"""Peaks are looked for in blocks of 50 ms first; few hold any."""
_FIXED_POINT = 1 << 16
"""Gains are whole numbers of this, so that a product's upper half is the sample."""


def level(pcm: bytes | memoryview, rate_hz: int, gain_db: float, ceiling_dbfs: float) -> bytes:
    """Amplify a clip by ``gain_db``; no sample comes out above ``ceiling_dbfs``."""
    gain = from_decibels(gain_db)
    limit = from_decibels(ceiling_dbfs) * FULL_SCALE / gain
    hop = max(1, rate_hz * _HOP_MS // 1000)
    view = memoryview(pcm).cast("B")
    wanted = _wanted(view, hop, limit)
    if not wanted:
        return bytes(audioop.mul(pcm, SAMPLE_BYTES, gain))
    out: list[bytes] = []
    done = 0
    for first, curve in _reductions(wanted, ceil(len(view) / SAMPLE_BYTES / hop)):
        begin = first * hop * SAMPLE_BYTES
        out.append(audioop.mul(view[done:begin], SAMPLE_BYTES, gain))
        done = min(len(view), begin + (len(curve) - 1) * hop * SAMPLE_BYTES)
        out.append(_shaped(view[begin:done], curve, hop, gain))
    out.append(audioop.mul(view[done:], SAMPLE_BYTES, gain))
    return b"".join(out)


def _reductions(wanted: dict[int, float], hops: int) -> Iterator[tuple[int, list[float]]]:
    """Where the gain must go down: first hop, and decibels at each hop's boundary."""
    deepest = min(wanted.values())
    fall, rise = ATTACK_DB_PER_MS * _HOP_MS, RELEASE_DB_PER_MS * _HOP_MS
    before = ceil(-deepest / fall) + 1
    after = ceil(-deepest / rise) + 1
    peaks = sorted(wanted)
    groups: list[list[int]] = []
    for peak in peaks:
        if groups and peak - groups[-1][-1] <= before + after:
            groups[-1].append(peak)
        else:
            groups.append([peak])
    for group in groups:
        first = max(0, group[0] - before)
        last = min(hops, group[-1] + after)
        curve = [0.0] * (last - first + 1)
        for peak in group:
            # Both ends of the hop that holds the peak, so the ramp between them is low enough.
            for at in (peak - first, peak - first + 1):
                curve[at] = min(curve[at], wanted[peak])
        for at in range(len(curve) - 2, -1, -1):
            curve[at] = min(curve[at], curve[at + 1] + fall)
        for at in range(1, len(curve)):
            curve[at] = min(curve[at], curve[at - 1] + rise)
        yield first, curve


def _wanted(view: memoryview, hop: int, limit: float) -> dict[int, float]:
    """The hops that are too loud, each with the decibels it must go down by."""
    wanted: dict[int, float] = {}
    size = hop * SAMPLE_BYTES
    block = size * _BLOCK_HOPS
    for start in range(0, len(view), block):
        if audioop.max(view[start : start + block], SAMPLE_BYTES) <= limit:
            continue
        for at in range(start, min(start + block, len(view)), size):
            peak = audioop.max(view[at : at + size], SAMPLE_BYTES)
            if peak > limit:
                wanted[at // size] = to_decibels(limit / peak)
    return wanted


def _shaped(view: memoryview, curve: list[float], hop: int, gain: float) -> bytes:
    """A stretch multiplied by a gain that runs straight from boundary to boundary."""
    edges = [round(gain * from_decibels(each) * _FIXED_POINT) for each in curve]
    factors: list[int] = []
    for now, then in pairwise(edges):
        step = (then - now) // hop
        factors += range(now, now + step * hop, step) if step else [now] * hop
    products = array("i", map(mul, view.cast("h"), factors))
    return bytes(audioop.lin2lin(products, 4, SAMPLE_BYTES))
