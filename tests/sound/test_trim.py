"""Silent ends and direct current."""

from __future__ import annotations

import audioop
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.sound.trim import EDGE_MS, trim, without_offset

RATE = 22050


def silence(ms: float) -> bytes:
    return bytes(2 * round(RATE * ms / 1000))


@given(lead=st.integers(0, 900), tail=st.integers(0, 900))
def test_both_ends_keep_at_most_the_edge(lead: int, tail: int) -> None:
    sound = b"\x10\x27" * 4000
    cut = trim(silence(lead) + sound + silence(tail), RATE)
    assert cut.lead_ms <= EDGE_MS + 0.1
    assert cut.tail_ms <= EDGE_MS + 0.1
    assert len(cut.pcm) >= len(sound)
    assert cut.cut_ms + cut.lead_ms <= lead + 0.1
    assert cut.cut_ms + cut.lead_ms >= lead - 2.1


def test_a_soft_beginning_is_kept(tone: Any) -> None:
    """A breathed consonant 40 dB below the vowel is no silence."""
    soft, loud = tone(50, peak=200), tone(300, peak=20000)
    cut = trim(silence(200) + soft + loud, RATE)
    assert cut.cut_ms + cut.lead_ms == pytest.approx(200, abs=2.5)


def test_hiss_before_the_speech_is_silence(tone: Any) -> None:
    hiss = tone(300, hertz=5000, peak=12)
    cut = trim(hiss + tone(300, peak=9000) + hiss, RATE)
    assert cut.cut_ms == pytest.approx(300 - EDGE_MS, abs=2.5)


def test_the_peak_of_the_whole_clip_is_kept(tone: Any) -> None:
    pcm = silence(100) + tone(300, peak=9000) + silence(100)
    assert trim(pcm, RATE).peak == audioop.max(pcm, 2)


@pytest.mark.parametrize("pcm", [b"", silence(500)])
def test_a_silent_clip_becomes_empty(pcm: bytes) -> None:
    trimmed = trim(pcm, RATE)
    assert (len(trimmed.pcm), *trimmed[1:]) == (0, 0.0, 0.0, 0.0, 0)


def test_direct_current_goes(tone: Any) -> None:
    shifted = audioop.bias(tone(1000), 2, 3000)
    cleaned = without_offset(memoryview(shifted), audioop.max(shifted, 2))
    assert audioop.avg(cleaned, 2) == pytest.approx(0, abs=1)
    # What is left is as loud as it was.
    assert audioop.max(cleaned, 2) == pytest.approx(audioop.max(tone(1000), 2), abs=2)


def test_direct_current_goes_without_wrapping_round(tone: Any) -> None:
    wave = audioop.add(tone(1000, peak=32000), b"\x70\x17" * 22050, 2)  # clipped at the top
    cleaned = without_offset(memoryview(wave), audioop.max(wave, 2))
    steps = max(
        abs(audioop.getsample(cleaned, 2, at) - audioop.getsample(cleaned, 2, at + 1))
        for at in range(22049)
    )
    assert steps < 6000
    assert audioop.avg(cleaned, 2) == pytest.approx(0, abs=1)


def test_sound_without_direct_current_is_left_alone(tone: Any) -> None:
    wave = memoryview(tone(100))
    assert without_offset(wave, audioop.max(wave, 2)) is wave
