"""PCM into MP3 with LAME, which lets go of the interpreter's lock while it works."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from naqeeb.errors import SoundError
from naqeeb.sound.info_header import (
    ENCODER_DELAY,
    MP3_RATES_HZ,
    Mp3Format,
    empty_info_frame,
    frame_count,
    info_frame,
    padding_samples,
)
from naqeeb.sound.pcm import SAMPLE_BYTES

LAME_SCALE_DB = -0.4455
"""LAME multiplies all that it is given by 0.95; the level makes up for it."""

_SLICE_BYTES = 1 << 19
_LOW_KBPS = 48


def overshoot_db(bitrate_kbps: int) -> float:
    """How far a decoded peak can stand above the highest sample that was encoded.

    Measured over five voices at the limiter's ceiling: at most 0.53 dB at
    64 kbps, 1.1 dB at 24 and 32, true peak against sample peak.
    """
    return 0.7 if bitrate_kbps >= _LOW_KBPS else 1.2


def mp3_rate_hz(rate_hz: int) -> int:
    """The MP3 sample rate that keeps all of a voice: its own, or the next above."""
    return next((each for each in MP3_RATES_HZ if each >= rate_hz), MP3_RATES_HZ[-1])


class Mp3File:
    """An MP3 file while it is written.

    The first frame is left empty and becomes the Info header at the end, when
    the length is known. Use it as a context; ``finish`` completes the file.
    """

    def __init__(
        self, path: Path, *, rate_hz: int, out_rate_hz: int, bitrate_kbps: int, quality: int
    ) -> None:
        self.mp3 = _format(out_rate_hz, bitrate_kbps)
        self.path = path
        self.rate_hz = rate_hz
        self.samples_in = 0
        self._lame = _lame(self.mp3, rate_hz, quality)
        self._audio_bytes = 0
        try:
            self._file = path.open("wb")
        except OSError as error:
            raise SoundError(
                f"the sound file {path} cannot be written: {error.strerror}", path=str(path)
            ) from error
        self._file.write(empty_info_frame(self.mp3))

    @property
    def samples_out(self) -> int:
        """Length of the sound in the file, in samples of the file's own rate."""
        return round(self.samples_in * self.mp3.rate_hz / self.rate_hz)

    @property
    def samples_decoded(self) -> int:
        """What a decoder makes of all frames, delay and padding included."""
        return frame_count(self.mp3, self._audio_bytes) * self.mp3.samples_per_frame

    def write(self, pcm: bytes) -> bytes:
        """Encode PCM; returns the frames that were written for it, perhaps none yet."""
        self.samples_in += len(pcm) // SAMPLE_BYTES
        return self._keep(
            b"".join(
                self._lame.encode(pcm[at : at + _SLICE_BYTES])
                for at in range(0, len(pcm), _SLICE_BYTES)
            )
        )

    def flush(self) -> bytes:
        """Encode what LAME still holds back; returns the last frames."""
        return self._keep(bytes(self._lame.flush()))

    def finish(self) -> None:
        """Write the Info header and close the file."""
        sizes = {"samples": self.samples_out, "audio_bytes": self._audio_bytes}
        padding = padding_samples(self.mp3, **sizes)
        if not ENCODER_DELAY <= padding + ENCODER_DELAY < 1 << 12:
            raise SoundError(
                "LAME made another number of frames than the sound needs",
                cause="a LAME of another make than naqeeb was written against",
                hint="install the release of lameenc that naqeeb names",
                padding=padding,
            )
        self._file.seek(0)
        self._file.write(info_frame(self.mp3, **sizes))
        self._file.close()

    def _keep(self, frames: bytes) -> bytes:
        self._file.write(frames)
        self._audio_bytes += len(frames)
        return frames

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


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


def _lame(mp3: Mp3Format, rate_hz: int, quality: int) -> Any:
    import lameenc

    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(rate_hz)
    lame.set_out_sample_rate(mp3.rate_hz)
    lame.set_bit_rate(mp3.bitrate_kbps)
    lame.set_quality(quality)
    return lame
