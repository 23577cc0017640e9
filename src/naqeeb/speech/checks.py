"""Whether a clip is speech for its text, as far as that can be told unheard.

Measured over 20 sentences of the embedded voice: 11.4 to 13.1 characters a
second, speech 88 to 97 % of the time, 1,809 to 2,357 zero crossings a second.
Silence, noise, clipping, a wrong sample rate and a clip that ends too early
fall clearly outside the bounds below; a natural voice falls inside. Whether
the words are the right ones cannot be told this way.
"""

from __future__ import annotations

from naqeeb.errors import BadAudio
from naqeeb.model import Clip, Voice
from naqeeb.pcm.samples import audioop
from naqeeb.text.spoken_length import spoken_chars

_LEAST_RATE_HZ, _MOST_RATE_HZ = 8000, 192_000
_FASTEST, _SLOWEST = 0.6, 1.6
"""How far a chunk's length may lie from what the voice's rate predicts."""
_EDGES_S = 1.0
"""Silence that a service may put around a chunk."""
_SHORT_S = 0.25
"""A single word may be this much shorter than predicted."""
_SILENT_RMS = 66
"""-54 dBFS: under this a window is silent."""
_LEAST_ACTIVE = 0.25
_WINDOW_S = 0.05
_LONGEST_GAP_S = 2.5
_FULL_SCALE = 32767
_FULL_PAIRS = (b"\xff\x7f\xff\x7f", b"\x00\x80\x00\x80")
"""Two full samples in a row: one alone may be a lawful peak."""
_MOST_CLIPPED = 0.002
_MOST_CROSSINGS = 0.3
"""Zero crossings a sample; white noise has 0.5."""
_LEAST_CHANGE = 2.0
"""The loudest window over the softest; a hum or hiss has about 1."""
_TELLING_S = 1.5
"""Statistics of a shorter clip say little."""


def check(clip: Clip, text: str, voice: Voice) -> None:
    """Return if ``clip`` can be a voicing of ``text`` by ``voice``.

    Raises:
        BadAudio: it cannot; the cause says what was measured.
    """
    if fault := find_fault(clip, text, voice):
        raise BadAudio(
            f"voice {voice.name} gave sound that is not speech for its text",
            cause=fault,
            hint="try again, or choose another voice with --voice",
            voice=voice.name,
            text=text,
        )


def find_fault(clip: Clip, text: str, voice: Voice) -> str:
    """What is wrong with the clip, in a few words; empty where nothing is."""
    if len(clip.pcm) % 2 or not _LEAST_RATE_HZ <= clip.rate_hz <= _MOST_RATE_HZ:
        return f"{len(clip.pcm)} bytes at {clip.rate_hz} Hz are not 16-bit samples"
    spoken = spoken_chars(text)
    if not any(map(str.isalnum, text)):
        return ""
    if not clip.pcm:
        return "it holds no sound"
    seconds = clip.duration_ms / 1000
    return (
        _wrong_length(seconds, spoken, voice.chars_per_second)
        or _wrong_level(clip, seconds)
        or _clipped(clip)
        or _noise(clip, seconds)
    )


def _wrong_length(seconds: float, spoken: int, chars_per_second: float) -> str:
    expected = spoken / chars_per_second
    if seconds < _FASTEST * expected - _SHORT_S:
        return f"it lasts {seconds:.1f} s where about {expected:.1f} s were expected: cut off"
    if seconds > _SLOWEST * expected + _EDGES_S:
        return f"it lasts {seconds:.1f} s where about {expected:.1f} s were expected: too long"
    return ""


def _wrong_level(clip: Clip, seconds: float) -> str:
    levels = _levels(clip)
    heard = [level > _SILENT_RMS for level in levels]
    if sum(heard) < _LEAST_ACTIVE * len(heard) or not any(heard):
        return "it is silent" if not any(heard) else "most of it is silent"
    gap = longest = 0
    for loud in heard:
        gap = 0 if loud else gap + 1
        longest = max(longest, gap)
    if longest * _WINDOW_S > _LONGEST_GAP_S:
        return f"it is silent for {longest * _WINDOW_S:.1f} s"
    if seconds >= _TELLING_S and max(levels) < _LEAST_CHANGE * min(levels):
        return "its level never changes: a hum or noise"
    return ""


def _levels(clip: Clip) -> list[int]:
    window = int(clip.rate_hz * _WINDOW_S) * 2
    view = memoryview(clip.pcm)
    return [
        audioop.rms(view[start : start + window], 2)
        for start in range(0, max(1, len(view) - window + 1), window)
    ]


def _clipped(clip: Clip) -> str:
    # First, since few clips have such a sample: it takes a third of the time of counting pairs.
    if audioop.max(clip.pcm, 2) < _FULL_SCALE:
        return ""
    pairs = sum(map(clip.pcm.count, _FULL_PAIRS))
    share = 2 * pairs / (len(clip.pcm) / 2)
    return f"{share:.1%} of it is clipped" if share > _MOST_CLIPPED * 2 else ""


def _noise(clip: Clip, seconds: float) -> str:
    if seconds < _TELLING_S:
        return ""
    share = audioop.cross(clip.pcm, 2) / (len(clip.pcm) / 2)
    if share > _MOST_CROSSINGS:
        return f"it crosses zero {share * clip.rate_hz:.0f} times a second: noise"
    return ""
