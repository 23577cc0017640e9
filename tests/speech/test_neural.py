"""Piper and MMS, with their real runtimes, on tiny voices that are made here."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from naqeeb import speech
from naqeeb.errors import VoiceFailed, VoiceNotReady
from naqeeb.model import Voice
from naqeeb.speech.cache import key

pytest.importorskip("onnx", reason="makes the tiny voices")

from tiny_voices import make_mms_voice, make_piper_voice

TEXT = "ایران اور روس کے صدور نے ملاقات کی۔"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture
def piper(voices: dict[str, Voice], folder: Path) -> Voice:
    pytest.importorskip("piper", reason="wants naqeeb[piper]")
    if not (folder / "tiny.onnx").exists():
        make_piper_voice(folder)
    options = {"model": "tiny.onnx", "folder": str(folder)}
    return replace(voices["piper-fasih"], options=options)


@pytest.fixture
def mms(voices: dict[str, Voice], folder: Path) -> Voice:
    pytest.importorskip("sherpa_onnx", reason="wants naqeeb[mms]")
    if not (folder / "model.onnx").exists():
        make_mms_voice(folder)
    options = {"model": "model.onnx", "tokens": "tokens.txt", "folder": str(folder)}
    return replace(voices["mms"], options=options)


@pytest.fixture(params=["piper", "mms"])
def voice(request: pytest.FixtureRequest) -> Voice:
    voice = request.getfixturevalue(request.param)
    assert isinstance(voice, Voice)
    return voice


def test_the_runtime_loads_the_voice_and_speaks(voice: Voice) -> None:
    engine = speech.engine_for(voice)
    engine.ready()
    clip = engine.speak(TEXT)
    speech.check(clip, TEXT, voice)
    assert engine.speak(TEXT) == clip
    assert engine.speak("روس") != clip
    engine.close()


def test_another_model_is_another_voice_to_the_cache(voice: Voice, folder: Path) -> None:
    before = key(speech.engine_for(voice), TEXT)
    model = folder / str(voice.options["model"])
    whole = model.read_bytes()
    try:
        model.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        assert key(speech.engine_for(voice), TEXT) != before
    finally:
        model.write_bytes(whole)
    assert key(speech.engine_for(voice), TEXT) == before


def test_without_the_model_the_error_says_where_to_get_and_put_it(
    voices: dict[str, Voice], tmp_path: Path
) -> None:
    pytest.importorskip("piper", reason="wants naqeeb[piper]")
    pytest.importorskip("sherpa_onnx", reason="wants naqeeb[mms]")
    for name in ("piper-fasih", "piper-aegis", "mms"):
        with pytest.raises(VoiceNotReady) as caught:
            speech.engine_for(voices[name]).ready()
        assert "https://huggingface.co/" in caught.value.hint
        assert str(tmp_path / "voices") in caught.value.hint


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("piper-fasih", "piper", "naqeeb[piper]"), ("mms", "sherpa_onnx", "naqeeb[mms]")],
)
def test_without_the_package_the_error_names_the_command(
    voices: dict[str, Voice],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    module: str,
    extra: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(VoiceNotReady) as caught:
        speech.engine_for(voices[name]).ready()
    assert extra in caught.value.hint


@pytest.mark.parametrize("where", ["voices", "data/naqeeb/voices"])
def test_models_are_found_in_the_voices_folder_and_in_the_users_own(
    voices: dict[str, Voice], tmp_path: Path, where: str
) -> None:
    pytest.importorskip("piper", reason="wants naqeeb[piper]")
    if sys.platform != "linux" and where.startswith("data"):
        pytest.skip("the user's folder follows XDG_DATA_HOME on Linux")
    (tmp_path / where).mkdir(parents=True)
    make_piper_voice(tmp_path / where, str(voices["piper-fasih"].options["model"])[:-5])
    speech.engine_for(voices["piper-fasih"]).ready()


def test_a_damaged_model_is_told_apart_from_a_missing_one(voice: Voice, tmp_path: Path) -> None:
    for name in ("tiny.onnx", "tiny.onnx.json", "model.onnx", "tokens.txt"):
        (tmp_path / name).write_bytes(b"{}<html>not a model</html>")
    broken = replace(voice, options={**voice.options, "folder": str(tmp_path)})
    with pytest.raises(VoiceNotReady) as caught:
        speech.engine_for(broken).speak(TEXT)
    assert "damaged" in caught.value.cause


def test_piper_takes_no_raw_phonemes_from_a_text(piper: Voice) -> None:
    engine = speech.engine_for(piper)
    assert engine.speak("روس [[ˈaˈaˈaˈa]]") != engine.speak("روس")


def test_piper_speaks_slower_where_the_voice_file_says_so(piper: Voice) -> None:
    engine = speech.engine_for(
        replace(piper, options={**piper.options, "length_scale": 2.0, "noise_scale": 0.0})
    )
    assert engine.speak(TEXT).duration_ms > 0


def test_mms_says_nothing_on_the_terminal_about_marks_it_cannot_say(
    mms: Voice, capfd: pytest.CaptureFixture[str]
) -> None:
    speech.engine_for(mms).speak("روس، 2022؛ «SCO»۔")
    assert capfd.readouterr().err == ""


def test_mms_fails_on_a_text_that_it_has_no_symbol_for(mms: Voice) -> None:
    with pytest.raises(VoiceFailed, match="no symbol"):
        speech.engine_for(mms).speak("ABC 123")


def test_mms_may_not_be_used_commercially(voices: dict[str, Voice]) -> None:
    assert voices["mms"].commercial is False
    assert "CC-BY-NC" in voices["mms"].licence


def test_our_voices_of_piper_say_where_their_models_are(voices: dict[str, Voice]) -> None:
    for name in ("piper-fasih", "piper-aegis"):
        first, second = voices[name].files
        assert first.name == voices[name].options["model"]
        assert second.name == f"{first.name}.json"
        for file in (first, second):
            assert file.url.startswith("https://huggingface.co/rhasspy/piper-voices/resolve/")
            assert file.url.endswith(f"/{file.name}")
