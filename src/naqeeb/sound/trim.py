"""The silence at a clip's ends, cut to a known floor."""

from __future__ import annotations

from typing import NamedTuple

from naqeeb.pcm.samples import SAMPLE_BYTES, audioop, byte_length, duration_ms

EDGE_MS = 10.0
"""So much of the silence before and after the speech is kept: soft consonants
live below any threshold."""

_STEP_MS = 2.0
_BELOW_PEAK = 300
"""What is softer than the peak by this factor (50 dB) is silence."""
_HARMLESS_OFFSET = 8
"""72 dB below full scale: no fade from it can be heard."""
_FULL = 32767
_NOISE_FLOOR = 16
"""Samples up to this value are silence whatever the peak (-66 dBFS)."""


class Trimmed(NamedTuple):
    """A clip without its silent ends."""

    pcm: memoryview
    cut_ms: float
    """What was cut from the beginning; word marks move by it."""
    lead_ms: float
    """Silence that still stands before the speech, at most ``EDGE_MS``."""
    tail_ms: float
    """Silence that still stands after it, at most ``EDGE_MS``."""
    peak: int
    """The loudest sample of the clip as the voice gave it: a pass over all samples, made once."""


def trim(pcm: bytes | memoryview, rate_hz: int) -> Trimmed:
    """Cut silence from both ends of a clip, leaving at most ``EDGE_MS`` of it.

    A clip that is all silence becomes empty.
    """
    view = memoryview(pcm).cast("B")
    step = max(SAMPLE_BYTES, byte_length(_STEP_MS, rate_hz))
    edge = byte_length(EDGE_MS, rate_hz)
    peak = audioop.max(view, SAMPLE_BYTES)
    threshold = max(peak // _BELOW_PEAK, _NOISE_FLOOR)
    size = len(view)
    first = 0
    while first < size and audioop.max(view[first : first + step], SAMPLE_BYTES) <= threshold:
        first += step
    if first >= size:
        return Trimmed(view[:0], 0.0, 0.0, 0.0, peak)
    last = size
    while audioop.max(view[max(first, last - step) : last], SAMPLE_BYTES) <= threshold:
        last -= step
    begin, end = max(0, first - edge), min(size, last + edge)
    return Trimmed(
        pcm=view[begin:end],
        cut_ms=duration_ms(view[:begin], rate_hz),
        lead_ms=duration_ms(view[begin:first], rate_hz),
        tail_ms=duration_ms(view[last:end], rate_hz),
        peak=peak,
    )


def without_offset(pcm: memoryview, peak: int) -> memoryview:
    """The clip with its direct current taken out, where there is any worth the work.

    Args:
        pcm: the clip.
        peak: its loudest sample.
    """
    offset = audioop.avg(pcm, SAMPLE_BYTES) if pcm else 0
    if abs(offset) <= _HARMLESS_OFFSET:
        return pcm
    if peak + abs(offset) > _FULL:
        # audioop.bias wraps around instead of clipping: make room for the shift first.
        pcm = memoryview(audioop.mul(pcm, SAMPLE_BYTES, _FULL / (peak + abs(offset))))
        offset = audioop.avg(pcm, SAMPLE_BYTES)
    return memoryview(audioop.bias(pcm, SAMPLE_BYTES, -offset))
