"""An MP3 file while it is written: frames in order, and the Info header at the end."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Self

from naqeeb.errors import SoundError
from naqeeb.pcm.mp3_frames import Mp3Format
from naqeeb.sound.encode import Encoder
from naqeeb.sound.info_header import empty_info_frame, has_room_for, info_frame, padding_samples


class Mp3File:
    """Encodes what is written to it. A context that closes the file.

    The first frame is left empty and becomes the Info header at the end, when
    the length is known: ``finish`` completes the file.

    Args:
        path: the file; its folder exists.
        rate_hz: the sample rate of the PCM.
        out_rate_hz: that of the MP3.
        bitrate_kbps: constant.
        quality: LAME's, 0 (slow) to 9.

    Raises:
        OSError: the file cannot be written; this also from each method.
        SoundError: MP3 has no such bit rate at this sample rate.
    """

    def __init__(
        self, path: Path, *, rate_hz: int, out_rate_hz: int, bitrate_kbps: int, quality: int
    ) -> None:
        self.mp3 = _format(out_rate_hz, bitrate_kbps)
        self.path = path
        self.written_bytes = 0
        """Of frames, so far; the last of them may still be in the file's buffer."""
        self._encoder = Encoder(self.mp3, rate_hz, quality)
        self._file = path.open("wb")
        self._file.write(empty_info_frame(self.mp3))

    @property
    def samples(self) -> int:
        """Length of the sound so far, in samples of the MP3's own rate."""
        return round(self._encoder.samples * self.mp3.rate_hz / self._encoder.rate_hz)

    @property
    def decoded_samples(self) -> int:
        """What all frames hold, the encoder's delay and padding included."""
        return self._encoder.frames * self.mp3.samples_per_frame

    def write(self, pcm: bytes) -> None:
        """Encode PCM."""
        self.written_bytes += self._file.write(self._encoder.encode(pcm))

    def finish(self) -> None:
        """Complete the file: the last frames, then the header; both raise as they say."""
        self.end()
        self.write_header()

    def end(self) -> None:
        """Encode the rest: all frames are in the file then."""
        self.written_bytes += self._file.write(self._encoder.finish())
        self._file.flush()

    def write_header(self) -> None:
        """Write the Info header and close the file.

        Raises:
            SoundError: LAME gave another number of frames than the sound needs.
        """
        frames = self._encoder.frames
        padding = padding_samples(self.mp3, samples=self.samples, frames=frames)
        if not has_room_for(padding):
            raise SoundError(
                f"LAME gave {frames} frames for {self.samples} samples",
                cause="a LAME of another make than naqeeb was written against",
                hint="install the release of lameenc that naqeeb names",
            )
        header = info_frame(
            self.mp3,
            samples=self.samples,
            frames=frames,
            audio_bytes=self._encoder.encoded_bytes,
        )
        self._file.seek(0)
        self._file.write(header)
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Only a file that was given up is still open here; closing writes what is buffered.
        with suppress(OSError):
            self._file.close()


def _format(rate_hz: int, bitrate_kbps: int) -> Mp3Format:
    mp3 = Mp3Format(rate_hz, bitrate_kbps)
    if bitrate_kbps not in mp3.bitrates_kbps:
        known = ", ".join(str(each) for each in mp3.bitrates_kbps)
        raise SoundError(
            f"MP3 has no {bitrate_kbps} kbps at {rate_hz} Hz",
            hint=f"set [sound] bitrate_kbps to one of {known}",
        )
    return mp3
