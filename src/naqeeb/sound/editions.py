"""Opus and M4B: the same sound once more, for those whose players want them.

Each edition is given the same PCM as the MP3. To encode it takes longer than all else
together, so it is done in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, Self

from naqeeb.errors import TrackFailedCheck
from naqeeb.model import Chapter
from naqeeb.pcm.samples import SAMPLE_BYTES, audioop, from_decibels
from naqeeb.sound.av_file import AvFile, AvFormat, decode
from naqeeb.sound.background import Background
from naqeeb.sound.edition_kinds import EDITION_KINDS
from naqeeb.sound.encode import LAME_SCALE_DB

_PENDING_PIECES = 4
"""Pieces of PCM that wait for the encoder; more would only fill memory."""
_OPUS_BPS = 24_000
_OPUS_RATE_HZ = 16_000
"""Players always decode to 48 kHz. At 24 kbps what lies above 8 kHz costs peaks of up to
1.6 dB over what was encoded, against 0.8, and takes from what lies below."""
_OPUS_LOSS_DB = 0.25
"""So much softer speech comes out: 0.25 to 0.35 dB over five manners of espeak."""
_AAC_BPS = 64_000
_AAC_MOST_BITS = 6
"""A sample, in AAC-LC (6144 a frame of 1024): less than 64 kbps below 11 kHz."""


class Kind(NamedTuple):
    """An edition: what it is called, and how it is written."""

    suffix: str
    media_type: str
    """With the codec, as RFC 6381 writes it."""
    title: str
    gain_db: float
    """What makes it as loud as the MP3."""
    format_at: Callable[[int], AvFormat]
    """By the sample rate of the MP3."""


class Edition:
    """One edition while it is encoded; a context that leaves nothing half-written.

    Args:
        kind: which of them.
        mp3: the file that it stands beside.
        rate_hz: the sample rate of the PCM.
        mp3_rate_hz: that of the MP3.
        check: decode the finished file.
    """

    def __init__(
        self, kind: Kind, mp3: Path, *, rate_hz: int, mp3_rate_hz: int, check: bool
    ) -> None:
        self.kind = kind
        self.path = mp3.with_suffix(kind.suffix)
        self._rate_hz = rate_hz
        self._check = check
        self._gain = from_decibels(kind.gain_db)
        form = kind.format_at(mp3_rate_hz)
        self._coded_rate_hz = form.rate_hz
        with ExitStack() as stack:
            self._file = stack.enter_context(AvFile(self.path, form, rate_hz))
            # Left first: nothing is encoded any more when the file is closed.
            self._encoding = stack.enter_context(
                Background(f"naqeeb-{kind.suffix[1:]}", room=_PENDING_PIECES)
            )
            self._stack = stack.pop_all()

    def write(self, pcm: bytes) -> None:
        """Have PCM encoded; waits while too much is pending."""
        self._encoding.do(self._encode, pcm)

    def finish(self, chapters: Sequence[Chapter]) -> int:
        """Complete the file and look at it.

        Returns:
            The sound's bits a second, on average.

        Raises:
            TrackFailedCheck: it is not as long as its sound.
            OSError: it cannot be written.
            SoundError: FFmpeg refused.
        """
        self._encoding.wait()
        self._file.finish(chapters)
        if self._check:
            self._compare_length()
        return round(self._file.audio_bytes * 8 * self._rate_hz / max(1, self._file.samples))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.__exit__(*error)  # type: ignore[arg-type]

    def _encode(self, pcm: bytes) -> None:
        self._file.write(audioop.mul(pcm, SAMPLE_BYTES, self._gain))

    def _compare_length(self) -> None:
        decoded = decode(self.path)
        wanted = self._file.samples * decoded.rate_hz / self._rate_hz
        # Converted to the rate at which it is coded, its length is a whole number of samples there.
        rounded = decoded.rate_hz / self._coded_rate_hz
        if not -rounded <= decoded.samples - wanted < max(1, decoded.frame_samples):
            self.path.unlink()
            fault = f"it decodes to {decoded.samples} samples instead of {wanted:.0f}"
            raise TrackFailedCheck(
                f"the finished {self.path.suffix[1:]} edition did not pass its check: {fault}",
                hint="pip install --upgrade av, or leave it out of [sound] editions",
                problems=(fault,),
            )


def _opus(_: int) -> AvFormat:
    # "voip" would filter the sound, and take music for speech; "audio" tells them apart.
    return AvFormat("ogg", "libopus", _OPUS_RATE_HZ, _OPUS_BPS, {"application": "audio"}, {})


def _m4b(mp3_rate_hz: int) -> AvFormat:
    return AvFormat(
        container="ipod",
        codec="aac",
        rate_hz=mp3_rate_hz,
        bitrate_bps=min(_AAC_BPS, _AAC_MOST_BITS * mp3_rate_hz),
        codec_options={"aac_coder": "fast"},
        container_options={
            "brand": "M4B ",
            # The index before the sound, so that a player can begin at once.
            "movflags": "+faststart",
            # The edit list counts in samples, so the length is exact.
            "movie_timescale": str(mp3_rate_hz),
        },
    )


# The PCM is as loud as LAME needs it, which makes all softer; these encoders do not.
KINDS = {
    "opus": Kind(*EDITION_KINDS["opus"], LAME_SCALE_DB + _OPUS_LOSS_DB, _opus),
    "m4b": Kind(*EDITION_KINDS["m4b"], LAME_SCALE_DB, _m4b),
}
