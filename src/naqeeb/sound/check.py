"""What was measured of the finished file, against what it should be. It is pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from naqeeb.errors import TrackFailedCheck
from naqeeb.model import SoundReport, Take
from naqeeb.sound.measure import Measured
from naqeeb.text.spoken_length import spoken_chars

LUFS_TOLERANCE = 1.5
"""How far a track may be off its level: one sentence alone can be 1 LU off its voice."""
LUFS_TOLERANCE_MIXED = 6.0
"""The same where less than ``_MOSTLY_SPEECH`` of it is speech: pips and music are softer."""
_MOSTLY_SPEECH = 0.8
PEAK_TOLERANCE_DB = 0.5
SILENCE_TOLERANCE_MS = 1000
"""A voice's own pause within a chunk, on top of the longest pause that was put in."""
LEAST_ACTIVE = 0.5
"""Of what should be speech, so much must sound; natural voices reach 0.88 to 0.97."""
PACE_TOLERANCE = 0.25
PACE_TOLERANCE_SHORT = 0.5
_SHORT_MS = 20_000
"""Below this a sentence of long or short words decides the pace."""


class Pace:
    """How fast the track is spoken, and how fast its voices usually speak."""

    def __init__(self) -> None:
        self.chars = 0
        self.speech_ms = 0.0
        self.usual_ms = 0.0

    def add(self, take: Take, speech_ms: float) -> None:
        """Count one take."""
        chars = spoken_chars(take.chunk.text)
        self.chars += chars
        self.speech_ms += speech_ms
        self.usual_ms += chars / take.voice.chars_per_second * 1000

    @property
    def chars_per_second(self) -> float:
        """Characters in a second of speech, pauses between chunks not counted."""
        return self.chars / max(1.0, self.speech_ms) * 1000

    @property
    def slowness(self) -> float:
        """1 where the voices keep their usual time, 2 where they take twice as long."""
        return self.speech_ms / max(1.0, self.usual_ms)

    @property
    def tolerance(self) -> float:
        """How far ``slowness`` may be off 1, as a share."""
        return PACE_TOLERANCE_SHORT if self.usual_ms < _SHORT_MS else PACE_TOLERANCE


@dataclass(frozen=True, slots=True)
class Expected:
    """What the track should be, by its timeline, its settings and its voices."""

    samples: int
    decoded: int
    """Samples of all its frames."""
    duration_ms: float
    pace: Pace
    longest_pause_ms: float
    lufs: float
    true_peak_dbtp: float


def report_of(measured: Measured, expected: Expected) -> SoundReport:
    """The measurements as an episode keeps them."""
    return SoundReport(
        lufs=measured.lufs,
        true_peak_dbtp=measured.true_peak_dbtp,
        decoded_ms=round(expected.duration_ms),
        longest_silence_ms=measured.longest_silence_ms,
        active_share=round(min(1.0, measured.active_ms / max(1.0, expected.duration_ms)), 3),
        chars_per_second=round(expected.pace.chars_per_second, 2),
    )


def problems(measured: Measured, expected: Expected) -> tuple[str, ...]:
    """What is wrong with the file, each in a few words; empty where nothing is."""
    return tuple(_problems(measured, expected))


def _problems(measured: Measured, expected: Expected) -> Iterator[str]:
    if measured.decoded != expected.decoded:
        yield f"its frames hold {measured.decoded} samples instead of {expected.decoded}"
    if measured.samples != expected.samples:
        yield f"it decodes to {measured.samples} samples instead of {expected.samples}"
    mostly_speech = expected.pace.speech_ms >= _MOSTLY_SPEECH * expected.duration_ms
    tolerance = LUFS_TOLERANCE if mostly_speech else LUFS_TOLERANCE_MIXED
    if not abs(measured.lufs - expected.lufs) <= tolerance:
        yield f"its loudness is {measured.lufs} LUFS instead of {expected.lufs}"
    if measured.true_peak_dbtp > min(0.0, expected.true_peak_dbtp + PEAK_TOLERANCE_DB):
        yield f"its true peak is {measured.true_peak_dbtp} dBTP, above {expected.true_peak_dbtp}"
    longest = expected.longest_pause_ms + SILENCE_TOLERANCE_MS
    if measured.longest_silence_ms > longest:
        yield (
            f"it is silent for {measured.longest_silence_ms} ms; at most {longest:.0f} are planned"
        )
    pace = expected.pace
    if measured.active_ms < LEAST_ACTIVE * pace.speech_ms:
        share = measured.active_ms / pace.speech_ms
        yield f"only {share:.0%} of what should be speech can be heard"
    if not 1 / (1 + pace.tolerance) <= pace.slowness <= 1 + pace.tolerance:
        yield (
            f"it speaks {pace.chars_per_second:.1f} characters a second"
            f" and takes {pace.slowness:.2f} times the usual time of its voices"
        )


def judged(measured: Measured, expected: Expected) -> SoundReport:
    """The report, if the track is good.

    Raises:
        TrackFailedCheck: with ``problems`` and ``report`` as facts.
    """
    report = report_of(measured, expected)
    faults = problems(measured, expected)
    if faults:
        raise TrackFailedCheck(
            "the finished sound did not pass its check: " + "; ".join(faults),
            cause="the voice gave broken audio, or its voice file states another"
            " chars_per_second or lufs than it has",
            hint="listen to the voice with `naqeeb voices --check`, or correct its voice file",
            problems=faults,
            report=report,
        )
    return report
