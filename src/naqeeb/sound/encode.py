"""PCM into MP3 frames with LAME."""

from __future__ import annotations

import lameenc

from naqeeb.pcm.mp3_frames import RATES_HZ, Mp3Format
from naqeeb.pcm.samples import SAMPLE_BYTES

LAME_SCALE_DB = -0.4455
"""LAME multiplies all that it is given by 0.95; the level makes up for it."""

_LOW_KBPS = 48


def overshoot_db(bitrate_kbps: int) -> float:
    """How far a decoded peak can stand above the highest sample that was encoded.

    Measured over five voices at the limiter's ceiling: at most 0.53 dB at
    64 kbps, 1.1 dB at 24 and 32, true peak against sample peak.
    """
    return 0.7 if bitrate_kbps >= _LOW_KBPS else 1.2


def mp3_rate_hz(rate_hz: int) -> int:
    """The MP3 sample rate that keeps all of a voice: its own, or the next above."""
    return next((each for each in RATES_HZ if each >= rate_hz), RATES_HZ[-1])


class Encoder:
    """Mono PCM in, frames out, in order.

    Args:
        mp3: the format of the frames.
        rate_hz: the sample rate of the PCM; LAME converts where the MP3 has another.
        quality: LAME's, 0 (slow) to 9.
    """

    def __init__(self, mp3: Mp3Format, rate_hz: int, quality: int) -> None:
        self.mp3 = mp3
        self.rate_hz = rate_hz
        self.samples = 0
        """Taken so far, at the rate of the PCM."""
        self.encoded_bytes = 0
        """Given out so far."""
        self._lame = lameenc.Encoder()
        self._lame.silence()
        self._lame.set_channels(1)
        self._lame.set_in_sample_rate(rate_hz)
        self._lame.set_out_sample_rate(mp3.rate_hz)
        self._lame.set_bit_rate(mp3.bitrate_kbps)
        self._lame.set_quality(quality)

    @property
    def frames(self) -> int:
        """How many there are: exact once ``finish`` has given out the last.

        By their length: one byte of padding here and there keeps to the bit rate, so what
        they differ by evens out to less than a frame.
        """
        return round(self.encoded_bytes / self.mp3.frame_bytes)

    def encode(self, pcm: bytes) -> bytes:
        """What LAME finishes with this PCM; the rest of a frame may come with the next."""
        self.samples += len(pcm) // SAMPLE_BYTES
        return self._counted(self._lame.encode(pcm))

    def finish(self) -> bytes:
        """The last frames."""
        return self._counted(self._lame.flush())

    def _counted(self, frames: bytearray) -> bytes:
        self.encoded_bytes += len(frames)
        return bytes(frames)
