"""The first frame of the MP3, which holds no sound but the Info header with LAME's tag.

By it players know the length to the sample and leave out the encoder's delay: without it
all sounds 50 ms late and lasts longer than it should. The layout is that of the Xing
header and of the LAME tag, revision 1, as players read them.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from naqeeb.pcm.mp3_frames import HEADER_BYTES, Mp3Format

ENCODER_DELAY = 576
"""Samples that LAME puts before the sound."""

_LAME_TAG_BYTES = 36
_TABLE_ENTRIES = 100
_SIDE_INFO_BYTES = {True: 17, False: 9}
"""Of a mono frame, by whether it is MPEG-1."""
_HAS_FRAMES, _HAS_BYTES, _HAS_TABLE, _HAS_QUALITY = 1, 2, 4, 8
_QUALITY = 50
_MOST_PADDING = (1 << 12) - 1
"""The tag has twelve bits for it."""


class _Layout(NamedTuple):
    """The frame that the Info header of a file stands in."""

    mp3: Mp3Format
    has_table: bool
    """Whether it has the table by which players find a place; at a constant bit rate they
    can do without, since a place in time is the same share of the bytes."""

    @property
    def tag_at(self) -> int:
        """Where in the frame "Info" stands."""
        return HEADER_BYTES + _SIDE_INFO_BYTES[self.mp3.is_mpeg_1]

    @property
    def fits(self) -> bool:
        """Whether the frame has room for it all."""
        info_bytes = 4 * 4 + (_TABLE_ENTRIES + 4 if self.has_table else 0)
        return self.tag_at + info_bytes + _LAME_TAG_BYTES <= self.frame_bytes

    @property
    def frame_bytes(self) -> int:
        """As long as most frames that follow: some readers take its length for that of all."""
        return round(self.mp3.frame_bytes)

    def empty_frame(self) -> bytearray:
        """Its header and nothing else."""
        frame = bytearray(self.frame_bytes)
        padded = self.frame_bytes > int(self.mp3.frame_bytes)
        frame[:HEADER_BYTES] = self.mp3.header(padded=padded)
        return frame


def _layout(mp3: Mp3Format) -> _Layout:
    """The Info frame of a file of this format.

    It has the bit rate of the frames that follow, or readers take the file's bit rate and
    length from it and are wrong. So where the table has no room it is left out. Only below
    20 kbps or so, where nothing has room, is the frame of the next bit rate that has.
    """
    faster = (kbps for kbps in mp3.bitrates_kbps if kbps > mp3.bitrate_kbps)
    wanted = [_Layout(mp3, has_table=True), _Layout(mp3, has_table=False)]
    wanted += (_Layout(Mp3Format(mp3.rate_hz, kbps), has_table=False) for kbps in faster)
    return next(each for each in wanted if each.fits)


def empty_info_frame(mp3: Mp3Format) -> bytes:
    """What stands in the Info frame's place until the length is known."""
    layout = _layout(mp3)
    frame = layout.empty_frame()
    frame[layout.tag_at : layout.tag_at + 8] = b"Info" + bytes(4)
    return bytes(frame)


def info_frame(mp3: Mp3Format, *, samples: int, frames: int, audio_bytes: int) -> bytes:
    """The finished Info frame.

    Args:
        mp3: the format of the frames that follow.
        samples: how many samples of sound they hold, delay and padding not counted.
        frames: how many there are.
        audio_bytes: how long they are together.
    """
    layout = _layout(mp3)
    frame = layout.empty_frame()
    total = len(frame) + audio_bytes
    has = _HAS_FRAMES | _HAS_BYTES
    if layout.has_table:
        has |= _HAS_TABLE | _HAS_QUALITY
    tag = b"Info" + struct.pack(">III", has, frames, total)
    if layout.has_table:
        tag += _table(len(frame), audio_bytes) + struct.pack(">I", _QUALITY)
    tag += _lame_tag(mp3, padding_samples(mp3, samples=samples, frames=frames), total)
    end = layout.tag_at + len(tag)
    frame[layout.tag_at : end] = tag
    frame[end : end + 2] = struct.pack(">H", _crc_16(frame[:end]))
    return bytes(frame)


def _table(info_bytes: int, audio_bytes: int) -> bytes:
    """Where in the file each hundredth of the time begins, in 256ths of its bytes."""
    total = info_bytes + audio_bytes
    return bytes(
        min(255, (info_bytes + audio_bytes * each // _TABLE_ENTRIES) * 256 // total)
        for each in range(_TABLE_ENTRIES)
    )


def padding_samples(mp3: Mp3Format, *, samples: int, frames: int) -> int:
    """Samples that LAME put after the sound."""
    return frames * mp3.samples_per_frame - ENCODER_DELAY - samples


def has_room_for(padding: int) -> bool:
    """Whether the tag can state so many samples of padding."""
    return 0 <= padding <= _MOST_PADDING


def _lame_tag(mp3: Mp3Format, padding: int, total: int) -> bytes:
    """All but its last two bytes, the CRC."""
    constant_bitrate, lowpass_not_stated = 1, 0
    return (
        b"LAME3.100"
        + bytes((constant_bitrate, lowpass_not_stated))
        + bytes(4 + 2 + 2)  # peak and replay gain: not stated
        + bytes((0, min(255, mp3.bitrate_kbps)))
        + (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
        + bytes(2 + 2)  # noise shaping, gain, preset: not stated
        + struct.pack(">I", total)
        # The CRC of the sound: no player reads it, and it takes longer than decoding.
        + bytes(2)
    )


def _crc_16(data: bytes | bytearray) -> int:
    """CRC-16/ARC, as LAME computes it."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value
