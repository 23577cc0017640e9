"""The voice's word marks, moved to where the clip lies in the track."""

from __future__ import annotations

from itertools import pairwise

from naqeeb.model import Mark
from naqeeb.pcm.samples import SAMPLE_BYTES, audioop, byte_length
from naqeeb.sound.timeline import WordTime
from naqeeb.sound.trim import Trimmed

_STEP_MS = 5.0
_QUIET_SHARE = 50
"""A word has ended where the sound stays below a fiftieth of the clip's peak (-34 dB)."""


def word_times(
    marks: tuple[Mark, ...], clip: Trimmed, rate_hz: int, at_ms: float
) -> tuple[WordTime, ...]:
    """Words with their times in the track.

    Args:
        marks: as the voice gave them, against the untrimmed clip.
        clip: the clip after trimming.
        rate_hz: its sample rate.
        at_ms: where the trimmed clip begins in the track.
    """
    if not marks or not clip.pcm:
        return ()
    length_ms = len(clip.pcm) / SAMPLE_BYTES / rate_hz * 1000
    speech_end = length_ms - clip.tail_ms
    starts = [min(max(each.at_ms - clip.cut_ms, clip.lead_ms), speech_end) for each in marks]
    quiet = clip.peak // _QUIET_SHARE
    ends = [
        _speech_before(clip.pcm, rate_hz, start, then, quiet) for start, then in pairwise(starts)
    ]
    ends.append(speech_end)
    return tuple(
        WordTime(mark.start, mark.end, at_ms + start, at_ms + max(start, end))
        for mark, start, end in zip(marks, starts, ends, strict=True)
    )


def _speech_before(
    pcm: memoryview, rate_hz: int, start_ms: float, end_ms: float, quiet: int
) -> float:
    """``end_ms``, moved back over the silence before it."""
    first, last = byte_length(start_ms, rate_hz), byte_length(end_ms, rate_hz)
    step = byte_length(_STEP_MS, rate_hz)
    while last - step > first and audioop.max(pcm[last - step : last], SAMPLE_BYTES) <= quiet:
        last -= step
    return last / SAMPLE_BYTES / rate_hz * 1000
