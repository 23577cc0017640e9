"""Takes into one finished MP3, while the voice still speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path

from naqeeb.errors import SoundError
from naqeeb.model import Pause, Script, Take, Track
from naqeeb.settings import SoundSettings
from naqeeb.sound.beside import Beside
from naqeeb.sound.encode import LAME_SCALE_DB, Mp3File, mp3_rate_hz
from naqeeb.sound.limiter import level
from naqeeb.sound.pcm import duration_ms
from naqeeb.sound.stitch import faded, joined, silence
from naqeeb.sound.timeline import Placed, cues
from naqeeb.sound.trim import trim, without_offset
from naqeeb.sound.words import heard

PENDING_TAKES = 4
"""So many takes may wait for the encoder; more would only fill memory."""
LEAD_MS = 100
TAIL_MS = 400


def record(
    script: Script,
    takes: Iterable[Take],
    out: Path,
    *,
    settings: SoundSettings,
    root: Path,  # noqa: ARG001 - for the station sound to come
    check: bool = True,  # noqa: ARG001 - for the check to come
) -> Track:
    """Make the track of a script.

    Args:
        script: what is spoken; the cues refer to its lines.
        takes: the voiced chunks in order; taken one by one, so the voice may
            still be speaking.
        out: the MP3 that is written; its folder exists.
        settings: pauses, level, format and station sound.
        root: the folder that relative paths in ``settings`` refer to.
        check: decode and measure the finished file.

    Raises:
        TrackFailedCheck: the finished file is not what it should be.
        SoundFileRefused: an intro, outro, sting or bed is not accepted.
        SoundError: there are no takes, or the file cannot be written.
    """
    studio: Beside[Take, Track] = Beside(
        "naqeeb-studio",
        lambda arriving: _produce(script, arriving, out, settings),
        room=PENDING_TAKES,
    )
    try:
        for take in takes:
            studio.put(take)
    except BaseException:
        studio.cancel()
        raise
    return studio.result()


def _produce(script: Script, takes: Iterator[Take], out: Path, settings: SoundSettings) -> Track:
    first = next(takes, None)
    if first is None:
        raise SoundError("there is nothing to record", cause="the script has no lines to speak")
    rate_hz = first.clip.rate_hz
    out_rate_hz = mp3_rate_hz(rate_hz) if settings.sample_rate == "native" else settings.sample_rate
    with Mp3File(
        out,
        rate_hz=rate_hz,
        out_rate_hz=out_rate_hz,
        bitrate_kbps=settings.bitrate_kbps,
        quality=settings.quality,
    ) as mp3:
        placed = [
            *_stitched(first, takes, mp3, rate_hz, settings),
        ]
        mp3.write(joined([silence(TAIL_MS, rate_hz)]))
        mp3.flush()
        mp3.finish()
    with out.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    return Track(
        path=out,
        duration_ms=round(mp3.samples_in / rate_hz * 1000),
        size_bytes=out.stat().st_size,
        sha256=sha256,
        cues=cues(script.lines, placed),
    )


def _stitched(
    first: Take, rest: Iterator[Take], mp3: Mp3File, rate_hz: int, settings: SoundSettings
) -> Iterator[Placed]:
    from itertools import chain

    pause_ms: float = LEAD_MS
    for take in chain((first,), rest):
        if take.clip.rate_hz != rate_hz:
            raise SoundError("voices of different sample rates")
        clip = trim(take.clip.pcm, rate_hz)
        known = take.voice.lufs
        gain_db = settings.lufs - (known if known is not None else settings.lufs) - LAME_SCALE_DB
        pcm = level(
            without_offset(clip.pcm), rate_hz, gain_db, settings.true_peak_dbtp - LAME_SCALE_DB - 1
        )
        gap = silence(pause_ms - clip.lead_ms, rate_hz)
        start_ms = (mp3.samples_in + gap.frame_count()) / rate_hz * 1000
        mp3.write(joined([gap, faded(pcm, rate_hz)]))
        yield Placed(
            chunk=take.chunk,
            start_ms=start_ms + clip.lead_ms,
            end_ms=start_ms + duration_ms(pcm, rate_hz) - clip.tail_ms,
            heard=heard(take.clip.marks, clip, rate_hz, start_ms),
        )
        pause_ms = pause(take.chunk.pause, settings) - clip.tail_ms


def pause(kind: Pause, settings: SoundSettings) -> float:
    """How long a break lasts, in milliseconds."""
    return {
        Pause.NONE: 0,
        Pause.COMMA: settings.comma_ms,
        Pause.CLAUSE: settings.clause_ms,
        Pause.SENTENCE: settings.sentence_ms,
        Pause.PARAGRAPH: settings.paragraph_ms,
        Pause.TITLE: settings.title_ms,
        Pause.STORY: settings.story_ms,
    }[kind]
