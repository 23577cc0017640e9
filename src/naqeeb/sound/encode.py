"""PCM into MP3 frames with LAME, on several processors at once.

LAME is by far the slowest part of a bulletin, and one LAME keeps to one processor.
So the track is cut into stretches (see :mod:`naqeeb.sound.stretch`), always at the
same places however many processors there are. LAME lets go of the interpreter's
lock while it works.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Self

from naqeeb.pcm.samples import SAMPLE_BYTES, byte_length
from naqeeb.sound.info_header import MP3_RATES_HZ, Mp3Format
from naqeeb.sound.stretch import Stretch, border, is_silent

LAME_SCALE_DB = -0.4455
"""LAME multiplies all that it is given by 0.95; the level makes up for it."""

_STRETCH_MS = 10_000
"""A stretch ends in the first silence after so much of it."""
_PART_MS = 6_000
"""What is encoded in one go, so that the listener need not wait for a whole stretch."""
_MOST_LANES = 4
_LOW_KBPS = 48


def overshoot_db(bitrate_kbps: int) -> float:
    """How far a decoded peak can stand above the highest sample that was encoded.

    Measured over five voices at the limiter's ceiling: at most 0.53 dB at
    64 kbps, 1.1 dB at 24 and 32, true peak against sample peak.
    """
    return 0.7 if bitrate_kbps >= _LOW_KBPS else 1.2


def mp3_rate_hz(rate_hz: int) -> int:
    """The MP3 sample rate that keeps all of a voice: its own, or the next above."""
    return next((each for each in MP3_RATES_HZ if each >= rate_hz), MP3_RATES_HZ[-1])


class Encoder:
    """PCM in, frames out, in order; a context that ends its threads.

    Args:
        mp3: the format of the frames.
        rate_hz: the sample rate of the PCM.
        quality: LAME's, 0 (slow) to 9.
    """

    def __init__(self, mp3: Mp3Format, rate_hz: int, quality: int) -> None:
        self.mp3 = mp3
        self.rate_hz = rate_hz
        self.samples = 0
        """Taken so far."""
        self._quality = quality
        self._stretches: list[Stretch] = []
        self._stretch = self._begun()
        self._stretch_samples = 0
        self._part: list[bytes] = []
        self._part_bytes = 0
        self._most_part_bytes = byte_length(_PART_MS, rate_hz)
        # LAME's own resampling knows no borders between frames of the result.
        self._cuts = mp3.rate_hz == rate_hz
        lanes = min(_MOST_LANES, os.cpu_count() or 1) if self._cuts else 1
        self._lanes = deque(ThreadPoolExecutor(1, "naqeeb-lame") for _ in range(lanes))

    @property
    def frames(self) -> int:
        """How many there are: exact once all of them were taken."""
        return sum(each.frames for each in self._stretches)

    def put(self, pcm: bytes) -> Iterator[Future[bytes]]:
        """Take PCM; yields frames to be, as far as there is enough for them."""
        self.samples += len(pcm) // SAMPLE_BYTES
        silence = self._border_in(pcm) * SAMPLE_BYTES
        if not silence:
            yield from self._taken(pcm)
            return
        yield from self._taken(pcm[:silence])
        frames = self._stretch_samples // self.mp3.samples_per_frame
        yield self._encoded(partial(self._stretch.end_at, frames))
        self._stretch = self._begun()
        self._stretch_samples = 0
        # Turn by turn: stretches are of about one length.
        self._lanes.rotate(-1)
        yield from self._taken(pcm[silence:])

    def end(self) -> Future[bytes]:
        """The last frames to be."""
        return self._encoded(self._stretch.end)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for lane in self._lanes:
            lane.shutdown(cancel_futures=True)

    def _begun(self) -> Stretch:
        stretch = Stretch(self.mp3, self.rate_hz, self._quality)
        self._stretches.append(stretch)
        return stretch

    def _border_in(self, pcm: bytes) -> int:
        """How many samples of ``pcm`` belong to this stretch still; 0 where it goes on."""
        long_enough = self._stretch_samples * 1000 >= _STRETCH_MS * self.rate_hz
        if not (self._cuts and long_enough and is_silent(pcm)):
            return 0
        return border(self._stretch_samples, len(pcm) // SAMPLE_BYTES, self.mp3) or 0

    def _taken(self, pcm: bytes) -> Iterator[Future[bytes]]:
        self._stretch_samples += len(pcm) // SAMPLE_BYTES
        for at in range(0, len(pcm), self._most_part_bytes):
            piece = pcm[at : at + self._most_part_bytes]
            self._part.append(piece)
            self._part_bytes += len(piece)
            if self._part_bytes >= self._most_part_bytes:
                yield self._encoded(self._stretch.encode)

    def _encoded(self, how: Callable[[bytes], bytes]) -> Future[bytes]:
        part = b"".join(self._part)
        self._part.clear()
        self._part_bytes = 0
        return self._lanes[0].submit(how, part)
