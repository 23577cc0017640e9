"""How a recording breathes: its longest run without a pause, and how many lengths its pauses have.

    python bench/breath.py FILE.mp3...

A pause is 150 ms or more below -50 dBFS, measured in steps of 5 ms; a run is what lies between
two pauses. Pauses are of one length where they are the same to 10 ms.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from naqeeb.pcm.decode import mp3_pieces
from naqeeb.pcm.samples import FULL_SCALE, audioop, byte_length, from_decibels

QUIET = FULL_SCALE * from_decibels(-50)
LEAST_PAUSE_MS = 150
STEP_MS = 5
SAME_MS = 10
RATE_HZ = 22_050


@dataclass(frozen=True, slots=True)
class Breath:
    """Runs and pauses of a recording, in milliseconds, in order."""

    runs: tuple[int, ...]
    pauses: tuple[int, ...]

    @property
    def lengths(self) -> int:
        """How many lengths the pauses have."""
        return len({round(each / SAME_MS) for each in self.pauses})


def breath_of(path: Path) -> Breath:
    """Measure an MP3; the silence at its beginning and end does not count."""
    step = byte_length(STEP_MS, RATE_HZ)
    heard: list[bool] = []
    for piece in mp3_pieces(path, RATE_HZ, step // 2 * 1000):
        heard += (
            audioop.max(piece[at : at + step], 2) > QUIET for at in range(0, len(piece), step)
        )
    while heard and not heard[-1]:
        heard.pop()
    runs: list[int] = []
    pauses: list[int] = []
    run = silence = 0
    for each in heard[heard.index(True) :] if heard else []:
        if each:
            if silence * STEP_MS >= LEAST_PAUSE_MS:
                runs.append(run * STEP_MS)
                pauses.append(silence * STEP_MS)
                run = silence = 0
            run += silence + 1
            silence = 0
        else:
            silence += 1
    return Breath((*runs, run * STEP_MS), tuple(pauses))


def main() -> None:
    """Print one line a file."""
    for name in sys.argv[1:]:
        breath = breath_of(Path(name))
        over = [sum(run > seconds * 1000 for run in breath.runs) for seconds in (6, 8, 16)]
        print(
            f"{Path(name).name[-24:]:26}longest run {max(breath.runs) / 1000:5.1f} s,"
            f" {over[0]} over 6 s, {over[1]} over 8, {over[2]} over 16, of {len(breath.runs)};"
            f" {len(breath.pauses)} pauses of {breath.lengths} lengths"
        )


if __name__ == "__main__":
    main()
