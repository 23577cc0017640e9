"""The files of one track, all written from the same PCM."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Self

from naqeeb.model import AudioFile, Chapter
from naqeeb.safe_files import sha256
from naqeeb.settings import SoundSettings
from naqeeb.sound.background import Background
from naqeeb.sound.disk import disk_errors
from naqeeb.sound.encode import mp3_rate_hz
from naqeeb.sound.measure import Measured, Measurement
from naqeeb.sound.mp3_file import Mp3File

if TYPE_CHECKING:
    from naqeeb.sound.editions import Edition

DATA_SAVER_KBPS = 24
DATA_SAVER_RATE_HZ = 16_000
_MOST_WAITING = 8
"""Pieces of PCM that may wait for the encoder, so that an hour is never held in memory."""


class Outputs:
    """The MP3, and the data saver and editions that the settings ask for. A context.

    LAME works in one thread of its own, beside the level and the mix of the next sentence: a
    tenth of one article's time on two processors. The check of what it has encoded goes on
    meanwhile, an eighth of the time of an hour of sound. What LAME raises is raised by the next
    method that is called.

    Args:
        path: the MP3; its folder exists, and the other files are written there too.
        settings: format and editions.
        rate_hz: the sample rate of the PCM.
        check: measure the MP3 while it is written, and look at an edition once it is finished.

    Raises:
        SoundError: a file cannot be written, or MP3 has no such bit rate; this also from
            each method.
    """

    def __init__(self, path: Path, settings: SoundSettings, rate_hz: int, *, check: bool) -> None:
        self._settings = settings
        with ExitStack() as stack, disk_errors(path):
            self.mp3 = stack.enter_context(_mp3(path, settings, rate_hz))
            self._data_saver: list[Mp3File] = []
            if settings.data_saver:
                self._data_saver.append(stack.enter_context(_data_saver(path, settings, rate_hz)))
            self._editions: list[Edition] = [
                stack.enter_context(each) for each in self._wanted_editions(rate_hz, check=check)
            ]
            self._measurement: Measurement | None = None
            if check:
                self._measurement = stack.enter_context(closing(Measurement(path, self.mp3.mp3)))
            # Last, so that the files are closed only when nobody writes to them any more.
            self._encoder = stack.enter_context(Background("encoder", room=_MOST_WAITING))
            self._stack = stack.pop_all()
        self._files: tuple[Mp3File | Edition, ...] = (
            self.mp3,
            *self._data_saver,
            *self._editions,
        )

    def write(self, pcm: bytes) -> None:
        """Have PCM encoded into each file, in order."""
        self._encoder.do(self._encode, pcm)
        self._measure()

    def _measure(self) -> None:
        if self._measurement:
            self._measurement.follow(self.mp3.written_bytes)

    def _encode(self, pcm: bytes) -> None:
        for each in self._files:
            with disk_errors(each.path):
                each.write(pcm)

    def finish_mp3(self) -> Measured | None:
        """Complete the MP3; returns what it was measured to be, if it is to be checked."""
        self._encoder.wait(self._measure)
        with disk_errors(self.mp3.path):
            self.mp3.end()
        if self._measurement:
            self._measurement.rest()
        with disk_errors(self.mp3.path):
            self.mp3.write_header()
        return self._measurement.measured() if self._measurement else None

    def finish_others(self, chapters: Sequence[Chapter]) -> tuple[AudioFile, ...]:
        """Complete all other files.

        Args:
            chapters: what an edition that holds chapters is given.

        Raises:
            TrackFailedCheck: an edition is not as long as its sound.
        """
        finished = []
        for mp3 in self._data_saver:
            with disk_errors(mp3.path):
                mp3.finish()
            bitrate_bps = DATA_SAVER_KBPS * 1000
            finished.append(_file(mp3.path, "audio/mpeg", bitrate_bps, f"{DATA_SAVER_KBPS} kbps"))
        for edition in self._editions:
            with disk_errors(edition.path):
                bitrate_bps = edition.finish(chapters)
            kind = edition.kind
            finished.append(_file(edition.path, kind.media_type, bitrate_bps, kind.title))
        return tuple(finished)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.__exit__(*error)  # type: ignore[arg-type]

    def _wanted_editions(self, rate_hz: int, *, check: bool) -> Iterator[Edition]:
        if not self._settings.editions:
            return
        # PyAV, which they are written with, is an extra.
        from naqeeb.sound.editions import KINDS, Edition

        for name in dict.fromkeys(self._settings.editions):
            yield Edition(
                KINDS[name],
                self.mp3.path,
                rate_hz=rate_hz,
                mp3_rate_hz=self.mp3.mp3.rate_hz,
                check=check,
            )


def _mp3(path: Path, settings: SoundSettings, rate_hz: int) -> Mp3File:
    wanted = settings.sample_rate
    return Mp3File(
        path,
        rate_hz=rate_hz,
        out_rate_hz=mp3_rate_hz(rate_hz) if wanted == "native" else wanted,
        bitrate_kbps=settings.bitrate_kbps,
        quality=settings.quality,
    )


def _data_saver(path: Path, settings: SoundSettings, rate_hz: int) -> Mp3File:
    """The edition for listeners who pay by the megabyte."""
    return Mp3File(
        path.with_name(f"{path.stem}-{DATA_SAVER_KBPS}k.mp3"),
        rate_hz=rate_hz,
        out_rate_hz=min(DATA_SAVER_RATE_HZ, mp3_rate_hz(rate_hz)),
        bitrate_kbps=DATA_SAVER_KBPS,
        quality=settings.quality,
    )


def _file(path: Path, media_type: str, bitrate_bps: int, title: str) -> AudioFile:
    return AudioFile(
        name=path.name,
        media_type=media_type,
        size_bytes=path.stat().st_size,
        sha256=sha256(path),
        bitrate_bps=bitrate_bps,
        title=title,
    )
