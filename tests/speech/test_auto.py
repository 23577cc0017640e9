"""The voice ``auto``: first that answers, and one line that says why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from spoken import spoken
from voice_services import Services

from naqeeb import speech
from naqeeb.errors import VoiceNotReady, VoiceRefused
from naqeeb.model import Voice
from naqeeb.settings import VoiceSettings

TEXT = "ایران اور روس کے صدور نے ملاقات کی۔"
QUICK = {"wait_s": 0.01}
PATIENT = VoiceSettings(probe_s=60)
"""For a machine that has other work, too; nobody waits so long where an answer comes."""


@pytest.fixture(autouse=True, scope="module")
def _made_before_the_clock_starts() -> None:
    spoken(TEXT)


@pytest.fixture
def auto(voices: dict[str, Voice]) -> list[Voice]:
    online = [replace(voices[n], options={**voices[n].options, **QUICK}) for n in ("gtts", "edge")]
    return [*online, voices["espeak"]]


def _choose(
    candidates: list[Voice], *, settings: VoiceSettings | None = None, commercial: bool = False
) -> speech.Choice:
    choice = speech.choose(
        candidates,
        probe=lambda voice: f"{TEXT}" if voice.script == "plain" else "",
        settings=settings or PATIENT,
        commercial=commercial,
        cache=speech.Cache(),
    )
    choice.engine.close()
    return choice


def test_the_first_online_voice_that_answers_is_taken_and_its_chunk_kept(
    services: Services, auto: list[Voice]
) -> None:
    choice = _choose(auto)
    assert choice.voice.name == choice.engine.voice.name == "gtts"
    assert choice.clip is not None
    assert services.google.requests == [TEXT]
    assert services.edge.requests == []
    engine = speech.engine_for(choice.voice)
    settings = VoiceSettings()
    (clip,) = speech.speak(engine, [TEXT], jobs=1, cache=speech.Cache(), settings=settings)
    assert clip == choice.clip
    assert services.google.requests == [TEXT]
    assert choice.why == (
        "gtts: the first that answered; the text is sent to Google (translate.google.com)"
    )


def test_the_next_is_taken_where_the_first_fails(services: Services, auto: list[Voice]) -> None:
    pytest.importorskip("edge_tts", reason="wants naqeeb[edge]")
    services.google.always = "403"
    choice = _choose(auto)
    assert choice.voice.name == "edge"
    assert "sent to Microsoft" in choice.why
    assert "gtts: the service refuses this network address (HTTP 403)" in choice.why


def test_the_embedded_voice_is_taken_where_all_fail(services: Services, auto: list[Voice]) -> None:
    services.google.always = "silent"
    services.edge.always = "503"
    choice = _choose(auto)
    assert choice.voice.name == "espeak"
    assert choice.clip is None
    assert "speaks on this machine" in choice.why
    assert "first chunk was sent to Google (translate.google.com) and Microsoft" in choice.why
    assert speech.Cache().stats().clips == 0


def test_a_dead_network_costs_the_probe_and_no_more(services: Services, auto: list[Voice]) -> None:
    services.google.always = services.edge.always = "hang"
    choice = _choose(auto, settings=VoiceSettings(probe_s=0.4))
    assert choice.voice.name == "espeak"
    # The services would let it hang for longer than this test may take.
    assert "gtts: no answer in 0.4 s" in choice.why


def test_no_network_at_all_costs_nothing(
    auto: list[Voice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    choice = _choose(auto, settings=PATIENT)
    assert choice.voice.name == "espeak"
    assert "no text leaves it" in choice.why


def test_offline_means_that_nothing_is_sent(services: Services, auto: list[Voice]) -> None:
    choice = _choose(auto, settings=VoiceSettings(online=False))
    assert choice.voice.name == "espeak"
    assert services.google.requests == services.edge.requests == []
    assert "no text leaves it" in choice.why
    assert "switched off" in choice.why


def test_a_cached_first_chunk_is_not_asked_for_again(services: Services, auto: list[Voice]) -> None:
    first = _choose(auto)
    assert _choose(auto).clip == first.clip
    assert services.google.requests == [TEXT]


def test_a_commercial_show_passes_over_voices_that_forbid_it(voices: dict[str, Voice]) -> None:
    tone = replace(voices["tone"], commercial=False, licence="CC-BY-NC-4.0")
    choice = _choose([tone, voices["espeak"]], commercial=True)
    assert choice.voice.name == "espeak"
    assert "CC-BY-NC-4.0" in choice.why
    assert _choose([tone, voices["espeak"]]).voice.name == "tone"
    with pytest.raises(VoiceRefused, match="commercial"):
        speech.permit(tone, commercial=True)


def test_a_voice_that_is_not_installed_is_passed_over(
    voices: dict[str, Voice], tmp_path: Path
) -> None:
    piper = replace(voices["piper-fasih"], options={"folder": str(tmp_path)})
    choice = _choose([piper, voices["espeak"]])
    assert choice.voice.name == "espeak"
    assert "piper-fasih" in choice.why


def test_where_none_can_speak_the_error_says_why_for_each(voices: dict[str, Voice]) -> None:
    with pytest.raises(VoiceNotReady, match="no voice can speak") as caught:
        _choose([replace(voices["gtts"], language="xx")], settings=VoiceSettings(online=False))
    assert "gtts: online voices are switched off" in caught.value.cause
    assert "espeak" in caught.value.hint
    with pytest.raises(VoiceNotReady, match="no voice can speak"):
        _choose([])
