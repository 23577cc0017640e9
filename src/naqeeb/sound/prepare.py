"""A take prepared: the track's sample rate, no silent ends, no direct current."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from naqeeb.model import Take
from naqeeb.pcm.decode import resampled
from naqeeb.sound.trim import Trimmed, trim, without_offset


class Prepared(NamedTuple):
    """A take, and what of its clip goes into the track."""

    take: Take
    clip: Trimmed


def prepared(takes: Iterable[Take], rate_hz: int) -> Iterator[Prepared]:
    """Each take at ``rate_hz`` and trimmed, as it comes."""
    for take in takes:
        # An engine cut off in the middle of a sample must not spoil the rest.
        pcm: bytes | memoryview = memoryview(take.clip.pcm)[: len(take.clip.pcm) & ~1]
        if take.clip.rate_hz != rate_hz:
            pcm = resampled(pcm, take.clip.rate_hz, rate_hz)
        clip = trim(pcm, rate_hz)
        clean = without_offset(clip.pcm, clip.peak)
        if clean.obj is not take.clip.pcm:
            # What is not in the track need not wait with what is.
            take = replace(take, clip=replace(take.clip, pcm=b""))  # noqa: PLW2901 - nor be held here
        yield Prepared(take, clip._replace(pcm=clean))
