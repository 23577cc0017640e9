"""A server of one's own that speaks OpenAI's interface, on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from google_cloud_speech import wav_of
from spoken import spoken

from naqeeb import speech
from naqeeb.errors import VoiceFailed, VoiceNotReady
from naqeeb.model import Voice
from naqeeb.settings import VoiceSettings

TEXT = "ایران اور روس کے صدور نے ملاقات کی۔"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    sound = "mp3"
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Speaker)
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []


class _Speaker(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        table = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((dict(self.headers), table))
        speech_of = spoken(table["input"])
        is_wav = self.server.sound == "wav"
        body = wav_of(speech_of, speech_of.clip.pcm) if is_wav else speech_of.mp3
        self.send_response(self.server.status if self.path == "/v1/audio/speech" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the same
        """Nothing."""


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def voice(voices: dict[str, Voice], server: _Server) -> Voice:
    port = server.server_address[1]
    ours = voices["openai-local"]
    return replace(ours, options={**ours.options, "base_url": f"http://127.0.0.1:{port}/v1"})


def speak(voice: Voice) -> speech.Engine:
    engine = speech.engine_for(voice)
    settings = VoiceSettings(online=False, budget_characters_a_day=1)
    (clip,) = speech.speak(engine, [TEXT], jobs=1, cache=None, settings=settings)
    speech.check(clip, TEXT, voice)
    engine.close()
    return engine


@pytest.mark.parametrize("sound", ["mp3", "wav"])
def test_it_is_no_online_voice_has_no_key_and_no_price(
    server: _Server, voice: Voice, monkeypatch: pytest.MonkeyPatch, sound: str
) -> None:
    """And it may answer in the one format that it knows."""
    monkeypatch.setenv("OPENAI_API_KEY", "not-for-this-server")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.sound = sound
    engine = speak(voice)
    assert engine.online is False
    ((headers, table),) = server.asked
    assert "Authorization" not in headers
    assert table == {
        "model": "orpheus-urdu",
        "voice": "default",
        "response_format": "mp3",
        "input": TEXT,
    }


def test_its_key_is_the_one_that_the_voice_file_names(
    server: _Server, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GPU_KEY", "for-this-server")
    speak(replace(voice, options={**voice.options, "key_env": "GPU_KEY"}))
    ((headers, _),) = server.asked
    assert headers["Authorization"] == "Bearer for-this-server"


def test_how_to_speak_travels_with_the_text(server: _Server, voice: Voice) -> None:
    more = {"instructions": "آہستہ پڑھیں", "speed": 0.9, "format": "wav"}
    speak(replace(voice, options={**voice.options, **more}))
    ((_, table),) = server.asked
    assert (table["instructions"], table["speed"]) == ("آہستہ پڑھیں", 0.9)
    assert table["response_format"] == "wav"


def test_a_key_that_it_wants_and_was_not_told_of_is_asked_for(
    server: _Server, voice: Voice
) -> None:
    server.status = 401
    with pytest.raises(VoiceFailed, match="does not accept the key") as caught:
        speak(voice)
    assert "key_env, key_file" in caught.value.hint


def test_a_server_that_is_not_started_is_named(voice: Voice) -> None:
    away = replace(voice, options={**voice.options, "base_url": "http://localhost:9/v1"})
    with pytest.raises(VoiceFailed, match="no server answers at localhost:9") as caught:
        speak(away)
    assert "start it" in caught.value.hint


def test_it_is_ready_only_while_its_server_listens(server: _Server, voice: Voice) -> None:
    speech.engine_for(voice).ready()
    assert server.asked == []
    away = replace(voice, options={**voice.options, "base_url": "http://127.0.0.1:9/v1"})
    with pytest.raises(VoiceNotReady, match=r"no server answers at 127\.0\.0\.1:9") as caught:
        speech.engine_for(away).ready()
    assert "start it" in caught.value.hint
