"""The beep that tests can measure against."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from naqeeb import speech
from naqeeb.model import Clip, Voice

VOICE = Voice(name="tone", engine="tone")


def _say(text: str) -> Clip:
    return speech.engine_for(VOICE).speak(text)


def test_each_word_beeps_from_its_mark_on_and_silence_follows() -> None:
    clip = _say("ایک دو تین")
    samples = array("h", clip.pcm)
    assert [(mark.start, mark.end) for mark in clip.marks] == [(0, 3), (4, 6), (7, 10)]
    for mark in clip.marks:
        at = round(mark.at_ms * clip.rate_hz / 1000)
        assert max(samples[at : at + 400]) > 3000
        assert at == 0 or max(samples[at - 400 : at]) == 0


def test_it_says_the_same_wherever_and_whenever_it_is_asked() -> None:
    import hashlib

    digest = hashlib.sha256(_say("ایک دو تین").pcm).hexdigest()
    assert digest == "9b6b4054013fc717cd0de7b465a928a51fe02977c6f2fa7b828e332151e08325"


@given(st.text(max_size=60))
def test_every_word_of_any_text_has_one_mark_in_order(text: str) -> None:
    clip = _say(text)
    assert [text[mark.start : mark.end] for mark in clip.marks] == text.split()
    times = [mark.at_ms for mark in clip.marks]
    assert times == sorted(set(times))
    assert all(moment < clip.duration_ms for moment in times)
