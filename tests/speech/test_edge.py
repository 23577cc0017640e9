"""Microsoft's voices against a stand-in that speaks the Edge websocket's format.

The conversation is edge-tts's own, unmodified, through an HTTPS proxy.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import spoken
from voice_services import Services
from voicing import patience, speak

from naqeeb import speech
from naqeeb.errors import BadAudio, SpeechError, VoiceFailed, VoiceNotReady
from naqeeb.model import Voice
from naqeeb.pcm import mp3

pytest.importorskip("edge_tts", reason="wants naqeeb[edge]")

TEXTS = ("ایران اور روس کے صدور نے ملاقات کی۔", "«تعاون» & <بات> جاری ہے۔")


@pytest.fixture(autouse=True, scope="module")
def _made_before_the_clock_starts() -> None:
    for text in TEXTS:
        spoken(text)


@pytest.fixture
def voice(voices: dict[str, Voice]) -> Voice:
    return patient(voices["edge"])


def patient(voice: Voice, fault: str = "", *, attempts: int = 2) -> Voice:
    return replace(voice, options={**voice.options, **patience(fault, attempts=attempts)})


def test_it_speaks_what_the_service_sends(services: Services, voice: Voice) -> None:
    clips = speak(voice, None, TEXTS)
    for clip, text in zip(clips, TEXTS, strict=True):
        sound = mp3.decode(spoken(text).mp3)
        assert (clip.pcm, clip.rate_hz) == (sound.pcm, sound.rate_hz)
    assert sorted(services.edge.requests) == sorted(TEXTS)
    assert services.google.requests == []


@pytest.mark.usefixtures("services")
def test_word_boundaries_become_word_marks(voice: Voice) -> None:
    for clip, text in zip(speak(voice, None, TEXTS), TEXTS, strict=True):
        assert [(mark.start, mark.end) for mark in clip.marks] == [
            (mark.start, mark.end) for mark in spoken(text).clip.marks
        ]
        for mark, report in zip(clip.marks, spoken(text).clip.marks, strict=True):
            assert mark.at_ms == pytest.approx(report.at_ms, abs=0.01)


def test_every_voice_file_of_it_speaks(services: Services, voices: dict[str, Voice]) -> None:
    ours = [voice for voice in voices.values() if voice.engine == "edge"]
    assert {(v.region, v.sex) for v in ours} == {
        (region, sex) for region in ("PK", "IN") for sex in ("male", "female")
    }
    for voice in ours:
        speak(patient(voice), None, TEXTS[:1])
    assert len(services.edge.requests) == len(ours)


# What each fault becomes, a word of its cause, and how often it may be asked.
OUTCOMES = {
    "429": (VoiceFailed, "too many requests", 2),
    "403": (VoiceFailed, "blocks the address", 2),  # edge-tts sets its clock and tries again
    "503": (VoiceFailed, "overloaded", 2),
    "hang": (VoiceFailed, "overloaded", 2),
    "hang half way": (VoiceFailed, "overloaded", 2),
    "reset": (SpeechError, "", 4),
    "no audio": (BadAudio, "does not speak this text", 2),
    "page as audio": (BadAudio, "web page", 2),
    "truncated": (BadAudio, "cut off", 2),
    "corrupt": (BadAudio, "damaged", 2),
    "silent": (BadAudio, "silent", 2),
    "50 MB": (VoiceFailed, "something other than the service", 1),
}


@pytest.mark.parametrize("fault", OUTCOMES)
def test_a_lasting_fault_fails_in_time_and_leaves_nothing(
    services: Services, voice: Voice, fault: str
) -> None:
    kind, cause, asked = OUTCOMES[fault]
    cache = speech.Cache()
    services.edge.always = fault
    with pytest.raises(kind) as caught:
        speak(patient(voice, fault), cache, TEXTS[:1])
    # Were it the deadline that ended it, the cause would be that the service is slow.
    assert 1 <= len(services.edge.requests) <= asked
    assert cause in caught.value.cause
    assert caught.value.cause
    assert "chunk 1" in caught.value.what
    assert caught.value.hint
    assert not [path for path in cache.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("fault", [f for f in OUTCOMES if f != "50 MB"])
def test_a_fault_that_passes_is_got_over(services: Services, voice: Voice, fault: str) -> None:
    services.edge.faults = [fault]
    assert len(speak(patient(voice, fault, attempts=6), None, TEXTS)) == len(TEXTS)


def test_the_wrong_certificate_is_refused(
    services: Services, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ssl

    import certifi
    from edge_tts import communicate

    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    context = ssl.create_default_context(cafile=certifi.where())
    monkeypatch.setattr(communicate, "_SSL_CTX", context)
    with pytest.raises(VoiceFailed, match="certificate"):
        speak(voice, None, TEXTS)
    assert services.edge.requests == []


def test_no_network_is_named_before_the_deadline(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    from edge_tts import communicate

    monkeypatch.setattr(communicate, "WSS_URL", "wss://127.0.0.1:9/edge?x=y")
    with pytest.raises(VoiceFailed, match="cannot be reached"):
        speak(voice, None, TEXTS)


def test_without_the_package_the_error_names_the_command(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "edge_tts", None)
    with pytest.raises(VoiceNotReady) as caught:
        speech.engine_for(voice).ready()
    assert "naqeeb[edge]" in caught.value.hint
