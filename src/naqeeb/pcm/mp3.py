"""MP3 from a service into samples, with nothing missing on the way.

Decoders are lenient: they skip what they cannot read and stop where the data
stops, without a word. So the frames are walked first: from the first to the
last byte, each must begin where the one before ends (ISO 11172-3, 2.4.1.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from naqeeb.errors import BadAudio
from naqeeb.pcm.decoder import miniaudio
from naqeeb.pcm.samples import audioop

_ID3V2_HEADER = 10
_ID3V1 = 128
_KBPS = {
    # (MPEG 1, layer III) and (MPEG 2 and 2.5, layer III), by index.
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES_HZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LAYER_3 = 1
_MOST_CHANNELS = 2


@dataclass(frozen=True, slots=True)
class Sound:
    """Decoded samples: mono, signed 16 bit, little endian."""

    pcm: bytes
    rate_hz: int


def decode(data: bytes) -> Sound:
    """Samples of a whole MP3.

    Raises:
        BadAudio: it is no MP3, or is cut off, or is damaged on the way.
    """
    samples = _walk(data)
    try:
        sound = miniaudio.mp3_read_s16(data)
    except miniaudio.DecodeError as error:
        raise _bad(f"it does not decode: {error}") from None
    decoded = len(sound.samples) // sound.nchannels
    # A decoder may drop the frames that only prime it or that hold a header.
    if decoded < samples * 0.9 - 4 * 1152:
        raise _bad(f"only {decoded} of {samples} samples decode: damaged")
    pcm = sound.samples.tobytes()
    if sound.nchannels == _MOST_CHANNELS:
        pcm = audioop.tomono(pcm, 2, 0.5, 0.5)
    return Sound(pcm, sound.sample_rate)


def _walk(data: bytes) -> int:
    """The samples that the frames promise."""
    start, end = _skip_tags(data)
    if start >= end:
        raise _bad("it is empty")
    samples = 0
    at = start
    while at < end:
        length, count = _frame(data, at)
        if not length:
            raise _bad(_no_sound(data) if at == start else f"it is damaged at byte {at}")
        at += length
        samples += count
    if at > end:
        raise _bad("its last frame is cut off")
    return samples


def _skip_tags(data: bytes) -> tuple[int, int]:
    start, end = 0, len(data)
    if data[:3] == b"ID3" and end >= _ID3V2_HEADER:
        size = 0
        for byte in data[6:10]:
            size = size << 7 | byte & 0x7F
        start = _ID3V2_HEADER + size
    if data[-_ID3V1:][:3] == b"TAG":
        end -= _ID3V1
    return start, end


def _frame(data: bytes, at: int) -> tuple[int, int]:
    """Length in bytes and samples of the frame at a place; zeros where there is none."""
    head = int.from_bytes(data[at : at + 4].ljust(4, b"\0"), "big")
    version, layer = head >> 19 & 3, head >> 17 & 3
    bitrate, rate, padding = head >> 12 & 15, head >> 10 & 3, head >> 9 & 1
    rates = _RATES_HZ.get(version, ())
    known = head >> 21 == 0x7FF and layer == _LAYER_3 and 0 < bitrate < 15  # noqa: PLR2004 - the format's
    if not known or rate >= len(rates):
        return 0, 0
    mpeg1 = version == 3  # noqa: PLR2004 - the format's
    samples = 1152 if mpeg1 else 576
    return samples // 8 * _KBPS[mpeg1][bitrate] * 1000 // rates[rate] + padding, samples


def _no_sound(data: bytes) -> str:
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        return "it is a web page, not sound"
    if start.startswith((b"{", b"[")):
        return "it is a message, not sound"
    return "it does not begin like MP3"


def _bad(cause: str) -> BadAudio:
    return BadAudio(
        "the service sent sound that cannot be used",
        cause=cause,
        hint="try again, or choose another voice with --voice",
    )
