"""The frames of an MP3: how long they are, and the four bytes that each begins with.

The one place for the tables of ISO 11172-3 (MPEG-1), ISO 13818-3 (MPEG-2) and the
extension "MPEG 2.5" for the lowest sample rates; layer III throughout.
"""

from __future__ import annotations

from typing import NamedTuple

MPEG_1_SAMPLES = 1152
"""Samples in a frame of MPEG-1; those of MPEG-2 and 2.5 hold half as many."""
HEADER_BYTES = 4

_MPEG_1, _MPEG_2, _MPEG_2_5 = 0b11, 0b10, 0b00
_RATES_HZ = {
    _MPEG_1: (44100, 48000, 32000),
    _MPEG_2: (22050, 24000, 16000),
    _MPEG_2_5: (11025, 12000, 8000),
}
"""Sample rates by the version bits of a header; the place in the row is its rate bits."""
_MPEG_1_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG_2_KBPS = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""Bit rates, from bitrate index 1 on; index 0 ("free") and 15 ("bad") are not taken."""
_SYNC, _LAYER_III, _MONO = 0x7FF, 0b01, 0b11

RATES_HZ = tuple(sorted(rate for rates in _RATES_HZ.values() for rate in rates))
"""Every sample rate that MP3 has, the lowest first."""


class Mp3Format(NamedTuple):
    """Sample rate and bit rate of mono frames. The bit rate is constant."""

    rate_hz: int
    bitrate_kbps: int

    @property
    def is_mpeg_1(self) -> bool:
        """MPEG-1 from 32 kHz on; MPEG-2 and its extension below."""
        return self.rate_hz in _RATES_HZ[_MPEG_1]

    @property
    def samples_per_frame(self) -> int:
        """How many samples a frame holds."""
        return MPEG_1_SAMPLES if self.is_mpeg_1 else MPEG_1_SAMPLES // 2

    @property
    def bitrates_kbps(self) -> tuple[int, ...]:
        """The bit rates that there are at this sample rate."""
        return _MPEG_1_KBPS if self.is_mpeg_1 else _MPEG_2_KBPS

    @property
    def frame_bytes(self) -> float:
        """A frame's length on average: some carry one byte of padding."""
        return self.samples_per_frame / 8 * self.bitrate_kbps * 1000 / self.rate_hz

    def header(self, *, padded: bool = False) -> bytes:
        """A frame header: no CRC, mono, original; with or without the byte of padding."""
        version = next(each for each, rates in _RATES_HZ.items() if self.rate_hz in rates)
        rate = _RATES_HZ[version].index(self.rate_hz)
        bitrate = self.bitrates_kbps.index(self.bitrate_kbps) + 1
        no_crc, original = 1, 1
        bits = (
            _SYNC << 21 | version << 19 | _LAYER_III << 17 | no_crc << 16
            | bitrate << 12 | rate << 10 | padded << 9 | _MONO << 6 | original << 2
        )  # fmt: skip
        return bits.to_bytes(HEADER_BYTES)


class Frame(NamedTuple):
    """What the header of a frame says of it."""

    length_bytes: int
    """Header included."""
    samples: int
    """Of one channel."""


def frame_at(data: bytes, at: int) -> Frame | None:
    """The frame whose header stands at a place; None where there is no header."""
    head = int.from_bytes(data[at : at + HEADER_BYTES].ljust(HEADER_BYTES, b"\0"))
    version, layer = head >> 19 & 0b11, head >> 17 & 0b11
    bitrate, rate, padding = head >> 12 & 0b1111, head >> 10 & 0b11, head >> 9 & 1
    if head >> 21 != _SYNC or layer != _LAYER_III or version not in _RATES_HZ:
        return None
    if rate >= len(_RATES_HZ[version]) or not 1 <= bitrate <= len(_MPEG_1_KBPS):
        return None
    mp3 = Mp3Format(_RATES_HZ[version][rate], 0)
    bits_per_second = mp3.bitrates_kbps[bitrate - 1] * 1000
    length = mp3.samples_per_frame // 8 * bits_per_second // mp3.rate_hz + padding
    return Frame(length, mp3.samples_per_frame)
