"""One stretch of an MP3, encoded by a LAME of its own.

A frame of MP3 leans on its neighbours in three ways: its sound runs on into the
next frame, the encoder holds back the first samples, and bits that one frame does
not need are kept for the next. In digital silence none of that matters. So an MP3
may be put together from stretches that were encoded at the same time, if each one
begins on the border between two frames with silence before it: the first frame of
a LAME takes no bits from earlier ones, and those of the stretch before that would
lie beyond the border hold nothing but silence and are left out.
"""

from __future__ import annotations

from typing import Any

from naqeeb.errors import SoundError
from naqeeb.sound.info_header import Mp3Format, frame_count

SILENT_BEFORE = 2304
"""Samples before a border that must be silent: what decoders and encoder hold back
(1,105), half a window of the transform (576) and the filter bank's length (512)."""
SILENT_AFTER = 576
"""And after it: the other half of the window."""


def border(samples: int, silent: int, mp3: Mp3Format) -> int | None:
    """Where in a silence a new stretch may begin.

    Args:
        samples: how long the stretch is before the silence, in samples.
        silent: how long the silence is.
        mp3: the format; the PCM must have its sample rate.

    Returns:
        Samples of the silence that still belong to the stretch before it; None
        where the silence is too short.
    """
    at = SILENT_BEFORE + -(samples + SILENT_BEFORE) % mp3.samples_per_frame
    return at if at + SILENT_AFTER <= silent else None


class Stretch:
    """Encodes PCM from a border on. Used by one thread at a time."""

    def __init__(self, mp3: Mp3Format, rate_hz: int, quality: int) -> None:
        self._mp3 = mp3
        self._rate_hz = rate_hz
        self._quality = quality
        self._lame: Any = None
        self._bytes = 0

    @property
    def frames(self) -> int:
        """How many frames there are so far; exact at the end of the stretch."""
        return frame_count(self._mp3, self._bytes)

    def encode(self, pcm: bytes) -> bytes:
        """The frames that are finished with this PCM; parts of one may follow later."""
        self._lame = self._lame or _lame(self._mp3, self._rate_hz, self._quality)
        return self._counted(bytes(self._lame.encode(pcm)))

    def end(self, pcm: bytes) -> bytes:
        """The last frames of a track."""
        rest = self.encode(pcm) + self._counted(bytes(self._lame.flush()))
        # A LAME takes more than a megabyte, and an hour has three hundred stretches.
        self._lame = None
        return rest

    def end_at(self, frames: int, pcm: bytes) -> bytes:
        """The last frames before a border, so many since the stretch's beginning."""
        before = self._bytes
        rest = self.end(pcm)
        self._bytes = self._mp3.length_of(frames)
        if len(rest) < self._bytes - before:
            raise SoundError(
                "LAME made fewer frames than the sound needs",
                cause="a LAME of another make than naqeeb was written against",
                hint="install the release of lameenc that naqeeb names",
            )
        return rest[: self._bytes - before]

    def _counted(self, encoded: bytes) -> bytes:
        self._bytes += len(encoded)
        return encoded


def is_silent(pcm: bytes) -> bool:
    """Whether all samples are zero."""
    return pcm == bytes(len(pcm))


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
