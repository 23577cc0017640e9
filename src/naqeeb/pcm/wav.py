"""WAV from a program or a service into samples."""

from __future__ import annotations

from naqeeb.errors import BadAudio
from naqeeb.model import Clip
from naqeeb.pcm.decode import clip_of
from naqeeb.pcm.decoder import miniaudio

_HEADER = 44
# What programs that write into a pipe put there, since they cannot fill in the size later.
_UNKNOWN_SIZES = (0, 0x7FFFFFFF, 0xFFFFFFFF)
_RIFF_HEAD = 8


def read(data: bytes) -> Clip:
    """A whole WAV of any rate, width and number of channels, as mono 16 bit.

    Raises:
        BadAudio: it is no WAV, or is cut off.
    """
    if len(data) < _HEADER or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise _bad("it is empty" if not data else "it does not begin like WAV")
    size = int.from_bytes(data[4:8], "little")
    if size not in _UNKNOWN_SIZES and size + _RIFF_HEAD > len(data) + 1:
        raise _bad(f"{len(data)} of {size + _RIFF_HEAD} bytes are there: cut off")
    try:
        sound = miniaudio.wav_read_s16(_with_size(data, size))
    except miniaudio.DecodeError as error:
        raise _bad(f"it does not decode: {error}") from None
    if sound.nchannels > 2:  # noqa: PLR2004 - left and right
        raise _bad(f"it has {sound.nchannels} channels")
    return clip_of(sound)


def _with_size(data: bytes, size: int) -> bytes:
    """The same WAV; the size of its samples stated, where a server that streams said 0 of them."""
    at = data.find(b"data", len(b"RIFF....WAVE"))
    start = at + len(b"data....")
    is_whole = size not in _UNKNOWN_SIZES and size + _RIFF_HEAD >= len(data)
    if at < 0 or is_whole or any(data[at + 4 : start]):
        return data
    return data[: at + 4] + (len(data) - start).to_bytes(4, "little") + data[start:]


def _bad(cause: str) -> BadAudio:
    return BadAudio(
        "the WAV cannot be used",
        cause=cause,
        hint="try again; where a command of yours wrote it, run that by hand and listen to it",
    )
