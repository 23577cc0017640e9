"""Intro, stings, bed and outro."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import pytest

from naqeeb.errors import SoundFileRefused
from naqeeb.model import Line, Role
from naqeeb.sound.bed import OPENING_MS
from naqeeb.sound.imaging import Break, break_between

GREETING, HEADLINE, TITLE, BODY, SIGN_OFF = (
    Role.GREETING,
    Role.HEADLINE,
    Role.TITLE,
    Role.BODY,
    Role.SIGN_OFF,
)
PIPS_MS = 3500
STING_MS = 1430


def a_line(role: Role, story: int = 0) -> Line:
    return Line(0, role, "", "", story=story)


@pytest.mark.parametrize(
    ("before", "line", "wanted"),
    [
        (None, a_line(TITLE), Break(bed_ends=False, sting=False, bed_begins=False)),
        (None, a_line(GREETING), Break(bed_ends=False, sting=False, bed_begins=True)),
        (a_line(GREETING), a_line(HEADLINE), Break(bed_ends=False, sting=False, bed_begins=False)),
        (a_line(HEADLINE), a_line(TITLE), Break(bed_ends=True, sting=True, bed_begins=False)),
        (a_line(TITLE), a_line(BODY), Break(bed_ends=False, sting=False, bed_begins=False)),
        (a_line(BODY), a_line(TITLE, 1), Break(bed_ends=False, sting=True, bed_begins=False)),
        (a_line(BODY, 1), a_line(SIGN_OFF), Break(bed_ends=False, sting=False, bed_begins=False)),
        (a_line(HEADLINE), None, Break(bed_ends=True, sting=False, bed_begins=False)),
    ],
)
def test_what_stands_between_two_lines(before: Line, line: Line, wanted: Break) -> None:
    assert break_between(before, line) == wanted


def test_a_plain_track_has_no_station_sound(make: Any, bulletin: Any) -> None:
    track = make(bulletin((TITLE, 0), (BODY, 0)), sting="sting", bed="")
    assert track.cues[0].start_ms < 150
    assert track.duration_ms < 3000


def test_pips_come_before_the_first_word(make: Any, bulletin: Any, hear: Any) -> None:
    track = make(bulletin((TITLE, 0)), intro="pips", lufs=-20.0)
    sound = hear(track.path)
    pips = sound.onsets_ms(rest_ms=200)[:4]
    assert pips == pytest.approx([100, 1100, 2100, 3100], abs=15)
    assert track.cues[0].start_ms == pytest.approx(100 + PIPS_MS + 400, abs=5)


def test_a_sting_stands_between_stories_and_only_there(make: Any, bulletin: Any) -> None:
    roles = ((TITLE, 0), (BODY, 0), (TITLE, 1), (BODY, 1), (SIGN_OFF, 1))
    plain = make(bulletin(*roles), pause_variation=0.0)
    with_sting = make(bulletin(*roles), sting="sting", pause_variation=0.0)
    moved = [
        after.start_ms - before.start_ms
        for before, after in zip(plain.cues, with_sting.cues, strict=True)
    ]
    assert moved[:2] == [0, 0]
    assert moved[2:] == pytest.approx([STING_MS + 2 * 400 - 350] * 3, abs=3)


def test_an_outro_ends_the_track(make: Any, bulletin: Any, hear: Any) -> None:
    track = make(bulletin((TITLE, 0)), outro="sting")
    assert hear(track.path).peak(track.cues[0].end_ms + 450, track.cues[0].end_ms + 900) > 800
    assert track.duration_ms - track.cues[0].end_ms == pytest.approx(400 + STING_MS + 400, abs=5)


@pytest.fixture
def music(tmp_path: Path, tone: Any) -> str:
    """Ten seconds at 3 kHz, stereo and of another rate than the speech."""
    left = memoryview(tone(10_000, hertz=3000, peak=9000, rate_hz=44100)).cast("h")
    with wave.open(str(tmp_path / "bed.wav"), "wb") as file:
        file.setparams((2, 2, 44100, 0, "NONE", ""))
        file.writeframes(b"".join(each.to_bytes(2, "little", signed=True) * 2 for each in left))
    return "bed.wav"


def level_at(sound: Any, hertz: float, start_ms: float, end_ms: float) -> float:
    """Amplitude of one frequency (Goertzel's sum), in decibels of full scale."""
    from math import cos, hypot, log10, pi, sin

    part = sound.at(start_ms, end_ms)
    turn = 2 * pi * hertz / sound.rate_hz
    real = sum(each * cos(turn * at) for at, each in enumerate(part))
    imaginary = sum(each * sin(turn * at) for at, each in enumerate(part))
    return 20 * log10(max(1e-9, hypot(real, imaginary) * 2 / len(part) / 32768))


def test_the_bed_lies_under_the_headlines_and_ducks(
    make: Any, bulletin: Any, hear: Any, music: str
) -> None:
    roles = ((GREETING, 0), (HEADLINE, 0), (HEADLINE, 1), (TITLE, 0), (BODY, 0))
    track = make(bulletin(*roles), bed=music, bed_db=-12.0, duck_db=-9.0, fade_ms=400)
    sound, cues = hear(track.path), track.cues
    opening = cues[0].start_ms - OPENING_MS - 200
    alone = level_at(sound, 3000, opening, opening + 800)
    ducked = [level_at(sound, 3000, cue.start_ms + 100, cue.end_ms - 100) for cue in cues[:3]]
    under_story = level_at(sound, 3000, cues[3].start_ms + 100, cues[3].end_ms - 100)
    assert all(alone - each == pytest.approx(9, abs=1) for each in ducked)
    assert under_story < alone - 30
    between = level_at(sound, 3000, cues[0].end_ms + 50, cues[1].start_ms - 50)
    assert between == pytest.approx(ducked[0], abs=1)


def test_the_bed_comes_up_in_a_long_pause(make: Any, bulletin: Any, hear: Any, music: str) -> None:
    track = make(
        bulletin((GREETING, 0), (HEADLINE, 0)),
        bed=music,
        bed_db=-12.0,
        duck_db=-9.0,
        fade_ms=200,
        sentence_ms=1200,
    )
    sound, cues = hear(track.path), track.cues
    middle = (cues[0].end_ms + cues[1].start_ms) / 2
    up = level_at(sound, 3000, middle - 200, middle + 200)
    under = level_at(sound, 3000, cues[0].start_ms + 100, cues[0].end_ms - 100)
    assert up - under == pytest.approx(9, abs=1)


def test_a_short_bed_begins_again(make: Any, bulletin: Any, hear: Any, music: str) -> None:
    track = make(bulletin(*[(HEADLINE, 0)] * 12), bed=music, bed_db=-12.0)
    sound = hear(track.path)
    levels = [level_at(sound, 3000, cue.start_ms + 100, cue.end_ms - 100) for cue in track.cues]
    assert max(levels) - min(levels) < 1


def test_speech_and_bed_together_do_not_clip(make: Any, bulletin: Any, music: str) -> None:
    session = bulletin(*[(HEADLINE, 0)] * 4, peak=30000)
    track = make(session, bed=music, bed_db=0.0, duck_db=0.0, lufs=-8.0, check=False)
    import miniaudio

    samples = miniaudio.mp3_read_s16(track.path.read_bytes()).samples
    assert max(map(abs, samples)) < 32700


@pytest.mark.parametrize("suffix", ["wav", "mp3", "flac", "ogg"])
def test_sound_files_of_four_formats_are_taken(
    make: Any, bulletin: Any, hear: Any, music: str, tmp_path: Path, suffix: str, request: Any
) -> None:
    name = f"intro.{suffix}"
    if suffix == "wav":
        (tmp_path / name).write_bytes((tmp_path / music).read_bytes())
    elif suffix == "mp3":
        other = make(bulletin((BODY, 0)), lufs=-16.0).path
        (tmp_path / name).write_bytes(other.read_bytes())
    else:
        request.getfixturevalue("ffmpeg")("-i", tmp_path / music, tmp_path / name)
    track = make(bulletin((TITLE, 0)), intro=name)
    assert track.cues[0].start_ms > 1400
    assert hear(track.path).peak(300, 900) > 1000


def test_a_file_is_known_by_what_is_in_it_not_by_its_name(
    make: Any, bulletin: Any, music: str, tmp_path: Path
) -> None:
    (tmp_path / "intro.txt").write_bytes((tmp_path / music).read_bytes())
    assert make(bulletin((TITLE, 0)), intro="intro.txt").cues[0].start_ms > 10_000


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"#EXTM3U\nfile:///etc/passwd\n", "a playlist"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "an ffmpeg playlist"),
        (b"http://example.org/a.mp3\n", "a list of addresses"),
        (b"<?xml version='1.0'?><asx/>", "an XML playlist"),
        (b"\x00\x00\x00\x20ftypM4A " + bytes(64), "an MP4 or M4A file"),
        (b"OggS" + bytes(24) + b"OpusHead" + bytes(64), "an OGG file without Vorbis"),
        (b"\x1aE\xdf\xa3" + bytes(64), "a Matroska"),
        (b"RIFF\x10\x00\x00\x00AVI " + bytes(64), "a RIFF file that is not WAV"),
        (b"", "an empty file"),
        (b"hello", "no sound file that is known"),
        (b"fLaC" + bytes(100), "a damaged FLAC file"),
        (b"RIFF\x10\x00\x00\x00WAVE" + bytes(4), "a damaged WAV file"),
    ],
)
def test_other_files_are_refused_by_name(
    make: Any, bulletin: Any, tmp_path: Path, data: bytes, kind: str
) -> None:
    (tmp_path / "intro.mp3").write_bytes(data)
    with pytest.raises(SoundFileRefused) as caught:
        make(bulletin((TITLE, 0)), intro="intro.mp3")
    error: Any = caught.value
    assert kind in error.what
    assert "[sound] intro" in error.what
    assert error.path == "intro.mp3"


