"""The mix: levelled clips, pauses and imaging, one after the other, and when each begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from naqeeb.model import Line
from naqeeb.pcm.samples import SAMPLE_BYTES, duration_ms, mixed
from naqeeb.sound.bed import Bed
from naqeeb.sound.imaging import Imaging, StationSound, break_between
from naqeeb.sound.levels import Aim, Levelled
from naqeeb.sound.limiter import level
from naqeeb.sound.pauses import varied_pause_ms
from naqeeb.sound.room_tone import RoomTone
from naqeeb.sound.stitch import faded, joined, silence
from naqeeb.sound.timeline import Placed
from naqeeb.sound.word_times import word_times

LEAD_MS = 100
"""Silence before the first sound: some players begin to sound a moment after they begin to play."""
TAIL_MS = 400
REST_MS = 400
"""Silence on both sides of an intro, a sting or an outro."""


class Mix:
    """Puts the track together and hands its PCM on, piece by piece.

    Args:
        lines: of the script.
        station: how it sounds: pauses, and how the bed is mixed in.
        imaging: its intro, stings, bed and outro.
        rate_hz: the sample rate of the track.
        aim: the level that no mix of speech and bed may pass.
        sink: is given the PCM.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        *,
        station: StationSound,
        imaging: Imaging,
        rate_hz: int,
        aim: Aim,
        sink: Callable[[bytes], None],
    ) -> None:
        self._lines = lines
        self._settings = station.settings
        self._headline_stings = station.headline_stings
        self._imaging = imaging
        self._rate_hz = rate_hz
        self._aim = aim
        self._sink = sink
        self._samples = 0
        self._line: Line | None = None
        self._pause_ms: float = LEAD_MS
        self._bed: Bed | None = None
        self._room_tone = RoomTone(rate_hz) if station.settings.room_tone else None
        self.longest_pause_ms: float = 0.0

    @property
    def now_ms(self) -> float:
        """Where the track stands."""
        return self._samples / self._rate_hz * 1000

    def add(self, each: Levelled) -> Placed:
        """Append one clip, with all that comes before it; returns where it lies."""
        line = self._lines[each.take.chunk.line]
        clip, rate_hz = each.clip, self._rate_hz
        self._lead_to(line, clip.lead_ms)
        start_ms = self.now_ms
        pcm = level(clip.pcm, rate_hz, each.gain_db, self._aim.ceiling_dbfs)
        speech = joined([faded(pcm, rate_hz)])
        if self._bed:
            both = mixed(speech, self._bed.under(len(speech)))
            speech = level(both, rate_hz, 0.0, self._aim.ceiling_dbfs)
        self._emit(speech)
        self._line = line
        self._pause_ms = varied_pause_ms(each.take.chunk, self._settings) - clip.tail_ms
        return Placed(
            chunk=each.take.chunk,
            start_ms=start_ms + clip.lead_ms,
            end_ms=start_ms + duration_ms(clip.pcm, rate_hz) - clip.tail_ms,
            words=word_times(each.take.clip.marks, clip, rate_hz, start_ms),
        )

    def close(self) -> None:
        """Append all that comes after the last clip."""
        if self._bed:
            self._end_bed()
        if self._imaging.outro:
            self._rest(REST_MS)
            self._emit(joined([faded(self._imaging.outro, self._rate_hz)]))
        self._rest(TAIL_MS)

    def _lead_to(self, line: Line, lead_ms: float) -> None:
        """All that stands between the clip before and this one."""
        between = break_between(self._line, line, headline_stings=self._headline_stings)
        if self._line is None and self._imaging.intro:
            self._jingle(self._imaging.intro, LEAD_MS)
        if self._bed and between.bed_ends:
            self._end_bed()
        if between.sting and self._imaging.sting:
            self._jingle(self._imaging.sting, REST_MS)
        if between.bed_begins and self._imaging.bed:
            self._rest(self._pause_ms)
            self._pause_ms = 0.0
            self._begin_bed()
        self._rest(self._pause_ms - lead_ms)

    def _jingle(self, pcm: bytes, before_ms: float) -> None:
        self._rest(before_ms)
        self._emit(joined([faded(pcm, self._rate_hz)]))
        self._pause_ms = REST_MS

    def _begin_bed(self) -> None:
        settings = self._settings
        self._bed = Bed(
            self._imaging.bed,
            self._rate_hz,
            up_db=settings.bed_db,
            duck_db=settings.duck_db,
            fade_ms=settings.fade_ms,
        )
        self._emit(self._bed.opening())

    def _end_bed(self) -> None:
        assert self._bed  # noqa: S101 - asked only while there is one
        self._emit(self._bed.closing())
        self._bed = None

    def _rest(self, ms: float) -> None:
        if ms <= 0:
            return
        rest = joined([silence(ms, self._rate_hz)])
        if self._bed:
            rest = self._bed.between(len(rest))
        else:
            self.longest_pause_ms = max(self.longest_pause_ms, ms)
        self._emit(rest)

    def _emit(self, pcm: bytes) -> None:
        self._samples += len(pcm) // SAMPLE_BYTES
        self._sink(self._room_tone.under(pcm) if self._room_tone else pcm)
