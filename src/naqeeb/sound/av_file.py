"""Sound files that FFmpeg's libraries write, through PyAV. No other file knows PyAV.

Nothing in a file depends on when or where it was written: no date, no random serial
number, no version of the libraries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import Literal, NamedTuple, Self

import av
from av.audio.frame import AudioFrame
from av.codec.context import Flags

from naqeeb.errors import SoundError
from naqeeb.model import Chapter
from naqeeb.pcm.samples import SAMPLE_BYTES, byte_length

_PIECE_MS = 1000
"""What is encoded in one go, so that a long clip is not held three times over."""


class AvFormat(NamedTuple):
    """What FFmpeg is to write; mono."""

    container: str
    """FFmpeg's name of the muxer."""
    codec: Literal["libopus", "aac"]
    """FFmpeg's name of the encoder."""
    rate_hz: int
    """What is written at another rate is converted."""
    bitrate_bps: int
    codec_options: dict[str, str]
    container_options: dict[str, str]


class Decoded(NamedTuple):
    """What a decoder makes of a file."""

    samples: int
    rate_hz: int
    frame_samples: int
    """The longest frame: where a codec cannot end within one, so much may be too much."""


class AvFile:
    """A file while it is written. As a context it leaves nothing half-written.

    Args:
        path: the file; its folder exists.
        form: what is to be written.
        rate_hz: the sample rate of the PCM.

    Raises:
        OSError: the file cannot be written; this also from each method.
        SoundError: FFmpeg refused; the same.
    """

    def __init__(self, path: Path, form: AvFormat, rate_hz: int) -> None:
        self.path = path
        self.audio_bytes = 0
        """Of the encoded sound, the container not counted."""
        self.samples = 0
        """Taken so far, at the rate of the PCM."""
        self._rate_hz = rate_hz
        self._piece_bytes = byte_length(_PIECE_MS, rate_hz)
        with _as_ours(path):
            self._container = av.open(
                str(path),
                "w",
                format=form.container,
                options={"fflags": "+bitexact", **form.container_options},
            )
            self._stream = self._container.add_stream(
                form.codec, rate=form.rate_hz, options=form.codec_options, layout="mono"
            )
            self._stream.bit_rate = form.bitrate_bps
            self._stream.codec_context.flags |= Flags.bitexact

    def write(self, pcm: bytes) -> None:
        """Encode PCM."""
        for at in range(0, len(pcm), self._piece_bytes):
            piece = pcm[at : at + self._piece_bytes]
            frame = AudioFrame(format="s16", layout="mono", samples=len(piece) // SAMPLE_BYTES)
            frame.planes[0].update(piece)
            frame.sample_rate = self._rate_hz
            frame.time_base = Fraction(1, self._rate_hz)
            frame.pts = self.samples
            self.samples += frame.samples
            self._encode(frame)

    def finish(self, chapters: Sequence[Chapter] = ()) -> None:
        """Encode the rest, write the chapters where the container has any, and close."""
        self._encode(None)
        with _as_ours(self.path):
            if chapters:
                self._container.set_chapters(
                    [
                        {
                            "id": number,
                            "start": chapter.start_ms,
                            "end": chapter.end_ms,
                            "time_base": Fraction(1, 1000),
                            "metadata": {"title": chapter.title},
                        }
                        for number, chapter in enumerate(chapters)
                    ]
                )
            self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: object, __: object) -> None:
        if error is not None:
            with suppress(av.FFmpegError):
                self._container.close()
            self.path.unlink(missing_ok=True)

    def _encode(self, frame: AudioFrame | None) -> None:
        with _as_ours(self.path):
            for packet in self._stream.encode(frame):
                self.audio_bytes += packet.size
                self._container.mux_one(packet)


def decode(path: Path) -> Decoded:
    """Decode a file from beginning to end.

    Raises:
        OSError: it cannot be read.
        SoundError: it cannot be decoded.
    """
    samples = longest = 0
    with _as_ours(path), av.open(str(path)) as container:
        stream = container.streams.audio[0]
        for frame in container.decode(stream):
            samples += frame.samples
            longest = max(longest, frame.samples)
        return Decoded(samples, stream.rate, longest)


@contextmanager
def _as_ours(path: Path) -> Iterator[None]:
    """FFmpeg's errors as ours."""
    try:
        yield
    except av.FFmpegError as error:
        if isinstance(error, OSError):
            # As any other file that cannot be written: the disk is full, and the like.
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise SoundError(
            f"FFmpeg could not make {path.name}: {error}",
            cause="a release of PyAV with other abilities than naqeeb was written against",
            hint="pip install --upgrade av, or leave this edition out of [sound] editions",
            path=str(path),
        ) from error
