"""What passes for speech, and what does not."""

from __future__ import annotations

import random
import time
from array import array
from dataclasses import replace
from pathlib import Path

import pytest

from naqeeb import speech
from naqeeb.errors import BadAudio
from naqeeb.model import Clip, Voice
from naqeeb.speech.checks import find_fault

SEED = Path(__file__).parents[2] / "seeds" / "000_b94b77c0ced95709.txt"


@pytest.fixture(scope="module")
def voice() -> Voice:
    return Voice(name="espeak", engine="espeak", chars_per_second=12.2)


@pytest.fixture(scope="module")
def sample(voice: Voice) -> tuple[str, Clip]:
    text = "ایران اور روس کے صدور نے جمعرات کو ازبکستان میں ملاقات کی۔"
    engine = speech.engine_for(voice)
    return text, engine.speak(text)


def _louder(pcm: bytes, factor: float) -> bytes:
    samples = (max(-32768, min(32767, int(sample * factor))) for sample in array("h", pcm))
    return array("h", samples).tobytes()


def _noise(length: int, level: int) -> bytes:
    chance = random.Random(7)
    return array("h", (chance.randint(-level, level) for _ in range(length // 2))).tobytes()


def test_speech_passes(voice: Voice, sample: tuple[str, Clip]) -> None:
    text, clip = sample
    speech.check(clip, text, voice)


@pytest.mark.parametrize(
    ("fault", "spoil"),
    [
        ("holds no sound", lambda _: b""),
        ("it is silent", lambda pcm: bytes(len(pcm))),
        ("it is silent", lambda pcm: _louder(pcm, 0.001)),
        ("most of it is silent", lambda pcm: pcm[: len(pcm) // 10 * 2] + bytes(len(pcm) * 8 // 10)),
        ("cut off", lambda pcm: pcm[: len(pcm) // 6 * 2]),
        ("too long", lambda pcm: pcm * 3),
        ("clipped", lambda pcm: _louder(pcm, 12)),
        ("level never changes", lambda pcm: _noise(len(pcm), 6000)),
        ("level never changes", lambda pcm: array("h", [3000] * (len(pcm) // 2)).tobytes()),
        ("not 16-bit samples", lambda pcm: pcm + b"x"),
    ],
)
def test_what_is_not_speech_is_told_apart(
    voice: Voice, sample: tuple[str, Clip], fault: str, spoil: object
) -> None:
    text, clip = sample
    assert callable(spoil)
    assert fault in find_fault(replace(clip, pcm=spoil(clip.pcm)), text, voice)


def test_noise_that_swells_is_still_noise(voice: Voice, sample: tuple[str, Clip]) -> None:
    text, clip = sample
    noise = _noise(len(clip.pcm), 9000)
    third = len(noise) // 6 * 2
    swelling = noise[:third] + _louder(noise[third : 2 * third], 0.2) + noise[2 * third :]
    assert "noise" in find_fault(replace(clip, pcm=swelling), text, voice)


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_a_wrong_sample_rate_is_noticed(
    voice: Voice, sample: tuple[str, Clip], factor: float
) -> None:
    text, clip = sample
    assert find_fault(replace(clip, rate_hz=int(clip.rate_hz * factor)), text, voice)


def test_a_gap_in_the_middle_is_noticed(voice: Voice, sample: tuple[str, Clip]) -> None:
    text, clip = sample
    middle = len(clip.pcm) // 4 * 2
    gap = bytes(int(2.7 * clip.rate_hz) * 2)
    holed = clip.pcm[:middle] + gap + clip.pcm[middle:]
    assert "silent for" in find_fault(replace(clip, pcm=holed), text, voice)


def test_the_error_names_voice_cause_and_next_step(voice: Voice, sample: tuple[str, Clip]) -> None:
    text, clip = sample
    with pytest.raises(BadAudio) as caught:
        speech.check(replace(clip, pcm=b""), text, voice)
    assert caught.value.facts["voice"] == "espeak"
    assert caught.value.cause
    assert "--voice" in caught.value.hint


def test_every_line_of_the_seed_passes_with_every_rendering(voices: dict[str, Voice]) -> None:
    lines = [line for line in SEED.read_text("utf-8").replace("۔", "۔\n").splitlines() if line]
    for name in ("espeak", "tone"):
        engine = speech.engine_for(voices[name])
        for line in lines:
            assert find_fault(engine.speak(line[:300]), line[:300], voices[name]) == ""


def test_short_words_and_letters_pass(voices: dict[str, Voice]) -> None:
    engine = speech.engine_for(voices["espeak"])
    for text in ("ہاں", "نہ", "و", "آ", "دو", "کیا؟", "ایس سی او", "بَہَتَّر", "السلام علیکم۔"):
        assert find_fault(engine.speak(text), text, voices["espeak"]) == "", text


def test_an_hour_is_checked_in_a_second_of_work(voice: Voice, sample: tuple[str, Clip]) -> None:
    text, clip = sample
    began = time.process_time()
    for _ in range(60):
        speech.check(clip, text, voice)
    checked_s = 60 * clip.duration_ms / 1000
    # A hundred and twenty times less than it may cost, so that a slow machine passes.
    assert time.process_time() - began < checked_s / 30
