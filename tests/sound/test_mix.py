"""The mix, to the millisecond: what stands before, between and after the clips."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from naqeeb.model import Chunk, Clip, Line, Mark, Pause, Role, Take, Voice
from naqeeb.pcm.samples import FULL_SCALE, from_decibels
from naqeeb.settings import SoundSettings
from naqeeb.sound.imaging import Imaging, StationSound
from naqeeb.sound.levels import Aim, Levelled
from naqeeb.sound.mix import Mix
from naqeeb.sound.timeline import Placed
from naqeeb.sound.trim import Trimmed

RATE_HZ = 8000
VOICE = Voice("plain", "plain")
SETTINGS = SoundSettings(pause_variation=0.0, room_tone=False, sentence_ms=500, fade_ms=200)


def pcm(ms: int) -> bytes:
    return bytes(2 * RATE_HZ * ms // 1000)


def levelled(line: int, ms: int, *, lead_ms: float = 0, tail_ms: float = 0) -> Levelled:
    chunk = Chunk(line, 0, 3, "خبر", Pause.SENTENCE)
    take = Take(chunk, Clip(pcm(ms), RATE_HZ), VOICE)
    return Levelled(take, Trimmed(memoryview(pcm(ms)), 0.0, lead_ms, tail_ms, 0), 0.0)


@pytest.fixture
def track() -> list[bytes]:
    return []


@pytest.fixture
def mixed(track: list[bytes]) -> Callable[..., Mix]:
    def begin(*lines: Line, **imaging: bytes) -> Mix:
        return Mix(
            lines,
            station=StationSound(SETTINGS, Path()),
            imaging=Imaging(**imaging),
            rate_hz=RATE_HZ,
            aim=Aim(-16.0, -1.0),
            sink=track.append,
        )

    return begin


def length_ms(track: list[bytes]) -> float:
    return sum(map(len, track)) / 2 / RATE_HZ * 1000


def body(number: int, *, story: int = 0) -> Line:
    return Line(number, Role.BODY, "خبر", "خبر", story=story)


def headline(number: int, *, story: int = 0) -> Line:
    return Line(number, Role.HEADLINE, "خبر", "خبر", story=story)


def times(placed: Placed) -> tuple[float, float]:
    return placed.start_ms, placed.end_ms


def test_a_pause_begins_where_speech_ends_and_ends_where_speech_begins(
    mixed: Callable[..., Mix], track: list[bytes]
) -> None:
    mix = mixed(body(0), body(1))
    # The first 30 ms of each clip are breath, the last 20 too: they count as silence.
    first = mix.add(levelled(0, 1000, lead_ms=30, tail_ms=20))
    assert times(first) == (100, 1050)
    second = mix.add(levelled(1, 1000, lead_ms=40, tail_ms=20))
    assert times(second) == (1050 + 500, 1550 + 940)
    assert mix.longest_pause_ms == 500 - 20 - 40
    mix.close()
    assert length_ms(track) == mix.now_ms == 2490 + 20 + 400


def test_a_clip_that_begins_with_more_silence_than_the_pause_gets_no_more(
    mixed: Callable[..., Mix],
) -> None:
    mix = mixed(body(0))
    assert times(mix.add(levelled(0, 1000, lead_ms=300))) == (300, 1000)
    assert mix.longest_pause_ms == 0


def test_an_intro_begins_after_a_tenth_of_a_second_and_rests_before_the_first_word(
    mixed: Callable[..., Mix], track: list[bytes]
) -> None:
    mix = mixed(body(0), intro=pcm(700), outro=pcm(300))
    assert times(mix.add(levelled(0, 1000))) == (100 + 700 + 400, 2200)
    mix.close()
    assert length_ms(track) == 2200 + 400 + 300 + 400


def test_an_intro_is_heard_once(mixed: Callable[..., Mix]) -> None:
    mix = mixed(body(0), body(1), intro=pcm(700))
    first = mix.add(levelled(0, 1000))
    assert mix.add(levelled(1, 1000)).start_ms == first.end_ms + 500


def test_words_have_their_time_in_the_track(mixed: Callable[..., Mix]) -> None:
    mix = mixed(body(0))
    silent = levelled(0, 1000)
    clip = Clip(pcm(1000), RATE_HZ, (Mark(0, 3, 250.0),))
    placed = mix.add(silent._replace(take=replace(silent.take, clip=clip)))
    assert [(word.start_ms, word.end_ms) for word in placed.words] == [(350, 1100)]


def test_the_bed_lies_under_speech_and_pauses_alike_and_no_mix_is_too_loud(
    mixed: Callable[..., Mix], track: list[bytes]
) -> None:
    loud = array("h", [30_000] * RATE_HZ).tobytes()
    mix = mixed(headline(0), headline(1), body(2), bed=loud)
    mix.add(levelled(0, 1000))
    spoken = array("h", track[-1])
    ducked = 30_000 * from_decibels(SETTINGS.bed_db + SETTINGS.duck_db)
    assert spoken[len(spoken) // 2] == pytest.approx(ducked, rel=0.01)
    both = levelled(1, 1000)._replace(clip=Trimmed(memoryview(loud), 0.0, 0.0, 0.0, 0))
    mix.add(both)
    assert max(array("h", track[-1])) <= from_decibels(-1.0) * FULL_SCALE + 2
    assert min(array("h", track[-2])[200:-200]) > 0, "the pause between two headlines"
    mix.add(levelled(2, 1000))
    assert set(track[-1]) == {0}, "a story is read without it"


@pytest.mark.parametrize("room_tone", [True, False])
def test_room_tone_lies_under_all_where_it_is_wanted(track: list[bytes], room_tone: bool) -> None:
    mix = Mix(
        [body(0)],
        station=StationSound(replace(SETTINGS, room_tone=room_tone), Path()),
        imaging=Imaging(),
        rate_hz=RATE_HZ,
        aim=Aim(-16.0, -1.0),
        sink=track.append,
    )
    mix.add(levelled(0, 1000))
    mix.close()
    assert all(any(piece) is room_tone for piece in track)


def test_a_sting_rests_on_both_sides_and_stands_between_headlines_only_if_asked_to(
    mixed: Callable[..., Mix],
) -> None:
    mix = mixed(body(0), body(1, story=1), sting=pcm(600))
    mix.add(levelled(0, 1000))
    assert times(mix.add(levelled(1, 1000)))[0] == 1100 + 400 + 600 + 400
    mix = mixed(headline(0), headline(1, story=1), sting=pcm(600))
    mix.add(levelled(0, 1000))
    assert times(mix.add(levelled(1, 1000)))[0] == 1100 + 500


def test_a_bed_opens_before_the_first_headline_and_closes_behind_the_last(
    mixed: Callable[..., Mix], track: list[bytes]
) -> None:
    # Alone it lasts a second and a half; each fade of the settings is 200 ms, the last one twice.
    opening_ms, closing_ms = 200 + 1500 + 200, 200 + 1500 + 2 * 200
    mix = mixed(headline(0), body(1), bed=pcm(700))
    first = mix.add(levelled(0, 1000))
    assert times(first) == (100 + opening_ms, 100 + opening_ms + 1000)
    second = mix.add(levelled(1, 1000))
    assert second.start_ms == first.end_ms + closing_ms + 500
    mix = mixed(headline(0), bed=pcm(700))
    track.clear()
    mix.add(levelled(0, 1000))
    mix.close()
    assert length_ms(track) == first.end_ms + closing_ms + 400
