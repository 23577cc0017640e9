"""What is said of a track's length before it is made is true of the mix."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from naqeeb.errors import SoundFileRefused
from naqeeb.model import Chunk, Clip, Line, Pause, Role, Take, Voice
from naqeeb.settings import SoundSettings
from naqeeb.sound.imaging import SLOTS, StationSound, load_imaging
from naqeeb.sound.levels import Aim, Levelled
from naqeeb.sound.mix import Mix
from naqeeb.sound.mix_time import MixTime
from naqeeb.sound.trim import Trimmed

RATE_HZ = 8000
AIM = Aim(-19.0, -1.5)
CLIP_MS, PAUSE_MS = 100, 500
PCM = bytes(2 * RATE_HZ * CLIP_MS // 1000)
LINES = st.lists(
    st.builds(
        Line,
        st.integers(-1, 2),
        st.sampled_from(Role),
        st.just("خبر"),
        st.just("خبر"),
        story=st.integers(0, 2),
    ),
    min_size=1,
    max_size=6,
)


def mixed_ms(lines: list[Line], sound: SoundSettings, *, headline_stings: bool) -> float:
    mix = Mix(
        lines,
        station=StationSound(sound, Path(), headline_stings=headline_stings),
        imaging=load_imaging(sound, Path(), RATE_HZ, AIM),
        rate_hz=RATE_HZ,
        aim=AIM,
        sink=lambda _: None,
    )
    for number in range(len(lines)):
        chunk = Chunk(number, 0, 3, "خبر", Pause.SENTENCE)
        take = Take(chunk, Clip(PCM, RATE_HZ), Voice("plain", "plain"))
        mix.add(Levelled(take, Trimmed(memoryview(PCM), 0.0, 0.0, 0.0, 0), 0.0))
    mix.close()
    # Behind the last word comes the end of the track, and not a pause.
    return mix.now_ms


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@example(
    lines=[Line(number, Role.HEADLINE, "خبر", "خبر") for number in (0, 1)],
    wanted={"sting"},
    headline_stings=True,
)
@given(lines=LINES, wanted=st.sets(st.sampled_from(SLOTS)), headline_stings=st.booleans())
def test_it_is_as_long_as_the_mix_makes_it(
    lines: list[Line], wanted: set[str], headline_stings: bool
) -> None:
    sounds: dict[str, Any] = {slot: "pips" if slot == "intro" else "sting" for slot in wanted}
    sound = SoundSettings(
        pause_variation=0.0, room_tone=False, sentence_ms=PAUSE_MS, fade_ms=200, **sounds
    )
    mix_time = MixTime(StationSound(sound, Path(), headline_stings))
    whole = mix_time.between_ms(None, lines[0], 0.0) + mix_time.between_ms(lines[-1], None, 0.0)
    whole += sum(mix_time.between_ms(one, other, PAUSE_MS) for one, other in pairwise(lines))
    made = mixed_ms(lines, sound, headline_stings=headline_stings)
    assert whole + len(lines) * CLIP_MS == pytest.approx(made, abs=0.9)


def test_a_sound_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SoundFileRefused, match=r"none\.mp3"):
        MixTime(StationSound(SoundSettings(outro="none.mp3"), tmp_path))
