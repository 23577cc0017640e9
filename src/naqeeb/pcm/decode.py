"""Sound into PCM with miniaudio. Nothing is fetched, and no program is run.

What is decoded in pieces never stands in memory as a whole: an hour of speech is 160 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from naqeeb.model import Clip
from naqeeb.pcm.decoder import miniaudio
from naqeeb.pcm.samples import SAMPLE_BYTES, audioop

_S16 = miniaudio.SampleFormat.SIGNED16
_STEREO = 2
_PIECE_SAMPLES = 65_536


def clip_of(sound: Any) -> Clip:
    """What miniaudio decoded at once (a ``DecodedSoundFile`` of 16 bit), stereo mixed to mono."""
    pcm = sound.samples.tobytes()
    if sound.nchannels == _STEREO:
        pcm = audioop.tomono(pcm, SAMPLE_BYTES, 0.5, 0.5)
    return Clip(pcm, sound.sample_rate)


def resampled(pcm: bytes | memoryview, rate_hz: int, to_hz: int) -> bytes:
    """Mono PCM at another sample rate."""
    if rate_hz == to_hz:
        return bytes(pcm)
    return bytes(miniaudio.convert_frames(_S16, 1, rate_hz, bytes(pcm), _S16, 1, to_hz))


def decoded_sound(data: bytes, rate_hz: int, *, most_samples: int) -> bytes | None:
    """A whole sound file as mono PCM at ``rate_hz``, cut soon after ``most_samples``.

    None where it cannot be decoded or holds no sound.
    """
    pieces: list[bytes] = []
    samples = 0
    try:
        for piece in miniaudio.stream_memory(
            data,
            output_format=_S16,
            nchannels=1,
            sample_rate=rate_hz,
            frames_to_read=_PIECE_SAMPLES,
        ):
            pieces.append(piece.tobytes())
            samples += len(piece)
            if samples > most_samples:
                break
    except miniaudio.MiniaudioError:
        return None
    return b"".join(pieces) or None


def mp3_pieces(
    path: Path, rate_hz: int, piece_samples: int = _PIECE_SAMPLES
) -> Iterator[memoryview]:
    """An MP3 file as mono PCM, in pieces of one length, as players decode it.

    The encoder's delay and padding are left out where an Info header states them.

    Args:
        path: the file.
        rate_hz: its own sample rate; another one is converted to.
        piece_samples: the length of a piece.

    Raises:
        miniaudio.DecodeError: there is no such file, or it is no MP3.
    """
    for samples in miniaudio.stream_file(
        str(path),
        output_format=_S16,
        nchannels=1,
        sample_rate=rate_hz,
        frames_to_read=piece_samples,
    ):
        yield memoryview(samples).cast("B")
