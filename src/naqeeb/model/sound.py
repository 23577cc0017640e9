"""A finished track and its timeline."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NamedTuple

from msgspec import Meta

from naqeeb.model.values import Bytes, Count, Milliseconds


class CueWord(NamedTuple):
    """A written word in time; in a record an array of four numbers, for there are thousands."""

    start: Count
    """First character, in the cue's written text."""
    end: Count
    start_ms: Milliseconds
    end_ms: Milliseconds


@dataclass(frozen=True, slots=True)
class Cue:
    """A line in time."""

    line: int
    """Index into ``Script.lines``."""
    start_ms: int
    end_ms: int
    words: tuple[CueWord, ...] = ()
    estimated: bool = False
    """True where the engine reported no word times and they were spread over
    the chunk by length."""


@dataclass(frozen=True, slots=True)
class SoundReport:
    """What the finished file was measured to be, after decoding it again."""

    lufs: float
    true_peak_dbtp: float
    decoded_ms: Milliseconds
    longest_silence_ms: Milliseconds
    active_share: float
    """Share of the time that is speech, 0 to 1."""
    chars_per_second: float


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A file that a player can fetch."""

    name: str
    """File name within the episode's folder."""
    media_type: str
    size_bytes: Bytes
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
    bitrate_bps: Count | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A finished MP3 and its timeline."""

    path: Path
    duration_ms: int
    size_bytes: int
    sha256: str
    cues: tuple[Cue, ...]
    report: SoundReport | None = None
    alternates: tuple[AudioFile, ...] = ()
    """Other editions of the same sound, beside ``path``."""
