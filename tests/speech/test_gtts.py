"""Google's voice against a stand-in that speaks its wire format over TLS.

gTTS prepares the requests, unmodified; they travel through an HTTPS proxy to
what the client takes for translate.google.com. Each fault of such services
has its test, and after each there is no bad sound, nothing half-written in
the cache, and an error that names the cause and the next step.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from google_translate import FAULTS
from spoken import spoken
from voice_services import Services
from voicing import patience, speak

from naqeeb import speech
from naqeeb.errors import BadAudio, SpeechError, VoiceFailed, VoiceNotReady
from naqeeb.model import Clip, Voice
from naqeeb.pcm import mp3
from naqeeb.speech import online
from naqeeb.speech.failures import failed, seconds_of

TEXTS = (
    "ایران اور روس کے صدور نے جمعرات کو ملاقات کی۔",
    "دونوں رہنماؤں نے تعاون پر بات کی،",
    "اور کہا کہ نئے معاہدے پر کام جاری ہے۔",
)


@pytest.fixture(autouse=True, scope="module")
def _made_before_the_clock_starts() -> None:
    for text in TEXTS:
        spoken(text)


@pytest.fixture
def voice(voices: dict[str, Voice]) -> Voice:
    return replace(voices["gtts"], options=patience())


def _clip(text: str) -> Clip:
    sound = mp3.decode(spoken(text).mp3)
    return Clip(sound.pcm, sound.rate_hz)


def test_it_speaks_what_the_service_sends(services: Services, voice: Voice) -> None:
    assert speak(voice, None, TEXTS) == [_clip(text) for text in TEXTS]
    assert sorted(services.google.requests) == sorted(TEXTS)


@pytest.mark.usefixtures("services")
def test_gtts_itself_takes_the_stand_in_for_the_service(tmp_path: Path) -> None:
    """So what holds against the stand-in holds for the wire format that gTTS knows."""
    tool = Path(sys.executable).with_name("gtts-cli")
    written = tmp_path / "gtts.mp3"
    subprocess.run([tool, "-l", "ur", "-o", written, TEXTS[0]], check=True)
    assert written.read_bytes() == spoken(TEXTS[0]).mp3


def test_a_warm_cache_asks_for_nothing(
    services: Services, voice: Voice, cache: speech.Cache
) -> None:
    first = speak(voice, cache, TEXTS)
    asked = len(services.google.requests)
    assert speak(voice, cache, TEXTS) == first
    assert len(services.google.requests) == asked == len(TEXTS)


def test_connections_are_used_again(services: Services, voice: Voice) -> None:
    texts = tuple(f"جملہ {'ا' * number}" for number in range(2, 14))
    speak(voice, None, texts, requests=2)
    assert len(services.google.requests) == len(texts)
    assert services.google.connections <= 2


def test_latency_is_paid_side_by_side(services: Services, voice: Voice) -> None:
    texts = tuple(f"جملہ {'ا' * number}" for number in range(2, 14))
    for text in texts:
        spoken(text)
    services.google.company = 6
    assert len(speak(voice, None, texts, requests=6)) == len(services.google.requests)


# What each fault becomes: the kind of error, a word of its cause, and how
# often one chunk may be asked for before the voice counts as failed.
OUTCOMES = {
    "429": (VoiceFailed, "too many requests", 2),
    "429, wait 0": (VoiceFailed, "too many requests", 2),
    "429, wait an hour": (VoiceFailed, "too many requests", 1),
    "403": (VoiceFailed, "blocks the address", 1),
    "400": (VoiceFailed, "has changed", 1),
    "redirect": (VoiceFailed, "login page", 1),
    "500": (VoiceFailed, "overloaded", 2),
    "503": (VoiceFailed, "overloaded", 2),
    "hang": (VoiceFailed, "overloaded", 2),
    "reset": (VoiceFailed, "unstable", 2),
    "short": (VoiceFailed, "unstable", 2),
    "trickle": (VoiceFailed, "network is slow", 1),
    "no audio": (BadAudio, "does not speak this text", 2),
    "empty audio": (BadAudio, "empty", 2),
    "page": (BadAudio, "login or consent page", 2),
    "page as audio": (BadAudio, "web page", 2),
    "truncated": (BadAudio, "cut off", 2),
    "corrupt": (BadAudio, "damaged", 2),
    "silent": (BadAudio, "silent", 2),
    "base64": (BadAudio, "base64", 2),
    "huge": (VoiceFailed, "something other than the service", 1),
}


@pytest.mark.parametrize("fault", OUTCOMES)
def test_a_lasting_fault_fails_in_time_and_leaves_nothing(
    services: Services, voice: Voice, cache: speech.Cache, fault: str
) -> None:
    kind, cause, asked = OUTCOMES[fault]
    text = TEXTS[0]
    FAULTS[fault](spoken(text))  # made before the clock starts
    services.google.always = fault
    with pytest.raises(kind) as caught:
        speak(replace(voice, options=patience(fault)), cache, (text,))
    # Were it the deadline that ended it, the cause would be that the service is slow.
    assert len(services.google.requests) == asked
    error = caught.value
    assert isinstance(error, SpeechError)
    assert cause in error.cause
    assert "chunk 1" in error.what
    assert error.hint
    assert error.facts["voice"] == "gtts"
    assert not [path for path in cache.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("fault", [f for f, (_, _, asked) in OUTCOMES.items() if asked > 1])
def test_a_fault_that_passes_is_got_over(
    services: Services, voice: Voice, cache: speech.Cache, fault: str
) -> None:
    services.google.faults = [fault]
    patient = replace(voice, options=patience(fault, attempts=6))
    assert speak(patient, cache, TEXTS) == [_clip(text) for text in TEXTS]
    assert cache.stats().clips == len(TEXTS)


def test_retry_after_is_waited_for(services: Services, voice: Voice) -> None:
    services.google.faults = ["429, wait 1"]
    began = time.monotonic()
    speak(voice, None, TEXTS[:1])
    assert time.monotonic() - began >= 1.0
    assert len(services.google.requests) == 2


def test_a_fault_part_way_keeps_the_good_chunks_for_the_next_time(
    services: Services, voice: Voice, cache: speech.Cache
) -> None:
    services.google.faults = ["", "", "403"]
    with pytest.raises(VoiceFailed, match="chunk 3"):
        speak(voice, cache, TEXTS, requests=1)
    assert cache.stats().clips == 2
    services.google.requests.clear()
    speak(voice, cache, TEXTS)
    assert services.google.requests == [TEXTS[2]]


def test_a_service_that_keeps_failing_is_left_alone(services: Services, voice: Voice) -> None:
    services.google.always = "500"
    texts = tuple(f"جملہ {'ا' * number}" for number in range(2, 40))
    for _ in range(8):
        with pytest.raises(VoiceFailed):
            speak(voice, None, texts)
    # Eight runs of six threads and two attempts would have been 96.
    assert len(services.google.requests) < 30
    with pytest.raises(VoiceFailed, match="left alone"):
        speak(voice, None, texts)


def test_a_service_that_was_left_alone_is_asked_again() -> None:
    rested = online.Service("test", limit=2, rest_s=30)
    patience = online.Patience(attempts=1)

    def fail() -> None:
        raise failed("no", cause="", hint="", passing=True)

    for _ in range(2):
        with pytest.raises(VoiceFailed, match="no"):
            rested.ask(fail, patience)
    with pytest.raises(VoiceFailed, match="left alone"):
        rested.ask(fail, patience)
    rested._closed_until -= 30  # half a minute later
    assert rested.ask(lambda: "speech", patience) == "speech"


def test_a_wrong_certificate_is_refused_before_anything_is_sent(
    voice: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Services(tmp_path, trusted=False) as impostor:
        for name, value in impostor.env.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(VoiceFailed, match="certificate") as caught:
            speak(voice, None, TEXTS)
        assert impostor.google.requests == []
    assert "REQUESTS_CA_BUNDLE" in caught.value.hint


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_certificates_come_from_any_of_the_usual_variables(
    services: Services, voice: Voice, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    monkeypatch.setenv(variable, services.env["REQUESTS_CA_BUNDLE"])
    assert len(speak(voice, None, TEXTS)) == len(TEXTS)


def test_without_any_bundle_the_test_authority_is_not_trusted(
    services: Services, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(VoiceFailed, match="certificate"):
        speak(voice, None, TEXTS)
    assert services.google.requests == []


def test_a_proxy_that_is_down_is_named_before_the_deadline(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with pytest.raises(VoiceFailed, match="proxy") as caught:
        speak(voice, None, TEXTS)
    assert "HTTPS_PROXY" in caught.value.hint


def test_the_host_is_the_one_of_the_voice_file(voice: Voice) -> None:
    engine = speech.engine_for(replace(voice, options={"tld": "com.pk"}))
    assert speech.place(engine) == "Google (translate.google.com.pk)"


def test_too_long_a_chunk_is_refused_and_not_cut(services: Services, voice: Voice) -> None:
    with pytest.raises(VoiceFailed) as caught:
        speak(voice, None, ("لفظ " * 30,))
    assert "max_chars" in caught.value.hint
    assert services.google.requests == []


def test_gtts_still_knows_urdu(voice: Voice) -> None:
    from gtts.lang import tts_langs

    assert voice.language in tts_langs()
    speech.engine_for(voice).ready()


def test_a_language_that_google_does_not_speak_is_not_ready(voice: Voice) -> None:
    with pytest.raises(VoiceNotReady, match="'xx'"):
        speech.engine_for(replace(voice, language="xx")).ready()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("5", 5.0),
        (" 0 ", 0.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str | None, seconds: float | None) -> None:
    assert seconds_of(header) == seconds
