"""An MP3 file while it is written: frames in order, and the Info header at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import Generic, Self, TypeVar

from naqeeb.errors import SoundError
from naqeeb.sound.background import Beside
from naqeeb.sound.encode import Encoder
from naqeeb.sound.info_header import (
    ENCODER_DELAY,
    Mp3Format,
    empty_info_frame,
    info_frame,
    padding_samples,
)

_PENDING_PARTS = 5
"""Parts that wait for a processor or for the listener; more would only fill memory."""

Heard = TypeVar("Heard")


class Mp3File(Generic[Heard]):
    """Encodes what is written to it, and lets someone listen to the result.

    The first frame is left empty and becomes the Info header at the end, when
    the length is known. Use it as a context; ``finish`` completes the file.

    Args:
        path: the file; its folder exists.
        rate_hz: the sample rate of the PCM.
        out_rate_hz: that of the MP3.
        bitrate_kbps: constant.
        quality: LAME's, 0 (slow) to 9.
        listen: gets the frames once they are written, the empty Info frame
            first, in a thread of its own.
    """

    def __init__(
        self,
        path: Path,
        *,
        rate_hz: int,
        out_rate_hz: int,
        bitrate_kbps: int,
        quality: int,
        listen: Callable[[Iterator[bytes]], Heard],
    ) -> None:
        self.mp3 = _format(out_rate_hz, bitrate_kbps)
        self.path = path
        self._listen = listen
        self._audio_bytes = 0
        with ExitStack() as stack:
            try:
                self._file = stack.enter_context(path.open("wb"))
            except OSError as error:
                raise SoundError(
                    f"the sound file {path} cannot be written: {error.strerror}", path=str(path)
                ) from error
            self._encoder = stack.enter_context(Encoder(self.mp3, rate_hz, quality))
            self._frames = stack.enter_context(
                Beside[Future[bytes], Heard]("naqeeb-check", self._keep, room=_PENDING_PARTS)
            )
            self._stack = stack.pop_all()

    @property
    def samples_out(self) -> int:
        """Length of the sound in the file, in samples of the file's own rate."""
        return round(self._encoder.samples * self.mp3.rate_hz / self._encoder.rate_hz)

    @property
    def samples_decoded(self) -> int:
        """What a decoder makes of all frames, delay and padding included; known at the end."""
        return self._encoder.frames * self.mp3.samples_per_frame

    def write(self, pcm: bytes) -> None:
        """Have PCM encoded; waits while too much is pending."""
        for frames in self._encoder.put(pcm):
            self._frames.put(frames)

    def finish(self) -> Heard:
        """Encode the rest, write the Info header and close the file.

        Returns:
            What the listener made of it.
        """
        self._frames.put(self._encoder.end())
        heard = self._frames.result()
        sizes = {"samples": self.samples_out, "frames": self._encoder.frames}
        padding = padding_samples(self.mp3, **sizes)
        if not ENCODER_DELAY <= padding + ENCODER_DELAY < 1 << 12:
            raise SoundError(
                "LAME made another number of frames than the sound needs",
                cause="a LAME of another make than naqeeb was written against",
                hint="install the release of lameenc that naqeeb names",
                padding=padding,
            )
        self._file.seek(0)
        self._file.write(info_frame(self.mp3, **sizes, audio_bytes=self._audio_bytes))
        self._file.close()
        return heard

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _keep(self, arriving: Iterator[Future[bytes]]) -> Heard:
        """Write frames as they are finished, under the listener's ears."""
        failed: list[BaseException] = []

        def written() -> Iterator[bytes]:
            # What is raised here would pass through the decoder, which makes
            # an error of its own of it.
            try:
                yield from self._written(arriving)
            except BaseException as error:  # noqa: BLE001 - raised again below
                failed.append(error)

        try:
            return self._listen(written())
        finally:
            if failed:
                raise failed[0]

    def _written(self, arriving: Iterator[Future[bytes]]) -> Iterator[bytes]:
        empty = empty_info_frame(self.mp3)
        self._file.write(empty)
        yield empty
        for each in arriving:
            frames = each.result()
            self._file.write(frames)
            self._audio_bytes += len(frames)
            yield frames


def unheard(frames: Iterator[bytes]) -> None:
    """Listen to nothing."""
    for _ in frames:
        pass


def _format(rate_hz: int, bitrate_kbps: int) -> Mp3Format:
    mp3 = Mp3Format(rate_hz, bitrate_kbps)
    if bitrate_kbps not in mp3.bitrates_kbps:
        known = ", ".join(str(each) for each in mp3.bitrates_kbps)
        raise SoundError(
            f"MP3 has no {bitrate_kbps} kbps at {rate_hz} Hz",
            hint=f"set [sound] bitrate_kbps to one of {known}",
            bitrate_kbps=bitrate_kbps,
        )
    return mp3
