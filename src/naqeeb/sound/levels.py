"""Each voice to the same level, known before its first frame is encoded.

An MP3 cannot be made louder once it is encoded, and encoding should not wait
until the last word is spoken. So:

- A voice whose file states its ``lufs`` starts at once. Its first 10 seconds
  are measured all the same before they are encoded: they show whether the
  stated level is true, and how much the limiter takes away.
- A voice without it (or with a wrong one) is spooled to disk until the script
  ends, measured as a whole, and encoded then.
- A script shorter than that is simply measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from naqeeb.model import Pause, Take
from naqeeb.pcm.samples import (
    FULL_SCALE,
    SAMPLE_BYTES,
    audioop,
    byte_length,
    duration_ms,
    to_decibels,
)
from naqeeb.sound.limiter import level
from naqeeb.sound.loudness import meter
from naqeeb.sound.prepare import Prepared
from naqeeb.sound.spool import Spool
from naqeeb.sound.trim import Trimmed

SAMPLE_MS = 10_000
"""So much of a voice is measured before it is encoded."""
PATIENCE_MS = 60_000
"""So much waits in memory at most while a voice's sample fills."""
TRUST_LU = 1.0
"""A sample this far off the stated level says that the voice file is wrong."""
_MOST_GAIN_DB = 30.0
_MOST_MAKEUP_DB = 3.0
_HARMLESS_DB = 1.5
"""A limiter that takes so little off the peaks does not change the loudness."""
_CLOSE_LU = 0.05
_ROUNDS = 3


class Aim(NamedTuple):
    """What PCM must be so that the decoded MP3 is as the settings want it."""

    lufs: float
    ceiling_dbfs: float


class Levelled(NamedTuple):
    """A take, its clip, and the gain that brings it to the track's level."""

    take: Take
    clip: Trimmed
    gain_db: float


def levelled(
    takes: Iterable[Prepared],
    *,
    rate_hz: int,
    aim: Aim,
    pause_ms: Callable[[Pause], float],
    folder: Path,
) -> Iterator[Levelled]:
    """Takes with their gain, in order and as early as the gain is known.

    Args:
        takes: as they come.
        rate_hz: their sample rate.
        aim: the level to reach.
        pause_ms: how long a break lasts: pauses count into the standard's measure.
        folder: where takes are spooled if they must be.
    """
    # A voice that fails on the way must leave no file open.
    with ExitStack() as spools:
        yield from _levelled(
            takes, rate_hz, aim, pause_ms, lambda: spools.enter_context(Spool(folder))
        )


def _levelled(
    takes: Iterable[Prepared],
    rate_hz: int,
    aim: Aim,
    pause_ms: Callable[[Pause], float],
    new_spool: Callable[[], Spool],
) -> Iterator[Levelled]:
    voices: dict[str, _VoiceLevel] = {}
    waiting: list[Prepared] = []
    spool: Spool | None = None
    for each in takes:
        speaker = each.take.voice
        voice = voices.setdefault(speaker.name, _VoiceLevel(speaker.lufs, rate_hz, aim))
        voice.add(each.clip.pcm, pause_ms(each.take.chunk.pause))
        if spool is not None:
            spool.put(each)
            continue
        waiting.append(each)
        _settle(voices, waiting, rate_hz)
        if any(one.must_spool for one in voices.values()):
            spool = new_spool()
            for one in waiting:
                spool.put(one)
            waiting.clear()
        elif all(one.known for one in voices.values()):
            yield from (voices[one.take.voice.name].levelled(one) for one in waiting)
            waiting.clear()
    for voice in voices.values():
        voice.measure()
    for each in spool.replay() if spool else waiting:
        yield voices[each.take.voice.name].levelled(each)


def _settle(voices: dict[str, _VoiceLevel], waiting: list[Prepared], rate_hz: int) -> None:
    """Decide the level of voices that were measured for long enough."""
    late = sum(duration_ms(one.clip.pcm, rate_hz) for one in waiting) >= PATIENCE_MS
    for voice in voices.values():
        if voice.enough or late:
            voice.trust()


class _VoiceLevel:
    """What is known of one voice's level."""

    def __init__(self, stated: float | None, rate_hz: int, aim: Aim) -> None:
        self._stated = stated
        self._rate_hz = rate_hz
        self._aim = aim
        self._meter = meter(rate_hz)
        self._sample: list[memoryview] = []
        self._sample_ms = 0.0
        self._gain_db: float | None = None
        self.must_spool = stated is None

    @property
    def known(self) -> bool:
        return self._gain_db is not None

    @property
    def enough(self) -> bool:
        return self._sample_ms >= SAMPLE_MS

    def add(self, pcm: memoryview, pause_ms: float) -> None:
        """Measure a clip and the pause after it, unless the level is decided."""
        if self.known:
            return
        self._meter.add(pcm)
        self._meter.add(bytes(byte_length(pause_ms, self._rate_hz)))
        if not self.enough:
            self._sample.append(pcm)
            self._sample_ms += duration_ms(pcm, self._rate_hz)

    def trust(self) -> None:
        """Take the stated level, if what was measured agrees with it."""
        if self._stated is None or self.known:
            return
        measured = self._meter.lufs()
        if isfinite(measured) and abs(measured - self._stated) > TRUST_LU:
            self.must_spool = True
        else:
            self._decide(self._stated)

    def measure(self) -> None:
        """Take the level of all that was measured, unless it is decided."""
        if self.known:
            return
        measured = self._meter.lufs()
        if not isfinite(measured):
            measured = self._aim.lufs if self._stated is None else self._stated
        self._decide(measured)

    def levelled(self, prepared: Prepared) -> Levelled:
        assert self._gain_db is not None  # noqa: S101 - asked only of voices that are known
        return Levelled(prepared.take, prepared.clip, self._gain_db)

    def _decide(self, lufs: float) -> None:
        gain_db = min(_MOST_GAIN_DB, self._aim.lufs - lufs)
        self._gain_db = gain_db + self._makeup_db(gain_db)
        self._sample.clear()

    def _makeup_db(self, gain_db: float) -> float:
        """What the limiter takes from this voice's loudness, measured by limiting the sample."""
        sample = b"".join(self._sample)
        peak_db = to_decibels(audioop.max(sample, SAMPLE_BYTES) / FULL_SCALE) + gain_db
        if peak_db <= self._aim.ceiling_dbfs + _HARMLESS_DB:
            return 0.0
        wanted = _lufs(sample, self._rate_hz) + gain_db
        makeup = 0.0
        for _ in range(_ROUNDS):
            limited = level(sample, self._rate_hz, gain_db + makeup, self._aim.ceiling_dbfs)
            missing = wanted - _lufs(limited, self._rate_hz)
            makeup += missing
            if not isfinite(makeup) or abs(missing) <= _CLOSE_LU:
                break
        return min(_MOST_MAKEUP_DB, max(0.0, makeup)) if isfinite(makeup) else 0.0


def _lufs(pcm: bytes, rate_hz: int) -> float:
    listener = meter(rate_hz)
    listener.add(pcm)
    return listener.lufs()
