"""Sound into PCM with miniaudio. Nothing is fetched, and no program is run.

What is decoded in pieces never stands in memory as a whole: an hour of speech is 160 MB.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from naqeeb.model import Clip
from naqeeb.pcm.decoder import miniaudio
from naqeeb.pcm.samples import SAMPLE_BYTES, audioop
from naqeeb.signals import held_back

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


class _FromFront(miniaudio.StreamableSource):  # type: ignore[misc]
    """A file that is read from the front only, and may still grow.

    Where the decoder opens a file itself, it takes the length that it has then for its end.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, num_bytes: int) -> bytes:
        return self._file.read(num_bytes)


def mp3_pieces(
    path: Path, rate_hz: int, piece_samples: int = _PIECE_SAMPLES
) -> Generator[memoryview, None, None]:
    """All frames of an MP3 file as mono PCM, in pieces of one length.

    The encoder's delay and padding are among it. The file is opened when the first piece is
    asked for, and may grow while nobody asks for what is not there yet; the decoder reads
    64 KiB at once.

    Args:
        path: the file.
        rate_hz: its own sample rate; another one is converted to.
        piece_samples: the length of a piece.

    Raises:
        OSError: it cannot be read.
        miniaudio.DecodeError: it is no MP3.
    """
    with path.open("rb") as file:
        # Held here: the decoder knows it by its address alone.
        source = _FromFront(file)
        with held_back():  # the decoder calls ``read``
            stream = miniaudio.stream_any(
                source,
                source_format=miniaudio.FileFormat.MP3,
                output_format=_S16,
                nchannels=1,
                sample_rate=rate_hz,
                frames_to_read=piece_samples,
            )
        while True:
            with held_back():
                samples = next(stream, None)
            if samples is None:
                return
            yield memoryview(samples).cast("B")


class Length(NamedTuple):
    """How long a sound is."""

    samples: int
    rate_hz: int

    @property
    def ms(self) -> float:
        """In milliseconds."""
        return self.samples / self.rate_hz * 1000


def decoded_length(path: Path) -> Length:
    """How long an MP3 file is to a player that plays it to its end: all of it is decoded.

    Raises:
        ValueError: it cannot be decoded.
        OSError: it cannot be read.
    """
    try:
        sound = miniaudio.mp3_read_file_s16(str(path))
    except miniaudio.MiniaudioError as error:
        raise ValueError(str(error)) from None
    return Length(sound.num_frames, sound.sample_rate)


def mp3_length(path: Path) -> int:
    """Samples that players keep of an MP3 file, by its Info header.

    Raises:
        miniaudio.DecodeError: there is no such file, or it is no MP3.
    """
    return int(miniaudio.mp3_get_file_info(str(path)).num_frames)