@pytest.mark.parametrize("name", ["https://example.org/a.mp3", "file:///etc/passwd", "concat://a"])
def test_addresses_are_refused(make: Any, bulletin: Any, name: str) -> None:
    with pytest.raises(SoundFileRefused, match="is an address"):
        make(bulletin((TITLE, 0)), bed=name)


def test_a_file_is_refused_before_the_voice_says_a_word(bulletin: Any, tmp_path: Path) -> None:
    from naqeeb.settings import SoundSettings
    from naqeeb.sound import StationSound, make_track

    def nobody_may_ask() -> Any:
        raise AssertionError
        yield

    with pytest.raises(SoundFileRefused):
        make_track(
            bulletin((TITLE, 0)).script,
            nobody_may_ask(),
            tmp_path / "x.mp3",
            StationSound(SoundSettings(outro="gone.wav"), tmp_path),
        )


def test_a_missing_file_is_named(make: Any, bulletin: Any) -> None:
    with pytest.raises(SoundFileRefused, match=r"sting = 'gone.wav' is not to be read"):
        make(bulletin((TITLE, 0)), sting="gone.wav")


def test_a_file_that_unpacks_to_hours_is_refused(
    make: Any, bulletin: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    from naqeeb.sound import files

    monkeypatch.setattr(files, "MOST_SECONDS", 2)
    with wave.open(str(tmp_path / "long.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\x00\x10\x00\xf0" * 4000 * 60)
    with pytest.raises(SoundFileRefused, match="longer than"):
        make(bulletin((TITLE, 0)), intro="long.wav")
