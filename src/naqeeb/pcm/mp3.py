"""A whole MP3 into samples, with a check that nothing of it is missing.

Decoders are lenient: they skip what they cannot read, and where the data ends early
they report no error. So the frames are counted first: from the first to the last byte,
each must begin where the one before ends (ISO 11172-3, 2.4.1.3).
"""

from __future__ import annotations

from naqeeb.errors import BadAudio
from naqeeb.model import Clip
from naqeeb.pcm.decode import clip_of
from naqeeb.pcm.decoder import miniaudio
from naqeeb.pcm.mp3_frames import MPEG_1_SAMPLES, frame_at

_ID3V2_HEADER = 10
_ID3V1 = 128
_LEAST_DECODED = 0.9
_PRIMING_SAMPLES = 4 * MPEG_1_SAMPLES
"""A decoder may leave out the frames that only prepare it, and those that hold a header."""


def decode(data: bytes) -> Clip:
    """Samples of a whole MP3, stereo mixed to mono.

    Raises:
        BadAudio: it is no MP3, or is cut off, or is damaged on the way.
    """
    samples = _count_samples(data)
    try:
        sound = miniaudio.mp3_read_s16(data)
    except miniaudio.DecodeError as error:
        raise _bad(f"it does not decode: {error}") from None
    if sound.num_frames < samples * _LEAST_DECODED - _PRIMING_SAMPLES:
        raise _bad(f"only {sound.num_frames} of {samples} samples decode: damaged")
    return clip_of(sound)


def _count_samples(data: bytes) -> int:
    """The samples that all frames hold by their headers."""
    start, end = _without_tags(data)
    if start >= end:
        raise _bad("it is empty")
    samples = 0
    at = start
    while at < end:
        frame = frame_at(data, at)
        if frame is None:
            raise _bad(_no_sound(data) if at == start else f"it is damaged at byte {at}")
        at += frame.length_bytes
        samples += frame.samples
    if at > end:
        raise _bad("its last frame is cut off")
    return samples


def _without_tags(data: bytes) -> tuple[int, int]:
    """Where the frames begin and end, between an ID3v2 and an ID3v1 tag."""
    start, end = 0, len(data)
    if data[:3] == b"ID3" and end >= _ID3V2_HEADER:
        size = 0
        for byte in data[6:10]:
            size = size << 7 | byte & 0x7F
        start = _ID3V2_HEADER + size
    if data[-_ID3V1:][:3] == b"TAG":
        end -= _ID3V1
    return start, end


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
