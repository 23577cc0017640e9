"""What the finished file is held against."""

from __future__ import annotations

import pickle
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from naqeeb.errors import TrackFailedCheck
from naqeeb.model import Chunk, Clip, Pause, Take, Voice
from naqeeb.sound.check import Expected, Pace, judged, problems
from naqeeb.sound.info_header import info_frame
from naqeeb.sound.measure import Measured

GOOD = Measured(
    samples=1000,
    decoded=1728,
    lufs=-19.1,
    true_peak_dbtp=-1.4,
    longest_silence_ms=700,
    active_ms=52_000,
)


def expected(*, speech_ms: float = 60_000, chars: int = 840) -> Expected:
    pace = Pace()
    text = "ا" * chars
    take = Take(
        Chunk(0, 0, chars, text, Pause.NONE), Clip(b"", 22050), Voice("v", "v", chars_per_second=14)
    )
    pace.add(take, speech_ms)
    return Expected(
        samples=1000,
        decoded=1728,
        duration_ms=65_000,
        pace=pace,
        longest_pause_ms=700,
        lufs=-19.0,
        true_peak_dbtp=-1.0,
    )


def test_a_track_of_much_music_may_be_softer() -> None:
    soft = replace(GOOD, lufs=-23.0)
    assert problems(soft, replace(expected(), duration_ms=65_000))
    assert not problems(soft, replace(expected(), duration_ms=90_000))


def test_a_good_track_has_a_report_and_no_problems() -> None:
    report = judged(GOOD, expected())
    assert report.chars_per_second == 14
    assert report.active_share == 0.8
    assert report.decoded_ms == 65_000


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"samples": 999}, "999 samples instead of 1000"),
        ({"decoded": 1152}, "1152 samples instead of 1728"),
        ({"lufs": -21.0}, "-21.0 LUFS instead of -19.0"),
        ({"lufs": float("-inf")}, "-inf LUFS"),
        ({"true_peak_dbtp": 0.1}, "0.1 dBTP"),
        ({"longest_silence_ms": 1750}, "silent for 1750 ms"),
        ({"active_ms": 20_000}, "only 33% of what should be speech"),
    ],
)
def test_a_bad_track_is_named_for_what_it_is(change: dict[str, Any], words: str) -> None:
    (problem,) = problems(replace(GOOD, **change), expected())
    assert words in problem


@pytest.mark.parametrize("speech_ms", [40_000, 100_000])
def test_a_voice_at_another_speed_is_noticed(speech_ms: float) -> None:
    (problem,) = problems(GOOD, expected(speech_ms=speech_ms))
    assert "characters a second" in problem


def test_one_sentence_may_be_faster_or_slower_than_its_voice() -> None:
    assert problems(replace(GOOD, active_ms=6000), expected(speech_ms=8000, chars=80)) == ()


def test_what_is_wrong_crosses_processes_as_facts() -> None:
    with pytest.raises(TrackFailedCheck) as caught:
        judged(replace(GOOD, lufs=-25.0), expected())
    error: Any = pickle.loads(pickle.dumps(caught.value))
    assert error.report.lufs == -25
    assert len(error.problems) == 1
    assert error.hint


def test_real_speech_passes_and_is_reported(make: Any, speech: Any) -> None:
    report = make(speech).report
    assert report.lufs == pytest.approx(-19, abs=0.5)
    assert report.true_peak_dbtp <= -1
    assert report.longest_silence_ms <= 600
    assert report.active_share > 0.85
    assert report.chars_per_second == pytest.approx(12.2, rel=0.15)


def test_without_the_check_there_is_no_report(make: Any, speech: Any) -> None:
    assert make(speech, check=False).report is None


def silent(clip: Clip) -> Clip:
    return replace(clip, pcm=bytes(len(clip.pcm)))


def half_silent(clip: Clip) -> Clip:
    return replace(
        clip,
        pcm=clip.pcm[: len(clip.pcm) // 2] + bytes(len(clip.pcm) // 2 & ~1) + clip.pcm[20000:40000],
    )


def slowed(clip: Clip) -> Clip:
    return replace(clip, rate_hz=clip.rate_hz // 2)


def truncated(clip: Clip) -> Clip:
    return replace(clip, pcm=clip.pcm[: len(clip.pcm) // 4 & ~1])


@pytest.mark.parametrize("spoil", [silent, half_silent, slowed, truncated])
def test_broken_audio_does_not_pass(make: Any, speech: Any, spoil: Any) -> None:
    with pytest.raises(TrackFailedCheck) as caught:
        make(speech.with_clips(spoil))
    error: Any = caught.value
    assert error.problems


def test_a_file_that_lost_frames_is_noticed(make: Any, speech: Any, monkeypatch: Any) -> None:
    from naqeeb.sound.encode import Encoder

    encode = Encoder.encode
    random = Random(1)

    def losing(encoder: Encoder, pcm: bytes) -> bytes:
        frames = encode(encoder, pcm)
        return frames if random.random() > 0.2 else b""

    monkeypatch.setattr(Encoder, "encode", losing)
    with pytest.raises(TrackFailedCheck, match="samples instead of"):
        make(speech)


def test_an_info_header_with_a_wrong_length_is_noticed(
    make: Any, speech: Any, monkeypatch: Any
) -> None:
    """Listeners would lose the end; a check of the frames alone would not see it."""
    from naqeeb.sound import mp3_file

    def wrong(mp3: Any, *, samples: int, **others: int) -> bytes:
        return info_frame(mp3, samples=samples - 300, **others)

    monkeypatch.setattr(mp3_file, "info_frame", wrong)
    with pytest.raises(TrackFailedCheck, match="samples instead of"):
        make(speech)
