"""``tone``: a beep for each word.

It speaks nothing, but it is exact: the same text gives the same samples on
every machine, each beep begins at its word mark, and between beeps there is
digital silence. Tests of everything downstream measure against it, and a
newsroom can try its set-up with it.
"""

from __future__ import annotations

import re
from array import array
from math import pi, sin
from sys import byteorder

from naqeeb.model import Clip, Mark, Voice
from naqeeb.speech import options

RATE_HZ = 22050
PERIOD = 25
"""Samples in one wave: 882 Hz, and a whole number so that beeps can be tiled."""
CHAR_MS = 60
"""A beep's length for each character of its word."""
GAP_MS = 70
"""Silence after each word."""
_RAMP = 110
"""Samples over which a beep rises and falls (5 ms), so that it does not click."""
_AMPLITUDE = 5500


class Tone:
    """An engine of the protocol; ``[options]`` may set ``char_ms`` and ``gap_ms``."""

    version = "tone 1"
    online = False
    cacheable = False
    concurrency = 64

    def __init__(self, voice: Voice) -> None:
        options.refuse_unknown(voice, ("char_ms", "gap_ms"))
        self.voice = voice
        self._char_ms = options.whole(voice, "char_ms", CHAR_MS, 10, 1000)
        self._gap_ms = options.whole(voice, "gap_ms", GAP_MS, 0, 1000)

    def ready(self) -> None:
        """It always is."""

    def speak(self, text: str) -> Clip:
        """A beep for each word that white space sets apart."""
        gap = bytes(2 * (RATE_HZ * self._gap_ms // 1000))
        pieces: list[bytes] = []
        marks: list[Mark] = []
        done = 0
        for word in re.finditer(r"\S+", text):
            marks.append(Mark(word.start(), word.end(), done / 2 / RATE_HZ * 1000))
            pieces += (_beep(len(word.group()) * self._char_ms), gap)
            done += len(pieces[-2]) + len(gap)
        return Clip(b"".join(pieces), RATE_HZ, tuple(marks))

    def close(self) -> None:
        """Nothing to let go of."""


def _beep(length_ms: int) -> bytes:
    waves = max(1, RATE_HZ * length_ms // 1000 // PERIOD)
    wave = array("h", (round(_AMPLITUDE * sin(2 * pi * n / PERIOD)) for n in range(PERIOD)))
    samples = wave * waves
    ramp = min(_RAMP, len(samples) // 2)
    for n in range(ramp):
        samples[n] = samples[n] * n // ramp
        samples[-1 - n] = samples[-1 - n] * n // ramp
    if byteorder == "big":
        samples.byteswap()
    return samples.tobytes()
