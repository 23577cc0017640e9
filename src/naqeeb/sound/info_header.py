"""The first frame of the MP3: Info, and LAME's own words in it.

Without it a player takes the encoder's delay for sound: all comes 50 ms late
and lasts longer than it should. Written by the layout of the Xing header and
the LAME tag (revision 1) as players read them.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

ENCODER_DELAY = 576
"""Samples that LAME puts before the sound."""

_LAME_TAG_BYTES = 36
_TOC_ENTRIES = 100
_INFO_BYTES = 4 + 4 + 4 + 4 + _TOC_ENTRIES + 4
_SIDE_INFO_BYTES = {True: 17, False: 9}
"""Of a mono frame, by whether it is MPEG-1."""

_MPEG_1_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG_2_KBPS = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES_HZ = {
    44100: (0b11, 0), 48000: (0b11, 1), 32000: (0b11, 2),
    22050: (0b10, 0), 24000: (0b10, 1), 16000: (0b10, 2),
    11025: (0b00, 0), 12000: (0b00, 1), 8000: (0b00, 2),
}  # fmt: skip
"""Version bits and rate bits of a frame header, by sample rate."""

_MPEG_1 = 0b11

MP3_RATES_HZ = tuple(sorted(_RATES_HZ))


class Mp3Format(NamedTuple):
    """Constant bit rate, mono."""

    rate_hz: int
    bitrate_kbps: int

    @property
    def is_mpeg_1(self) -> bool:
        """MPEG-1 from 32 kHz on; below, MPEG-2 and its extension 2.5."""
        return _RATES_HZ[self.rate_hz][0] == _MPEG_1

    @property
    def samples_per_frame(self) -> int:
        """How many samples a frame holds."""
        return 1152 if self.is_mpeg_1 else 576

    @property
    def bitrates_kbps(self) -> tuple[int, ...]:
        """The bit rates that there are at this sample rate."""
        return _MPEG_1_KBPS if self.is_mpeg_1 else _MPEG_2_KBPS

    @property
    def frame_bytes(self) -> float:
        """A frame's length on average: some carry one byte of padding."""
        return self.samples_per_frame / 8 * self.bitrate_kbps * 1000 / self.rate_hz

    @property
    def info(self) -> Mp3Format:
        """The format of the Info frame: the same, or the first bit rate it has room in."""
        needed = 4 + _SIDE_INFO_BYTES[self.is_mpeg_1] + _INFO_BYTES + _LAME_TAG_BYTES
        for kbps in self.bitrates_kbps:
            wider = Mp3Format(self.rate_hz, kbps)
            if kbps >= self.bitrate_kbps and int(wider.frame_bytes) >= needed:
                return wider
        raise AssertionError(self)

    def length_of(self, frames: int) -> int:
        """How many bytes so many frames are, from the first one on.

        LAME pads a frame by one byte wherever they would fall behind the bit rate.
        """
        size, rest = divmod(self.samples_per_frame // 8 * self.bitrate_kbps * 1000, self.rate_hz)
        return frames * size - (-(frames - 1) * rest // self.rate_hz) if frames else 0

    def header(self) -> bytes:
        """A frame header: no CRC, no padding, mono, original."""
        version, rate = _RATES_HZ[self.rate_hz]
        kbps = self.bitrates_kbps.index(self.bitrate_kbps) + 1
        layer_3, no_crc, mono, original = 0b01, 1, 0b11, 1
        return bytes(
            (0xFF, 0xE0 | version << 3 | layer_3 << 1 | no_crc, kbps << 4 | rate << 2,
             mono << 6 | original << 2)
        )  # fmt: skip


def empty_info_frame(mp3: Mp3Format) -> bytes:
    """What stands in the Info frame's place until the length is known."""
    frame = bytearray(int(mp3.info.frame_bytes))
    frame[:4] = mp3.info.header()
    at = 4 + _SIDE_INFO_BYTES[mp3.is_mpeg_1]
    frame[at : at + 8] = b"Info" + bytes(4)
    return bytes(frame)


def info_frame(mp3: Mp3Format, *, samples: int, frames: int, audio_bytes: int) -> bytes:
    """The finished Info frame.

    Args:
        mp3: the format of the frames that follow.
        samples: how many samples of sound they hold, delay and padding not counted.
        frames: how many there are.
        audio_bytes: how long they are together.
    """
    frame = bytearray(int(mp3.info.frame_bytes))
    frame[:4] = mp3.info.header()
    at = 4 + _SIDE_INFO_BYTES[mp3.is_mpeg_1]
    padding = padding_samples(mp3, samples=samples, frames=frames)
    total = len(frame) + audio_bytes
    has_all = 0b1111
    toc = bytes(
        min(255, (len(frame) + audio_bytes * each // _TOC_ENTRIES) * 256 // total)
        for each in range(_TOC_ENTRIES)
    )
    tag = b"Info" + struct.pack(">III", has_all, frames, total) + toc + struct.pack(">I", 50)
    tag += _lame_tag(mp3, padding, total)
    frame[at : at + len(tag)] = tag
    frame[at + len(tag) : at + len(tag) + 2] = struct.pack(">H", _crc_16(frame[: at + len(tag)]))
    return bytes(frame)


def frame_count(mp3: Mp3Format, audio_bytes: int) -> int:
    """How many frames so many bytes of one encoder are: padding evens out within a frame."""
    return round(audio_bytes / mp3.frame_bytes)


def padding_samples(mp3: Mp3Format, *, samples: int, frames: int) -> int:
    """Samples that LAME put after the sound."""
    return frames * mp3.samples_per_frame - ENCODER_DELAY - samples


def _lame_tag(mp3: Mp3Format, padding: int, total: int) -> bytes:
    """All but its last two bytes, the CRC."""
    constant_bitrate, no_lowpass_said = 1, 0
    return (
        b"LAME3.100"
        + bytes((constant_bitrate, no_lowpass_said))
        + bytes(4 + 2 + 2)  # peak and replay gain: not said
        + bytes((0, min(255, mp3.bitrate_kbps)))
        + (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
        + bytes(2 + 2)  # noise shaping, gain, preset: not said
        + struct.pack(">I", total)
        + bytes(2)  # CRC of the music: players do not read it, and it costs more than decoding
    )


def _crc_16(data: bytes | bytearray) -> int:
    """CRC-16/ARC, as LAME computes it."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value
