"""From a voice to its engine."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from naqeeb import speech
from naqeeb.errors import SettingsError, VoiceNotReady, VoiceUnknown
from naqeeb.model import Delivery, Voice
from naqeeb.settings import read_voice
from naqeeb.speech import registry

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
OURS = PROJECT["project"]["entry-points"][registry.GROUP]


def test_our_engines_are_registered_as_a_strangers_are() -> None:
    installed = {point.name: point.value for point in registry.registered()}
    assert installed.items() >= OURS.items()


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_built_in_engine_loads_without_its_optional_packages(name: str) -> None:
    options: dict[str, object] = {"command": ["prog"]} if name == "command" else {}
    engine = speech.engine_for(Voice(name="any", engine=name, options=options))
    assert isinstance(engine.online, bool)
    assert engine.concurrency >= 1
    engine.close()
    engine.close()


def test_every_voice_file_names_an_engine_and_only_options_that_it_knows(
    voices: dict[str, Voice],
) -> None:
    for voice in voices.values():
        speech.engine_for(voice).close()
        assert voice.licence
        assert voice.language == "ur"


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(VoiceUnknown, match="'festival'") as caught:
        speech.engine_for(Voice(name="mine", engine="festival"))
    assert "espeak" in caught.value.hint


def test_an_unknown_option_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(SettingsError, match="rat is not an option") as caught:
        speech.engine_for(Voice(name="mine", engine="espeak", options={"rat": 3}))
    assert "rate" in caught.value.hint


@pytest.mark.parametrize(
    ("engine", "options"),
    [
        ("espeak", {"rate": 5}),
        ("espeak", {"rate": "fast"}),
        ("espeak", {"pitch": 50.5}),
        ("espeak", {"variant": "../f2"}),
        ("espeak", {"pitch": True}),
        ("gtts", {"tld": "com.evil.example/"}),
        ("gtts", {"tld": "com:444"}),
        ("edge", {"rate": "fast"}),
        ("edge", {"voice": "ur-PK-Uzma' onload='"}),
        ("command", {"command": "prog --out {wav}"}),
        ("command", {}),
        ("tone", {"char_ms": -1}),
        ("piper", {"noise_scale": 7}),
        ("mms", {"speed": 0}),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_spoken(
    engine: str, options: dict[str, object]
) -> None:
    with pytest.raises(SettingsError):
        speech.engine_for(Voice(name="mine", engine=engine, options=options))


class _Package:
    """A distribution as an entry point knows it."""

    name = "urdu-voices"


def _install(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    point = EntryPoint("theirs", value, registry.GROUP)
    vars(point).update(dist=_Package())
    points = EntryPoints([*registry.registered(), point])
    monkeypatch.setattr(registry, "registered", lambda: points)


@pytest.mark.parametrize(
    "value",
    ["no_such_module:Engine", "json:NoSuchName", "json:loads", "builtins:repr", "this is wrong"],
)
def test_a_broken_package_of_a_stranger_is_named(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    _install(monkeypatch, value)
    with pytest.raises(VoiceNotReady, match="urdu-voices") as caught:
        speech.engine_for(Voice(name="mine", engine="theirs"))
    assert caught.value.package == "urdu-voices"


def test_without_an_installation_the_error_names_the_command() -> None:
    source = Path(__file__).parents[2] / "src"
    code = (
        "import importlib.metadata as metadata, sys;"
        "metadata.entry_points = lambda **_: metadata.EntryPoints();"
        f"sys.path.insert(0, {str(source)!r});"
        "from naqeeb import speech, model;"
        "speech.engine_for(model.Voice('espeak', 'espeak'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install -e ." in run.stderr


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('engine = "tones"\n', 1, "did you mean tone?"),
        ('engine = "tone"\n[options]\nhert = 440\n', 3, "[options] hert is not an option of tone"),
        ('engine = "espeak"\n[options]\n# slow\nrate = 9000\n', 4, "a number from"),
        ('engine = "command"\n[options]\ncommand = "say"\n', 3, "not a list of texts"),
        ('engine = "openai"\n[options]\nkey_env = "sk-1"\n', 3, "an environment variable"),
        ('engine = "azure"\n[options.phonemes]\na = 1\n', 2, "no table of words"),
        ('engine = "tone"\n[options.roles]\nheadlines = {}\n', 3, "did you mean headline?"),
    ],
)
def test_a_fault_of_a_voice_file_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    path = tmp_path / "voices" / "own.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    voice = read_voice(path)
    with pytest.raises((SettingsError, VoiceUnknown)) as error:
        registry.engine_for(voice, Delivery.HEADLINE)
    assert error.value.what.startswith(f"{path}:{line}: ")
    assert said in str(error.value)
