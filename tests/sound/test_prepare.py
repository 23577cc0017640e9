"""Takes prepared for the track: what is not needed any more does not wait with them."""

from __future__ import annotations

from array import array

from naqeeb.model import Chunk, Clip, Mark, Pause, Take, Voice
from naqeeb.sound.prepare import prepared

RATE_HZ = 22050
MARKS = (Mark(0, 3, 0.0),)


def take(pcm: bytes, rate_hz: int = RATE_HZ) -> Take:
    chunk = Chunk(0, 0, 3, "خبر", Pause.SENTENCE)
    return Take(chunk, Clip(pcm, rate_hz, MARKS), Voice("v", "tone"))


def wave(offset: int = 0) -> bytes:
    return array("h", [offset + (4000 if at // 50 % 2 else -4000) for at in range(9000)]).tobytes()


def test_a_clean_clip_goes_on_without_a_copy() -> None:
    pcm = wave()
    (each,) = prepared([take(pcm)], RATE_HZ)
    assert each.clip.pcm.obj is pcm
    assert each.take.clip.pcm is pcm


def test_of_a_clip_that_had_to_be_copied_only_the_copy_is_kept() -> None:
    for given in (take(wave(offset=500)), take(wave(), rate_hz=16_000)):
        (each,) = prepared([given], RATE_HZ)
        assert each.take.clip.pcm == b""
        assert each.take.clip.marks == MARKS
        assert len(each.clip.pcm) > len(wave()) // 2
