"""Takes into one finished MP3, while the voice still speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from naqeeb.errors import SoundError
from naqeeb.model import AudioFile, Chapter, Cue, Script, Take, Track
from naqeeb.settings import SoundSettings
from naqeeb.sound.background import Beside
from naqeeb.sound.check import Expected, Measured, Pace, judged, measure
from naqeeb.sound.encode import LAME_SCALE_DB, mp3_rate_hz, overshoot_db
from naqeeb.sound.imaging import refuse_unusable_files, station
from naqeeb.sound.levels import Aim, levelled
from naqeeb.sound.mix import Programme
from naqeeb.sound.mp3_file import Mp3File, unheard
from naqeeb.sound.pauses import pause_ms
from naqeeb.sound.prepare import prepared
from naqeeb.sound.timeline import Placed, cues
from naqeeb.sound.validate import refuse_impossible, refuse_missing

if TYPE_CHECKING:
    from naqeeb.sound.editions import Edition

PENDING_TAKES = 2
"""So many takes may wait for the encoder; more would only fill memory."""
HIGHEST_CEILING_DBFS = -0.3
"""No setting lets the limiter go nearer to full scale."""
DATA_SAVER_KBPS = 24
DATA_SAVER_RATE_HZ = 16_000

ChapterPlan = Callable[[Sequence[Cue], int], Sequence[Chapter]]
"""From the timeline and the length in milliseconds to chapters."""


def no_chapters(_: Sequence[Cue], __: int) -> Sequence[Chapter]:
    """Plan none."""
    return ()


def record(
    script: Script,
    takes: Iterable[Take],
    out: Path,
    *,
    settings: SoundSettings,
    root: Path,
    check: bool = True,
    chapters: ChapterPlan = no_chapters,
) -> Track:
    """Make the track of a script.

    Args:
        script: what is spoken; the cues refer to its lines.
        takes: the voiced chunks in order; taken one by one, so the voice may
            still be speaking.
        out: the MP3 that is written; its folder exists. A data-saver edition
            and other editions are written beside it.
        settings: pauses, level, format and station sound.
        root: the folder that relative paths in ``settings`` refer to.
        check: decode and measure the finished file.
        chapters: what an edition that holds chapters is given.

    Raises:
        TrackFailedCheck: the finished file is not what it should be; its facts
            are ``problems`` and ``report``.
        SoundFileRefused: an intro, outro, sting or bed is not accepted.
        SettingsError: a setting is outside what makes sense, or an edition
            needs a package that is not installed.
        SoundError: there are no takes, MP3 has no such bit rate, or the file
            cannot be written.
    """
    refuse_impossible(settings)
    refuse_missing(settings)
    refuse_unusable_files(settings, root)
    with Beside[Take, Track](
        "naqeeb-studio",
        lambda arriving: _Studio(script, out, settings, root, chapters).produce(
            arriving, check=check
        ),
        room=PENDING_TAKES,
    ) as studio:
        for take in takes:
            studio.put(take)
        return studio.result()


class _Studio:
    """Makes one track; runs in its own thread, with encoder and check beside it."""

    def __init__(
        self,
        script: Script,
        out: Path,
        settings: SoundSettings,
        root: Path,
        chapters: ChapterPlan,
    ) -> None:
        self._script = script
        self._out = out
        self._settings = settings
        self._root = root
        self._chapters = chapters

    def produce(self, takes: Iterator[Take], *, check: bool) -> Track:
        first = next(takes, None)
        if first is None:
            raise SoundError(
                "there is nothing to record", cause="the script has no line that can be spoken"
            )
        try:
            with ExitStack() as stack:
                return self._produce(chain((first,), takes), first.clip.rate_hz, stack, check=check)
        except OSError as error:
            raise SoundError(
                f"the sound could not be written: {error.strerror}",
                hint="make room on the disk, or choose another --output",
                path=str(self._out),
            ) from error

    def _produce(
        self, takes: Iterator[Take], rate_hz: int, stack: ExitStack, *, check: bool
    ) -> Track:
        settings = self._settings
        aim = aim_of(settings)
        sounds = station(settings, self._root, rate_hz, aim)
        master = stack.enter_context(self._master(rate_hz, check=check))
        saver = stack.enter_context(self._data_saver(rate_hz)) if settings.data_saver else None
        editions = [
            stack.enter_context(each) for each in self._editions(master, rate_hz, check=check)
        ]

        def write(pcm: bytes) -> None:
            master.write(pcm)
            if saver:
                saver.write(pcm)
            for each in editions:
                each.write(pcm)

        programme = Programme(
            self._script.lines,
            settings=settings,
            station=sounds,
            rate_hz=rate_hz,
            aim=aim,
            sink=write,
        )
        pace = Pace()

        def placed() -> Iterator[Placed]:
            for each in levelled(
                prepared(takes, rate_hz),
                rate_hz=rate_hz,
                aim=aim,
                pause_ms=partial(pause_ms, settings=settings),
                folder=self._out.parent,
            ):
                where = programme.add(each)
                pace.add(each.take, where.end_ms - where.start_ms)
                yield where

        # As it comes, so that what the voice reported of each word is not kept for hours.
        timeline = cues(self._script.lines, placed())
        programme.close()
        measured = master.finish()
        report = None
        if measured:
            report = judged(
                measured,
                Expected(
                    samples=master.samples_decoded,
                    duration_ms=programme.now_ms,
                    pace=pace,
                    longest_pause_ms=programme.longest_pause_ms,
                    lufs=settings.lufs,
                    true_peak_dbtp=settings.true_peak_dbtp,
                ),
            )
        duration_ms = round(programme.now_ms)
        alternates = [_data_saver_edition(saver)] if saver else []
        if editions:
            planned = self._chapters(timeline, duration_ms)
            alternates += [_edition(each, planned) for each in editions]
        return Track(
            path=self._out,
            duration_ms=duration_ms,
            size_bytes=self._out.stat().st_size,
            sha256=_sha256(self._out),
            cues=timeline,
            report=report,
            alternates=tuple(alternates),
        )

    def _master(self, rate_hz: int, *, check: bool) -> Mp3File[Measured | None]:
        wanted = self._settings.sample_rate
        out_rate_hz = mp3_rate_hz(rate_hz) if wanted == "native" else wanted
        return Mp3File(
            self._out,
            rate_hz=rate_hz,
            out_rate_hz=out_rate_hz,
            bitrate_kbps=self._settings.bitrate_kbps,
            quality=self._settings.quality,
            listen=partial(measure, rate_hz=out_rate_hz) if check else unheard,
        )

    def _data_saver(self, rate_hz: int) -> Mp3File[None]:
        """The edition for listeners who pay by the megabyte."""
        return Mp3File(
            self._out.with_name(f"{self._out.stem}-{DATA_SAVER_KBPS}k.mp3"),
            rate_hz=rate_hz,
            out_rate_hz=min(DATA_SAVER_RATE_HZ, mp3_rate_hz(rate_hz)),
            bitrate_kbps=DATA_SAVER_KBPS,
            quality=self._settings.quality,
            listen=unheard,
        )

    def _editions(
        self, master: Mp3File[Measured | None], rate_hz: int, *, check: bool
    ) -> Iterator[Edition]:
        if not self._settings.editions:
            return
        from naqeeb.sound.editions import KINDS, Edition

        for name in dict.fromkeys(self._settings.editions):
            yield Edition(
                KINDS[name],
                self._out,
                rate_hz=rate_hz,
                mp3_rate_hz=master.mp3.rate_hz,
                check=check,
            )


def _data_saver_edition(mp3: Mp3File[None]) -> AudioFile:
    mp3.finish()
    return _finished(mp3.path, "audio/mpeg", DATA_SAVER_KBPS * 1000, f"{DATA_SAVER_KBPS} kbps")


def _edition(edition: Edition, chapters: Sequence[Chapter]) -> AudioFile:
    bitrate_bps = edition.finish(chapters)
    return _finished(edition.path, edition.kind.media_type, bitrate_bps, edition.kind.title)


def _finished(path: Path, media_type: str, bitrate_bps: int, title: str) -> AudioFile:
    return AudioFile(
        name=path.name,
        media_type=media_type,
        size_bytes=path.stat().st_size,
        sha256=_sha256(path),
        bitrate_bps=bitrate_bps,
        title=title,
    )


def aim_of(settings: SoundSettings) -> Aim:
    """What PCM must be so that the decoded MP3 is as the settings want it."""
    low = settings.data_saver or "opus" in settings.editions
    kbps = DATA_SAVER_KBPS if low else settings.bitrate_kbps
    ceiling_dbfs = settings.true_peak_dbtp - overshoot_db(kbps) - LAME_SCALE_DB
    return Aim(
        lufs=settings.lufs - LAME_SCALE_DB, ceiling_dbfs=min(HIGHEST_CEILING_DBFS, ceiling_dbfs)
    )


def _sha256(path: Path) -> str:
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
