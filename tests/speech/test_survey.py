"""Which voices can speak now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import spoken
from voice_services import Services

from naqeeb import speech
from naqeeb.errors import SpeechError
from naqeeb.model import Voice
from naqeeb.speech.survey import SAMPLE


def test_every_voice_has_a_line_with_its_facts_and_what_is_missing(
    voices: dict[str, Voice],
) -> None:
    states = list(speech.survey(voices.values()))
    assert [state.name for state in states] == list(voices)
    by_name = {state.name: state for state in states}
    espeak, gtts, mms = (by_name[name] for name in ("espeak", "gtts", "mms"))
    assert espeak.ready
    assert espeak.online is False
    assert espeak.missing == ""
    assert espeak.first_sound_s is None
    assert gtts.online is True
    assert not mms.ready
    assert mms.missing
    assert not mms.commercial


def test_asked_to_speak_each_tells_time_and_speed(
    services: Services, voices: dict[str, Voice]
) -> None:
    spoken(SAMPLE)
    names = ("espeak", "gtts", "tone")
    states = list(speech.survey((voices[name] for name in names), speak=True))
    for state in states:
        assert state.ready
        assert state.first_sound_s is not None
        assert state.first_sound_s > 0
        assert state.speed is not None
        assert state.speed > 1
    assert services.google.requests == [SAMPLE]


def test_a_voice_that_cannot_speak_does_not_keep_the_others_from_it(
    services: Services, voices: dict[str, Voice]
) -> None:
    services.google.always = "403"
    wrong = Voice(name="wrong", engine="espeak", options={"rate": 9})
    unknown = Voice(name="unknown", engine="festival")
    wanted = [voices["gtts"], wrong, unknown, voices["espeak"]]
    states = list(speech.survey(wanted, speak=True))
    assert [state.ready for state in states] == [False, False, False, True]
    assert "HTTP 403" in states[0].missing
    assert "rate" in states[1].missing
    assert states[2].online is None


def test_a_voice_can_be_heard(voices: dict[str, Voice]) -> None:
    clip = speech.hear(voices["espeak"])
    speech.check(clip, SAMPLE, voices["espeak"])
    with pytest.raises(SpeechError):
        speech.hear(replace(voices["mms"], options={"folder": "/nonexistent"}))


def test_the_sample_fits_every_voice(voices: dict[str, Voice]) -> None:
    assert len(SAMPLE) <= min(voice.max_chars for voice in voices.values())
