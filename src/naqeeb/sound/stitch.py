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

from naqeeb.sound.pcm import SAMPLE_BYTES

FADE_MS = 8
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
    whole = segment(pcm, rate_hz)
    into, out = (min(each, len(whole) // 2) for each in (FADE_MS, out_ms))
    return whole.fade_in(into).fade_out(max(out, into)) if into else whole


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
