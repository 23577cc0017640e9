"""Music under the headlines that steps back while someone speaks."""

from __future__ import annotations

from naqeeb.pcm.samples import SAMPLE_BYTES, byte_length
from naqeeb.sound.stitch import faded_from_to

SILENT_DB = -120.0
OPENING_MS = 1500
"""The bed alone, before the first word and after the last."""


class Bed:
    """Endless music with a level; what is asked for is taken from where it stands.

    Args:
        music: PCM, as loud as the speech.
        rate_hz: its sample rate.
        up_db: its level where nobody speaks.
        duck_db: how much further down it goes under speech.
        fade_ms: how long it takes from one level to another.
    """

    def __init__(
        self, music: bytes, rate_hz: int, *, up_db: float, duck_db: float, fade_ms: int
    ) -> None:
        self._music = music
        self._rate_hz = rate_hz
        self._up_db = up_db
        self._down_db = up_db + duck_db
        self._fade_ms = fade_ms
        self._at = 0

    def opening(self) -> bytes:
        """Fades in, stands alone for a moment, steps back for the first word."""
        return (
            self._ramp(self._fade_ms, SILENT_DB, self._up_db)
            + self._ramp(OPENING_MS, self._up_db, self._up_db)
            + self._ramp(self._fade_ms, self._up_db, self._down_db)
        )

    def under(self, size_bytes: int) -> bytes:
        """The bed under so much speech."""
        return self._take(size_bytes, self._down_db, self._down_db)

    def between(self, size_bytes: int) -> bytes:
        """The bed in a pause so long: it comes up where there is time for it."""
        fade = byte_length(self._fade_ms, self._rate_hz)
        if size_bytes < 2 * fade:
            return self.under(size_bytes)
        return (
            self._take(fade, self._down_db, self._up_db)
            + self._take(size_bytes - 2 * fade, self._up_db, self._up_db)
            + self._take(fade, self._up_db, self._down_db)
        )

    def closing(self) -> bytes:
        """Comes up after the last word and fades out."""
        return (
            self._ramp(self._fade_ms, self._down_db, self._up_db)
            + self._ramp(OPENING_MS, self._up_db, self._up_db)
            + self._ramp(2 * self._fade_ms, self._up_db, SILENT_DB)
        )

    def _ramp(self, ms: float, from_db: float, to_db: float) -> bytes:
        return self._take(byte_length(ms, self._rate_hz), from_db, to_db)

    def _take(self, size_bytes: int, from_db: float, to_db: float) -> bytes:
        if size_bytes < SAMPLE_BYTES:
            return b""
        taken = bytearray()
        while len(taken) < size_bytes:
            piece = self._music[self._at : self._at + size_bytes - len(taken)]
            taken += piece
            self._at = (self._at + len(piece)) % len(self._music)
        return faded_from_to(bytes(taken), self._rate_hz, from_db, to_db)
