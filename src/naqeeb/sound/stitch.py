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


def faded(pcm: bytes | memoryview, rate_hz: int, fade_ms: int = FADE_MS) -> Any:
    """A segment that begins and ends in silence, so that no seam can click."""
    whole = segment(pcm, rate_hz)
    length = min(fade_ms, len(whole) // 2)
    return whole.fade_in(length).fade_out(length) if length else whole


def joined(segments: Sequence[Any]) -> bytes:
    """Segments one after the other, as raw PCM."""
    return b"".join(each.raw_data for each in segments)
