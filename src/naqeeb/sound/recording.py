"""Takes into one finished MP3, while the voice still speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

from naqeeb.errors import SoundError
from naqeeb.model import Chapter, Cue, Script, Take, Track
from naqeeb.safe_files import sha256
from naqeeb.settings import SoundSettings
from naqeeb.sound import check as finished
from naqeeb.sound.encode import LAME_SCALE_DB, overshoot_db
from naqeeb.sound.imaging import StationSound, load_imaging, refuse_unusable_files
from naqeeb.sound.levels import Aim, Levelled, levelled
from naqeeb.sound.mix import Mix
from naqeeb.sound.outputs import DATA_SAVER_KBPS, Outputs
from naqeeb.sound.pauses import pause_ms
from naqeeb.sound.prepare import prepared
from naqeeb.sound.timeline import Placed, cues
from naqeeb.sound.validate import refuse_impossible, refuse_missing

HIGHEST_CEILING_DBFS = -0.3
"""No setting lets the limiter go nearer to full scale."""


class HasChapters(Protocol):
    """Knows the chapters of a track once its timeline is known."""

    def chapters(self, cues: Sequence[Cue], duration_ms: int) -> Sequence[Chapter]:
        """Those of a track of this timeline and this length."""


def make_track(
    script: Script,
    takes: Iterable[Take],
    out: Path,
    station: StationSound,
    *,
    check: bool = True,
    contents: HasChapters | None = None,
) -> Track:
    """Make the track of a script.

    Args:
        script: what is spoken; the cues refer to its lines.
        takes: the voiced chunks in order; taken one by one, so the voice may
            still be speaking.
        out: the MP3 that is written; its folder exists. A data-saver edition
            and other editions are written to the same folder.
        station: how it is to sound.
        check: decode and measure the finished file.
        contents: of what an edition that holds chapters is given its own.

    Raises:
        TrackFailedCheck: the finished file is not what it should be; its facts
            are ``problems`` and ``report``.
        SoundFileRefused: an intro, outro, sting or bed is not accepted.
        SettingsError: a setting is outside what makes sense, or an edition
            needs a package that is not installed.
        SoundError: there are no takes, MP3 has no such bit rate, or the file
            cannot be written.
    """
    settings = station.settings
    refuse_impossible(settings)
    refuse_missing(settings)
    refuse_unusable_files(settings, station.root)
    rate_hz, arriving = _begun(takes)
    aim = aim_of(settings)
    imaging = load_imaging(settings, station.root, rate_hz, aim)
    pace = finished.Pace()
    with Outputs(out, settings, rate_hz, check=check) as outputs:
        mix = Mix(
            script.lines,
            station=station,
            imaging=imaging,
            rate_hz=rate_hz,
            aim=aim,
            sink=outputs.write,
        )
        clips = levelled(
            prepared(arriving, rate_hz),
            rate_hz=rate_hz,
            aim=aim,
            pause_ms=partial(pause_ms, settings=settings),
            folder=out.parent,
        )
        # As they come, so that what the voice reported of each word is not kept for hours.
        timeline = cues(script.lines, _placed(clips, mix, pace))
        mix.close()
        measured = outputs.finish_mp3()
        expected = _expected(outputs, mix, pace, settings)
        report = finished.judged(measured, expected) if measured else None
        duration_ms = round(mix.now_ms)
        chapters = contents.chapters(timeline, duration_ms) if contents else ()
        alternates = outputs.finish_others(chapters)
    return Track(
        path=out,
        duration_ms=duration_ms,
        size_bytes=out.stat().st_size,
        sha256=sha256(out),
        cues=timeline,
        report=report,
        alternates=alternates,
    )


def _begun(takes: Iterable[Take]) -> tuple[int, Iterator[Take]]:
    """The sample rate of the first take, which all others are brought to, and all takes."""
    arriving = iter(takes)
    first = next(arriving, None)
    if first is None:
        raise SoundError(
            "there is nothing to record",
            cause="the script has no line that can be spoken",
            hint="look at it with `naqeeb script`",
        )
    return first.clip.rate_hz, chain((first,), arriving)


def _expected(
    outputs: Outputs, mix: Mix, pace: finished.Pace, settings: SoundSettings
) -> finished.Expected:
    return finished.Expected(
        samples=outputs.mp3.samples,
        decoded=outputs.mp3.decoded_samples,
        duration_ms=mix.now_ms,
        pace=pace,
        longest_pause_ms=mix.longest_pause_ms,
        lufs=settings.lufs,
        true_peak_dbtp=settings.true_peak_dbtp,
    )


def _placed(clips: Iterable[Levelled], mix: Mix, pace: finished.Pace) -> Iterator[Placed]:
    """Each clip put into the mix, and where it lies there."""
    for each in clips:
        place = mix.add(each)
        pace.add(each.take, place.end_ms - place.start_ms)
        yield place


def aim_of(settings: SoundSettings) -> Aim:
    """What PCM must be so that the decoded MP3 is as the settings want it."""
    low = settings.data_saver or "opus" in settings.editions
    kbps = DATA_SAVER_KBPS if low else settings.bitrate_kbps
    ceiling_dbfs = settings.true_peak_dbtp - overshoot_db(kbps) - LAME_SCALE_DB
    return Aim(
        lufs=settings.lufs - LAME_SCALE_DB, ceiling_dbfs=min(HIGHEST_CEILING_DBFS, ceiling_dbfs)
    )
