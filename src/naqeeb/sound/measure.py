"""What the MP3 sounds like: decoded again and measured, while it is still written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from naqeeb.pcm.decode import mp3_length, mp3_pieces
from naqeeb.pcm.mp3_frames import Mp3Format
from naqeeb.pcm.samples import FULL_SCALE, SAMPLE_BYTES, byte_length
from naqeeb.sound.loudness import meter
from naqeeb.sound.true_peak import TruePeak

BLOCK_MS = 50
_BLOCKS_A_PIECE = 100
_SILENT_BELOW = FULL_SCALE // 200
"""A block without a sample above -46 dBFS is silent."""
_BEHIND_BYTES = 160_000
"""A decoder that comes to the end of a file believes that it is the end. It reads 64 KiB at
once, and the file's buffer may still hold the last of what was written."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the finished file was measured to be."""

    samples: int
    """Its length as players know it, by the Info header."""
    decoded: int
    """Samples of all its frames, the encoder's delay and padding included."""
    lufs: float
    true_peak_dbtp: float
    longest_silence_ms: int
    active_ms: int


class Measurement:
    """Decodes an MP3 some way behind its encoder and measures it.

    ``follow`` while it grows, ``rest`` once its last frame is written, ``measured`` once it
    is complete.

    Args:
        path: the MP3; an Info frame that states no length yet is its first frame.
        mp3: its format.
    """

    def __init__(self, path: Path, mp3: Mp3Format) -> None:
        self._path = path
        self._bytes_a_second = mp3.bitrate_kbps * 1000 / 8
        self._rate_hz = mp3.rate_hz
        self._block = byte_length(BLOCK_MS, mp3.rate_hz)
        self._loudness, self._peak = meter(mp3.rate_hz), TruePeak()
        self._decoded = self._active = self._silent = self._longest = 0
        # The file is opened when the first piece is asked for.
        self._pieces = mp3_pieces(path, mp3.rate_hz, _BLOCKS_A_PIECE * self._block // SAMPLE_BYTES)

    def follow(self, written_bytes: int) -> None:
        """Measure what is far enough behind the end of what was written."""
        while written_bytes > self._needed_bytes and (pcm := next(self._pieces, None)):
            self._take(pcm)

    def rest(self) -> None:
        """Measure to the end; all frames are in the file, but its length is not stated yet.

        A decoder that knew the length would leave out the encoder's delay and padding, and
        whether a frame is missing could not be told.
        """
        for pcm in self._pieces:
            self._take(pcm)

    def measured(self) -> Measured:
        """What the complete file was measured to be."""
        return Measured(
            samples=mp3_length(self._path),
            decoded=self._decoded,
            lufs=round(self._loudness.lufs(), 2),
            true_peak_dbtp=round(self._peak.dbtp, 2),
            longest_silence_ms=self._longest * BLOCK_MS,
            active_ms=self._active * BLOCK_MS,
        )

    def close(self) -> None:
        """Close the file."""
        self._pieces.close()

    @property
    def _needed_bytes(self) -> float:
        """So much must be written before the next piece is decoded."""
        seconds = self._decoded / self._rate_hz + _BLOCKS_A_PIECE * BLOCK_MS / 1000
        return seconds * self._bytes_a_second + _BEHIND_BYTES

    def _take(self, pcm: memoryview) -> None:
        self._decoded += len(pcm) // SAMPLE_BYTES
        self._loudness.add(pcm)
        for peak in self._peak.add(pcm, self._block):
            if peak > _SILENT_BELOW:
                self._active += 1
                self._silent = 0
            else:
                self._silent += 1
                self._longest = max(self._longest, self._silent)
