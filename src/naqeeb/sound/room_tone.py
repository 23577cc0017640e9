"""Room tone: the faint sound of a quiet room that lies under everything.

In digital silence between sentences a listener takes the station for gone, and some
receivers switch off. Engineers lay recorded room tone under speech; this one is generated:
soft noise without high frequencies, the same in each run, and without a seam where it
begins again.
"""

from __future__ import annotations

from functools import cache
from hashlib import shake_128

from naqeeb.pcm.samples import FULL_SCALE, SAMPLE_BYTES, audioop, byte_length, from_decibels

LEVEL_DBFS = -65.0
"""Its power: some 45 dB below speech, and below what ``check`` takes for sound."""
_LOOP_MS = 7_000
_SEED = b"naqeeb room tone"
_CUTOFF_PASSES = 6
"""So many averages of neighbours leave half the power at 2.4 kHz, at ``_CUTOFF_RATE_HZ``."""
_CUTOFF_RATE_HZ = 22_050


class RoomTone:
    """Endless room tone.

    Args:
        rate_hz: its sample rate.
    """

    def __init__(self, rate_hz: int) -> None:
        self._loop = _generated(rate_hz)
        self._at = 0

    def under(self, pcm: bytes) -> bytes:
        """The next piece of a track, with room tone under it."""
        end = self._at + len(pcm)
        tone = self._loop[self._at : end]
        while len(tone) < len(pcm):
            tone += self._loop[: len(pcm) - len(tone)]
        self._at = end % len(self._loop)
        return bytes(audioop.add(pcm, tone, SAMPLE_BYTES))


@cache
def _generated(rate_hz: int) -> bytes:
    count = byte_length(_LOOP_MS, rate_hz) // SAMPLE_BYTES
    # White noise: bytes that look random, and are the same on every machine.
    pcm = audioop.lin2lin(shake_128(_SEED).digest(count), 1, SAMPLE_BYTES)
    for _ in range(max(1, round(_CUTOFF_PASSES * (rate_hz / _CUTOFF_RATE_HZ) ** 2))):
        half = audioop.mul(pcm, SAMPLE_BYTES, 0.5)
        # The last sample's neighbour is the first: so the loop has no seam.
        pcm = audioop.add(half, half[SAMPLE_BYTES:] + half[:SAMPLE_BYTES], SAMPLE_BYTES)
    wanted = FULL_SCALE * from_decibels(LEVEL_DBFS)
    soft = audioop.mul(pcm, SAMPLE_BYTES, wanted / audioop.rms(pcm, SAMPLE_BYTES))
    return bytes(audioop.bias(soft, SAMPLE_BYTES, -audioop.avg(soft, SAMPLE_BYTES)))
