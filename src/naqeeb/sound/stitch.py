"""Stitching with pydub: fades, silence and the joining of segments.

The only file that knows pydub. Segments are joined over their raw data:
``segment + segment`` copies all that went before, which for an hour of speech
takes half a minute.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any

from naqeeb.pcm.samples import SAMPLE_BYTES, byte_length

FADE_MS = 6
"""Long enough that no edge clicks, short enough that no consonant is lost."""


@cache
def _pydub() -> Any:
    """``pydub.AudioSegment``, imported without the warnings that do not concern naqeeb."""
    # Set for good and by their exact words: the filters are the process's own, and putting
    # them back would race with other threads that set some.
    warnings.filterwarnings("ignore", "Couldn't find ff", RuntimeWarning)
    warnings.filterwarnings("ignore", "invalid escape sequence", DeprecationWarning)
    warnings.filterwarnings("ignore", "invalid escape sequence", SyntaxWarning)
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    from pydub import AudioSegment

    return AudioSegment


def segment(pcm: bytes | memoryview, rate_hz: int) -> Any:
    """PCM as a pydub segment."""
    return _pydub()(data=bytes(pcm), sample_width=SAMPLE_BYTES, frame_rate=rate_hz, channels=1)


def silence(ms: float, rate_hz: int) -> Any:
    """A silent pydub segment."""
    return _pydub().silent(duration=max(0.0, ms), frame_rate=rate_hz)


def faded(pcm: bytes | memoryview, rate_hz: int, *, out_ms: int = FADE_MS) -> Any:
    """A segment that begins and ends in silence, so that no seam can click."""
    # Only the ends go through pydub's fades, which copy all that they are given.
    length_ms = len(pcm) * 1000 // (SAMPLE_BYTES * rate_hz)
    into_ms, out_ms = min(FADE_MS, length_ms // 2), min(out_ms, length_ms - length_ms // 2)
    if not into_ms:
        return segment(pcm, rate_hz)
    view = memoryview(pcm).cast("B")
    into, out = byte_length(into_ms, rate_hz), len(view) - byte_length(out_ms, rate_hz)
    beginning = segment(view[:into], rate_hz).fade_in(into_ms)
    end = segment(view[out:], rate_hz).fade_out(out_ms)
    return segment(b"".join((beginning.raw_data, view[into:out], end.raw_data)), rate_hz)


def faded_from_to(pcm: bytes | memoryview, rate_hz: int, from_db: float, to_db: float) -> bytes:
    """PCM of the same length whose level runs from one gain to another."""
    whole = segment(pcm, rate_hz)
    if from_db == to_db:
        return bytes(whole.apply_gain(to_db).raw_data)
    ramp = whole.fade(from_gain=from_db, to_gain=to_db, start=0, duration=max(1, len(whole)))
    # pydub counts in milliseconds: its ramp may be some samples longer or shorter.
    return bytes(ramp.raw_data[: len(pcm)]).ljust(len(pcm), bytes(1))


def joined(segments: Sequence[Any]) -> bytes:
    """Segments one after the other, as raw PCM."""
    return b"".join(each.raw_data for each in segments)
