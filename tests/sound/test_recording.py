"""A track from takes: level, length, seams, format."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

import pytest

from naqeeb.errors import SettingsError, SoundError
from naqeeb.model import Clip, Role, Take, Voice


def test_a_track_is_exactly_as_long_as_its_sound(make: Any, speech: Any, hear: Any) -> None:
    track = make(speech)
    sound = hear(track.path)
    assert abs(len(sound.samples) / sound.rate_hz * 1000 - track.duration_ms) <= 1
    assert track.size_bytes == track.path.stat().st_size


def test_the_same_takes_give_the_same_file(make: Any, speech: Any) -> None:
    first, second = make(speech), make(speech)
    assert first == second


def test_pauses_last_as_long_as_the_settings_say(make: Any, beeps: Any) -> None:
    track = make(beeps, sentence_ms=500, pause_variation=0.0)
    gaps = [then.start_ms - now.end_ms for now, then in pairwise(track.cues)]
    assert all(abs(gap - 500) <= 2 for gap in gaps)


@pytest.mark.parametrize("lufs", [-19.0, -16.0])
def test_loudness_is_within_half_a_unit_by_libebur128(
    make: Any, speech: Any, hear: Any, lufs: Any
) -> None:
    track = make(speech, lufs=lufs)
    assert hear(track.path).lufs() == pytest.approx(lufs, abs=0.5)
    assert track.report.lufs == pytest.approx(hear(track.path).lufs(), abs=0.1)


@pytest.mark.debian
@pytest.mark.parametrize("lufs", [-19.0, -16.0])
def test_loudness_and_true_peak_by_ffmpeg(make: Any, speech: Any, ffmpeg: Any, lufs: Any) -> None:
    track = make(speech, lufs=lufs)
    summary = ffmpeg("-i", track.path, "-af", "ebur128=peak=true", "-f", "null", "-")
    (integrated,) = re.findall(r"I:\s+(-[\d.]+) LUFS", summary.rpartition("Summary")[2])
    (peak,) = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", summary)
    assert float(integrated) == pytest.approx(lufs, abs=0.5)
    assert float(peak) <= -1.0


def test_a_voice_whose_level_is_not_stated_is_measured_first(
    make: Any, speech: Any, hear: Any
) -> None:
    unknown = speech.spoken_by(replace(speech.takes[0].voice, lufs=None))
    assert hear(make(unknown).path).lufs() == pytest.approx(-19, abs=0.2)


def test_a_voice_whose_stated_level_is_wrong_is_measured_first(
    make: Any, speech: Any, hear: Any
) -> None:
    wrong = speech.spoken_by(replace(speech.takes[0].voice, lufs=-30.0))
    assert hear(make(wrong).path).lufs() == pytest.approx(-19, abs=0.2)


def test_a_soft_voice_is_brought_up_without_clipping(make: Any, speech: Any, hear: Any) -> None:
    import audioop

    soft = speech.with_clips(lambda clip: replace(clip, pcm=audioop.mul(clip.pcm, 2, 0.1)))
    soft = soft.spoken_by(replace(speech.takes[0].voice, lufs=None))
    track = make(soft)
    assert hear(track.path).lufs() == pytest.approx(-19, abs=0.3)
    assert track.report.true_peak_dbtp <= -1


def test_several_voices_stand_within_half_a_unit(make: Any, speech: Any, hear: Any) -> None:
    import audioop

    loud, soft = (Voice(name, "test", chars_per_second=12.2) for name in ("loud", "soft"))
    takes = tuple(
        replace(each, voice=loud)
        if at % 2
        else replace(
            each,
            voice=soft,
            clip=replace(each.clip, pcm=audioop.mul(each.clip.pcm, 2, 0.3)),
        )
        for at, each in enumerate(speech.takes)
    )
    track = make(replace(speech, takes=takes))
    sound = hear(track.path)
    levels = []
    for parity in (0, 1):
        heard = array("h")
        for cue in track.cues[parity::2]:
            heard += sound.at(cue.start_ms, cue.end_ms)
        levels.append(replace(sound, samples=heard).lufs())
    assert abs(levels[0] - levels[1]) <= 0.5


def test_no_seam_clicks(make: Any, speech: Any, hear: Any) -> None:
    track = make(speech)
    sound = hear(track.path)

    def steepest(start_ms: Any, end_ms: Any) -> int:
        part = sound.at(start_ms, end_ms)
        steps: list[int] = [abs(then - now) for now, then in pairwise(part)]
        return max(steps)

    in_speech = max(steepest(cue.start_ms + 100, cue.end_ms - 100) for cue in track.cues)
    at_seams = max(
        steepest(at - 15, at + 15) for cue in track.cues for at in (cue.start_ms, cue.end_ms)
    )
    assert at_seams <= in_speech


def test_a_clip_that_ends_mid_wave_does_not_click(
    make: Any, bulletin: Any, hear: Any, tone: Any
) -> None:
    cut = tone(1000)[: 2 * 21990]  # ends near the top of a wave
    session = bulletin(*[(Role.BODY, 0)] * 3).with_clips(lambda _: Clip(cut, 22050))
    track = make(session, lufs=-22.0)
    sound = hear(track.path)
    for cue in track.cues:
        tail = sound.at(cue.end_ms - 20, cue.end_ms + 60)
        steps = [abs(then - now) for now, then in pairwise(tail)]
        inside = sound.at(cue.start_ms + 100, cue.end_ms - 100)
        assert max(steps) <= 1.1 * max(abs(then - now) for now, then in pairwise(inside))


def test_there_is_no_direct_current(make: Any, speech: Any, hear: Any) -> None:
    import audioop

    shifted = speech.with_clips(
        lambda clip: replace(clip, pcm=audioop.bias(audioop.mul(clip.pcm, 2, 0.5), 2, 3000))
    )
    track = make(shifted.spoken_by(replace(speech.takes[0].voice, lufs=None)))
    samples = hear(track.path).samples
    assert abs(sum(samples) / len(samples)) < 20
    assert track.report.longest_silence_ms >= 300


def test_voices_of_different_rates_meet_at_the_first_ones(
    make: Any, speech: Any, hear: Any
) -> None:
    import miniaudio

    s16 = miniaudio.SampleFormat.SIGNED16
    higher = [
        replace(
            each,
            clip=Clip(
                bytes(miniaudio.convert_frames(s16, 1, 22050, each.clip.pcm, s16, 1, 24000)), 24000
            ),
        )
        if at % 2
        else each
        for at, each in enumerate(speech.takes)
    ]
    plain, mixed = make(speech), make(replace(speech, takes=tuple(higher)))
    assert hear(mixed.path).rate_hz == 22050
    assert abs(mixed.duration_ms - plain.duration_ms) <= 10


@pytest.mark.parametrize(
    ("bitrate", "rate", "wanted"),
    [(64, 44100, 44100), (32, "native", 22050), (160, "native", 22050)],
)
def test_bitrate_and_sample_rate_are_settings(
    make: Any, beeps: Any, hear: Any, bitrate: Any, rate: Any, wanted: Any
) -> None:
    from mutagen.mp3 import MP3

    track = make(beeps, bitrate_kbps=bitrate, sample_rate=rate)
    info: Any = MP3(track.path).info
    assert (info.bitrate // 1000, info.sample_rate, info.channels) == (bitrate, wanted, 1)
    sound = hear(track.path)
    assert abs(len(sound.samples) / sound.rate_hz * 1000 - track.duration_ms) <= 1


def test_a_bitrate_that_mp3_has_not_is_named_with_those_it_has(make: Any, beeps: Any) -> None:
    with pytest.raises(SoundError, match=r"no 63 kbps at 22050 Hz.*56, 64, 80"):
        make(beeps, bitrate_kbps=63)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sentence_ms", -1),
        ("lufs", 3.0),
        ("quality", 12),
        ("duck_db", 6.0),
        ("true_peak_dbtp", 1.0),
    ],
)
def test_a_senseless_setting_is_refused_before_the_voice_speaks(
    make: Any, speech: Any, key: str, value: float
) -> None:
    with pytest.raises(SettingsError, match=rf"\[sound\] {key} is {value}"):
        make(speech, **{key: value})


def test_no_takes_are_an_error(make: Any, speech: Any) -> None:
    with pytest.raises(SoundError, match="nothing to record"):
        make(replace(speech, takes=()))


def test_a_voice_that_fails_leaves_no_thread_behind(speech: Any, tmp_path: Any) -> None:
    from threading import enumerate as threads

    from naqeeb.settings import SoundSettings
    from naqeeb.sound import StationSound, make_track

    def failing() -> Iterator[Take]:
        yield from speech.takes[:3]
        raise ZeroDivisionError

    before = set(threads())  # a test of online voices may have left one to its time-out
    with pytest.raises(ZeroDivisionError):
        make_track(
            speech.script, failing(), tmp_path / "x.mp3", StationSound(SoundSettings(), tmp_path)
        )
    assert not [each for each in set(threads()) - before if each.name.startswith("naqeeb-")]


def test_a_folder_that_is_not_there_is_an_error_with_its_name(speech: Any, tmp_path: Any) -> None:
    from naqeeb.settings import SoundSettings
    from naqeeb.sound import StationSound, make_track

    with pytest.raises(SoundError, match=r"gone.*could not be written.*its folder is gone"):
        make_track(
            speech.script,
            iter(speech.takes),
            tmp_path / "gone" / "x.mp3",
            StationSound(SoundSettings(), tmp_path),
        )


def test_a_full_disk_is_an_error_with_a_next_step(speech: Any, tmp_path: Any) -> None:
    from pathlib import Path

    from naqeeb.settings import SoundSettings
    from naqeeb.sound import StationSound, make_track

    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(SoundError, match=r"could not be written.*the disk is full.*mend that"):
        make_track(speech.script, iter(speech.takes), full, StationSound(SoundSettings(), tmp_path))


@pytest.mark.parametrize("fails", [False, True])
def test_the_encoder_ends_with_the_track(speech: Any, tmp_path: Any, fails: bool) -> None:
    import threading

    from naqeeb.settings import SoundSettings
    from naqeeb.sound import StationSound, make_track

    def takes() -> Iterator[Take]:
        yield from speech.takes
        if fails:
            raise ZeroDivisionError

    out = tmp_path / "x.mp3"
    try:
        make_track(speech.script, takes(), out, StationSound(SoundSettings(), tmp_path))
    except ZeroDivisionError:
        assert fails
    assert not [each for each in threading.enumerate() if each.name.startswith("encoder")]
    out.replace(tmp_path / "closed.mp3")  # Windows moves no file that somebody has open


def test_takes_are_asked_for_only_as_fast_as_they_are_encoded(
    long_takes: Any, tmp_path: Any
) -> None:
    """An hour of takes must not pile up before the encoder."""
    from naqeeb.settings import SoundSettings
    from naqeeb.sound import StationSound, make_track

    script, takes = long_takes(30)
    asked, written = [], []
    out = tmp_path / "x.mp3"

    def watched() -> Iterator[Take]:
        for at, take in enumerate(takes):
            asked.append(at)
            written.append(out.stat().st_size if out.exists() else 0)
            yield take

    make_track(script, watched(), out, StationSound(SoundSettings(), tmp_path), check=False)
    assert written[-1] > 0
    assert asked == list(range(30))
    seconds_behind = 300 - written[-1] / 8000
    assert seconds_behind <= 120


def test_memory_does_not_grow_with_length(
    long_takes: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for the timeline: less than a kilobyte for ten seconds, whose sound takes 160."""
    import tracemalloc

    from naqeeb.settings import SoundSettings
    from naqeeb.sound import StationSound, make_track, outputs

    # How much waits for the encoder is chance: in a long run more often the most that may.
    monkeypatch.setattr(outputs, "_MOST_WAITING", 0)

    def peak(count: Any) -> int:
        script, takes = long_takes(count)
        tracemalloc.start()
        make_track(script, takes, tmp_path / "x.mp3", StationSound(SoundSettings(), tmp_path))
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(10)
    # Where libebur128 has no wheel, the estimate of loudness keeps 80 bytes for a second.
    estimate = 0 if find_spec("pyebur128") else 50 * 1000
    assert peak(80) - peak(20) < 30 * 1000 + estimate
