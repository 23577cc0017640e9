"""Plain facts of PCM as it flows here: mono, signed 16 bit, little endian."""

from __future__ import annotations

import warnings
from math import inf, log10

with warnings.catch_warnings():
    # Python 3.11 and 3.12 say that audioop will go; from 3.13 on audioop-lts brings it.
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    import audioop

SAMPLE_BYTES = 2
FULL_SCALE = 32768

__all__ = [
    "FULL_SCALE",
    "SAMPLE_BYTES",
    "audioop",
    "byte_length",
    "duration_ms",
    "from_decibels",
    "mixed",
    "to_decibels",
]


def byte_length(ms: float, rate_hz: int) -> int:
    """How many bytes last ``ms`` milliseconds, in whole samples."""
    return round(ms * rate_hz / 1000) * SAMPLE_BYTES


def duration_ms(pcm: bytes | memoryview, rate_hz: int) -> float:
    """How long ``pcm`` lasts."""
    return len(pcm) / SAMPLE_BYTES / rate_hz * 1000


def from_decibels(decibels: float) -> float:
    """A level in decibels as a factor of amplitude."""
    return float(10.0 ** (decibels / 20))


def to_decibels(factor: float) -> float:
    """A factor of amplitude in decibels; silence is -inf."""
    return 20 * log10(factor) if factor > 0 else -inf


def mixed(below: bytes | memoryview, above: bytes | memoryview) -> bytes:
    """Two sounds at once, as long as the first; what is too loud for 16 bit is clipped."""
    fitted = bytes(above[: len(below)]).ljust(len(below), bytes(1))
    return bytes(audioop.add(below, fitted, SAMPLE_BYTES))
