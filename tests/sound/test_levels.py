"""When a level is known, and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from naqeeb.model import Chunk, Clip, Pause, Take, Voice
from naqeeb.sound.levels import PATIENCE_MS, SAMPLE_MS, Aim, levelled
from naqeeb.sound.prepare import Prepared, prepared

AIM = Aim(lufs=-19, ceiling_dbfs=-1.5)
KNOWN = Voice("known", "test", lufs=-15.9)
UNKNOWN = Voice("unknown", "test")


@pytest.fixture(scope="session")
def five_seconds(tone: Any) -> bytes:
    """At -15.9 LUFS."""
    pcm: bytes = tone(5000)
    return pcm


def takes(pcm: bytes, *voices: Voice) -> Iterator[Prepared]:
    chunk = Chunk(0, 0, 3, "خبر", Pause.NONE)
    return prepared((Take(chunk, Clip(pcm, 22050), voice) for voice in voices), 22050)


def gains(folder: Path, arriving: Iterator[Prepared]) -> list[tuple[str, float]]:
    return [
        (each.take.voice.name, each.gain_db)
        for each in levelled(
            arriving, rate_hz=22050, aim=AIM, pause_ms=lambda _: 0.0, folder=folder
        )
    ]


def asked_before_the_first_came_out(folder: Path, arriving: Iterator[Prepared]) -> int:
    asked = 0

    def counted() -> Iterator[Prepared]:
        nonlocal asked
        for each in arriving:
            asked += 1
            yield each

    out = levelled(counted(), rate_hz=22050, aim=AIM, pause_ms=lambda _: 0.0, folder=folder)
    next(out)
    return asked


def test_a_stated_level_is_used_once_a_sample_agrees(tmp_path: Path, five_seconds: bytes) -> None:
    nearly = replace(KNOWN, lufs=-15.5)
    clips = gains(tmp_path, takes(five_seconds, *[nearly] * 8))
    assert {gain for _, gain in clips} == {-3.5}


def test_a_stated_level_needs_a_sample_only(tmp_path: Path, five_seconds: bytes) -> None:
    asked = asked_before_the_first_came_out(tmp_path, takes(five_seconds, *[KNOWN] * 50))
    assert asked == SAMPLE_MS / 5000


def test_an_unknown_level_needs_all(tmp_path: Path, five_seconds: bytes) -> None:
    assert asked_before_the_first_came_out(tmp_path, takes(five_seconds, *[UNKNOWN] * 9)) == 9


def test_a_short_script_is_measured_although_its_level_is_stated(
    tmp_path: Path, five_seconds: bytes
) -> None:
    ((_, gain),) = gains(tmp_path, takes(five_seconds, replace(KNOWN, lufs=-16.6)))
    assert gain == pytest.approx(-3.1, abs=0.4)


def test_a_wrong_level_is_not_believed(tmp_path: Path, five_seconds: bytes) -> None:
    clips = gains(tmp_path, takes(five_seconds, *[replace(KNOWN, lufs=-30)] * 8))
    assert [gain for _, gain in clips] == pytest.approx([-3.1] * 8, abs=0.4)


def test_takes_come_out_in_order_and_whole(tmp_path: Path, tone: Any) -> None:
    voices = [KNOWN, UNKNOWN, KNOWN, KNOWN, UNKNOWN] * 3
    chunk = Chunk(0, 0, 3, "خبر", Pause.NONE)
    clips = [Clip(tone(3000 + 100 * at), 22050) for at in range(len(voices))]
    arriving = prepared(
        (Take(chunk, clip, voice) for clip, voice in zip(clips, voices, strict=True)), 22050
    )
    levels = list(
        levelled(arriving, rate_hz=22050, aim=AIM, pause_ms=lambda _: 0.0, folder=tmp_path)
    )
    assert [each.take.voice.name for each in levels] == [each.name for each in voices]
    lengths = [len(each.clip.pcm) for each in levels]
    assert lengths == sorted(lengths)
    assert list(tmp_path.iterdir()) == []


def test_a_voice_that_says_little_does_not_hold_up_the_rest(
    tmp_path: Path, five_seconds: bytes
) -> None:
    rare = replace(KNOWN, name="rare")
    arriving = takes(five_seconds, rare, *[KNOWN] * 100)
    asked = asked_before_the_first_came_out(tmp_path, arriving)
    assert asked <= PATIENCE_MS / 5000


def test_a_voice_keeps_its_gain_and_its_place_when_another_comes_late(
    tmp_path: Path, five_seconds: bytes
) -> None:
    nearly, late = replace(KNOWN, lufs=-15.5), replace(KNOWN, name="late", lufs=-15.7)
    clips = gains(tmp_path, takes(five_seconds, *[nearly] * 4, late, nearly, nearly))
    assert [name for name, _ in clips] == ["known"] * 4 + ["late"] + ["known"] * 2
    assert {gain for name, gain in clips if name == "known"} == {-3.5}


def test_one_long_clip_of_an_unknown_voice_is_measured(tmp_path: Path, tone: Any) -> None:
    ((_, gain),) = gains(tmp_path, takes(tone(12_000), UNKNOWN))
    assert gain == pytest.approx(-3.1, abs=0.4)


def test_silence_gets_no_endless_gain(tmp_path: Path) -> None:
    ((_, gain),) = gains(tmp_path, takes(bytes(44100), UNKNOWN))
    assert gain == 0


def test_a_silent_voice_whose_level_is_stated_is_taken_at_its_word(tmp_path: Path) -> None:
    ((_, gain),) = gains(tmp_path, takes(bytes(44100), KNOWN))
    assert gain == pytest.approx(AIM.lufs + 15.9)


def test_what_is_hardly_there_is_raised_by_30_db_at_most(tmp_path: Path, tone: Any) -> None:
    ((_, gain),) = gains(tmp_path, takes(tone(5000, peak=50), UNKNOWN))
    assert gain == 30


@pytest.mark.parametrize(
    ("off", "is_believed"), [(0.9, True), (-0.9, True), (1.1, False), (-1.1, False)]
)
def test_a_stated_level_may_be_a_unit_off(
    tmp_path: Path, five_seconds: bytes, off: float, is_believed: bool
) -> None:
    # By the meter that is installed: without libebur128 the level is estimated.
    measured = AIM.lufs - gains(tmp_path, takes(five_seconds, *[UNKNOWN] * 2))[0][1]
    stated = replace(KNOWN, lufs=measured + off)
    clips = gains(tmp_path, takes(five_seconds, *[stated] * 8))
    by_the_stated = round(AIM.lufs - measured - off, 3)
    assert ({round(gain, 3) for _, gain in clips} == {by_the_stated}) is is_believed


def test_for_what_the_limiter_takes_at_most_3_db_are_given_back(tmp_path: Path, tone: Any) -> None:
    loud = Aim(lufs=-5, ceiling_dbfs=-6)
    clips = takes(tone(5000), UNKNOWN)
    (only,) = levelled(clips, rate_hz=22050, aim=loud, pause_ms=lambda _: 0.0, folder=tmp_path)
    assert only.gain_db == pytest.approx(-5 + 15.9 + 3, abs=0.3)


def test_pauses_count_into_the_level(tmp_path: Path, five_seconds: bytes) -> None:
    def gain(pause_ms: float) -> float:
        (only,) = levelled(
            takes(five_seconds, UNKNOWN),
            rate_hz=22050,
            aim=AIM,
            pause_ms=lambda _: pause_ms,
            folder=tmp_path,
        )
        return only.gain_db

    # Of a block half is silent; what is longer is left out.
    assert gain(200) > gain(0) + 0.02
    assert gain(60_000) == pytest.approx(gain(400), abs=0.05)


def test_at_a_loud_setting_what_the_limiter_takes_is_given_back(
    tmp_path: Path, speech: Any
) -> None:
    from naqeeb.sound.limiter import level
    from naqeeb.sound.loudness import meter

    aim = Aim(lufs=-15.5, ceiling_dbfs=-1.3)
    clips = levelled(
        prepared(speech.takes, 22050),
        rate_hz=22050,
        aim=aim,
        pause_ms=lambda _: 350.0,
        folder=tmp_path,
    )
    listener = meter(22050)
    for each in clips:
        listener.add(level(each.clip.pcm, 22050, each.gain_db, aim.ceiling_dbfs))
    assert listener.lufs() == pytest.approx(-15.5, abs=0.3)
