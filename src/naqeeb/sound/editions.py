"""Opus and M4B: the same sound once more, for those whose players want them.

Each edition is fed the very PCM that becomes the MP3, and encodes it in a thread
of its own. PyAV, an extra, is imported there and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from naqeeb.errors import TrackFailedCheck
from naqeeb.model import Chapter
from naqeeb.pcm.samples import SAMPLE_BYTES, audioop, from_decibels
from naqeeb.sound.background import Beside
from naqeeb.sound.encode import LAME_SCALE_DB

if TYPE_CHECKING:
    from naqeeb.sound.av_file import AvFormat

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
    """One of the names of ``[sound] editions``."""

    suffix: str
    media_type: str
    """With the codec, as RFC 6381 writes it."""
    title: str
    gain_db: float
    """What makes it as loud as the MP3."""
    format_at: Callable[[int], AvFormat]
    """By the sample rate of the MP3."""


class Edition:
    """One edition while it is recorded; a context that leaves nothing half-written.

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
        self._mp3_rate_hz = mp3_rate_hz
        self._check = check
        self._chapters: Sequence[Chapter] = ()
        self._made = Beside[bytes, int](
            f"naqeeb-{kind.suffix[1:]}", self._encode, room=_PENDING_PIECES
        )

    def write(self, pcm: bytes) -> None:
        """Have PCM encoded; waits while too much is pending."""
        self._made.put(pcm)

    def finish(self, chapters: Sequence[Chapter]) -> int:
        """Complete the file and look at it.

        Returns:
            The sound's bits a second, on average.

        Raises:
            TrackFailedCheck: it is not as long as its sound.
            OSError: it cannot be written.
            SoundError: FFmpeg refused.
        """
        # Read by the thread only once it is told that no more sound comes.
        self._chapters = chapters
        return self._made.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._made.cancel()

    def _encode(self, arriving: Iterator[bytes]) -> int:
        from naqeeb.sound.av_file import AvFile

        gain = from_decibels(self.kind.gain_db)
        with AvFile(self.path, self.kind.format_at(self._mp3_rate_hz), self._rate_hz) as file:
            for pcm in arriving:
                file.write(audioop.mul(pcm, SAMPLE_BYTES, gain))
            file.finish(self._chapters)
            if self._check:
                self._look(file.samples)
        return round(file.audio_bytes * 8 * self._rate_hz / max(1, file.samples))

    def _look(self, samples: int) -> None:
        from naqeeb.sound.av_file import decoded

        heard = decoded(self.path)
        wanted = samples * heard.rate_hz / self._rate_hz
        if not -1 <= heard.samples - wanted < max(1, heard.frame_samples):
            found = f"it decodes to {heard.samples} samples instead of {wanted:.0f}"
            raise TrackFailedCheck(
                f"the finished {self.path.suffix[1:]} edition did not pass its check: {found}",
                hint="pip install --upgrade av, or leave it out of [sound] editions",
                problems=(found,),
            )


def _opus(_: int) -> AvFormat:
    from naqeeb.sound.av_file import AvFormat

    # "voip" would filter the sound, and take music for speech; "audio" tells them apart.
    return AvFormat("ogg", "libopus", _OPUS_RATE_HZ, _OPUS_BPS, {"application": "audio"}, {})


def _m4b(mp3_rate_hz: int) -> AvFormat:
    from naqeeb.sound.av_file import AvFormat

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


# The PCM is made for LAME, which makes all that it is given softer; these do not.
KINDS = {
    "opus": Kind(".opus", "audio/ogg; codecs=opus", "Opus", LAME_SCALE_DB + _OPUS_LOSS_DB, _opus),
    "m4b": Kind(".m4b", "audio/mp4; codecs=mp4a.40.2", "M4B", LAME_SCALE_DB, _m4b),
}
