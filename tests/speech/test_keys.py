"""The key of a paid service: from a variable or a file, and seen by nobody else."""

from __future__ import annotations

import json
import logging
import traceback
from dataclasses import replace
from pathlib import Path

import pytest
from rest_speech import KEY, KEY_VARIABLES
from spoken import spoken
from voice_services import MODULES, Services

from naqeeb import speech
from naqeeb.errors import NaqeebError, SettingsError, VoiceFailed, VoiceNotReady
from naqeeb.model import Voice
from naqeeb.settings import VoiceSettings
from naqeeb.speech.cache import key as cache_key

TEXT = "ایران اور روس کے صدور نے ملاقات کی۔"
VOICES = {"openai": "openai", "azure": "azure-uzma"} | {
    name: name for name in ("google-cloud", "elevenlabs")
}
WRONG = "another-canary-2b8d-of-a-key"


def voice_of(voices: dict[str, Voice], engine: str, **options: object) -> Voice:
    voice = voices[VOICES[engine]]
    quick = {"attempts": 1, "wait_s": 0.01, "read_s": 0.5, "request_s": 1.0}
    return replace(voice, options={**voice.options, **quick, **options})


def speak(voice: Voice, cache: speech.Cache | None = None) -> None:
    engine = speech.engine_for(voice)
    try:
        engine.ready()
        list(speech.speak(engine, (TEXT,), jobs=1, cache=cache, settings=VoiceSettings()))
    finally:
        engine.close()


@pytest.mark.parametrize("engine", VOICES)
def test_without_a_key_it_is_not_ready_and_says_where_to_get_and_put_one(
    services: Services, voices: dict[str, Voice], engine: str
) -> None:
    with pytest.raises(VoiceNotReady) as caught:
        speak(voice_of(voices, engine))
    assert KEY_VARIABLES[engine] in caught.value.hint
    assert "https://" in caught.value.hint
    assert services.requests == []


@pytest.mark.parametrize("engine", VOICES)
def test_a_wrong_key_is_named_with_the_next_step(
    services: Services,
    voices: dict[str, Voice],
    monkeypatch: pytest.MonkeyPatch,
    engine: str,
) -> None:
    monkeypatch.setenv(KEY_VARIABLES[engine], WRONG)
    with pytest.raises(VoiceFailed, match="does not accept the key") as caught:
        speak(voice_of(voices, engine))
    assert KEY_VARIABLES[engine] in caught.value.hint
    assert WRONG not in str(caught.value)
    assert services.requests == []


@pytest.mark.parametrize("engine", VOICES)
def test_the_key_may_lie_in_a_file_beside_the_voice_file(
    services: Services, voices: dict[str, Voice], tmp_path: Path, engine: str
) -> None:
    (tmp_path / "secret.key").write_text(f"{KEY}\n", "utf-8")
    speak(voice_of(voices, engine, key_file="secret.key", folder=str(tmp_path)))
    assert services.requests == [TEXT]


def test_the_voice_file_may_name_another_variable(
    services: Services, voices: dict[str, Voice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_TWO", KEY)
    speak(voice_of(voices, "azure", key_env="DESK_TWO"))
    assert services.requests == [TEXT]


@pytest.mark.parametrize("engine", VOICES)
@pytest.mark.parametrize("option", ["key_env", "key_file", "key", "api_key"])
def test_a_key_in_the_voice_file_is_refused_and_not_repeated(
    voices: dict[str, Voice], engine: str, option: str
) -> None:
    with pytest.raises(NaqeebError) as caught:
        speak(voice_of(voices, engine, **{option: WRONG}))
    assert WRONG not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("value", ["two words", "line\nbreak", "اردو", "x" * 5000])
def test_what_cannot_be_a_key_is_named_and_not_repeated(
    voices: dict[str, Voice], tmp_path: Path, value: str
) -> None:
    (tmp_path / "key").write_text(value, "utf-8")
    with pytest.raises(VoiceNotReady, match="no usable key") as caught:
        speak(voice_of(voices, "openai", key_file=str(tmp_path / "key")))
    assert value not in str(caught.value)


@pytest.mark.parametrize("engine", VOICES)
def test_a_key_is_never_sent_in_the_clear(voices: dict[str, Voice], engine: str) -> None:
    voice = voice_of(voices, engine, base_url="http://voices.example.org/v1", key_env="A_KEY")
    with pytest.raises(SettingsError, match="a key is not sent to http:"):
        speech.engine_for(voice)


@pytest.mark.parametrize("engine", VOICES)
@pytest.mark.parametrize("fault", ["", "400", "403", "500", "hang", "reset", "page", "quota"])
def test_no_log_error_or_cache_holds_the_key(
    services: Services,
    voices: dict[str, Voice],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    engine: str,
    fault: str,
) -> None:
    MODULES[engine].FAULTS[fault](spoken(TEXT))
    monkeypatch.setenv(KEY_VARIABLES[engine], KEY)
    services.of(engine).always = fault
    voice = voice_of(voices, engine)
    cache = speech.Cache(tmp_path / "clips")
    shown = [cache_key(speech.engine_for(voice), TEXT), repr(voice)]
    with caplog.at_level(logging.DEBUG):
        try:
            speak(voice, cache)
        except VoiceFailed as error:
            shown += ["".join(traceback.format_exception(error)), json.dumps(str(error.facts))]
        except NaqeebError as error:
            shown += ["".join(traceback.format_exception(error))]
    shown += [record.getMessage() for record in caplog.records]
    assert len(services.of(engine).requests) >= 1
    assert not [text for text in shown if KEY in text]
    assert not [
        path for path in tmp_path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()
    ]


def test_openais_key_is_not_sent_to_another_server(
    services: Services, voices: dict[str, Voice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    other = f"https://{MODULES['elevenlabs'].HOST}/v1"
    engine = speech.engine_for(voice_of(voices, "openai", base_url=other))
    assert engine._service.key.read() == ""  # type: ignore[attr-defined]
    engine.close()
    assert services.requests == []
