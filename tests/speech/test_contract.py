"""What every engine promises, held against each of them."""

from __future__ import annotations

import importlib.util
import sys
import wave
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from rest_speech import KEY, KEY_VARIABLES
from spoken import spoken
from voice_services import Services

from naqeeb import speech
from naqeeb.model import Voice
from naqeeb.settings import VoiceSettings
from naqeeb.speech.registry import registered

TEXTS = (
    "ایران اور روس کے صدور نے ملاقات کی۔",
    "دونوں رہنماؤں نے تعاون پر بات کی،",
    "کیا کام جاری ہے؟",
)
_QUICK = {"wait_s": 0.01}

# It hums 80 ms for each letter, and is silent for each space.
_PROGRAM = """
import array, math, sys, wave
text = sys.stdin.buffer.read().decode().strip()
hum = array.array("h", (int(6000 * math.sin(n / 8)) for n in range(1280)))
with wave.open(sys.argv[1], "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
    for char in text:
        file.writeframes(hum.tobytes() if char.isalpha() else bytes(2560))
"""


def _wants(*modules: str) -> None:
    for module in modules:
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"wants {module}")


def _piper(voices: dict[str, Voice], folder: Path) -> Voice:
    _wants("piper", "onnx")
    from tiny_voices import make_piper_voice

    make_piper_voice(folder)
    return replace(voices["piper-fasih"], options={"model": "tiny.onnx", "folder": str(folder)})


def _mms(voices: dict[str, Voice], folder: Path) -> Voice:
    _wants("sherpa_onnx", "onnx")
    from tiny_voices import make_mms_voice

    make_mms_voice(folder)
    return replace(voices["mms"], options={"folder": str(folder)})


def _command(voices: dict[str, Voice], folder: Path) -> Voice:
    (folder / "speak.py").write_text(_PROGRAM, "utf-8")
    command = [sys.executable, str(folder / "speak.py"), "{wav}"]
    return replace(voices["espeak"], name="ours", engine="command", options={"command": command})


def _online(name: str) -> Callable[[dict[str, Voice], Path], Voice]:
    def make(voices: dict[str, Voice], _: Path) -> Voice:
        if name == "edge":
            _wants("edge_tts")
        return replace(voices[name], options={**voices[name].options, **_QUICK})

    return make


def _plain(name: str) -> Callable[[dict[str, Voice], Path], Voice]:
    return lambda voices, _: voices[name]


MAKERS = {
    "espeak": _plain("espeak"),
    "tone": _plain("tone"),
    "gtts": _online("gtts"),
    "edge": _online("edge"),
    "openai": _online("openai"),
    "azure": _online("azure-uzma"),
    "google-cloud": _online("google-cloud"),
    "elevenlabs": _online("elevenlabs"),
    "piper": _piper,
    "mms": _mms,
    "command": _command,
}


@pytest.fixture(params=sorted(MAKERS))
def engine(
    request: pytest.FixtureRequest,
    voices: dict[str, Voice],
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[speech.Engine]:
    for text in TEXTS:
        spoken(text)
    for variable in KEY_VARIABLES.values():
        monkeypatch.setenv(variable, KEY)
    assert services.requests == []
    engine = speech.engine_for(MAKERS[request.param](voices, tmp_path))
    yield engine
    engine.close()


def test_every_engine_is_held_to_it() -> None:
    ours = {point.name for point in registered() if point.value.startswith("naqeeb.")}
    assert MAKERS.keys() == ours


def test_it_has_all_that_the_protocol_asks_for(engine: speech.Engine) -> None:
    assert isinstance(engine, speech.Engine)
    assert engine.version.strip()
    assert engine.version.isprintable()
    assert engine.concurrency >= 1


def test_ready_says_nothing_and_sends_nothing(engine: speech.Engine, services: Services) -> None:
    engine.ready()
    assert services.requests == []


def test_it_speaks_what_passes_for_speech(engine: speech.Engine) -> None:
    for text in TEXTS:
        speech.check(engine.speak(text), text, engine.voice)


def test_the_same_text_gives_the_same_clip(engine: speech.Engine) -> None:
    first = [engine.speak(text) for text in TEXTS]
    again = [engine.speak(text) for text in reversed(TEXTS)]
    assert again[::-1] == first


def test_marks_are_words_of_the_text_in_order_and_in_time(engine: speech.Engine) -> None:
    for text in TEXTS:
        clip = engine.speak(text)
        starts = [mark.start for mark in clip.marks]
        times = [mark.at_ms for mark in clip.marks]
        assert starts == sorted(set(starts))
        assert times == sorted(times)
        for mark in clip.marks:
            assert 0 <= mark.start < mark.end <= len(text)
            assert not text[mark.start : mark.end].isspace()
            assert 0 <= mark.at_ms < clip.duration_ms


def test_it_bears_as_many_threads_as_it_says(engine: speech.Engine) -> None:
    alone = {text: engine.speak(text) for text in TEXTS}
    threads = min(engine.concurrency, 4)
    with ThreadPoolExecutor(threads) as pool:
        clips = list(pool.map(engine.speak, TEXTS * 2))
    assert clips == [alone[text] for text in TEXTS * 2]


def test_it_speaks_again_after_it_was_closed_twice(engine: speech.Engine) -> None:
    clip = engine.speak(TEXTS[0])
    engine.close()
    engine.close()
    assert engine.speak(TEXTS[0]) == clip


def test_what_is_worth_it_is_cached(engine: speech.Engine, services: Services) -> None:
    cache = speech.Cache()
    settings = VoiceSettings()
    first = list(speech.speak(engine, TEXTS, jobs=2, cache=cache, settings=settings))
    asked = len(services.requests)
    again = list(speech.speak(engine, TEXTS, jobs=2, cache=cache, settings=settings))
    assert again == first
    assert cache.stats().clips == (len(TEXTS) if engine.cacheable else 0)
    assert len(services.requests) == asked
    assert asked == (len(TEXTS) if engine.online else 0)


def test_a_clip_is_sound_that_others_can_play(engine: speech.Engine, tmp_path: Path) -> None:
    clip = engine.speak(TEXTS[0])
    path = tmp_path / "clip.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate_hz)
        file.writeframes(clip.pcm)
    with wave.open(str(path), "rb") as file:
        assert file.getnframes() / file.getframerate() * 1000 == pytest.approx(clip.duration_ms)
