"""Each fault of a service, over every paid voice: what it becomes, and how often it is asked.

The engines are real, their client is real, and the stand-ins speak the documented wire over
TLS. After each fault there is no bad sound, nothing half-written in the cache, and an error
that names the cause and the next step.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rest_speech import KEY, KEY_VARIABLES
from spoken import spoken
from voice_services import MODULES, Services
from voicing import patience, speak

from naqeeb import speech
from naqeeb.errors import BadAudio, SpeechError, VoiceFailed
from naqeeb.model import Voice

TEXTS = (
    "ایران اور روس کے صدور نے جمعرات کو ملاقات کی۔",
    "دونوں رہنماؤں نے تعاون پر بات کی،",
)
VOICES = {
    "openai": "openai",
    "azure": "azure-uzma",
    "google-cloud": "google-cloud",
    "elevenlabs": "elevenlabs",
}

# What each fault becomes: the kind of error, a word of its cause, and how
# often one chunk may be asked for before the voice counts as failed.
OUTCOMES = {
    "429": (VoiceFailed, "too many requests", 2),
    "429, wait 0": (VoiceFailed, "too many requests", 2),
    "429, wait an hour": (VoiceFailed, "left alone for 60 minutes", 1),
    "busy": (VoiceFailed, "too many requests", 2),
    "quota": (VoiceFailed, "characters for this period are spent", 1),
    "403": (VoiceFailed, "", 1),
    "400": (VoiceFailed, "", 1),
    "redirect": (VoiceFailed, "login page", 1),
    "500": (VoiceFailed, "overloaded", 2),
    "503": (VoiceFailed, "overloaded", 2),
    "hang": (VoiceFailed, "overloaded", 2),
    "reset": (VoiceFailed, "unstable", 2),
    "short": (VoiceFailed, "unstable", 2),
    "trickle": (VoiceFailed, "network is slow", 1),
    "no audio": (BadAudio, "does not speak this text", 2),
    "empty audio": (BadAudio, "", 2),
    "page": (BadAudio, "login or consent page", 2),
    "page as audio": (BadAudio, "", 2),
    "truncated": (BadAudio, "cut off", 2),
    "corrupt": (BadAudio, "", 2),
    "silent": (BadAudio, "silent", 2),
    "base64": (BadAudio, "base64", 2),
    "huge": (VoiceFailed, "something other than the service", 1),
}
CASES = [
    (engine, fault) for engine in VOICES for fault in OUTCOMES if fault in MODULES[engine].FAULTS
]


@pytest.fixture(autouse=True, scope="module")
def _made_before_the_clock_starts() -> None:
    for text in TEXTS:
        spoken(text)


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in KEY_VARIABLES.values():
        monkeypatch.setenv(variable, KEY)


def voice_of(voices: dict[str, Voice], engine: str, fault: str = "", *, attempts: int = 2) -> Voice:
    voice = voices[VOICES[engine]]
    return replace(voice, options={**voice.options, **patience(fault, attempts=attempts)})


@pytest.mark.parametrize(("engine", "fault"), CASES)
def test_a_lasting_fault_fails_in_time_and_leaves_nothing(
    services: Services,
    voices: dict[str, Voice],
    cache: speech.Cache,
    engine: str,
    fault: str,
) -> None:
    kind, cause, asked = OUTCOMES[fault]
    text = TEXTS[0]
    MODULES[engine].FAULTS[fault](spoken(text))  # made before the clock starts
    services.of(engine).always = fault
    with pytest.raises(kind) as caught:
        speak(voice_of(voices, engine, fault), cache, (text,))
    # Were it the deadline that ended it, the cause would be that the service is slow.
    assert len(services.of(engine).requests) == asked
    error = caught.value
    assert isinstance(error, SpeechError)
    assert error.cause
    assert cause in error.cause
    assert "chunk 1" in error.what
    assert error.hint
    assert error.voice == VOICES[engine]
    assert not [path for path in cache.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("engine", "fault"), [case for case in CASES if OUTCOMES[case[1]][2] > 1])
def test_a_fault_that_passes_is_got_over(
    services: Services,
    voices: dict[str, Voice],
    cache: speech.Cache,
    engine: str,
    fault: str,
) -> None:
    services.of(engine).faults = [fault]
    voice = voice_of(voices, engine, fault, attempts=6)
    assert len(speak(voice, cache, TEXTS)) == len(TEXTS)
    assert cache.stats().clips == len(TEXTS)


@pytest.mark.parametrize("engine", VOICES)
def test_a_service_that_keeps_failing_is_left_alone(
    services: Services, voices: dict[str, Voice], engine: str
) -> None:
    services.of(engine).always = "500"
    for _ in range(8):
        with pytest.raises(VoiceFailed):
            speak(voice_of(voices, engine), None, TEXTS)
    # Eight runs of two texts and two attempts would have been 32.
    assert len(services.of(engine).requests) < 16
    with pytest.raises(VoiceFailed, match="left alone"):
        speak(voice_of(voices, engine), None, TEXTS)


@pytest.mark.parametrize("engine", VOICES)
def test_a_wrong_certificate_is_refused_before_anything_is_sent(
    voices: dict[str, Voice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    with Services(tmp_path, trusted=False) as impostor:
        for name, value in impostor.env.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(VoiceFailed, match="certificate") as caught:
            speak(voice_of(voices, engine), None, TEXTS)
        assert impostor.requests == []
    assert "REQUESTS_CA_BUNDLE" in caught.value.hint


@pytest.mark.parametrize("engine", VOICES)
def test_a_proxy_that_is_down_is_named(
    voices: dict[str, Voice], monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with pytest.raises(VoiceFailed, match="proxy") as caught:
        speak(voice_of(voices, engine), None, TEXTS)
    assert "HTTPS_PROXY" in caught.value.hint
